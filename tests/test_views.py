"""What a build adds for those who ask: names in each language, words, and what counts once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from babel import Locale
from babel.dates import format_date

from dao_graph.ask.binding import bound
from dao_graph.ask.lookup import Names
from dao_graph.ask.questions import find_question, per_version
from dao_graph.data import LANGUAGES
from dao_graph.namespaces import BASE, DAO
from dao_graph.pipeline.build import Options, build
from dao_graph.rdf.dates import ordinal_form, written
from dao_graph.rdf.naming import ORDER, names
from dao_graph.rdf.output import nquads
from dao_graph.rdf.views import views

DATA = Path(__file__).resolve().parent / "data" / "queries.trig"
COUNTS = (
    *("acts-by-verb", "bodies-mentioned", "citations", "co-participation", "countries-mentioned", "findings-by-topic"),
    *("evaluation-criteria", "funds", "initiatives", "most-asked", "most-cited", "multi-role-countries", "sections"),
    *("strength-profile", "who-asks-most", "who-asks-whom"),
)


def facts(*languages: str) -> bytes:
    """The small graph as far as texts in these languages state it, with what every text shares."""
    quads = ox.parse(DATA.read_text(encoding="utf-8"), format=ox.RdfFormat.TRIG)
    return nquads(q for q in quads if _kept(str(q.graph_name), languages))


def _kept(graph: str, languages: Iterable[str]) -> bool:
    last = graph.strip("<>").rpartition("/")[2]
    return last in languages or last not in ORDER


def store(*languages: str) -> ox.Store:
    lines = facts(*languages)
    found = ox.Store()
    found.load(lines + "".join(views([lines])).encode(), format=ox.RdfFormat.N_QUADS)
    for quad in list(found):
        found.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    return found


def rows(graph: ox.Store, name: str, versions: bool = False) -> list[tuple[str, ...]]:
    question = per_version(find_question(name)) if versions else find_question(name)
    columns = [c for c, about in question.columns.items() if not about.startswith(("its name", "what it is called"))]
    wanted = {p.name: p.example for p in question.parameters.values() if p.required}
    solutions = graph.query(bound(question, {**wanted, "lang": "en"}, Names(graph, BASE)))
    assert isinstance(solutions, ox.QuerySolutions)
    kept = [column for column in columns if column not in ("title", "name")]
    return sorted(tuple("" if row[c] is None else row[c].value for c in kept) for row in solutions)


@pytest.mark.parametrize("name", COUNTS)
def test_another_language_version_changes_no_count(name: str) -> None:
    """The English version counts, and goes on to count for the document when the Chinese one joins it."""
    assert rows(store("en", "zh"), name) == rows(store("en"), name)


def test_versions_may_count_for_themselves() -> None:
    """Both versions name states; the one that counts does so less often."""
    both = store("en", "zh")
    once = {row[0]: int(row[1]) for row in rows(both, "countries-mentioned")}
    each = {row[0]: int(row[1]) for row in rows(both, "countries-mentioned", versions=True)}
    assert once.keys() <= each.keys()
    assert all(times <= each[state] for state, times in once.items()) and sum(once.values()) < sum(each.values())


def named(lines: str) -> dict[tuple[str, str], tuple[str, str]]:
    """The names of a graph by id and reader's language: the name and its own language."""
    found = {}
    for quad in ox.parse("".join(names([nquads(ox.parse(lines, format=ox.RdfFormat.TRIG, base_iri=BASE))])),
                         format=ox.RdfFormat.N_QUADS):  # fmt: skip
        assert isinstance(quad.object, ox.Literal)
        key = quad.subject.value.removeprefix(BASE), quad.graph_name.value.rpartition("/")[2]
        assert key not in found, "a name more"
        found[key] = (quad.object.value, quad.object.language or "")
    return found


