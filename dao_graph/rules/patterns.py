"""Rules: patterns over text in which what was recognised stands as typed slots.

In a pattern,

    {country}            is a mention of that type, within quotation marks or not,
    {country:host}       the same, captured as `host`,
    {country+:who}       one or more, coordinated as the language coordinates ("A, B and C"),
    {country|body:who}   a mention of either type,
    {!country|body}      any character of the clause that is not such a mention,
    {@name}              the fragment `name` of the pack,

and everything else is an ordinary regular expression. A mention is one character of a private-use plane in the text
that patterns see, so that a rule serves every country and every fund, whatever their names.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from ahocorasick_rs import AhoCorasick

from dao_graph.data import LANGUAGES, data_dir
from dao_graph.errors import DataError
from dao_graph.model.characters import CLOSING_QUOTES, OPENING_QUOTES, SURE_STOPS
from dao_graph.model.mention import Mention
from dao_graph.model.slots import CODES, FIRST_SLOT, SLOT_TYPES
from dao_graph.rules.packs import compile_pattern, load_toml
from dao_graph.rules.prefilter import DIGIT, Traits, read_pattern

_ALIASES = {
    "actor": ("country", "group", "body", "post", "person"),
    "any": SLOT_TYPES,
    "citation": ("resolution", "document", "symbol", "provision"),
}
_OPEN = f"(?:[{OPENING_QUOTES}]\\s?)?"
_CLOSE = f"(?:\\s?[{CLOSING_QUOTES}])?"
_ONE_SLOT = re.compile(rf"{re.escape(_OPEN)}\[([{chr(FIRST_SLOT)}-{chr(FIRST_SLOT + len(SLOT_TYPES) - 1)}]+)\]")
_DIGITS = re.compile(DIGIT)
_SLOT = re.compile(r"\{([a-z][a-z|-]*)(\+?)(?::([a-z_]+))?\}")
_OTHER = re.compile(r"\{!([a-z][a-z|-]*)\}")
_CLAUSE_ENDS = SURE_STOPS + "\n"
_FRAGMENT = re.compile(r"\{@([a-z][a-z-]*)\}")
_FLAGS_FIRST = re.compile(r"^(\(\?[a-z]+\))?(.*)", re.DOTALL)
_STAGES = ("token", "phrase", "relation", "act", "finding")


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must match, with facts or an entity that must come of it (may be empty)."""

    text: str
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a language pack.

    `stage` is "token" (a pattern over plain text), "phrase" (over slots: what it matches becomes one slot of `type`),
    "relation" (over slots: gives facts), "act" (over slots with verbs among them: a piece of an act, which `type`
    names) or "finding" (the same: what makes a statement positive or negative, or lists several). `traits` make looking
    for it quick. `options` is whatever else the rule's table says; the stage that runs the rule reads it. `where` it
    stands is for messages.
    """

    id: str
    stage: str
    language: str
    expression: str
    type: str
    traits: Traits
    options: Mapping[str, Any]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    where: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled. Raises DataError naming file and rule where it is malformed."""
        # Few rules ever come to match, and compiling all takes most of the time that one letter does.
        return compile_pattern(self.expression, self.where)

    def matches(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in text[start:end] as `pattern.finditer` gives them, less empty ones."""
        if self.traits.anchored:
            match = None if start else self.pattern.match(text, 0, end)
            if match and match.end():
                yield match
        elif self.traits.starter is None:
            yield from (match for match in self.pattern.finditer(text, start, end) if match.end() > match.start())
        else:
            for found in compile_pattern(self.traits.starter, self.where).finditer(text, start, end):
                at = found.start()
                if at >= start and (match := self.pattern.match(text, at, end)):
                    yield match
                    start = match.end()


def may_be(rule: Rule, captures: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether captures are what the rule's `entities` let them be, and nothing that its `except` rules out."""
    wanted: Mapping[str, Sequence[str]] = rule.options.get("entities", {})
    unwanted: Mapping[str, Sequence[str]] = rule.options.get("except", {})
    if not wanted and not unwanted:
        return True
    return all(m.entity in entities for name, entities in wanted.items() for m in captures.get(name, ())) and not any(
        m.entity in entities for name, entities in unwanted.items() for m in captures.get(name, ())
    )


class Stage:
    """The rules of one stage of a language, in the order in which they run."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._orders = {rule.id: order for order, rule in enumerate(self._rules)}
        # The rules by each piece of the need that is the least likely to be met; it saves looking at most of them.
        self._by_piece: dict[str, list[int]] = {}
        self._always: list[int] = []
        for order, rule in enumerate(self._rules):
            for piece in rule.traits.needs[0] if rule.traits.needs else ():
                self._by_piece.setdefault(piece, []).append(order)
            if not rule.traits.needs:
                self._always.append(order)
        self._leading = frozenset(self._by_piece)
        self._other_needs = [rule.traits.needs[1:] for rule in self._rules]
        pieces = {piece for rule in self._rules for need in rule.traits.needs for piece in need}
        self._digits = DIGIT in pieces
        # It gives the pieces themselves, whose hashes are known.
        self._pieces = AhoCorasick(sorted(pieces - {DIGIT}), store_patterns=True)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    @cached_property
    def by_type(self) -> Mapping[str, Stage]:
        """The rules of each type, for those who look for one alone."""
        types = dict.fromkeys(rule.type for rule in self._rules)
        return {type: Stage(rule for rule in self._rules if rule.type == type) for type in types}

    def possible(self, text: str, after: Rule | None = None) -> list[Rule]:
        """The rules that may match in `text`, for it holds all that they cannot match without; of those that come
        after one if it is given."""
        present: set[str] = set(self._pieces.find_matches_as_strings(text.lower(), overlapping=True))
        if self._digits and _DIGITS.search(text):
            present.add(DIGIT)
        leading = present & self._leading
        if not leading and not self._always:
            return []
        orders = sorted({*self._always, *(order for piece in leading for order in self._by_piece[piece])})
        found = []
        for order in orders:
            for need in self._other_needs[order]:
                if need.isdisjoint(present):
                    break
            else:
                found.append(self._rules[order])
        return found if after is None else [rule for rule in found if self._orders[rule.id] > self._orders[after.id]]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one language with those that no language owns, by stage."""

    tokens: Stage
    phrases: Stage
    relations: Stage
    acts: Stage
    findings: Stage
    lexicon: Mapping[str, Any]

    def all(self) -> tuple[Rule, ...]:
        """The rules of every stage."""
        return (*self.tokens, *self.phrases, *self.relations, *self.acts, *self.findings)


@cache
def rule_set(language: str) -> RuleSet:
    """The rules for `language`, which is one of `LANGUAGES`.

    Raises DataError naming file and rule where one is malformed.
    """
    rules: dict[str, list[Rule]] = {stage: [] for stage in _STAGES}
    lexicon: dict[str, Any] = {}
    for owner in ("und", language):
        for path in sorted((data_dir("languages") / owner).glob("*.toml")):
            table = load_toml(path)
            for key in ("months", "numerals", "multipliers", "letters", "names", "reporting", "forms"):
                lexicon.setdefault(key, {}).update(table.get(key, {}))
            fragments = dict(_fragments(language))
            for stage in _STAGES:
                where = f"languages/{owner}/{path.name}"
                rules[stage].extend(_rule(entry, stage, language, fragments, where) for entry in table.get(stage, ()))
    return RuleSet(
        tokens=Stage(rules["token"]),
        phrases=Stage(rules["phrase"]),
        relations=Stage(rules["relation"]),
        acts=Stage(rules["act"]),
        findings=Stage(rules["finding"]),
        lexicon=lexicon,
    )


@cache
def rule_index(language: str) -> Mapping[str, Rule]:
    """The rules for `language` by their id."""
    rules = rule_set(language)
    return {rule.id: rule for rule in rules.all()}


@cache
def _fragments(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for owner in ("und", language):
        for path in sorted((data_dir("languages") / owner).glob("*.toml")):
            found.update(load_toml(path).get("fragments", {}))
    return found


def all_rules() -> Sequence[Rule]:
    """Every rule of every language; those that no language owns stand once, under English."""
    seen: dict[str, Rule] = {}
    for language in ("en", *(code for code in LANGUAGES if code != "en")):
        rules = rule_set(language)
        for rule in rules.all():
            seen.setdefault(rule.id, rule)
    return tuple(seen.values())


def _rule(entry: Mapping[str, Any], stage: str, language: str, fragments: Mapping[str, str], where: str) -> Rule:
    table = dict(entry)
    try:
        rule_id, source = table.pop("id"), table.pop("pattern")
    except KeyError as error:
        raise DataError(f"{where}: a rule of stage {stage} has no {error}") from error
    where = f"{where}: rule {rule_id}"
    expanded = expand(source, fragments, where)
    examples = tuple(_example(e) for e in table.pop("examples", ()))
    quick, traits = _quick(expanded), read_pattern(expanded)
    return Rule(
        id=rule_id,
        stage=stage,
        language=language,
        expression=quick,
        type=table.pop("type", ""),
        traits=replace(traits, starter=traits.starter and _whole(traits.starter, quick)),
        options=table,
        examples=examples,
        counterexamples=tuple(table.pop("counterexamples", ())),
        where=where,
    )


def _example(entry: str | Mapping[str, Any]) -> Example:
    if isinstance(entry, str):
        return Example(entry, ())
    return Example(entry["text"], tuple(entry.get("gives", ())))


def expand(source: str, fragments: Mapping[str, str], where: str) -> str:
    """The regular expression behind a pattern. Raises DataError for an unknown fragment or slot type."""

    def fragment(match: re.Match[str]) -> str:
        try:
            return f"(?:{fragments[match.group(1)]})"
        except KeyError:
            raise DataError(f"{where}: there is no fragment {match.group(1)!r}") from None

    def codes_of(names: str) -> str:
        return "".join(_slot_codes(name, where) for name in names.split("|"))

    def slot(match: re.Match[str]) -> str:
        names, plural, capture = match.groups()
        codes = codes_of(names)
        one = f"{_OPEN}[{codes}]{_CLOSE}"
        body = f"{one}(?:(?:{separator}){one})*" if plural else one
        return f"(?P<{capture}>{body})" if capture else f"(?:{body})"

    for _ in range(8):
        if not _FRAGMENT.search(source):
            break
        source = _FRAGMENT.sub(fragment, source)
    separator = fragments.get("separator", ", ")
    source = _OTHER.sub(lambda match: f"[^{_CLAUSE_ENDS}{codes_of(match.group(1))}]", source)
    return _SLOT.sub(slot, source)


def _quick(expanded: str) -> str:
    """The same pattern in a form that is searched for much faster: one that begins with a slot begins with a set of
    characters, for which the engine looks ahead; with an optional quotation mark it tries at every character."""
    return _ONE_SLOT.sub(
        lambda match: f"[{OPENING_QUOTES}{match[1]}](?:(?<=[{match[1]}])|(?<![{match[1]}])\\s?[{match[1]}])", expanded
    )


def _whole(starter: str, expression: str) -> str:
    """The starter of an expression for only those of its places where the whole matches. The engine looks ahead for a
    set of characters that stands first; so the expression is looked at from behind its first character."""
    return _FLAGS_FIRST.sub(lambda match: f"{match[1] or ''}{starter}(?<=(?={match[2]})(?s:.))", expression)


def _slot_codes(name: str, where: str) -> str:
    names = _ALIASES.get(name, (name,))
    try:
        return "".join(CODES[n] for n in names)
    except KeyError:
        raise DataError(f"{where}: there is no slot type {name!r}") from None
