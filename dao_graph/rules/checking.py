"""Checking the tables of rules as they are loaded, against `options.py`: what is misspelt is named, with the nearest
right word.

What needs the authority lists, the vocabulary or compiled patterns takes longer, and is checked by `dao-graph rules
check` and the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dao_graph.model.slots import CODES
from dao_graph.rules.captures import ACT_CAPTURES, READ_CAPTURES, SCOPE_CAPTURES, TOKEN_CAPTURES
from dao_graph.rules.emits import Names, emits_problems, placeholders, template_problems, variables
from dao_graph.rules.notation import ALIASES, capture_names, nearest, slot_types
from dao_graph.rules.options import STAGES, TABLES, Kind, Option, options_of

_ID = re.compile(r"[a-z]+(?:\.[a-z0-9-]+)+")
_LOCAL_ID = re.compile(r"[a-z][a-z-]*/\S+")


def pack_problems(table: Mapping[str, Any]) -> Iterator[str]:
    """The problems with the names of tables in a file of a pack, and with their keys."""
    for name, value in table.items():
        if name in STAGES:
            if not isinstance(value, list):
                yield f"rules of stage {name!r} stand in double brackets: [[{name}]]"
        elif name not in TABLES:
            yield f"there is no table {name!r}{nearest(name, (*STAGES, *TABLES))}"
        else:
            keys = TABLES[name][1]
            yield from (f"[{name}]: no key {key!r}{nearest(key, keys)}" for key in value if keys and key not in keys)


def rule_problems(
    table: Mapping[str, Any], stage: str, language: str, sources: tuple[str, ...], expressions: tuple[str, ...]
) -> Iterator[str]:
    """The problems with a rule's table, which has an id and patterns; `expressions` are the patterns expanded."""
    known = options_of(stage)
    for name in table:
        if name not in known:
            elsewhere = [other for other in STAGES if name in options_of(other)]
            other = f": it is one of stage {elsewhere[0]}" if elsewhere else nearest(name, known)
            yield f"no option {name!r} in stage {stage}{other}"
    captures = frozenset[str]().union(*map(capture_names, expressions))
    for name, value in table.items():
        if option := known.get(name):
            checker = _Checker(option, captures, stage)
            yield from (f"option {name!r}: {problem}" for problem in checker.problems(value))
    yield from _id_problems(table["id"], language)
    yield from _stage_problems(table, stage, sources, captures)


def frame_problems(table: Mapping[str, Any]) -> Iterator[str]:
    """The problems with the keys of a frame. Its values are checked with each rule of that frame."""
    stage = table.get("stage")
    if stage not in STAGES:
        yield f"there is no stage {stage!r}{nearest(str(stage), STAGES)}"
        return
    shared = {name for name, option in options_of(stage).items() if option.shared}
    for name in table:
        if name not in ("id", "stage", *shared):
            yield f"no option {name!r} in a frame of stage {stage}{nearest(name, shared)}"


def _id_problems(rule_id: str, language: str) -> Iterator[str]:
    if not _ID.fullmatch(rule_id):
        yield f"the id {rule_id!r} is not made of small letters, digits, hyphens and dots"
    elif rule_id.partition(".")[0] != language:
        yield f"the id {rule_id!r} begins with another language than its folder: {language}"


def _stage_problems(
    table: Mapping[str, Any], stage: str, sources: tuple[str, ...], captures: frozenset[str]
) -> Iterator[str]:
    """Report what does not go together: options, captures that a type wants, slots that a stage never sees."""
    kind = str(table.get("type", ""))
    if stage in ("token", "phrase", "act", "finding", "sum") and not kind:
        yield f"no option 'type', which stage {stage} wants"
    if stage == "relation" and "emits" not in table and "defines" not in table:
        yield "no option 'emits', which stage relation wants"
    for source in sources:
        for slot in slot_types(source):
            if stage == "token" or (slot == "verb" and stage in ("phrase", "relation")):
                yield f"the pattern can match nothing: stage {stage} sees no slot {{{slot}}}"
    yield from _capture_problems(table, stage, kind, captures)
    for option, wanted in _TOGETHER:
        if table.get(option) and wanted not in table:
            yield f"option {option!r} counts only together with {wanted!r}"
    for option in _SUM_OPTIONS.get(kind, ()) if stage == "sum" else ():
        if option not in table:
            yield f"type {kind!r} wants the option {option!r}"


def _capture_problems(table: Mapping[str, Any], stage: str, kind: str, captures: frozenset[str]) -> Iterator[str]:
    """Report captures that a type wants or cannot have, and those that want an option."""
    if stage == "token":
        groups = TOKEN_CAPTURES.get(kind, ())
        for name in sorted(captures - set(groups)) if groups else ():
            yield f"no capture {name!r} in a token of type {kind}{nearest(name, groups)}"
    for choice in ACT_CAPTURES.get(kind, ()) if stage == "act" else ():
        if captures.isdisjoint(choice):
            yield f"type {kind!r} wants a capture {' or '.join(map(repr, choice))}"
    if stage != "token":
        yield from _unread(table, stage, captures)
    if stage == "sum" and kind == "mark" and "who" not in captures:
        yield "type 'mark' wants a capture 'who'"
    if "items" in captures and stage == "finding" and "between" not in table:
        yield "a capture 'items' wants the option 'between'"


