"""The facts that a graph gained and lost against an earlier one, by document and kind, with the words that state them.

A fact of several language versions is one change. Nodes that are named by a hash are compared by what they say: an act
whose words or deadline changed is one changed act, though its id may be another. What only stands elsewhere in a text
(evidence) is no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.check.differing import differing
from dao_graph.check.quotes import Passage, Stated, passages
from dao_graph.errors import GraphError
from dao_graph.namespaces import RDF, shorten
from dao_graph.terms import text_of

GAINED, LOST, CHANGED = "gained", "lost", "changed"
_TYPE, _TEXT = RDF + "type", "text"
# What makes a node of a class the same one though something else of it changed; the first that pairs two nodes counts.
_KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Act": (("inProvision", "verb", "addressee"), ("inProvision", "verb"), ("text",)),
    "Finding": (("inProvision", "polarity", "statedBy"), ("inProvision", "polarity"), ("text",)),
    "Expression": ((),),
}
# Roles by property, each with its values, as readers see them.
_Roles = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that was gained, lost or changed in a document (its name in the IRIs of its graphs; that of the graph for
    what is in no text's). `fact` says it, for a changed one `before` and `after` say what of it. `languages` are the
    versions, `passages` the words of the new text, or for a lost fact of the old one."""

    what: str
    document: str
    kind: str
    fact: str
    before: str = ""
    after: str = ""
    languages: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def diff(old: Graph, new: Graph, document: str | None = None) -> list[Change]:
    """The facts that `new` gained, lost and changed against `old`, sorted by document and kind; with `document` (its
    name in the IRIs of its graphs) those of one. Memory grows with the difference.

    Raises GraphError where a graph cannot be read or the two have different base IRIs.
    """
    if old.base != new.base:
        raise GraphError(f"the graphs name things below different IRIs, <{old.base}> and <{new.base}>")
    sides = (_Side(old), _Side(new))
    for gained, line in differing(old, new):
        sides[gained].add(line, document)
    touched = {subject for side in sides for subjects in side.nodes.values() for subject in subjects}
    for side in sides:
        side.complete(touched)
    found = [change for name in sorted({*sides[0].graphs(), *sides[1].graphs()}) for change in _of_graph(name, *sides)]
    quotes = [
        passages(side.graph, {key for change in found if change.new == bool(i) for key in change.stated})
        for i, side in enumerate(sides)
    ]
    return _merged(found, new.base, quotes)


@dataclass(frozen=True, slots=True)
class _Found:
    """A change in one text, with what to look for in its evidence: the statement, or else the subject."""

    what: str
    graph: str
    kind: str
    fact: str
    before: str
    after: str
    stated: tuple[Stated, ...]

    @property
    def new(self) -> bool:
        """True if the new graph has the words."""
        return self.what != LOST


class _Side:
    """The facts of one of two graphs that the other lacks, and all of the nodes concerned."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.plain: dict[str, list[ox.Quad]] = defaultdict(list)
        self.nodes: dict[str, set[str]] = defaultdict(set)
        self._roles: dict[tuple[str, str], dict[str, list[str]]] = {}

    def add(self, line: bytes, document: str | None) -> None:
        """Take in a line that the other graph lacks."""
        quad = _parsed(line)
        name = text_of(quad.graph_name)
        if document is not None and _place(name, self.graph.base)[0] != document:
            return
        subject = text_of(quad.subject)
        if subject.startswith((self.graph.base + "fact/", self.graph.base + "text/")):
            self.nodes[name].add(subject)
        else:
            self.plain[name].append(quad)

    def complete(self, touched: set[str]) -> None:
        """Read everything that the graph says of `touched`."""
        starts = {f"<{subject}>".encode() for subject in touched}
        for line in self.graph.lines(evidence=False) if touched else ():
            if line.partition(b" ")[0] in starts:
                quad = _parsed(line)
                roles = self._roles.setdefault((text_of(quad.graph_name), text_of(quad.subject)), defaultdict(list))
                roles[shorten(quad.predicate.value)].append(_local(quad.object, self.graph.base))

    def graphs(self) -> Iterator[str]:
        """The names of the graphs in which something differs."""
        yield from self.plain
        yield from self.nodes

    def roles(self, graph: str, subject: str) -> _Roles:
        """The roles of a node in a text's graph; none where it is not in it."""
        return {name: tuple(sorted(values)) for name, values in self._roles.get((graph, subject), {}).items()}


def _of_graph(name: str, old: _Side, new: _Side) -> Iterator[_Found]:
    yield from _statements(name, old.plain.get(name, []), new.plain.get(name, []), new.graph.base)
    touched = sorted(old.nodes.get(name, set()) | new.nodes.get(name, set()))
    lost: list[_Node] = []
    gained: list[_Node] = []
    for subject in touched:
        before, after = old.roles(name, subject), new.roles(name, subject)
        if before and after:
            yield _changed(name, subject, before, after)
        else:
            (lost if before else gained).append((subject, before or after))
    for one, other in _pairs(lost, gained):
        yield _changed(name, other[0], one[1], other[1])
        lost.remove(one)
        gained.remove(other)
    for what, nodes in ((LOST, lost), (GAINED, gained)):
        for subject, roles in nodes:
            told = " ".join(f"{role}={text}" for role, texts in _said(roles) for text in texts if role != _TEXT)
            yield _Found(what, name, _class(roles), told, "", "", ((f"<{subject}>".encode(),),))


