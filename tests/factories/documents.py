"""One function per table of guides, interfaces and workflows: published versions. Each returns the id."""

from typing import Any

from copydesk.guides.domain import DEFAULT_SOURCE, parse_guide
from copydesk.interfaces.domain import DEFAULT_SOURCE as DEFAULT_INTERFACE
from copydesk.interfaces.service import answer_schema, parse_document, read_document
from copydesk.kernel.db import Conn, as_json, fetch_value
from copydesk.workflows.domain import Workflow
from tests.factories.people import EPOCH


async def guide_version(conn: Conn, project_id: int, *, source: str = DEFAULT_SOURCE, number: int = 1) -> int:
    """A version with its rules; the default's rule keys are `correct`, `on-task` and `clear`."""
    guide = parse_guide(source)
    assert not guide.faults
    version_id = await fetch_value(
        conn,
        """
        insert into guides.guide_version (project_id, number, title, source, published_at)
        values (%s, %s, %s, %s, %s) returning id
        """,
        [project_id, number, guide.title or "Guide", source, EPOCH],
    )
    for rule in guide.rules:
        await conn.execute(
            """
            insert into guides.rule (guide_version_id, key, kind, title, body, level, position, parent_key, attributes)
            values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
            """,
            [
                version_id, rule.key, rule.kind, rule.title, rule.body, rule.level, rule.position, rule.parent_key,
                as_json(rule.attributes),
            ],
        )  # fmt: skip
    return version_id


async def interface_version(
    conn: Conn, project_id: int, *, document: dict[str, Any] | None = None, number: int = 1
) -> int:
    """The default asks `better` (preference over `/responses`, 7 strengths, required) and `why` (text, optional)."""
    reading = read_document(DEFAULT_INTERFACE) if document is None else parse_document(document)
    assert reading.document is not None, reading.faults
    return await fetch_value(
        conn,
        """
        insert into interfaces.interface_version (project_id, number, document, answer_schema, published_at)
        values (%s, %s, %s, %s, %s) returning id
        """,
        [
            project_id,
            number,
            as_json(reading.document.as_json()),
            as_json(answer_schema(reading.document)),
            EPOCH,
        ],
    )


async def workflow_version(
    conn: Conn, project_id: int, *, document: dict[str, Any] | None = None, number: int = 1
) -> int:
    """The default: one answer per item, then a review."""
    stages = Workflow.model_validate(document or {})
    return await fetch_value(
        conn,
        """
        insert into workflows.workflow_version (project_id, number, document, published_at)
        values (%s, %s, %s, %s) returning id
        """,
        [project_id, number, as_json(stages.model_dump()), EPOCH],
    )
