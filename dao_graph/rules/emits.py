"""Checking what a rule's `emits` says: the shape of its tables, and the names of captures and variables in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from dao_graph.rules.captures import ATTRIBUTES, VARIABLES
from dao_graph.rules.notation import nearest

_BINARY = ("subject", "property", "object")
_PLACEHOLDER = re.compile(r"\{(=?)([^{}]*)\}")
_VALUE = re.compile(r"\$(?P<name>[^.|]*)(?:\.(?P<attribute>[^|]*))?(?:\|(?P<default>.*))?")
# Of a fact with a class: what is no property of it.
RESERVED = ("class", "node", "each")


@dataclass(frozen=True, slots=True)
class Names:
    """The names that `$name` may stand for in a rule: its captures, and the variables of the text."""

    captures: Set[str]
    phrase: bool

    def all(self) -> set[str]:
        """The names."""
        return {*self.captures, *(name for name in VARIABLES if self.phrase or name != "self")}


def emits_problems(value: Any, names: Names) -> Iterator[str]:
    """The problems with the value of `emits`."""
    if not isinstance(value, list) or not all(isinstance(spec, dict) for spec in value):
        yield "it is no list of tables"
        return
    for spec in value:
        yield from _shape_problems(spec)
        for key, part in spec.items():
            if key == "node":
                yield from template_problems(str(part), names.all())
            elif key == "each":
                yield from (
                    f"'each' names no capture {name!r}{nearest(str(name), names.captures)}"
                    for name in part
                    if name not in names.captures
                )
            elif key not in ("class", "property"):
                for one in part if isinstance(part, list) else [part]:
                    yield from _value_problems(key, one, names)


def _shape_problems(spec: Mapping[str, Any]) -> Iterator[str]:
    if "class" in spec:
        yield from (f"{key!r} does not go with 'class'" for key in _BINARY if key in spec)
        return
    for key in _BINARY:
        if key not in spec:
            yield f"a fact without {key!r} (or 'class')"
    for key in spec:
        if key not in _BINARY and key != "each":
            yield f"no key {key!r} beside subject, property and object{nearest(key, (*_BINARY, 'class', 'each'))}"


def _value_problems(key: str, value: Any, names: Names) -> Iterator[str]:
    if not isinstance(value, str) or not value:
        yield f"{key!r} is {value!r}, which is no text"
        return
    if not value.startswith("$"):
        if "/" not in value:
            yield f"{key!r} is {value!r}: neither an id (role/host) nor a capture ($who)"
        return
    match = _VALUE.fullmatch(value)
    assert match is not None
    name, attribute = match["name"], match["attribute"]
    if name not in names.all():
        yield f"{key!r} wants {value!r}, and the pattern has no capture {name!r}{nearest(name, names.all())}"
    if attribute is not None and attribute not in ATTRIBUTES:
        yield f"{key!r} wants {value!r}, and there is no {attribute!r} of a referent{nearest(attribute, ATTRIBUTES)}"
    if match["default"] == "":
        yield f"{key!r} is {value!r}: nothing stands after the bar"


def template_problems(template: str, names: Set[str]) -> Iterator[str]:
    """The problems with a template for an id."""
    if "/" not in template and not _PLACEHOLDER.fullmatch(template):
        yield f"{template!r} is no id with placeholders (such as post/{{office}}-{{state}})"
    for match in _PLACEHOLDER.finditer(template):
        if match[2] not in names:
            yield f"{template!r} wants a capture {match[2]!r} that the pattern has not{nearest(match[2], names)}"


def placeholders(template: str) -> Iterator[str]:
    """The captures and variables in a template for an id."""
    yield from (match[2] for match in _PLACEHOLDER.finditer(template))


def variables(specs: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The captures and variables that the value of `emits` names."""
    for spec in specs if isinstance(specs, list) else ():
        for key, value in spec.items():
            if key == "node":
                yield from placeholders(str(value))
            elif key == "each":
                yield from value
            else:
                for one in value if isinstance(value, list) else [value]:
                    if isinstance(one, str) and one.startswith("$") and (match := _VALUE.fullmatch(one)):
                        yield match["name"]
