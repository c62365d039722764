"""The page on symbols (docs/symbols.md) and the pattern of their shape (shapes/documents.ttl), made of the grammar in
dao_graph/languages/und/symbols.toml.

    python docs/symbols.py          # prints the page
    python docs/symbols.py write    # writes the page, and the pattern into the shape
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dao_graph.model.symbol_grammar import Form, grammar, shape_pattern

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "symbols.md"
SHAPES = ROOT / "shapes" / "documents.ttl"
_PATTERN = re.compile(r'(?<=sh:path dao:symbol ;)(.*?sh:pattern )"[^\n]*" ;', re.DOTALL)

_HEAD = """# Symbols

How symbols of documents are made, as dao-graph reads them. This page is printed from
`dao_graph/languages/und/symbols.toml` (`python docs/symbols.py write`); what is recognised, the form that a symbol is
written in, its IRI and the pattern of its shape come of the same table.

A symbol is a series, then parts after slashes; a bracket may follow, and what marks an addendum or the like. It is read
whole or not at all: where a part is in none of these forms, nothing is cited, for a beginning of it would be another
document.

However it is written, a document has one symbol and one IRI: spaces, no-break and zero-width ones too, go; full-width,
Arabic and Persian digits, and Cyrillic and Greek letters that look like Latin ones become plain; a year, a session
and the letter of a part are joined to the number of what was adopted (`A/RES/62/208 B` is `A/RES/62/208B`,
`A/RES/217 A (III)` is `A/RES/217(III)A`, `S/RES/1325 (2000)` is `S/RES/1325(2000)`). In the IRI a slash or space is an
underscore: `document/A_RES_62_208B`. Addresses at undocs.org, docs.un.org, digitallibrary.un.org and un.org that
hold a symbol cite it, percent encoding undone.

Lists and ranges name each of their documents: `A/72/53 and Add.1-3`, `A/RES/72/266 A and B`, `A/RES/80/84 A–C`.
A document that states several parts as its own (`A/RES/75/290 A-B`) is one document of that symbol.
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    known = grammar()
    yield _HEAD
    yield "## Parts\n"
    yield from _forms(known.parts)
    yield "\n## What stands in brackets behind a number\n"
    yield from _forms(known.brackets)
    yield "\nA bracket at the end may also name a part: `(Part I)`, `(Vol. II)`, `(Sect. 29A)`, `(Resumption 1)`.\n"
    yield "## Further documents of one document\n"
    yield "| sign | what | may itself have |\n| --- | --- | --- |"
    for sign, children in known.further.items():
        yield f"| `{sign}.` | {known.names[sign]} | {', '.join(f'`{child}.`' for child in children) or '–'} |"
    yield f"\n## Series ({len(known.series)})\n"
    yield "| series | of | for example |\n| --- | --- | --- |"
    for series in sorted(known.series, key=lambda s: s.code):
        yield f"| `{series.code}` | {series.name} | `{series.example}` |"
    yield "\n## In no series\n"
    yield "| of | for example |\n| --- | --- |"
    for other in known.others:
        yield f"| {other.name} | `{other.example}` |"
    yield ""


def _forms(forms: Iterable[Form]) -> Iterator[str]:
    yield "| part | what it says | for example |\n| --- | --- | --- |"
    for form in forms:
        yield f"| {form.name} | {form.says} | `{form.example}` |"


def shapes() -> str:
    """The shapes of documents, with the pattern of the grammar."""
    written = shape_pattern().replace("\\", "\\\\")
    return _PATTERN.sub(lambda match: f'{match[1]}"{written}" ;', SHAPES.read_text(encoding="utf-8"), count=1)


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        PAGE.write_text(page(), encoding="utf-8")
        SHAPES.write_text(shapes(), encoding="utf-8")
    else:
        print(page(), end="")
