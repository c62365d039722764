"""True if a query can tell facts from facts with their evidence: where it cannot, a store of the facts answers it.

The query is read as tokens, not parsed: what might ask for evidence counts as asking for it. Evidence is in graphs of
its own; the properties that stand there, and the classes of its nodes, are few (`LOCAL_NAMES`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dao_graph.ask.guard import TOKEN, views
from dao_graph.namespaces import ITSRDF, NIF, RDF

_SPACES = (NIF, ITSRDF)
_OF_RDF = ("subject", "predicate", "object", "Statement")
_OF_US = ("evidence", "rule", "page", "box", "paragraphNumber", "textFragment")
# How the questions of the library name it.
_ASKED = re.compile(rf"\b(?:(?:nif|itsrdf):\w|rdf:(?:{'|'.join(_OF_RDF)})\b|dao:(?:{'|'.join(_OF_US)})\b|DESCRIBE\b)")
# The last parts of the names of properties and classes in graphs of evidence. Facts have `inProvision`, too.
SHARED_NAME = "inProvision"
LOCAL_NAMES = frozenset(
    {
        *_OF_US,
        *_OF_RDF,
        *("taIdentRef", SHARED_NAME),
        *("OffsetBasedString", "anchorOf", "beginIndex", "endIndex", "referenceContext"),
    }
)
_TYPE = f"<{RDF}type>"
_LAST = re.compile(r"[#/]([^#/<>]*)>$")
_NUMBER = re.compile(r"\d|true$|false$", re.IGNORECASE)
# What asks for graphs, or for all that is known of a thing.
_WHOLE = frozenset({"graph", "describe", "base"})
_Token = tuple[str, str, int]


def of_facts(sparql: str, *, ours: bool = False) -> bool:
    """True if facts alone surely give the same answer. Of `ours`, the questions of the library, tests show that they
    ask for evidence only by the names that stand there alone."""
    if ours:
        return _ASKED.search(sparql) is None
    # Codepoint escapes may stand anywhere, and hide a name.
    return all(_is_of_facts(tokens(view)) for view in views(sparql))


def asks_any_property(found: Sequence[_Token]) -> bool:
    """True if a variable may stand for a property in a query of these tokens, or a path for all but one."""
    depth = 0
    for i, (kind, text, _) in enumerate(found):
        depth += (text == "{") - (text == "}")
        if kind == "variable" and depth and _is_predicate(found, i):
            return True
        if text == "!" and _reaches_all(found, i):
            return True
    return False


def _is_of_facts(found: Sequence[_Token]) -> bool:
    depth = 0
    for i, (kind, text, _) in enumerate(found):
        depth += (text == "{") - (text == "}")
        if kind in ("open", "iri") and not _harmless(kind, text):
            return False
        if kind == "local" and text[1:] in LOCAL_NAMES:
            return False
        if kind == "word" and text.casefold() in _WHOLE:
            return False
        if _is_type(kind, text, found[i + 1 : i + 2]) and not _names_class(found[i + 1 : i + 3]):
            return False
        if kind == "variable" and depth and _is_predicate(found, i):
            return False
        if kind == "other" and _reaches_all(found, i):
            return False
    return True


def tokens(sparql: str) -> list[_Token]:
    """The tokens of a query, each with its kind and where it ends, without comments and spaces."""
    found = ((str(m.lastgroup), m[0], m.end()) for m in TOKEN.finditer(sparql))
    return [token for token in found if token[0] != "comment" and not token[1].isspace()]


def _harmless(kind: str, text: str) -> bool:
    """True if an IRI names nothing of evidence, nor begins a name that a prefix would end."""
    if kind == "open" or text[1:-1] in _SPACES or text[1:].startswith(_SPACES):
        return False
    last = _LAST.search(text)
    return last is not None and not (last[1] and any(name.startswith(last[1]) for name in LOCAL_NAMES))


def _is_type(kind: str, text: str, following: Sequence[_Token]) -> bool:
    if kind == "word" and text == "a":
        return not (following and following[0][0] == "local")
    return (kind, text) == ("local", ":type") or text == _TYPE


def _names_class(following: Sequence[_Token]) -> bool:
    """True if the next is the name of a class: an IRI, or with a prefix."""
    if not following:
        return False
    if following[0][0] in ("iri", "local"):
        return True
    return following[0][0] == "word" and len(following) == 2 and following[1][0] == "local"


def _is_predicate(tokens: Sequence[_Token], i: int) -> bool:
    """True if a variable may stand for a property: it has a term on either side, or begins what is said of a thing."""
    before = tokens[i - 1]
    after = tokens[i + 1] if i + 1 < len(tokens) else ("other", "", 0)
    begins = before[1] in (";", "[")
    term = before[0] in ("variable", "iri", "local", "string", "long", "language") or before[1] == "]"
    named = after[0] == "word" and i + 2 < len(tokens) and tokens[i + 2][0] == "local"
    opens = after[0] in ("variable", "iri", "local", "string", "long") or after[1] in ("[", "(", "-", "+") or named
    return (begins or term or _NUMBER.match(before[1]) is not None) and (opens or _NUMBER.match(after[1]) is not None)


def _reaches_all(tokens: Sequence[_Token], i: int) -> bool:
    """True if a sign may stand for properties that are not named, for none at all, or for a list as a subject."""
    text, before = tokens[i][1], tokens[i - 1]
    after = tokens[i + 1] if i + 1 < len(tokens) else ("", "", 0)
    if text in ("?", "\\"):
        return True
    if text == "*":
        return before[0] in ("iri", "local") or before[1] in (")", "a")
    if text == "!":
        prefixed = i + 2 < len(tokens) and after[0] == "word" and tokens[i + 2][0] == "local"
        return prefixed or after[0] in ("iri", "local") or after[1] in ("^", "(", "a")
    return text == "(" and before[1] in ("{", "}", ".")
