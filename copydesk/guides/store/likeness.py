"""SQL of signatures."""

from collections.abc import Sequence

from copydesk.guides.domain.likeness import SCHEME, Signed, TextKind
from copydesk.kernel.db import Conn, execute, fetch_all

MOST_CANDIDATES = 2_000


async def write_signatures(
    conn: Conn, project_id: int, signed: Sequence[Signed], bands: Sequence[Sequence[int]]
) -> int:
    """Over those of the same texts. `bands` in the order of `signed`."""
    return await execute(
        conn,
        """
        insert into guides.signature (project_id, kind, ref_id, part, scheme, bands, signature)
        select %(project_id)s, n.kind, n.ref_id, n.part, %(scheme)s, n.bands::int[], n.signature
        from unnest(%(kinds)s::text[], %(ref_ids)s::bigint[], %(parts)s::text[], %(bands)s::text[], %(signatures)s::bytea[])
            as n (kind, ref_id, part, bands, signature)
        on conflict (project_id, kind, ref_id, part) do update
            set scheme = excluded.scheme, bands = excluded.bands, signature = excluded.signature
        """,
        {
            "project_id": project_id,
            "scheme": SCHEME,
            "kinds": [one.kind for one in signed],
            "ref_ids": [one.ref_id for one in signed],
            "parts": [one.part for one in signed],
            "bands": ["{" + ",".join(map(str, keys)) + "}" for keys in bands],
            "signatures": [one.signature for one in signed],
        },
    )


async def select_candidates(conn: Conn, project_id: int, keys: Sequence[int]) -> list[Signed]:
    """Texts that share a key; by far most of them are alike."""
    return await fetch_all(
        conn,
        Signed,
        """
        select kind, ref_id, part, signature from guides.signature
        where bands && %(keys)s::int[] and project_id = %(project_id)s and scheme = %(scheme)s
        limit %(limit)s
        """,
        {"keys": list(keys), "project_id": project_id, "scheme": SCHEME, "limit": MOST_CANDIDATES},
    )


async def delete_signatures(conn: Conn, project_id: int, kind: TextKind, ref_ids: Sequence[int]) -> int:
    """Of all parts. How many there were."""
    return await execute(
        conn,
        "delete from guides.signature where project_id = %s and kind = %s and ref_id = any(%s)",
        [project_id, kind, list(ref_ids)],
    )
