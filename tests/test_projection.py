"""The property graph: what is a node, what is an edge, and that nothing is lost without a word."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

import dao_graph
from dao_graph.data import LANGUAGES
from dao_graph.namespaces import BASE, DAO, DCTERMS, NIF, RDF, SKOS
from dao_graph.projection.choose import Choice, choose
from dao_graph.projection.model import Edge, Node, PropertyGraph, scalar, schema
from dao_graph.projection.project import to_property_graph
from dao_graph.projection.tables import tables

from .conftest import EXAMPLES, SHARED

KIGALI = "meeting/2009-10-19/kigali"
WINDOW = "fund/delivering-as-one-expanded-funding-window"
HASH = re.compile(r"[0-9a-f]{12}|^(country|body|group|meeting|document|fund|post|person|initiative)/")


@pytest.fixture(scope="module")
def graph() -> dao_graph.Graph:
    return dao_graph.build([EXAMPLES / f"kigali-letter.{code}.txt" for code in ("en", "zh")], check=False)


@pytest.fixture(scope="module")
def projected(graph: dao_graph.Graph) -> PropertyGraph:
    return graph.to_property_graph()


def iri(local: str) -> ox.NamedNode:
    return ox.NamedNode(local if "://" in local else BASE + local)


def quads(*lines: tuple[str, str, str | ox.Literal], graph: str = "graph/X/en") -> list[ox.Quad]:
    """Quads of one text; a subject or object without "://" is a local id."""
    return [
        ox.Quad(iri(s), ox.NamedNode(p), o if isinstance(o, ox.Literal) else iri(o), iri(graph)) for s, p, o in lines
    ]


def loss_adds_up(found: PropertyGraph) -> bool:
    loss = found.loss
    return loss.facts == loss.shown + sum(loss.folded.values()) + sum(loss.dropped.values())


@pytest.mark.corpus
def test_the_seed_letter() -> None:
    found = dao_graph.build([*sorted((SHARED / "seeds").glob("*.txt"))[:1]], check=False).to_property_graph()
    assert [node.label for node in found.nodes if HASH.search(node.label) or not node.label] == []
    roles = [edge for edge in found.between("country/NOR", KIGALI) if edge.relation == "Participation"]
    assert [edge.label for edge in roles] == ["observer"]
    founders = {e.source: e.label for e in found.edges if e.target == WINDOW and e.relation == "Contribution"}
    assert founders == dict.fromkeys(("country/NOR", "country/ESP", "country/GBR"), "founder")
    assert loss_adds_up(found)


def test_a_qualified_fact_is_one_edge_with_its_words(graph: dao_graph.Graph, projected: PropertyGraph) -> None:
    [edge] = [e for e in projected.between("country/NOR", KIGALI) if e.relation == "Participation"]
    assert (edge.source, edge.label, edge.labels["zh"]) == ("country/NOR", "observer", "观察员")
    assert edge.languages == ("en", "zh")
    assert edge.attributes["role_id"] == "role/observer"
    assert edge.start == "2009-10-19" and edge.end == "2009-10-21"
    assert edge.weight == 1, "two versions of one paragraph are one paragraph"
    texts = {f"{graph.base}{p.text}": p for p in edge.passages}
    assert len(texts) == 2
    for passage in edge.passages:
        begin, words = projected.paragraphs[passage.paragraph, passage.text]
        assert words[passage.begin - begin : passage.end - begin] == passage.quote


def test_nodes_are_things_by_name(projected: PropertyGraph) -> None:
    names = {node.id: node for node in projected.nodes}
    assert {node.group for node in projected.nodes} <= set(tables().looks)
    assert not [node for node in projected.nodes if node.id.startswith(("verb/", "role/", "status/", "fact/", "text/"))]
    assert names[KIGALI].label == "Kigali, 2009-10-19"
    assert names["country/RWA"].labels["ar"] == "رواندا"
    assert not [node.label for node in projected.nodes if HASH.search(node.label) or not node.label]


def test_labels_follow_the_language(graph: dao_graph.Graph) -> None:
    found = graph.to_property_graph("zh")
    assert found.node("country/RWA").label == "卢旺达"
    [edge] = [e for e in found.between("country/NOR", KIGALI) if e.relation == "Participation"]
    assert edge.label == "观察员"


def test_ids_are_unique_and_stable(graph: dao_graph.Graph, projected: PropertyGraph) -> None:
    ids = [edge.id for edge in projected.edges]
    assert len(ids) == len(set(ids))
    assert len({node.id for node in projected.nodes}) == len(projected.nodes)
    assert graph.to_property_graph() == projected
    alone = dao_graph.build([EXAMPLES / "kigali-letter.en.txt"], check=False).to_property_graph()
    shared = {edge.id for edge in alone.edges} & set(ids)
    assert len(shared) > 0.9 * len(alone.edges), "a second version leaves the ids of the first as they are"


def test_every_fact_is_accounted_for(graph: dao_graph.Graph, projected: PropertyGraph) -> None:
    assert loss_adds_up(projected)
    assert projected.loss.shown > 200
    facts = {
        quad.subject
        for quad in graph.quads(evidence=False)
        if quad.predicate.value == RDF + "type" and quad.object.value.removeprefix(DAO) in ("Act", "Participation")  # type: ignore[union-attr]
    }
    shown = {graph.base + fact for edge in projected.edges for fact in edge.facts}
    assert {fact.value for fact in facts} <= shown  # type: ignore[union-attr]


def test_an_act_has_an_edge_for_each_addressee_or_is_a_node(graph: dao_graph.Graph, projected: PropertyGraph) -> None:
    asked = graph.query(f"SELECT ?a (COUNT(?w) AS ?n) {{ ?a <{DAO}addressee> ?w }} GROUP BY ?a")
    counts = {fact.value.removeprefix(graph.base): int(n.value) for fact, n in asked if fact and n}
    assert max(counts.values()) > 1
    for fact, count in counts.items():
        assert len([edge for edge in projected.edges if fact in edge.facts]) == count
    reified = graph.to_property_graph(as_nodes=["Act"])
    assert {node.id for node in reified.nodes if node.kind == "Act"} == {
        fact for edge in projected.edges if edge.relation == "Act" for fact in edge.facts
    }
    assert loss_adds_up(reified)


def test_a_class_that_no_table_knows_is_an_edge_all_the_same() -> None:
    made = quads(
        ("country/NOR", RDF + "type", DAO + "Country"),
        ("fund/x", RDF + "type", DAO + "Fund"),
        ("fact/1", RDF + "type", DAO + "Pledge"),
        ("fact/1", DAO + "contributor", "country/NOR"),
        ("fact/1", DAO + "recipient", "fund/x"),
        (
            "fact/1",
            DAO + "amount",
            ox.Literal("2.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ),
        ("fact/1", DAO + "currency", "currency/USD"),
        ("currency/USD", RDF + "type", SKOS + "Concept"),
        ("currency/USD", SKOS + "prefLabel", ox.Literal("dollar", language="en")),
    )
    found = to_property_graph(made, BASE)
    [edge] = found.edges
    assert (edge.source, edge.target, edge.label) == ("country/NOR", "fund/x", "pledge")
    assert edge.attributes == {
        "amount": 2.5,
        "currency": "dollar",
        "currency_id": "currency/USD",
        "target_role": "recipient",
    }
    assert found.loss.facts == found.loss.shown == 1


def test_a_subclass_of_a_thing_is_a_thing() -> None:
    made = quads(
        ("fund/x", RDF + "type", DAO + "TrustFund"),
        ("fund/x", "http://www.w3.org/2000/01/rdf-schema#label", ox.Literal("The trust fund", language="en")),
        ("body/y", RDF + "type", DAO + "Body"),
        ("fund/x", DAO + "managedBy", "body/y"),
    ) + quads(
        (DAO + "TrustFund", "http://www.w3.org/2000/01/rdf-schema#subClassOf", DAO + "Fund"), graph="graph/ontology"
    )  # fmt: skip
    found = to_property_graph(made, BASE)
    assert found.node("fund/x").group == "fund"
    assert found.node("body/y").label == "body", "what has no name at all is called by its kind"
    assert [edge.label for edge in found.edges] == ["managed by"]


def test_what_xml_cannot_hold_is_left_out_and_counted() -> None:
    made = quads(
        ("body/a", RDF + "type", DAO + "Body"),
        ("body/b", RDF + "type", DAO + "Body"),
        ("body/a", SKOS + "prefLabel", ox.Literal("A\x00B\x1f", language="en")),
        ("body/a", DAO + "partOf", "body/b"),
    )
    found = to_property_graph(made, BASE)
    assert found.node("body/a").label == "AB"
    assert found.loss.characters == 2


def test_evidence_without_a_paragraph_belongs_to_the_texts_document() -> None:
    made = quads(
        ("country/NOR", RDF + "type", DAO + "Country"),
        ("document/X", RDF + "type", DAO + "Letter"),
        ("text/1", RDF + "type", DAO + "Expression"),
        ("text/1", DAO + "expressionOf", "document/X"),
        ("text/1", "http://purl.org/dc/terms/language", ox.Literal("en")),
        ("fact/1", RDF + "type", DAO + "Act"),
        ("fact/1", DAO + "actor", "country/NOR"),
        ("fact/1", DAO + "evidence", "text/1#char=0,4"),
        ("text/1#char=0,4", RDF + "type", NIF + "OffsetBasedString"),
        ("text/1#char=0,4", NIF + "referenceContext", "text/1"),
        ("text/1#char=0,4", NIF + "anchorOf", ox.Literal("Asks")),
    )
    [edge] = to_property_graph(made, BASE).edges
    assert (edge.source, edge.target, edge.documents) == ("country/NOR", "document/X", ("document/X",))


def test_parts(projected: PropertyGraph) -> None:
    near = choose(projected, Choice(focus="country/NOR"))
    assert {"country/NOR", KIGALI, WINDOW} <= {node.id for node in near.nodes}
    assert len(near) < len(choose(projected, Choice(focus="country/NOR", depth=9))) <= len(projected)
    observers = choose(projected, Choice(verbs=frozenset(("observer",))))
    assert {edge.label for edge in observers.edges} == {"observer"} and len(observers) == 4
    assert choose(projected, Choice(verbs=frozenset(("role/observer",)))).edges == observers.edges
    funds = choose(projected, Choice(classes=frozenset(("Contribution",))))
    assert {edge.relation for edge in funds.edges} == {"Contribution"}
    states = choose(projected, Choice(classes=frozenset(("Country", "Meeting", "Participation"))))
    assert {node.kind for node in states.nodes} == {"Country", "Meeting"}
    assert choose(projected, Choice(start="2009-10", end="2009-10-20")).between("country/NOR", KIGALI)
    assert not choose(projected, Choice(start="2011")).between("country/NOR", KIGALI)
    document = next(node.id for node in projected.nodes if node.kind == "Letter")
    assert all(
        document in {*edge.documents, edge.source, edge.target}
        for edge in choose(projected, Choice(documents=frozenset((document,)))).edges
    )
    wanted = frozenset(("country/NOR", KIGALI))
    assert {node.id for node in choose(projected, Choice(ids=wanted)).nodes} == wanted


def test_one_type_for_each_attribute() -> None:
    def node(id: str, **attributes: object) -> Node:
        return Node(id, id, "Body", "body", id, {}, attributes)  # type: ignore[arg-type]

    found = schema([node("a", n=1, x=1, d="2009"), node("b", n=(2, 3), x=2.5, d=True)])
    assert found == {"n": (int, True), "x": (float, False), "d": (str, False)}
    assert scalar(True, str) == "true" and scalar(1, float) == 1.0
    assert isinstance(scalar(1, float), float)
    assert schema([Edge("e", "a", "b", "r", "l", {}, {"k": True})]) == {"k": (bool, False)}


def test_networks_in_memory(graph: dao_graph.Graph, projected: PropertyGraph) -> None:
    network = graph.to_networkx()
    assert set(network.nodes) == {node.id for node in projected.nodes}
    assert {key for _, _, key in network.edges(keys=True)} == {edge.id for edge in projected.edges}
    assert network.nodes["country/RWA"]["label_zh"] == "卢旺达"
    pytest.importorskip("igraph")
    found = graph.to_igraph()
    assert (found.vcount(), found.ecount()) == (len(projected.nodes), len(projected.edges))
    assert found.vs.find(name="country/RWA")["label"] == "Rwanda"


def test_a_document_without_symbol_and_title_goes_by_its_file() -> None:
    text, document, other = "text/1", "document/0123456789abcdef", "document/A_99_1"
    made = quads(
        (document, RDF + "type", DAO + "Document"),
        (other, RDF + "type", DAO + "Document"),
        (other, DAO + "symbol", ox.Literal("A/99/1")),
        (text, RDF + "type", DAO + "Expression"),
        (text, DAO + "expressionOf", document),
        (text, DAO + "sourceName", ox.Literal("minutes of the board.v2.txt")),
        ("text/2", RDF + "type", DAO + "Expression"),
        ("text/2", DAO + "expressionOf", other),
        ("text/2", DAO + "sourceName", ox.Literal("a991.txt")),
        (document, DAO + "cites", other),
    )
    found = to_property_graph(made, BASE)
    assert {node.id: node.label for node in found.nodes} == {document: "minutes of the board.v2", other: "A/99/1"}


def test_an_annex_without_a_title_goes_by_what_it_is_annexed_to() -> None:
    annex, letter = "document/A_99_1/annex/1", "document/A_99_1"
    made = quads(
        (annex, RDF + "type", DAO + "Document"),
        (letter, RDF + "type", DAO + "Letter"),
        (letter, DAO + "symbol", ox.Literal("A/99/1")),
        (annex, DAO + "annexOf", letter),
        (annex, DAO + "cites", letter),
    )
    assert to_property_graph(made, BASE).node(annex).label == "document, A/99/1"


def test_a_sum_that_another_is_part_of_is_named_by_its_amount() -> None:
    made = quads(
        ("body/a", RDF + "type", DAO + "Body"),
        ("body/a", SKOS + "prefLabel", ox.Literal("A", language="en")),
        ("fund/b", RDF + "type", DAO + "Fund"),
        ("fund/b", SKOS + "prefLabel", ox.Literal("B", language="en")),
        ("budget/1", RDF + "type", DAO + "Budget"),
        ("budget/1", DAO + "holder", "body/a"),
        ("budget/1", DAO + "amount", ox.Literal(700)),
        ("budget/1", DAO + "startDate", ox.Literal("2025-07-01")),
        ("gift/1", RDF + "type", DAO + "Contribution"),
        ("gift/1", DAO + "contributor", "body/a"),
        ("gift/1", DAO + "fund", "fund/b"),
        ("gift/1", DAO + "partOf", "budget/1"),
    )
    [gift] = to_property_graph(made, BASE).between("body/a", "fund/b")
    assert gift.attributes["partOf"] == "budget, 700, 2025-07-01"


def test_kinds_relations_and_concepts_are_named_in_the_six_languages(projected: PropertyGraph) -> None:
    used = {node.kind for node in projected.nodes} | {edge.relation for edge in projected.edges}
    ids = {id for edge in projected.edges for name, id in edge.attributes.items() if name.endswith("_id")}
    concepts = {str(one) for id in ids for one in (id if isinstance(id, tuple) else (id,))}
    assert "role/observer" in concepts
    told = {name.rstrip("_") for edge in projected.edges for name in edge.attributes if not name.endswith("_id")}
    for name in used | told | concepts:
        assert set(projected.terms[name]) >= set(LANGUAGES), name


def test_what_has_no_name_is_described_in_each_language(projected: PropertyGraph) -> None:
    [kigali] = [node for node in projected.nodes if node.id == KIGALI]
    # The Chinese version alone gives it a name.
    assert (kigali.label, kigali.labels["es"], kigali.labels["ru"], kigali.labels["zh"]) == (
        "Kigali, 2009-10-19", "Kigali, 2009-10-19", "Кигали, 2009-10-19", "一体行动倡议问题政府间会议"
    )  # fmt: skip


def test_documents_of_one_day_are_told_apart_by_their_titles() -> None:
    day = ox.Literal("2024-09-28")
    named = [("document/a", "Discours du Ministre", "fr"), ("document/b", "Intervención del Presidente", "es")]
    made = [
        quad
        for id, title, code in named
        for quad in quads(
            (id, RDF + "type", DAO + "Letter"),
            (id, DCTERMS + "title", ox.Literal(title, language=code)),
            (id, DCTERMS + "date", day),
            (id, DAO + "cites", "document/c"),
        )
    ]
    made += quads(("document/c", RDF + "type", DAO + "Report"), ("document/c", DAO + "symbol", ox.Literal("A/99/1")))
    found = to_property_graph(made, BASE)
    assert found.node("document/a").label == "letter, 2024-09-28: Discours du Ministre"
    assert found.node("document/b").label == "letter, 2024-09-28: Intervención del Presidente"
    labels = found.node("document/a").labels
    assert labels["fr"] == "Discours du Ministre" and labels["en"] == found.node("document/a").label
    assert found.node("document/c").labels == {}, "a symbol is no language's"


def test_a_verb_that_is_not_said_of_the_other_end_is_left_open() -> None:
    made = quads(
        ("country/a", RDF + "type", DAO + "Country"),
        ("country/a", SKOS + "prefLabel", ox.Literal("A", language="en")),
        ("body/b", RDF + "type", DAO + "Body"),
        ("verb/thanks", RDF + "type", SKOS + "Concept"),
        ("verb/thanks", SKOS + "prefLabel", ox.Literal("thanks", language="en")),
        ("act/1", RDF + "type", DAO + "Act"),
        ("act/1", DAO + "actor", "country/a"),
        ("act/1", DAO + "verb", "verb/thanks"),
        ("act/1", DAO + "evidence", "span/1"),
        ("act/2", RDF + "type", DAO + "Act"),
        ("act/2", DAO + "actor", "country/a"),
        ("act/2", DAO + "verb", "verb/thanks"),
        ("act/2", DAO + "addressee", "body/b"),
        ("span/1", NIF + "referenceContext", "text/1"),
        ("text/1", DAO + "expressionOf", "document/d"),
        ("document/d", RDF + "type", DAO + "Letter"),
    )
    found = {edge.target: edge for edge in to_property_graph(made, BASE).edges}
    assert (found["body/b"].label, found["body/b"].attributes["target_role"]) == ("thanks", "addressee")
    assert (found["document/d"].label, found["document/d"].attributes["target_role"]) == ("thanks …", "statedIn")
    assert found["document/d"].attributes["verb"] == "thanks"
