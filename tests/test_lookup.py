"""Names lead to the thing they name, or to an error that says which things they could."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dao_graph.ask.lookup import Names
from dao_graph.ask.named import KINDS
from dao_graph.errors import QueryError
from dao_graph.lists.authorities import authorities
from dao_graph.namespaces import DAO, RDFS

OWN = "https://example.org/data/"


@pytest.fixture(scope="module")
def names() -> Names:
    """Of a graph with a base of its own, one document and one meeting."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(OWN + "document/A_99_9"), ox.NamedNode(DAO + "symbol"), ox.Literal("A/99/9")))
    meeting = ox.NamedNode(OWN + "meeting/2009-10-19/kigali")
    store.add(ox.Quad(meeting, ox.NamedNode(DAO + "place"), ox.NamedNode(OWN + "place/kigali")))
    for id, symbol in (("A_RES_99_8", "A/RES/99/8"), ("A_99_8", "A/99/8"), ("S_RES_9999_(2040)", "S/RES/9999 (2040)")):
        store.add(ox.Quad(ox.NamedNode(OWN + "document/" + id), ox.NamedNode(DAO + "symbol"), ox.Literal(symbol)))
    person = ox.NamedNode(OWN + "person/ada-example-lovelace")
    store.add(ox.Quad(person, ox.NamedNode(RDFS + "label"), ox.Literal("Ada Example Lovelace", language="en")))
    for document, file in (("1f", "A_99_77-ZH.docx"), ("2f", "DP_2099_5_en.txt"), ("3f", "DP_2099_5_fr.txt")):
        text = ox.NamedNode(f"{OWN}text/{document}")
        store.add(ox.Quad(text, ox.NamedNode(DAO + "expressionOf"), ox.NamedNode(f"{OWN}document/{document}")))
        store.add(ox.Quad(text, ox.NamedNode(DAO + "sourceName"), ox.Literal(file)))
    for id, label in (("fund/lamps", "Fund for Lamps"), ("meeting", "Lamp Meeting"), ("speaker/mr-olsen", "Mr. Olsen")):
        own = ox.NamedNode(f"{OWN}document/A_99_9/{id}")
        store.add(ox.Quad(own, ox.NamedNode(RDFS + "label"), ox.Literal(label, language="en")))
    return Names(store, OWN)


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [
        ("country", "RWA", "country/RWA"),
        ("country", "country/RWA", "country/RWA"),
        ("document", "A/99/77", "document/1f"),
        ("fund", "Fund for Lamps", "document/A_99_9/fund/lamps"),
        ("meeting", "Lamp Meeting", "document/A_99_9/meeting"),
        ("meeting", "document/A_99_9/meeting", "document/A_99_9/meeting"),
        ("person", "Mr. Olsen", "document/A_99_9/speaker/mr-olsen"),
        ("document", "A_99_77-ZH.docx", "document/1f"),
        ("document", "DP_2099_5_fr", "document/3f"),
        ("country", "الأردن", "country/JOR"),
        ("country", "Côte d’Ivoire", "country/CIV"),
        ("country", "côte d'ivoire", "country/CIV"),
        ("actor", "Viet Nam", "country/VNM"),
        ("entity", "越南", "country/VNM"),
        ("verb", "calls upon", "verb/calls-upon"),
        ("verb", "calls-upon", "verb/calls-upon"),
        ("role", "pilot", "role/pilot"),
        ("document", "A/99/9", "document/A_99_9"),
        ("document", "a/99/9", "document/A_99_9"),
        ("entity", "A/99/9", "document/A_99_9"),
        ("entity", "99/9", "document/A_99_9"),
        ("entity", "99/8", "document/A_RES_99_8"),
        ("entity", "resolution 99/8", "document/A_RES_99_8"),
        ("document", "résolution 99/8", "document/A_RES_99_8"),
        ("document", "第99/8号决议", "document/A_RES_99_8"),
        ("document", "القرار ٩٩/٨", "document/A_RES_99_8"),
        ("entity", "9999 (2040)", "document/S_RES_9999_(2040)"),
        ("entity", "resolution 9999(2040)", "document/S_RES_9999_(2040)"),
        ("entity", "fact/0123456789abcdef", "fact/0123456789abcdef"),
        ("meeting", "2009-10-19/kigali", "meeting/2009-10-19/kigali"),
        ("entity", f"{OWN}anything/at-all", "anything/at-all"),
    ],
)
def test_found(names: Names, kind: str, name: str, id: str) -> None:
    assert names.find(kind, name).value == OWN + id


def test_classes_and_properties(names: Names) -> None:
    assert names.find("term", "Act").value == names.find("term", "dao:Act").value == DAO + "Act"
    assert names.find("term", "rdf:Statement").value.endswith("rdf-syntax-ns#Statement")


@pytest.mark.parametrize(
    ("kind", "name", "hint"),
    [
        ("country", "Rwnda", r"no country is called 'Rwnda'; did you mean country/RWA \(Rwanda\)\?"),
        ("country", "fund/x", "is no country"),
        ("meeting", "Fund for Lamps", "no meeting is called"),
        ("document", "Fund for Lamps", "no document is called"),
        ("country", "<bad iri>", "no country is called"),
        ("entity", "https://bad iri/", "no IRI"),
        ("term", "nope:x", "no class or property"),
        ("document", "A/RES/1/999999", "no document is called"),
        ("document", "resolutions 99/8 and 99/9", "no document is called"),
        ("document", "DP/2099/5", r"may be any of: document/2f \(DP_2099_5_en.txt\), document/3f"),
        ("entity", "Lovelace", r"did you mean person/ada-example-lovelace \(Ada Example Lovelace\)\?"),
        ("entity", " ", "give a name"),
    ],
)
def test_not_found(names: Names, kind: str, name: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        names.find(kind, name)


def test_ambiguity_lists_the_candidates(names: Names) -> None:
    """A label that two things have in the same rank is no name."""
    shared = next(name for name, found in names._index.items() if list(found.values()).count(min(found.values())) > 1)
    with pytest.raises(QueryError, match=r"may be any of: \S+ .*, .*; give the id"):
        names.find("entity", shared)


def test_every_list_is_of_a_kind() -> None:
    """A new authority list wants a type of parameter that it answers to."""
    namespaces = {namespace for wanted in KINDS.values() for namespace in wanted}
    lists = {concept.partition("/")[0] for concept in authorities().properties}
    assert lists - namespaces <= {"scheme", "document-type"}