def _statements(name: str, lost: Sequence[ox.Quad], gained: Sequence[ox.Quad], base: str) -> Iterator[_Found]:
    """Changes of plain statements. One literal in the place of another is a change of it."""
    literals: dict[tuple[str, str, str | None], list[list[ox.Quad]]] = defaultdict(lambda: [[], []])
    for i, quads in enumerate((lost, gained)):
        for quad in quads:
            if isinstance(quad.object, ox.Literal):
                literals[str(quad.subject), quad.predicate.value, quad.object.language][i].append(quad)
    paired = {id(after[0]): before[0] for before, after in literals.values() if len(before) == len(after) == 1}
    gone = {id(quad) for quad in paired.values()}
    for what, quads in ((LOST, lost), (GAINED, gained)):
        for quad in quads:
            if id(quad) in gone:
                continue
            subject, predicate, object_ = (
                _local(quad.subject, base),
                shorten(quad.predicate.value),
                _local(quad.object, base),
            )
            kind = f"a {object_}" if quad.predicate.value == _TYPE else predicate
            whole = tuple(str(term).encode() for term in (quad.subject, quad.predicate, quad.object))
            stated = (whole, whole[:1])
            if before := paired.get(id(quad)):
                yield _Found(
                    CHANGED, name, kind, f"{subject} {predicate}", _local(before.object, base), object_, stated
                )
            else:
                yield _Found(what, name, kind, f"{subject} {predicate} {object_}", "", "", stated)


_Node = tuple[str, _Roles]


def _pairs(lost: Sequence[_Node], gained: Sequence[_Node]) -> list[tuple[_Node, _Node]]:
    """Nodes of the same class that a key of the class takes for the same one; of several the most alike."""
    pairs: list[tuple[_Node, _Node]] = []
    for level in range(max(map(len, _KEYS.values()))):
        left = [node for node in lost if all(node is not one for one, _ in pairs)]
        right = [node for node in gained if all(node is not other for _, other in pairs)]
        for node in left:
            key = _key(node[1], level)
            alike = [other for other in right if key is not None and _key(other[1], level) == key]
            if alike:
                best = max(alike, key=lambda other: (_likeness(node[1], other[1]), other[0]))
                right.remove(best)
                pairs.append((node, best))
    return pairs


def _key(roles: _Roles, level: int) -> tuple[object, ...] | None:
    kind = _class(roles)
    keys = _KEYS.get(kind, ())
    if level >= len(keys) or not all(name in roles for name in keys[level][:1]):
        return None
    return kind, *(roles.get(name) for name in keys[level])


def _likeness(one: _Roles, other: _Roles) -> int:
    return sum(one[name] == other.get(name) for name in one)


def _class(roles: _Roles) -> str:
    return next((name for name in roles.get("rdf:type", ()) if ":" not in name), "")


def _said(roles: _Roles) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The roles to show, the paragraph first."""
    order = sorted(roles, key=lambda role: (role != "inProvision", role))
    return ((role, roles[role]) for role in order if role != "rdf:type")


def _changed(graph: str, subject: str, before: _Roles, after: _Roles) -> _Found:
    differ = [role for role in sorted({*before, *after}) if before.get(role) != after.get(role)]
    same = " ".join(f"{role}={text}" for role, texts in _said(after) if role not in (*differ, _TEXT) for text in texts)
    old, new = (
        " ".join(f"{role}={text}" for role in differ for text in roles.get(role, ())) for roles in (before, after)
    )
    return _Found(CHANGED, graph, _class(after), same, old, new, ((f"<{subject}>".encode(),),))


def _merged(
    found: Iterable[_Found], base: str, quotes: Sequence[Mapping[tuple[Stated, bytes], Passage]]
) -> list[Change]:
    """The changes of all texts: what several versions of a document share is one."""
    together: dict[tuple[str, str, str, str, str, str], dict[str, Passage | None]] = defaultdict(dict)
    for change in found:
        document, language = _place(change.graph, base)
        evidence = f"<{base}evidence/{document}/{language}>".encode()
        looked = (quotes[change.new].get((stated, evidence)) for stated in change.stated)
        key = (document, change.kind, change.what, change.fact, change.before, change.after)
        together[key][language] = next((passage for passage in looked if passage), None)
    changes = []
    for (document, kind, what, fact, before, after), by_language in sorted(together.items(), key=lambda item: item[0]):
        languages = tuple(sorted(name for name in by_language if name))
        shown = tuple(passage for name in languages if (passage := by_language[name]))
        changes.append(Change(what, document, kind, fact, before, after, languages, shown))
    return changes


def counted(changes: Iterable[Change]) -> list[tuple[str, int, int, int]]:
    """For each kind of fact how many changes there are: gained, lost, changed."""
    numbers = Counter((change.kind, change.what) for change in changes)
    kinds = sorted({kind for kind, _ in numbers})
    return [(kind, numbers[kind, GAINED], numbers[kind, LOST], numbers[kind, CHANGED]) for kind in kinds]


def _place(graph: str, base: str) -> tuple[str, str]:
    """The document and language of a text's graph; for another its own name, and ""."""
    local = graph.removeprefix(base)
    kind, _, name = local.partition("/")
    document, slash, language = name.rpartition("/")
    return (document, language) if kind == "graph" and slash else (local, "")


def _parsed(line: bytes) -> ox.Quad:
    try:
        quads: list[ox.Quad] = list(ox.parse(line, format=ox.RdfFormat.N_QUADS))
        return quads[0]
    except (SyntaxError, IndexError) as error:
        raise GraphError(f"is no N-Quads: {line[:80].decode('utf-8', 'replace').strip()}") from error


def _local(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, base: str) -> str:
    if isinstance(term, ox.Literal):
        return f"«{' '.join(term.value.split())}»" if term.language or " " in term.value else term.value
    text = text_of(term)
    return text.removeprefix(base) if text.startswith(base) else shorten(text)
