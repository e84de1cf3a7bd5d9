"""YAML as this program reads it back: what looks like a number, but is text, has quotes; long text stands in lines."""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

import yaml

_NUMBER_LIKE = re.compile(r"[-+.0-9][-+.0-9eE]*")


class _Dumper(yaml.CSafeDumper):
    """Writes no references: each value stands where it belongs."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- the library's signature
        return True


def _text_node(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "'" if _NUMBER_LIKE.fullmatch(text) else "|" if "\n" in text else None
    represent = cast("Callable[..., yaml.ScalarNode]", dumper.represent_scalar)
    return represent("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def write_yaml(value: Mapping[str, Any]) -> str:
    """Keys in the order that they have."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
