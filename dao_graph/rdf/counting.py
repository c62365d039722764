"""The counted version of each document: a document is counted in one of its language versions, so that adding another
changes no count.

That version is the first of a fixed order of languages that the graph has. Its text and its graphs are `countedAs` the
document; what it states is `countedIn` the document, and in the annex where it stands. What holds of all versions is
`statedAs` and `statedIn`, which paragraphs are, too. A question counts with the former; with the latter, versions count
for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dao_graph.namespaces import BASE, DAO, RDF

# The order in which a version is taken for the document.
ORDER = ("en", "fr", "es", "ru", "zh", "ar")
_TYPE = f"<{RDF}type>".encode()
_PART = f"<{DAO}inProvision>".encode()
_EXPRESSION = f"<{DAO}expressionOf>".encode()
# What the parts of documents are, as against what documents state.
_STRUCTURE = frozenset(f"<{DAO}{name}>".encode() for name in ("Document", "Provision", "Expression"))
_ANNEX = re.compile(rb"document/[^/>]+(/annex/\d+)/")


def counted(blocks: Iterable[bytes], base: str = BASE) -> Iterator[str]:
    """The lines of N-Quads that say what counts in `blocks`, which are whole, sorted lines of a graph's facts."""
    graph = re.compile(rb"<%bgraph/([^<>]*)/([a-z]{2})> \.$" % re.escape(base.encode()))
    end = f" <{base}views/counted> .\n"
    texts: list[tuple[str, bytes, str]] = []
    facts: list[tuple[str, bytes, str, set[bytes]]] = []
    for subject, lines in _subjects(blocks):
        stated: dict[tuple[bytes, str], set[bytes]] = {}
        structure = False
        for predicate, line in lines:
            if not (found := graph.search(line)):
                continue
            document, language = found[1], found[2].decode()
            object_ = line.partition(b" ")[0]
            if predicate == _EXPRESSION:
                texts.append((subject.decode(), document, language))
            annexes = stated.setdefault((document, language), set())
            if predicate == _PART and (annex := _ANNEX.search(object_)):
                annexes.add(annex[1])
            structure = structure or object_ in _STRUCTURE
        if structure:
            # A paragraph stands in its own document alone, whoever else cites it.
            stated = {where: parts for where, parts in stated.items() if _within(subject, where[0], base)}
        if stated:
            facts += ((subject.decode(), document, spoken, parts) for (document, spoken), parts in stated.items())
    chosen: dict[bytes, str] = {}
    for _, document, language in texts:
        chosen[document] = min(language, chosen.get(document, language), key=ORDER.index)
    yield from _lines(texts, facts, chosen, base, end)


def _within(subject: bytes, document: bytes, base: str) -> bool:
    return subject.startswith(b"<%bdocument/%b/" % (base.encode(), document))


def _lines(
    texts: Iterable[tuple[str, bytes, str]],
    facts: Iterable[tuple[str, bytes, str, set[bytes]]],
    chosen: dict[bytes, str],
    base: str,
    end: str,
) -> Iterator[str]:
    for text, document, language in texts:
        name = document.decode()
        for version in (text, *(f"<{base}{kind}/{name}/{language}>" for kind in ("graph", "evidence"))):
            yield f"{version} <{DAO}statedAs> <{base}document/{name}>{end}"
            if chosen[document] == language:
                yield f"{version} <{DAO}countedAs> <{base}document/{name}>{end}"
    for fact, document, language, annexes in facts:
        for part in (b"", *sorted(annexes)):
            where = f"<{base}document/{(document + part).decode()}>{end}"
            yield f"{fact} <{DAO}statedIn> {where}"
            if chosen.get(document) == language:
                yield f"{fact} <{DAO}countedIn> {where}"


def _subjects(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, list[tuple[bytes, bytes]]]]:
    """Each subject with those of its predicates that matter here, and what follows these in the line."""
    last, lines = b"", list[tuple[bytes, bytes]]()
    for block in blocks:
        for line in block.splitlines():
            subject, predicate, rest = line.split(b" ", 2)
            if predicate in (_TYPE, _PART, _EXPRESSION):
                if subject != last:
                    if lines:
                        yield last, lines
                    last, lines = subject, []
                lines.append((predicate, rest))
    if lines:
        yield last, lines
