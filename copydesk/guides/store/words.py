"""SQL of the project's own words and of who is editing."""

from datetime import datetime

from copydesk.guides.domain.words import Editor, Word, WordQuery
from copydesk.kernel.db import Conn, execute, fetch_all, fetch_value


async def select_words(conn: Conn, project_id: int) -> list[Word]:
    return await fetch_all(
        conn,
        Word,
        """
        select word, added_by, added_at from guides.word where project_id = %s order by lower(word), word
        """,
        [project_id],
    )


async def select_words_page(conn: Conn, project_id: int, query: WordQuery) -> list[Word]:
    """In the order of the alphabet."""
    return await fetch_all(
        conn,
        Word,
        """
        select word, added_by, added_at from guides.word
        where project_id = %(project_id)s and position(lower(%(text)s) in lower(word)) > 0
          and (%(after)s::text is null or (lower(word), word) > (lower(%(after)s), %(after)s))
        order by lower(word), word limit %(limit)s
        """,
        {"project_id": project_id, **vars(query)},
    )


async def has_word(conn: Conn, project_id: int, word: str) -> bool:
    """Whatever its capitals."""
    return await fetch_value(
        conn,
        "select exists (select from guides.word where project_id = %s and lower(word) = lower(%s))",
        [project_id, word],
    )


async def count_words(conn: Conn, project_id: int) -> int:
    return await fetch_value(conn, "select count(*) from guides.word where project_id = %s", [project_id])


async def insert_word(conn: Conn, project_id: int, word: Word) -> int:
    """0 when it is there already."""
    return await execute(
        conn,
        """
        insert into guides.word (project_id, word, added_by, added_at) values (%s, %s, %s, %s)
        on conflict do nothing
        """,
        [project_id, word.word, word.added_by, word.added_at],
    )


async def delete_word(conn: Conn, project_id: int, word: str) -> int:
    return await execute(
        conn, "delete from guides.word where project_id = %s and word = %s", [project_id, word]
    )


async def write_editor(conn: Conn, project_id: int, editor: Editor, *, gone_after_s: int) -> None:
    """The pulse rises only when somebody comes or goes to another rule, so that a sign of life tells nobody."""
    await execute(
        conn,
        """
        insert into guides.editor as e (project_id, identity_id, rule_key, seen_at, pulse)
        values (%(project_id)s, %(identity_id)s, %(rule_key)s, %(at)s, nextval('guides.pulse'))
        on conflict (project_id, identity_id) do update
            set rule_key = excluded.rule_key, seen_at = excluded.seen_at,
                pulse = case when e.rule_key is not distinct from excluded.rule_key
                              and e.seen_at > excluded.seen_at - make_interval(secs => %(gone_after_s)s)
                        then e.pulse else excluded.pulse end
        """,
        {
            "project_id": project_id,
            "identity_id": editor.identity_id,
            "rule_key": editor.rule_key,
            "at": editor.seen_at,
            "gone_after_s": gone_after_s,
        },
    )


async def end_editor(conn: Conn, project_id: int, identity_id: int, seen_at: datetime) -> None:
    """Seen so long ago that they are away."""
    await execute(
        conn,
        """
        update guides.editor set rule_key = null, seen_at = %s, pulse = nextval('guides.pulse')
        where project_id = %s and identity_id = %s
        """,
        [seen_at, project_id, identity_id],
    )


async def select_editors(conn: Conn, project_id: int, *, since: datetime) -> list[Editor]:
    return await fetch_all(
        conn,
        Editor,
        """
        select identity_id, rule_key, seen_at from guides.editor
        where project_id = %s and seen_at > %s order by identity_id
        """,
        [project_id, since],
    )