_SUM_OPTIONS = {"trigger": ("sum", "voice"), "mark": ("slot",), "time": ("slot",)}


def _unread(table: Mapping[str, Any], stage: str, captures: frozenset[str]) -> Iterator[str]:
    """Captures that nothing reads: a misspelt one would be without effect."""
    known = {name for name in READ_CAPTURES.get(stage, ()) if stage != "relation" or "defines" in table}
    named = set(variables(table.get("emits", ()))) | set(placeholders(str(table.get("entity", ""))))
    for option in ("keep", "find", "entities", "except", "words", "numbers", "own", "found-by", "not-found-by"):
        value = table.get(option, ())
        named |= set(value) if not isinstance(value, bool) else set()
    named |= {str(table[option]) for option in ("covers", "retype", "inherit") if option in table}
    for name in sorted(captures - known - named):
        if stage != "act" or not name.startswith(SCOPE_CAPTURES):
            yield f"nothing reads the capture {name!r}{nearest(name, known | named)}"


_TOGETHER = (
    ("inherit", "retype"), ("annotates", "retype"), ("open", "defines"), ("focus", "defines"),
    ("except-in-paragraph", "elliptic"), ("context-kind", "context"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Checker:
    """Checks the value of one option of a rule whose patterns have these captures."""

    option: Option
    captures: frozenset[str]
    stage: str

    def problems(self, value: Any) -> Iterator[str]:
        yield from _READERS[self.option.kind](self, value)

    def _text(self, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not value:
            yield f"{value!r} is no text"

    def _flag(self, value: Any) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{value!r} is neither true nor false"

    def _texts(self, value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            yield f"{value!r} is no list of texts"

    def _regex(self, value: Any) -> Iterator[str]:
        try:
            re.compile(value)
        except (re.error, TypeError) as error:
            yield f"{value!r} is no regular expression: {error}"

    def _choice(self, value: Any) -> Iterator[str]:
        if value not in self.option.choices:
            yield f"there is no {value!r}{nearest(str(value), self.option.choices)}"

    def _capture(self, value: Any) -> Iterator[str]:
        if value not in self.captures:
            yield f"the pattern has no capture {value!r}{nearest(str(value), self.captures)}"

    def _captures(self, value: Any) -> Iterator[str]:
        yield from self._texts(value) if not isinstance(value, list) else (p for v in value for p in self._capture(v))

    def _types_of_captures(self, value: Any) -> Iterator[str]:
        for type_ in self._table_of_lists(value):
            if type_ not in CODES:
                yield f"there is no slot type {type_!r}{nearest(str(type_), (*CODES, *ALIASES))}"
        yield from self._keys(value)

    def _entities_of_captures(self, value: Any) -> Iterator[str]:
        for entity in self._table_of_lists(value):
            yield from self._entity(entity)
        yield from self._keys(value)

    def _lists_of_captures(self, value: Any) -> Iterator[str]:
        yield from self._keys(value)

    def _forms_of_captures(self, value: Any) -> Iterator[str]:
        yield from self._keys(value)
        yield from (p for form in (value.values() if isinstance(value, dict) else ()) for p in self._regex(form))

    def _table_of_lists(self, value: Any) -> Iterator[Any]:
        for listed in value.values() if isinstance(value, dict) else ():
            yield from listed if isinstance(listed, list) else [listed]

    def _keys(self, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{value!r} is no table"
        else:
            yield from (problem for name in value for problem in self._capture(name))

    def _entity(self, value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not _LOCAL_ID.fullmatch(value):
            yield f"{value!r} is no id (such as body/ecosoc)"

    def _entities(self, value: Any) -> Iterator[str]:
        yield from (
            (p for entity in value for p in self._entity(entity)) if isinstance(value, list) else self._texts(value)
        )

    def _template(self, value: Any) -> Iterator[str]:
        yield from template_problems(str(value), self.captures)

    def _emits(self, value: Any) -> Iterator[str]:
        yield from emits_problems(value, Names(self.captures, self.stage == "phrase"))

    def _examples(self, value: Any) -> Iterator[str]:
        for example in value if isinstance(value, list) else [value]:
            if isinstance(example, dict):
                for key in example:
                    if key not in ("text", "gives"):
                        yield f"an example has no key {key!r}{nearest(key, ('text', 'gives'))}"
                if not isinstance(example.get("text"), str):
                    yield "an example without its text"
                yield from self._texts(example.get("gives", []))
            else:
                yield from self._text(example)


_READERS: Mapping[Kind, Callable[[_Checker, Any], Iterator[str]]] = {
    "text": _Checker._text,
    "flag": _Checker._flag,
    "texts": _Checker._texts,
    "regex": _Checker._regex,
    "choice": _Checker._choice,
    "pattern": _Checker._text,
    "patterns": _Checker._texts,
    "capture": _Checker._capture,
    "captures": _Checker._captures,
    "types of captures": _Checker._types_of_captures,
    "entities of captures": _Checker._entities_of_captures,
    "lists of captures": _Checker._lists_of_captures,
    "forms of captures": _Checker._forms_of_captures,
    "entity": _Checker._entity,
    "entities": _Checker._entities,
    "template": _Checker._template,
    "emits": _Checker._emits,
    "examples": _Checker._examples,
}
