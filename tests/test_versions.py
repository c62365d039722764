"""What the language versions of a document say alike is shown once, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dao_graph.ask.foreign import labelled
from dao_graph.ask.graph import Graph
from dao_graph.ask.questions import find_question, readable
from dao_graph.namespaces import BASE
from dao_graph.pipeline.build import Options, build
from dao_graph.rdf.versions import joined

# A resolution that sets up a fund, which each version names in its language. The French one says no more than
# that somebody is to report, without a day.
TEXTS = {
    "en": """A/99/41

Resolution adopted by the General Assembly

The General Assembly,

1. Decides to establish the Harbour Schools Trust Fund;

2. Requests the Secretary-General to submit a report by 1 March 2045;

3. Norway contributed $5 million to the Harbour Schools Trust Fund in 2041.
""",
    "fr": """A/99/41

Résolution adoptée par l'Assemblée générale

L'Assemblée générale,

1. Décide de créer le Fonds d'affectation spéciale pour les écoles portuaires ;

2. Prie le Secrétaire général de lui présenter un rapport ;

3. La Norvège a versé 5 millions de dollars au Fonds d'affectation spéciale pour les écoles portuaires en 2041.
""",
    "es": """A/99/41

Resolución aprobada por la Asamblea General

La Asamblea General,

1. Decide establecer el Fondo Fiduciario para las Escuelas Portuarias;

2. Solicita al Secretario General que le presente un informe;

3. Noruega aportó 5 millones de dólares al Fondo Fiduciario para las Escuelas Portuarias en 2041.
""",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("versions")
    for language, text in TEXTS.items():
        (folder / f"a.{language}.txt").write_text(text, encoding="utf-8")
    out = folder / "out"
    build([folder], out, Options(check=False))
    return Graph.open(out)


def rows(graph: Graph, name: str, **given: str) -> list[Mapping[str, str]]:
    question = find_question(name)
    answer, titles = graph.titled(question, given)
    shown = readable(labelled(answer, question, given.get("lang", "en")), question, titles)
    return [dict(zip(shown.columns, row, strict=True)) for row in shown.texts()]


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "Harbour Schools Trust Fund"), ("es", "Fondo Fiduciario para las Escuelas Portuarias")],
)
def test_a_fund_of_the_text_s_own_is_one_in_all_versions(graph: Graph, lang: str, name: str) -> None:
    assert [row["name"] for row in rows(graph, "funds", lang=lang)] == [name]
    given = rows(graph, "contributions", lang=lang)
    assert [(row["fund_name"], row["amount"]) for row in given if row["amount"]] == [(name, "5000000")]


def test_an_act_that_versions_state_with_more_or_less_is_shown_once(graph: Graph) -> None:
    asked = rows(graph, "must-do", addressee="Secretary-General", lang="fr")
    assert [row["words"] for row in asked] == ["Prie le Secrétaire général de lui présenter un rapport"]
    assert asked[0]["deadline"] == "2045-03-01"
    each = rows(graph, "called-upon", least="3", addressee="Secretary-General", language="fr")
    assert len(each) == 1, "the French version alone"


def test_words_of_another_language_say_so(graph: Graph) -> None:
    (row,) = rows(graph, "must-do", addressee="Secretary-General", lang="zh")
    assert row["words"].startswith("[en] Requests")
    assert row["name"] == "秘书长"


def test_nothing_is_joined_where_a_version_leaves_a_choice() -> None:
    """Two funds in the English version, one in the French: which of them is meant nobody can tell."""
    fact, own, dao = f"<{BASE}fact/", f"<{BASE}document/A_99_1/fund/", "<https://w3id.org/dao-graph/ontology#"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"

    def lines(language: str, *funds: str) -> bytes:
        where = f"<{BASE}graph/A_99_1/{language}> .\n"
        return "".join(
            f"{fact}{fund}> {a} {dao}Contribution> {where}"
            f"{fact}{fund}> {dao}contributor> <{BASE}country/NOR> {where}"
            f"{fact}{fund}> {dao}fund> {own}{fund}> {where}"
            f"{own}{fund}> {a} {dao}Fund> {where}"
            f'{own}{fund}> {label} "{fund}"@{language} {where}'
            for fund in funds
        ).encode()

    assert not joined("A_99_1", [lines("en", "one", "two"), lines("fr", "un")]).labels
    found = joined("A_99_1", [lines("en", "one"), lines("fr", "un")])
    assert len(found.labels) == 2
    assert any(f"{own}un>" in line and f"{own}one>" in line for line in found.read)


def test_a_translators_verb_is_no_second_act(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a paragraph of which each version states one act of the same actor, each reader sees their own version's."""
    folder = tmp_path_factory.mktemp("verbs")
    for language, text in VERBS.items():
        (folder / f"a.{language}.txt").write_text(text, encoding="utf-8")
    build([folder], folder / "out", Options(check=False))
    graph = Graph.open(folder / "out")
    assert len(rows(graph, "acts", lang="en")) == 1
    assert [row["words"] for row in rows(graph, "acts", lang="fr")] == ["Exhorte les États Membres à réparer les quais"]
    assert [row["words"][:11] for row in rows(graph, "acts", lang="zh")] == ["[en] Calls "]


VERBS = {
    "en": """A/99/42

Resolution adopted by the General Assembly

The General Assembly,

1. Calls upon Member States to repair the quays.
""",
    "fr": """A/99/42

Résolution adoptée par l'Assemblée générale

L'Assemblée générale,

1. Exhorte les États Membres à réparer les quais.
""",
}


def test_a_meeting_of_the_same_days_is_one() -> None:
    """Where each version names one meeting of those days; with two in a version nobody can tell."""
    own, dao = f"<{BASE}document/A_99_1/event/", "<https://w3id.org/dao-graph/ontology#"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"

    def lines(language: str, day: str, *names: str) -> bytes:
        where = f"<{BASE}graph/A_99_1/{language}> .\n"
        return "".join(
            f"{own}{name}> {a} {dao}Meeting> {where}"
            f'{own}{name}> {dao}startDate> "{day}"^^<http://www.w3.org/2001/XMLSchema#date> {where}'
            f'{own}{name}> {label} "{name}"@{language} {where}'
            for name in names
        ).encode()

    assert joined("A_99_1", [lines("en", "2041-03-04", "workshop"), lines("fr", "2041-03-04", "atelier")]).labels
    assert not joined("A_99_1", [lines("en", "2041-03-04", "workshop"), lines("fr", "2041-03-05", "atelier")]).labels
    two = lines("en", "2041-03-04", "dinner", "workshop")
    assert not joined("A_99_1", [two, lines("fr", "2041-03-04", "atelier")]).labels
