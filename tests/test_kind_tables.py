"""Kinds of documents as data: their lines in six languages, their classes, and one that is only in the tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from dao_graph import data
from dao_graph.data import LANGUAGES
from dao_graph.errors import DataError
from dao_graph.model.fact import Ref, Value
from dao_graph.namespaces import DAO
from dao_graph.rules import kinds as kinds_module
from dao_graph.rules import packs
from dao_graph.rules.files import load_toml
from dao_graph.rules.kinds import KindLine, kind_lines, kinds, unnamed_kinds

from .conftest import ROOT
from .test_kinds import related, values


def shown(line: str, language: str, expected: str = "") -> str:
    """The kind that a line shows in a language, by the first pattern that matches; what refines others counts only
    where it is asked for."""
    known = (k for k in kind_lines(language) if not k.kind.refines or k.kind.name == expected)
    return next((k.kind.name for k in known if k.pattern.search(line)), "")


KIND_LINES = [(language, line) for language in LANGUAGES for line in kind_lines(language)]


@pytest.mark.parametrize(("language", "line"), KIND_LINES, ids=lambda x: x if isinstance(x, str) else x.kind.name)
def test_lines_show_their_kind_and_others_do_not(language: str, line: KindLine) -> None:
    assert line.examples and line.counterexamples
    assert {example: shown(example, language, line.kind.name) for example in line.examples} == dict.fromkeys(
        line.examples, line.kind.name
    )
    assert [other for other in line.counterexamples if line.pattern.search(other)] == []


OPENINGS = [(language, line) for language, line in KIND_LINES if line.opening]


@pytest.mark.parametrize(("language", "line"), OPENINGS, ids=lambda x: x if isinstance(x, str) else x.kind.name)
def test_first_paragraphs_show_their_kind(language: str, line: KindLine) -> None:
    assert line.openings
    openings = packs.markers()[language].openings
    for said in line.openings:
        assert next(kind.name for kind, pattern in openings if pattern.search(said)) == line.kind.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_openings(language: str) -> None:
    assert {line.kind.name for code, line in OPENINGS if code == language} == {line.kind.name for _, line in OPENINGS}


def test_every_language_shows_every_kind() -> None:
    assert unnamed_kinds() == {language: [] for language in LANGUAGES}


def test_the_classes_of_kinds_are_documents_of_the_ontology() -> None:
    graph = rdflib.Graph().parse(ROOT / "ontology" / "dao.ttl")
    document = rdflib.URIRef(DAO + "Document")
    known = set(graph.transitive_subjects(rdflib.RDFS.subClassOf, document))
    assert {name for kind in kinds().values() for name in kind.types} <= {str(name).removeprefix(DAO) for name in known}


@pytest.fixture
def packs_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the packs that a test may change, in force while the test runs."""
    folder = tmp_path / "languages"
    shutil.copytree(data.data_dir("languages"), folder)
    caches = (kinds_module.kinds, kind_lines, packs.markers)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(kinds_module, "data_dir", lambda name: folder)
    yield folder
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


MADE_UP = {
    "und": '\n[[kind]]\nid = "logbook"\ntypes = ["Report"]\nspeaker = "author"\nfindings = "plain"\n',
    "en": '\n[[kind]]\nid = "logbook"\npattern = "^Logbook of "\n',
}


def test_a_kind_that_is_only_in_data_is_read(packs_folder: Path) -> None:
    for pack, table in MADE_UP.items():
        path = packs_folder / pack / "kinds.toml"
        path.write_text(path.read_text(encoding="utf-8") + table, encoding="utf-8")
    text = "Logbook of the Secretary-General\n\nThe lamp was lit at dusk.\n\nI urge Norway to light its lamps.\n"
    found = related(text)
    (finding,) = (node for node in found.facts.nodes.values() if "Finding" in node.types)
    assert {value.text for value in finding.properties["text"] if isinstance(value, Value)} == {
        "The lamp was lit at dusk."
    }
    assert values(found.facts, found.document, "dcterms:title") == {"Logbook of the Secretary-General"}
    assert Ref("dao:Report") in {s.object for s in found.facts.structure if s.subject == found.document}


def test_a_misspelt_key_or_value_of_a_kind_is_refused(packs_folder: Path) -> None:
    path = packs_folder / "und" / "kinds.toml"
    text = path.read_text(encoding="utf-8")
    for wrong, named in (('speeker = "organ"', "no key 'speeker'"), ('speaker = "organs"', "not one of organ")):
        path.write_text(f'{text}\n[[kind]]\nid = "log"\n{wrong}\n', encoding="utf-8")
        load_toml.cache_clear()
        kinds_module.kinds.cache_clear()
        with pytest.raises(DataError, match=named):
            kinds_module.kinds()
