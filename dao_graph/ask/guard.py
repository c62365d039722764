"""The guard before the engine: a query that would reach outside the graph, or change it, is refused before it runs.

The engine fetches what SERVICE names and has no switch to forbid it. A second parser would not help: where the two
differ, a query could hide from the one and run in the other (`?a<'x>y'` is an IRI and a name to the one, a comparison
with a string to the other). So the guard reads tokens, follows every reading that the grammar leaves open, with and
without codepoint escapes decoded first, and refuses where a forbidden word stands as code in any of them. Words in
strings, comments, IRIs, variables and local names stay free, but for the rare ones that have two readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dao_graph.errors import RefusedError

TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[A-Za-z][A-Za-z0-9+.-]*://[^\x00-\x20<>"{}|^`]*> )
    | (?P<open> <[^\x00-\x20<>"{}|^`]*> )            # an IRI, or "less than" and what follows
    | (?P<long> \"{3}.*?(?<!\\)(?:\\\\)*\"{3} | '{3}.*?(?<!\\)(?:\\\\)*'{3} )
    | (?P<string> "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<local> :\w[\w-]* )
    | (?P<word> \w+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([^<>\s]*)>", re.IGNORECASE)
_UPDATES = frozenset(["load", "insert", "delete", "clear", "drop", "create", "copy", "move", "add"])
_LAST = 0x10FFFF
_DECLARED = re.compile(r"(?i:prefix)\s+(\w+):")
# What declares a prefix, and how far before its name that begins at most.
_DECLARES = re.compile(r"(?<![\w:?$@])(?i:prefix)\s+$")
_DECLARATION = 40
# A name after its prefix, and a group right behind it, or a name longer than any.
_GROUP_AFTER = re.compile(r":(?:[^\s{]{200}|[^\s{]{0,199}(?:\s|#[^\n\r]*[\n\r])*\{)")


def refuse(sparql: str, base: str) -> None:
    """Raise RefusedError where `sparql` asks another service, another dataset than the graphs below `base`, or a
    change. What is malformed passes: the engine says so better."""
    for view in views(sparql):
        declared = frozenset(match[1] for match in _DECLARED.finditer(view))
        group = view.find("{")
        for start, word in _code(view):
            if word in declared and _is_prefix(view, start, start + len(word), group):
                continue
            _check(view, start, word.casefold(), base)


def views(sparql: str) -> set[str]:
    """A query as it stands, and with codepoint escapes decoded."""
    return {sparql, _ESCAPE.sub(_decoded, sparql)}


def refuse_graphs(iris: list[str], base: str) -> None:
    """The same for graphs named beside a query (`default-graph-uri`): raise RefusedError for one that is not ours."""
    for iri in iris:
        if not iri.startswith(base):
            raise RefusedError(f"refused: {iri} is no graph of this dataset (they begin with {base})")


def _check(view: str, start: int, word: str, base: str) -> None:
    # Some parsers want no space between keywords ("SERVICESILENT", "ASKFROM"), so parts of words count too.
    if "service" in word:
        raise RefusedError("refused: SERVICE would ask another server; a query here asks this graph only")
    if "from" in word:
        dataset = _FROM.match(view, start)
        if dataset is None:
            raise RefusedError("refused: FROM wants the IRI of a graph of this dataset, in full, between < and >")
        refuse_graphs([dataset[1]], base)
    if word in _UPDATES:
        raise RefusedError(f"refused: {word.upper()} is an update; this graph is read-only")


def _is_prefix(view: str, start: int, end: int, group: int) -> bool:
    """True if a word, which some reading declares as a prefix, is that name in every reading: where it is declared, or
    within a group, the first of which begins at `group`. A parser may take "service:x {" for the keyword and ":x";
    nothing else that begins so ends in a group."""
    if view[end : end + 1] != ":":
        return False
    if _DECLARES.search(view, max(0, start - _DECLARATION), start):
        return True
    return 0 <= group < start and _GROUP_AFTER.match(view, end) is None


def _code(view: str) -> Iterator[tuple[int, str]]:
    """The words that stand as code in any reading of the text, with their places."""
    waiting, seen = [0], set[int]()
    while waiting:
        start = waiting.pop()
        found = TOKEN.match(view, start)
        if start in seen or found is None:
            continue
        seen.add(start)
        waiting.append(found.end())
        if found.lastgroup == "open":
            waiting.append(start + 1)
        elif found.lastgroup == "long":
            waiting.append(start + 2)  # an empty string, where the engine does not like what the long one holds
        elif found.lastgroup == "word":
            yield start, found[0]


def _decoded(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= _LAST else escape[0]
