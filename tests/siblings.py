"""Small inputs with what must and must not come of them (`tests/data/siblings/*.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dao_graph.model.fact import Ref, Term
from dao_graph.read import decode, read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs

FOLDER = Path(__file__).parent / "data" / "siblings"


def cases() -> list[dict[str, Any]]:
    """All inputs, each with its kind, language, text, and lines that it `gives` and `never` gives."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def facts(case: dict[str, Any]) -> set[str]:
    """What a text states, a line each: "cites document/…", "p/3 cites document/…", "verb/requests addressee=…",
    "symbol …", "op/1".
    "LIST" in a text stands for 160 numbers, joined as `comma` and `list` say."""
    content = case["text"].removeprefix("\n")
    if last := case.get("list"):
        numbers = [f"61/{number}" for number in range(1, 161)]
        content = content.replace("LIST", case.get("comma", ", ").join(numbers[:-1]) + last + numbers[-1])
    text = decode(content.encode(), "sibling.txt")
    given = case["lang"] if case.get("told", True) else None
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends(), given)
    found = relate(document, list(recognise(document)))
    lines = {f"symbol {found.symbol}", f"language {document.language}"}
    for statement in found.facts.statements:
        subject = "agenda:" if statement.subject.startswith("agenda") else ""
        line = f"{statement.predicate.rpartition(':')[2]} {subject}{_plain(statement.object)}"
        lines.update((line, f"{statement.subject.split('/', 2)[-1]} {line}"))
    for node in found.facts.nodes.values():
        lines.update(_said(node.types, node.properties))
    lines.update(block.path for block in document.blocks if block.path)
    lines.update(f"remark {remark}" for remark in text.remarks)
    return lines


def _said(types: tuple[str, ...], properties: dict[str, set[Term]]) -> Iterator[str]:
    verbs = [_plain(verb) for verb in properties.get("verb", ())] or list(types)
    for verb in verbs:
        yield verb
        for name, terms in properties.items():
            yield from (f"{verb} {name}={_plain(term)}" for term in terms)
    yield from (f"deadline {_plain(term)}" for term in properties.get("deadline", ()))


def _plain(term: Term) -> str:
    return term.id if isinstance(term, Ref) else term.text


def failures(case: dict[str, Any]) -> list[str]:
    """What is missing or wrong: "*" in a line stands for anything, `only` names what nothing else may be."""
    lines = facts(case)
    missing = [f"missing: {line}" for line in case.get("gives", ()) if not _holds(line, lines)]
    wrong = [f"wrong: {line}" for line in case.get("never", ()) if _holds(line, lines)]
    if only := case.get("only"):
        wrong += [f"wrong: {x}" for x in sorted(lines) if x.startswith(f"{only} ") and x not in case["gives"]]
    return missing + wrong


def _holds(line: str, lines: set[str]) -> bool:
    return any(fnmatchcase(x, line) for x in lines) if "*" in line else line in lines
