"""The fast engine never says that a graph conforms where pySHACL finds that it does not, over mutants of a graph that
uses every shape; and whatever happens to the engine, pySHACL's results stand."""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from dao_graph.pipeline.build import Options, build
from dao_graph.rdf import conformance
from dao_graph.rdf.conformance import conforms, split
from dao_graph.rdf.output import quads

from .conftest import EXAMPLES
from .test_shapes import HARMLESS, MUTATIONS, PROLOGUE, golden, shapes, violated
from .test_shapes import queries_parsed_once as queries_parsed_once

pytest.importorskip("shacl")
# Set it to 2000 for a thorough run.
NUMBER = int(os.environ.get("DAO_GRAPH_SHAPE_MUTANTS", "60"))
SH = Namespace("http://www.w3.org/ns/shacl#")
LEXICAL = (
    *("", "0", "1", "-1", "007", "1.0", "1e3", "+5", " 5 ", "x", "é", "A/64/578"),
    *("2098", "98", "2098-13", "2098-02-30", "2098-05-03Z"),
)
DATATYPES = (
    *(None, XSD.date, XSD.gYearMonth, XSD.gYear, XSD.dateTime, XSD.integer, XSD.nonNegativeInteger),
    *(XSD.decimal, XSD.string, XSD.boolean),
)


def nquads(data: Graph) -> list[str]:
    """The triples as lines of N-Quads of one graph."""
    lines = data.serialize(format="nt").splitlines()
    return [f"{line.rstrip()[:-1]}<http://example.org/g> .\n" for line in lines if line.strip()]


def mutant(chance: random.Random, data: Graph) -> Graph:
    """A graph with one to three changes: triples that go, come, or have another part."""
    triples = sorted(data, key=str)
    paths = {path for path in shapes().objects(None, SH.path) if isinstance(path, URIRef)}
    predicates = sorted({p for _, p, _ in triples} | paths, key=str)
    things = sorted({o for _, _, o in triples if isinstance(o, URIRef)})
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(triples))
        subject, predicate, value = triples[at]
        kind = chance.randrange(8)
        if kind == 0:
            del triples[at]
        elif kind == 1:
            triples.append((subject, predicate, chance.choice(triples)[2]))
        elif kind == 2:
            triples[at] = (subject, predicate, chance.choice(things))
        elif kind == 3:
            triples[at] = (subject, chance.choice(predicates), value)
        elif kind == 4:
            triples.append((chance.choice(triples)[0], predicate, value))
        elif kind == 5:
            triples.append(
                (subject, RDF.type, chance.choice(triples)[2] if chance.random() < 0.5 else chance.choice(things))
            )
        else:
            # A literal with other characters, another datatype, or a language.
            places = [i for i, triple in enumerate(triples) if isinstance(triple[2], Literal)]
            place = chance.choice(places)
            subject, predicate, value = triples[place]
            assert isinstance(value, Literal)
            text = chance.choice(LEXICAL) if chance.random() < 0.5 else str(value)
            if chance.random() < 0.2:
                new = Literal(text, lang=chance.choice(("en", "fr", "EN")))
            else:
                datatype = chance.choice(DATATYPES) if chance.random() < 0.5 else value.datatype
                new = Literal(text, datatype=datatype, normalize=False)
            triples[place] = (subject, predicate, new)
    changed = Graph()
    for triple in triples:
        if isinstance(triple[0], URIRef) and not isinstance(triple[2], Literal | URIRef):
            continue
        if isinstance(triple[0], URIRef):
            changed.add(triple)
    return changed


@pytest.mark.filterwarnings("ignore")
def test_what_conforms_by_the_engine_conforms_by_pyshacl() -> None:
    chance = random.Random("shapes")
    told: Counter[str] = Counter()
    for number in range(NUMBER):
        data = Graph() + golden()
        # Every other begins at what breaks one constraint, so that it may be the mutation that heals it.
        if number % 4 == 0:
            data.update(PROLOGUE + MUTATIONS[number // 4 % len(MUTATIONS)][1])
        elif number % 4 == 1:
            data.update(PROLOGUE + chance.choice(HARMLESS))
        data = mutant(chance, data)
        fast = conforms("shacl", nquads(data))
        # Where the engine finds something, pySHACL is asked anyway; that it agrees is worth counting in a long run.
        found = violated(data) if fast or NUMBER > 100 else None
        told[f"engine {fast}, pySHACL {'not asked' if found is None else not found}"] += 1
        assert not (fast and found), (number, found)
    assert told["engine True, pySHACL True"] > NUMBER // 20, told
    assert sum(told.values()) - told["engine True, pySHACL True"] > NUMBER // 20, told
    print(dict(told))


@pytest.mark.parametrize(("constraint", "update"), MUTATIONS[:: 1 if NUMBER > 100 else 12])
def test_what_breaks_one_constraint_does_not_conform(constraint: str, update: str) -> None:
    data = Graph() + golden()
    data.update(PROLOGUE + update)
    assert not conforms("shacl", nquads(data))


def test_the_golden_graph_conforms_in_parts() -> None:
    lines = nquads(golden())
    other = [line.replace("<http://example.org/g>", "<http://example.org/h>") for line in lines[1::2]]
    assert conforms("shacl", lines[::2], other, [])
    assert len(split([*lines[::2], *other])) == 2
    assert not conforms("pyshacl", lines)


def broken(*_: Any) -> Any:
    raise RuntimeError("the engine fails")


@pytest.mark.parametrize("fault", ["absent", "raises", "refuses", "no shapes"])
def test_pyshacl_is_asked_where_the_engine_cannot(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sorted(EXAMPLES.glob("*.txt"))[0]
    usual = build([source], options=Options(engine="pyshacl"))
    conformance._compiled.cache_clear()
    if fault == "absent":
        monkeypatch.setitem(sys.modules, "shacl", None)
    elif fault == "no shapes":
        monkeypatch.setattr(conformance, "shapes_text", lambda: "")
    else:
        answer = broken if fault == "raises" else lambda *_, **__: SimpleNamespace(conforms=False)
        monkeypatch.setattr(conformance, "_compiled", lambda: SimpleNamespace(validate_text=answer))
    asked = []

    def seen(lines: Sequence[str]) -> list[ox.Quad]:
        asked.append(len(lines))
        return quads(lines)

    monkeypatch.setattr("dao_graph.pipeline.text.quads", seen)
    built = build([source], options=Options())
    if hasattr(conformance._compiled, "cache_clear"):
        conformance._compiled.cache_clear()
    assert asked, "pySHACL was not asked"
    assert (built.graph, built.evidence, built.quarantine) == (usual.graph, usual.evidence, usual.quarantine)


def test_engines_give_the_same_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = sorted(EXAMPLES.glob("*.txt"))[:3]
    fast, reference = (build(sources, options=Options(engine=engine)) for engine in conformance.ENGINES)
    assert (fast.graph, fast.evidence, fast.report) == (reference.graph, reference.evidence, reference.report)