MADE = f"""
@prefix dao: <{DAO}> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<graph/A_99_1/fr> {{
    <meeting/2044-10-30/kigali> a dao:Meeting ; dao:place <place/kigali> ;
        dao:startDate "2044-10-30"^^xsd:date ; dao:endDate "2044-11-02"^^xsd:date .
    <session/general-assembly/63> a dao:Session ; dao:organ <body/general-assembly> ; dao:number "63" .
    <session/ecosoc/2044> a dao:Session ; dao:organ <body/ecosoc> ; dao:number "2044" .
    <post/permanent-representative-NOR> a dao:Post ; org:postIn <country/NOR> .
    <document/A_99_1> a dao:Document ; dao:symbol "A/99/1" ; dcterms:title "Les ports"@fr .
    <document/A_99_1/annex/2> a dao:Document, dao:Annex ; dao:annexOf <document/A_99_1> ; dao:number "2" .
    <document/A_99_1/op/7> a dao:OperativeParagraph ; dao:number "7" .
    <document/A_99_1/op/7/b> a dao:Paragraph ; dao:number "b" .
    <document/A_99_1/group/donors-2> a dao:ActorGroup ; skos:broader <group/donors> ; dao:count 4 .
    <document/0123456789abcdef> a dao:Document . <text/0123> dao:expressionOf <document/0123456789abcdef> ;
        dao:sourceName "note.txt" .
    <document/A_99_1/body/secretariat> a dao:Body ; rdfs:label "secretariat"@en .
    <document/A_99_1/body/lmp> a dao:Body ; rdfs:label "(LMP)"@en, "（灯会）"@zh .
    <document/A_99_1/body/high-level-committee> a dao:Body ; rdfs:label "The High-level Committee"@en .
    <document/A_99_1/author> a dao:ActorGroup .
    <person/aline-uwera> a dao:Person ; rdfs:label "Aline Uwera"@fr .
    <evaluation/delivering-as-one/NOR> a dao:Evaluation ; dao:evaluates <initiative/delivering-as-one> ;
        dao:country <country/NOR> .
}}
"""


def test_names_are_put_together_in_every_language() -> None:
    found = named(MADE)
    name = {key: text for key, (text, _) in found.items()}
    assert name["meeting/2044-10-30/kigali", "en"] == "Kigali, 30 October 2044 – 2 November 2044"
    assert name["meeting/2044-10-30/kigali", "zh"] == "基加利，2044年10月30日 – 2044年11月2日"
    assert [name["session/general-assembly/63", code] for code in ("en", "fr", "ru")] == [
        "General Assembly, 63rd session",
        "Assemblée générale, 63e session",
        "Генеральная Ассамблея, 63-я сессия",
    ]
    assert name["session/ecosoc/2044", "es"] == "Consejo Económico y Social, período de sesiones de 2044"
    post = "post/permanent-representative-NOR"
    assert name[post, "en"] == "Permanent Representative of Norway to the United Nations"
    assert name[post, "zh"] == "挪威常驻联合国代表"
    assert name["document/A_99_1/group/donors-2", "en"] == "Donors (4)"
    assert name["evaluation/delivering-as-one/NOR", "fr"] == "Évaluation : Unis dans l’action, Norvège"
    assert name["document/A_99_1/op/7", "en"] == "A/99/1, operative paragraph 7"
    assert name["document/A_99_1/op/7/b", "en"] == "A/99/1, operative paragraph 7 (b)"
    assert name["document/A_99_1/annex/2", "ar"] == "A/99/1، المرفق 2"


def test_what_many_documents_have_is_told_apart() -> None:
    name = {key: text for key, (text, _) in named(MADE).items()}
    assert name["document/A_99_1/body/secretariat", "en"] == "secretariat (A/99/1)"
    assert name["document/A_99_1/body/secretariat", "zh"] == "secretariat (A/99/1)"
    assert [name["document/A_99_1/author", code] for code in ("en", "zh")] == ["author of A/99/1", "A/99/1的作者"]


def test_names_have_no_brackets_around_them_and_no_article() -> None:
    name = {key: text for key, (text, _) in named(MADE).items()}
    assert [name["document/A_99_1/body/lmp", code] for code in ("en", "zh")] == ["LMP", "灯会"]
    assert name["document/A_99_1/body/high-level-committee", "en"] == "High-level Committee"


def test_a_borrowed_name_says_its_language() -> None:
    found = named(MADE)
    assert found["document/A_99_1", "ru"] == ("A/99/1 – Les ports", "fr")
    assert found["person/aline-uwera", "zh"] == ("Aline Uwera", "fr")
    # A hash is no name as long as there is a file to speak of.
    assert found["document/0123456789abcdef", "en"] == ("note.txt", "")


