"""What is known of a task: which rules of the guide concern it follows from this."""

from collections.abc import Mapping, Sequence

from copydesk.guides.domain.records import UNLIMITED, Scope

Known = Mapping[str, Sequence[str]]


def about_of(known: Known | None) -> Scope:
    """What `queue.task_about` tells of a form and an item. What an item leaves blank is not known."""
    if known is None:
        return UNLIMITED
    return Scope(
        *(
            tuple(word for word in known[name] if word.strip())
            for name in ("tasks", "languages", "domains", "questions")
        )
    )
