"""The page of every option that a rule may have (docs/rule-options.md), made from the table that packs are checked
against, and the page of what each language has rules for (docs/rule-coverage.md).

    python docs/rule_options.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dao_graph.model.slots import SLOT_TYPES
from dao_graph.rules.captures import ACT_CAPTURES, ATTRIBUTES, TOKEN_CAPTURES, VARIABLES
from dao_graph.rules.notation import ALIASES
from dao_graph.rules.options import KIND_NAMES, OPTIONS, STAGES, TABLES, Option, options_of
from dao_graph.workbench import coverage

COVERAGE = Path(__file__).resolve().parent / "rule-coverage.md"
PAGE = Path(__file__).resolve().parent / "rule-options.md"
_STAGES = {
    "token": "a pattern over plain text: dates, numbers, symbols, sessions",
    "phrase": "a pattern over slots that makes one mention of several",
    "relation": "a pattern over slots that gives facts",
    "act": "a piece of an act, over slots in which verbs stand too (`{verb}`)",
    "finding": "what makes a statement positive or negative, over slots with verbs",
    "sum": "what a sum of money is, and what marks who gives, gets or holds it, over slots",
}


def page() -> str:
    """The page in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Options of rules"
    yield ""
    yield "Made by `python docs/rule_options.py` from the table that language packs are checked against when they are"
    yield "loaded (`dao_graph/rules/options.py`). How to write a rule: [Writing rules](rules.md)."
    yield ""
    yield "## Of every stage"
    yield ""
    everywhere = [option for option in OPTIONS if option.stages == STAGES]
    yield from _table(everywhere)
    for stage in STAGES:
        yield ""
        yield f"## `[[{stage}]]`: {_STAGES[stage]}"
        yield ""
        yield from _table([option for option in options_of(stage).values() if option not in everywhere])
        yield from _captures(stage)
    yield from _notation()
    yield from _emits()
    yield from _other_tables()


def _table(options: list[Option]) -> Iterator[str]:
    yield "| option | value | what it does |"
    yield "|---|---|---|"
    for option in options:
        about = option.about
        if option.choices:
            about += " One of " + ", ".join(f"`{choice}`" for choice in option.choices) + "."
        shared = "" if option.shared else " °"
        yield f"| `{option.name}`{shared} | {KIND_NAMES[option.kind]} | {about} |"
    if any(not option.shared for option in options):
        yield ""
        yield "° stands in a pack, not in a frame."


def _captures(stage: str) -> Iterator[str]:
    if stage == "token":
        yield ""
        yield "The groups of its pattern that are read, by type:"
        yield ""
        for kind, names in TOKEN_CAPTURES.items():
            yield f"- `{kind}`: " + ", ".join(f"`{name}`" for name in names)
    elif stage == "act":
        yield ""
        yield "The captures that a type wants:"
        yield ""
        for kind, choices in ACT_CAPTURES.items():
            yield f"- `{kind}`: " + " and ".join(" or ".join(f"`{name}`" for name in names) for names in choices)


def _notation() -> Iterator[str]:
    yield ""
    yield "## Slots in patterns"
    yield ""
    yield "Types: " + ", ".join(f"`{name}`" for name in SLOT_TYPES) + "."
    yield ""
    for name, types in ALIASES.items():
        meant = "any of them" if types == SLOT_TYPES else ", ".join(f"`{kind}`" for kind in types)
        yield f"- `{{{name}}}`: {meant}"


def _emits() -> Iterator[str]:
    yield ""
    yield "## `emits`"
    yield ""
    yield "A table with `subject`, `property` and `object` gives a binary fact, one with `class` a qualified fact whose"
    yield "other keys are its properties. `node` is a template for its id, `each` names captures whose groups count by"
    yield "their members. A key that ends in `?` may stay empty; any other without a value withdraws the fact."
    yield ""
    yield "| value | what it stands for |"
    yield "|---|---|"
    yield '| `"$who"` | what the capture refers to; one fact for each, where it is a list |'
    yield '| `["$who"]` | the same, all in one fact |'
    yield '| `"$who\\|group/governments"` | the same, or that id where the capture takes no part in the match |'
    for name, about in ATTRIBUTES.items():
        yield f'| `"$who.{name}\\|{name}/x"` | {about}, or that id |'
    yield '| `"role/host"` | that very thing |'
    for name, about in VARIABLES.items():
        yield f'| `"${name}"` | {about} |'


def _other_tables() -> Iterator[str]:
    yield ""
    yield "## Other tables of a pack"
    yield ""
    for name, (about, keys) in TABLES.items():
        listed = " Keys: " + ", ".join(f"`{key}`" for key in keys) + "." if keys else ""
        brackets = f"[[{name}]]" if name in ("series", "frame") else f"[{name}]"
        yield f"- `{brackets}`: {about}{listed}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    COVERAGE.write_text(coverage.page(), encoding="utf-8")
