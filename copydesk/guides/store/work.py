"""SQL of what the work of a project is about."""

from copydesk.guides.domain.records import UNLIMITED, Scope
from copydesk.kernel.db import Conn, execute, fetch_one


async def select_work(conn: Conn, project_id: int) -> Scope:
    """Everything is open where nothing is known."""
    found = await fetch_one(
        conn,
        Scope,
        "select tasks, languages, domains, questions from guides.work where project_id = %s",
        [project_id],
    )
    return UNLIMITED if found is None else found


async def write_work(conn: Conn, project_id: int, about: Scope) -> None:
    await execute(
        conn,
        """
        insert into guides.work (project_id, tasks, languages, domains, questions) values (%s, %s, %s, %s, %s)
        on conflict (project_id) do update set tasks = excluded.tasks, languages = excluded.languages,
            domains = excluded.domains, questions = excluded.questions
        """,
        [project_id, *(list(words) for words in vars(about).values())],
    )
