"""Phrases: a cascade of patterns over slots, each making one mention of several ("the Government of" + country)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dao_graph.model.mention import OWN, Mention
from dao_graph.model.naming import own_name
from dao_graph.model.normal import slug
from dao_graph.model.sentence import SlottedText
from dao_graph.model.slots import slot_code
from dao_graph.rules.rule import Rule, may_be
from dao_graph.rules.stage import RuleSet, Stage

_PLACEHOLDER = re.compile(r"\{(=?)([a-z_]+)\}")
# What late phrases make.
_NAMED = "".join(map(slot_code, ("fund", "body", "initiative", "post")))
# A rule that repeats stops at a fixed point; this bounds a malformed one.
_ROUNDS = 60


def compose(slotted: SlottedText, rules: RuleSet) -> None:
    """Run the phrase rules over a sentence, in their order; each sees what those before it made.

    Options of a phrase rule: `entity` (a template over captures: `{country}` is the last part of its id, `{=country}`
    the whole), `covers` (the group that the mention takes in, not the whole match), `retype` (the mentions of that
    capture get the type instead of the whole match becoming one), `repeat` (again, until nothing changes),
    `annotates` (with `retype`: what is captured besides is added to the mentions, which stay what their own rule made
    them), `inherit` (with `retype`: take what the mention captured under that name has captured, as the organ in
    "resolutions 62/208 and 63/311"), `own` (the capture `name` names something of this text's own).
    """
    _compose(slotted, rules.phrases)


def named(slotted: SlottedText, rules: RuleSet) -> SlottedText | None:
    """A composed sentence in which what the text alone names stands as slots too; None where no
    relation could say anything of it."""
    if not rules.naming.possible(slotted.text + _NAMED):
        return None
    text = slotted.copy()
    _compose(text, rules.late)
    return text


def _compose(slotted: SlottedText, phrases: Stage) -> None:
    possible = iter(phrases.possible(slotted.text, ids=slotted.ids()))
    while rule := next(possible, None):
        if run_phrase(rule, slotted):
            # What it made may be what later rules need.
            possible = iter(phrases.possible(slotted.text, rule, slotted.ids()))


def run_phrase(rule: Rule, slotted: SlottedText) -> bool:
    """Run one rule over a sentence; gives whether it changed anything."""
    rounds = 0
    while rounds < _ROUNDS and _apply(rule, slotted):
        rounds, rule = rounds + 1, rule.whole or rule
        if not rule.options.get("repeat"):
            break
    return rounds > 0


def _apply(rule: Rule, slotted: SlottedText) -> bool:
    changed = False
    position = 0
    while match := next(rule.matches(slotted.text, position), None):
        captures = slotted.captures(match)
        texts = match.groupdict().items()
        values = {name: text for name, text in texts if text is not None and name not in captures}
        if not may_be(rule, captures) or not _goes_on(rule, captures):
            position = match.start() + 1
            continue
        if "retype" in rule.options:
            _retype(rule, match, captures, slotted)
            position = match.end()
        else:
            begin, end = match.span(rule.options.get("covers", 0))
            span, parts = slotted.span(begin, end), slotted.inside(begin, end)
            entity = entity_of(rule, captures, values)
            if rule.options.get("own"):
                entity = f"{OWN}{entity}" if entity else own_name(rule.type, slotted, *match.span("name"))
            slotted.put(begin, end, Mention(span, rule.type, entity, rule.id, parts, captures, values))
            position = begin + 1
        # What it made may be what branches of it want that found nothing before.
        changed, rule = True, rule.whole or rule
    return changed


def _goes_on(rule: Rule, captures: dict[str, tuple[Mention, ...]]) -> bool:
    """True if what a rule inherits from is of its own kind: no resolution goes on with decisions."""
    source = captures.get(rule.options.get("inherit", ""), ())
    return not source or _kind(source[0].values) == _kind(rule.options)


def _kind(values: Mapping[str, object]) -> object:
    return values.get("kind", "resolution")


def _retype(rule: Rule, match: re.Match[str], captures: dict[str, tuple[Mention, ...]], slotted: SlottedText) -> None:
    name = rule.options["retype"]
    others = {key: value for key, value in captures.items() if key != name}
    if inherited := rule.options.get("inherit"):
        source = others.pop(inherited, ())
        others |= source[0].captures if source else {}
    for position, mention in slotted.slots(*match.span(name)):
        annotates = rule.options.get("annotates")
        found_by = mention.rule if annotates else rule.id
        values = mention.values if annotates else {**mention.values, "kind": _kind(rule.options)}
        made = mention._replace(type=rule.type, rule=found_by, captures={**mention.captures, **others}, values=values)
        slotted.put(position, position + 1, made)


def entity_of(rule: Rule, captures: Mapping[str, tuple[Mention, ...]], values: Mapping[str, object]) -> str | None:
    """The id that the rule's `entity` template gives, or None where it has none or a part of it is open. A placeholder
    is a capture (the last part of its id; with "=" the whole) or a piece of text, which becomes a slug."""
    template = rule.options.get("entity")
    if template is None:
        return None
    parts: dict[str, str | None] = {}
    for whole, name in _PLACEHOLDER.findall(template):
        if name in captures:
            entity = captures[name][0].entity
            parts[name] = entity if whole or entity is None else entity.rpartition("/")[2]
        else:
            text = values.get(name)
            parts[name] = slug(text) if isinstance(text, str) else None
    if any(part is None for part in parts.values()):
        return None
    filled: str = _PLACEHOLDER.sub(lambda match: parts[match.group(2)] or "", template)
    return filled