def test_classes_and_properties_have_names() -> None:
    found = named(MADE)
    assert found[DAO + "Evaluation", "es"] == ("evaluación", "es")
    assert found["http://purl.org/dc/terms/title", "ru"] == ("название", "ru")


@pytest.mark.parametrize(
    ("start", "end", "language", "wanted"),
    [
        ("2009-10-19", "2009-10-21", "en", "19–21 October 2009"),
        ("2009-10-19", "2009-10-21", "es", "19–21 de octubre de 2009"),
        ("2009-10-19", "2009-10-21", "zh", "2009年10月19–21日"),
        ("2009-10", "", "fr", "octobre 2009"),
        ("2009", "", "ar", "2009"),
        ("2009-02-30", "", "en", "2009-02-30"),
        ("2009-02-30", "2009-02-31", "en", "2009-02-30 – 2009-02-31"),
    ],
)
def test_days(start: str, end: str, language: str, wanted: str) -> None:
    assert written(start, end, language) == wanted


RESOLUTIONS = {
    "one.en": """A/RES/99/1
Resolution adopted by the General Assembly on 3 May 2044
99/1. Lamps of the harbours
The General Assembly,
Recalling its resolution 98/7 of 2 June 2043,
1. Welcomes the report of the Secretary-General;
2. Requests the Secretary-General to report on the lamps at its hundredth session;
3. Invites Norway and Kenya to mend the lamps.
""",
    "one.fr": """A/RES/99/1
Résolution adoptée par l’Assemblée générale le 3 mai 2044
99/1. Lampes des ports
L’Assemblée générale,
1. Accueille avec satisfaction le rapport du Secrétaire général ;
2. Prie le Secrétaire général de lui rendre compte à sa centième session.
""",
    "two.en": """A/RES/99/2
Resolution adopted by the General Assembly on 4 May 2044
99/2. Bells of the harbours
The General Assembly,
Recalling paragraph 2 of its resolution 99/1 of 3 May 2044 and paragraph 44 of its resolution 99/1,
1. Reaffirms paragraph 5 of its resolution 97/12;
2. Requests the Secretary-General to ring the bells.
""",
}


def test_the_parts_of_a_graph_say_what_the_whole_does(tmp_path: Path) -> None:
    """A document of two versions, and one that cites a paragraph of it and one that is not there."""
    for name, text in RESOLUTIONS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    lines = build([tmp_path], options=Options(check=False)).graph.splitlines(keepends=True)
    seen = {line.decode() for line in lines if b"/views/" in line.rpartition(b" <")[2]}
    stated = sorted(line for line in lines if b"/views/" not in line.rpartition(b" <")[2])
    terms = {line.split(b" ", 2)[1].decode().strip("<>") for line in lines if b"/dataset" not in line}
    stated = [line for line in stated if b"/graph/dataset>" not in line and b"/graph/derived>" not in line]
    assert seen == set(views([b"".join(stated)], BASE, None, terms))
    names = [line for line in seen if f"<{BASE}document/A_RES_99_1/op/44> <{DAO}name>" in line]
    assert len(names) == 6 and any('"A/RES/99/1, operative paragraph 44"@en' in line for line in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_ordinals_are_those_of_babel(language: str) -> None:
    name = {"en": "en_GB"}.get(language, language)
    locale = Locale.parse(name)
    for month in range(1, 13):
        for day in (date(1946 + 5 * month, month, 1), date(2009, month, 28)):
            whole, part = str(locale.date_formats["long"].pattern), str(locale.datetime_skeletons["yMMMM"].pattern)
            # Of its spaces releases of CLDR use now the one, now the other.
            assert written(day.isoformat(), "", language) == format_date(day, whole, locale=name).replace("\u202f", " ")
            assert written(day.isoformat()[:7], "", language) == format_date(day, part, locale=name).replace(
                "\u202f", " "
            )
    assert [ordinal_form(n, language) for n in range(1_020)] == [locale.ordinal_form(n) for n in range(1_020)]
