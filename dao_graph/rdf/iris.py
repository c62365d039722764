"""IRIs of local ids, and the addresses that others have given: only what is an IRI is written."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from urllib.parse import quote

import pyoxigraph as ox

from dao_graph.model.fact import Facts, Node, Ref, Term

# Characters that an IRI may not hold (RFC 3987, section 2.2); everything else stays readable.
_UNSAFE = re.compile(
    r'[\x00-\x20"<>\[\\\]^`{|}\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff'
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 14))
    + r"]|%(?![0-9A-Fa-f]{2})"
)
# Of what others name, only a blank or the like is mended: with other characters it is another address, or none.
_MENDED = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_ABSOLUTE = ("http://", "https://")
_HOST = re.compile(r"https?://[^/?#]")
# What needs no further look.
_PLAIN_ID = re.compile(r"[\w./:()~-]*")


def iri(id: str, base: str) -> str:
    """The IRI of a local id below `base`, in angle brackets. What others name has its own IRI whole; raises ValueError
    where that is none."""
    if id.startswith(_ABSOLUTE):
        return str(ox.NamedNode(_MENDED.sub(_percent, id)))
    if _PLAIN_ID.fullmatch(id):
        return f"<{base}{id}>"
    return str(ox.NamedNode(base + _UNSAFE.sub(_percent, id.replace("#", "%23"))))


def _percent(match: re.Match[str]) -> str:
    return quote(match.group(), errors="replace")


def is_iri(address: str) -> bool:
    """True if this can be the IRI of something on the web."""
    try:
        ox.NamedNode(_MENDED.sub(_percent, address))
    except ValueError:
        return False
    return _HOST.match(address) is not None


def is_base(address: str) -> bool:
    """True if local ids can stand behind this: an absolute IRI that ends in "/", without query or fragment."""
    if not _HOST.match(address) or not address.endswith("/") or "#" in address or "?" in address:
        return False
    try:
        ox.NamedNode(address)
    except ValueError:
        return False
    return True


def refused_in(facts: Facts) -> set[str]:
    """The addresses in facts that are no IRIs: mark-up holds what people have typed."""
    terms = [s.object for s in (*facts.statements, *facts.structure)]
    terms += [term for node in facts.nodes.values() for found in node.properties.values() for term in found]
    ids = {term.id for term in terms if isinstance(term, Ref) and term.id.startswith(_ABSOLUTE)}
    ids.update(s.subject for s in (*facts.statements, *facts.structure) if s.subject.startswith(_ABSOLUTE))
    return {id for id in ids if not is_iri(id)}


def without(facts: Facts, refused: AbstractSet[str]) -> Facts:
    """The facts that do not name what is refused."""

    def names(*terms: Term | str) -> bool:
        return any((term.id if isinstance(term, Ref) else term) in refused for term in terms)

    nodes = {
        id: Node(
            id,
            node.types,
            {name: kept for name, found in node.properties.items() if (kept := {t for t in found if not names(t)})},
            node.evidence,
        )
        for id, node in facts.nodes.items()
    }
    statements = {s: at for s, at in facts.statements.items() if not names(s.subject, s.object)}
    structure = {s for s in facts.structure if not names(s.subject, s.object)}
    return Facts(nodes, statements, structure, {m for m in facts.mentions if not names(m[2])})
