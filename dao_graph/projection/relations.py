"""Plain facts – a subject, a property, a value – as edges between things, or as attributes of one."""

from __future__ import annotations

from collections.abc import Iterator

from dao_graph.namespaces import DCTERMS, SKOS
from dao_graph.projection.attributes import attribute, values
from dao_graph.projection.draft import Draft
from dao_graph.projection.index import DERIVED, LISTED
from dao_graph.projection.names import local
from dao_graph.terms import Term

# What makes up a text's structure.
_STRUCTURE = frozenset((DCTERMS + "isPartOf", DCTERMS + "title"))


def project_relations(draft: Draft) -> None:
    """Every plain fact of the index, into `draft`; those of the lists last, where both their ends are drawn."""
    index = draft.index
    listed = []
    for subject, predicate, value, origin in _plain(draft):
        if origin == LISTED:
            listed.append((subject, predicate, value))
        elif origin == DERIVED:
            draft.dropped["derived by a rule from facts that are shown"] += 1
        else:
            _stated(draft, subject, predicate, value)
    drawn = {end for edge in draft.edges.values() for end in (edge.source, edge.target)}
    for subject, predicate, value in listed:
        target = index.thing(value)
        if not target and index.kind(subject) and (found := values([value], draft.names)) is not None:
            draft.attribute(subject, attribute(predicate), found)
        elif target and subject in drawn and target in drawn and not predicate.startswith(SKOS):
            labels = draft.names.term_labels(predicate)
            edge = draft.edge((predicate, subject, target), subject, target, local(predicate), labels)
            edge.listed = not edge.facts


def _plain(draft: Draft) -> Iterator[tuple[str, str, Term, str]]:
    """The facts that no qualified fact, list of names or bookkeeping holds."""
    index, names = draft.index, draft.index.tables.names
    left_out = {*names["hidden"], *names["of_things"], *names["other"]} - {DCTERMS + "title"}
    for subject in sorted(index.properties):
        types = index.types.get(subject, set())
        if types & index.tables.bookkeeping or index.fact_class(subject):
            continue
        for predicate, terms in sorted(index.properties[subject].items()):
            for term in terms if predicate not in left_out else ():
                yield subject, predicate, term, index.origin(subject, predicate, term)


def _stated(draft: Draft, subject: str, predicate: str, value: Term) -> None:
    index = draft.index
    is_part = index.is_structure(subject)
    if is_part and (predicate in _STRUCTURE or local(predicate) in ("number", "noteOn")):
        draft.dropped["structure of the text"] += 1
        return
    source = index.document(subject) if is_part else subject if index.kind(subject) else ""
    if not source:
        known = index.types.get(subject, set()) & index.tables.attribute
        if known:
            draft.folded["what is said of a place, session or agenda item"] += 1
        else:
            draft.dropped["said of what is no thing"] += 1
        return
    # A kind of thing tells what a thing is; as a node it would be a hub of vocabulary.
    target = index.thing(value) if predicate != SKOS + "broader" else ""
    if target and source != target:
        _link(draft, source, predicate, target, (subject, predicate, value))
    elif target:
        draft.dropped["both ends are one thing"] += 1
    elif (found := values([value], draft.names)) is not None:
        draft.attribute(source, attribute(predicate), found)
        draft.folded["attribute of a node"] += 1


def _link(draft: Draft, source: str, predicate: str, target: str, fact: tuple[str, str, Term]) -> None:
    index = draft.index
    if twin := _twin(draft, source, local(predicate), target):
        draft.folded[f"said by a {twin} that is shown"] += 1
        return
    nodes = index.statements.get(fact, [])
    passages = [passage for node in nodes for passage in index.passages(node)]
    edge = draft.edge((predicate, source, target), source, target, local(predicate), draft.names.term_labels(predicate))
    for node in nodes or [""]:
        edge.add({}, passages, index.id(node))
    draft.shown += 1


def _twin(draft: Draft, source: str, name: str, target: str) -> str:
    """The class of a qualified fact between the same two things whose role has the property's name; "" for none."""
    for edge in draft.between.get(frozenset((source, target)), ()):
        role = edge.attributes.get("role_id", "")
        if f"role/{name}" in (role if isinstance(role, tuple) else (role,)):
            return edge.relation
    return ""
