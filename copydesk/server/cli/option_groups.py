"""Options of a command that belong together, as one record: a command may have more options than a function has parameters."""

import functools
import inspect
from collections.abc import Callable
from typing import Any


def grouped(name: str, group: type[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Makes each field of a dataclass an option, in the place of the parameter `name`, which gets the record.

    Fields are annotated and have defaults as parameters of a command are.
    """
    fields = [
        field.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for field in inspect.signature(group).parameters.values()
    ]

    def group_options(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def with_group(**given: Any) -> None:
            record = group(**{field.name: given.pop(field.name) for field in fields})
            command(**given, **{name: record})

        shown: list[inspect.Parameter] = []
        for parameter in inspect.signature(command).parameters.values():
            own = parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            shown += fields if parameter.name == name else [own]
        with_group.__signature__ = inspect.Signature(shown)  # pyright: ignore[reportAttributeAccessIssue] -- typer reads it
        with_group.__annotations__ = {one.name: one.annotation for one in shown}
        return with_group

    return group_options
