"""Every query file says what it asks and answers it exactly, the same in two SPARQL engines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from dao_graph.ask.questions import PLAIN_TYPES, TYPES, groups
from dao_graph.rdf.output import nquads
from dao_graph.rdf.views import views

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

TESTS = Path(__file__).resolve().parent
QUERIES = sorted((TESTS.parent / "queries").glob("*.rq"))
BASE = "https://w3id.org/dao-graph/id/"
PREFIXES = {
    BASE: "",
    "https://w3id.org/dao-graph/ontology#": "dao:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/spar/cito/": "cito:",
}
KEYS = {"title", "group", "expect", "needs", "speaks-of", "question", "columns", "parameters"}

Cell = str | None
Row = tuple[Cell, ...]

LETTER = "document/A_99_902"
RES_62, RES_63 = "document/A_RES_62_208", "document/A_RES_63_311"
KIGALI, HANOI = "meeting/2009-10-19/kigali", "meeting/open/hanoi"
WINDOW = "fund/delivering-as-one-expanded-funding-window"
ONE = "initiative/delivering-as-one"
TEAM = "body/un-country-team-RWA"
UK = "United Kingdom of Great Britain and Northern Ireland"
DESA = "Department of Economic and Social Affairs"
ANNEX = f"{LETTER}/annex/1"
FACT, HARBOURS = "fact/00000000000000", "document/A_RES_99_1"
OP = f"{HARBOURS}/op/1"
LACK = "the Department faces a shortfall of $700"
SHARED, FOUNDED = "Delivering as One Expanded Funding Window", "Norway and Spain set up the window"
ENVOY = "Permanent Representative of Rwanda to the United Nations"
PEERS, PILOTS = "group/participants", "group/pilot-countries"
JOIN_EN, JOIN_ZH = "called upon donors to join the window", "呼吁捐助方参加窗口"
SHARE_EN = "requested the pilot countries, in consultation with the Department, to share offices"
SHARE_ZH = "请试点国家与经社部协商共享办公室"

# The rows that the graph in data/queries.trig gives with the default parameters; IRIs shortened as below.
EXPECTED: dict[str, list[Row]] = {
    "pilots": [("country/ALB", "Albania", ONE), ("country/PAK", "Pakistan", ONE), ("country/RWA", "Rwanda", ONE)],
    "volunteers": [("country/BTN", "Bhutan", ONE)],
    "evaluations": [
        ("country/PAK", "Pakistan", "status/deferred", "deferred", None, "status/to-be-announced", ONE),
        ("country/ALB", "Albania", "status/initiated", "initiated", "2010-07-01", None, ONE),
        ("country/RWA", "Rwanda", "status/initiated", "initiated", "2010-07-01", None, ONE),
    ],
    "participants": [
        ("role/facilitator", "facilitator", "person/moustapha-soumare", "Moustapha Soumaré", None, None, KIGALI),
        ("role/host", "host", "country/RWA", "Rwanda", None, None, KIGALI),
        ("role/observer", "observer", "country/NOR", "Norway", None, None, KIGALI),
        ("role/observer", "observer", "country/GBR", UK, None, None, KIGALI),
        ("role/organiser", "organiser", "body/desa", "Department of Economic and Social Affairs", None, None, KIGALI),
        ("role/organiser", "organiser", TEAM, "United Nations country team in Rwanda", None, None, KIGALI),
        ("role/pilot", "pilot", "country/ALB", "Albania", None, None, KIGALI),
        ("role/pilot", "pilot", "country/PAK", "Pakistan", None, None, KIGALI),
        ("role/pilot", "pilot", "country/RWA", "Rwanda", None, None, KIGALI),
        ("role/speaker", "speaker", "person/bernard-makuza", "Bernard Makuza", None, None, KIGALI),
        ("role/volunteer", "volunteer", "country/BTN", "Bhutan", None, None, KIGALI),
    ],
    "fund-founders": [
        ("country/NOR", "Norway", WINDOW),
        ("country/ESP", "Spain", WINDOW),
        ("country/GBR", UK, WINDOW),
    ],
    "money-given": [
        (
            f"{FACT}1f",
            "country/ALB",
            "Albania",
            WINDOW,
            SHARED,
            None,
            "2.5",
            "USD",
            None,
            LETTER,
            f"{ANNEX}/p/1",
            "en",
            "Albania gave 2.5",
        ),
        (
            f"{FACT}1d",
            "country/ESP",
            "Spain",
            WINDOW,
            SHARED,
            None,
            None,
            "",
            None,
            LETTER,
            f"{ANNEX}/p/1",
            "en",
            FOUNDED,
        ),
        (
            f"{FACT}1e",
            "country/GBR",
            UK,
            WINDOW,
            SHARED,
            None,
            None,
            "",
            None,
            LETTER,
            f"{ANNEX}/p/1",
            "zh",
            "联合王国也是发起国",
        ),
        (
            f"{FACT}1c",
            "country/NOR",
            "Norway",
            WINDOW,
            SHARED,
            None,
            None,
            "",
            None,
            LETTER,
            f"{ANNEX}/p/1",
            "en",
            FOUNDED,
        ),
        (
            *(f"{FACT}46", "country/NOR", "Norway", TEAM, "United Nations country team in Rwanda", "received"),
            *("3000000", "USD", None, HARBOURS, OP, "en", "the team received $3 million of it"),
        ),
        (
            *(
                f"{FACT}40",
                "country/NOR",
                "Norway",
                TEAM,
                "United Nations country team in Rwanda",
                "pledged",
                "5000000",
            ),
            *("USD", "2044", HARBOURS, OP, "en", "Norway pledged $5 million to the team"),
        ),
        (
            *(f"{FACT}41", WINDOW, SHARED, "country/RWA", "Rwanda", None, "2000000", "EUR", None, HARBOURS, OP, "en"),
            "the window gave Rwanda 2 million euros",
        ),
    ],
    "budgets": [
        (
            f"{FACT}43",
            "body/desa",
            DESA,
            "dao:Balance",
            None,
            "100",
            "USD",
            None,
            HARBOURS,
            OP,
            "en",
            "the Department had $100 left",
        ),
        (f"{FACT}48", "body/desa", DESA, "dao:Balance", "shortfall", "700", "USD", None, HARBOURS, OP, "en", LACK),
        (
            *(
                f"{FACT}4a",
                "body/desa",
                DESA,
                "dao:Budget",
                "appropriation",
                "4000000",
                "USD",
                None,
                HARBOURS,
                OP,
                "en",
            ),
            "$4 million for travel",
        ),
        (
            *(
                f"{FACT}49",
                "body/desa",
                DESA,
                "dao:Budget",
                "appropriation",
                "6000000",
                "USD",
                None,
                HARBOURS,
                OP,
                "en",
            ),
            "$6 million of it for posts",
        ),
        (
            *(
                f"{FACT}42",
                "body/desa",
                DESA,
                "dao:Budget",
                "appropriation",
                "9000000",
                "USD",
                "2044-01-01",
                HARBOURS,
                OP,
                "en",
            ),
            "appropriates $9 million for the Department in 2044",
        ),
    ],
    "shortfalls": [
        (f"{FACT}48", "body/desa", DESA, "kind/shortfall", "shortfall", "700", "USD", None, HARBOURS, OP, "en", LACK),
    ],
    "earmarked": [
        (
            *(f"{FACT}47", "64", "quantity/contributions", "contributions", "quality/unearmarked", "unearmarked"),
            *("2044", HARBOURS, OP, "en", "64 per cent of contributions were unearmarked in 2044"),
        ),
    ],
    "pledged-and-received": [
        (
            *(TEAM, "United Nations country team in Rwanda", "pledged", "5000000", "3000000", "USD"),
            *(f"{FACT}40", f"{FACT}46", HARBOURS),
        ),
    ],
    "parts-and-totals": [(f"{FACT}42", "9000000", "10000000", "2", "USD", HARBOURS)],
    "budgets-by-period": [
        (
            *("body/desa", DESA, "2044-01-01", "2044-12-31", "kind/appropriation", "appropriation", "9000000", "USD"),
            *(f"{FACT}42", HARBOURS, OP, "en", "appropriates $9 million for the Department in 2044"),
        ),
    ],
    "governance": [
        (WINDOW, SHARED, "host", "body/desa", DESA, HARBOURS, "en", "the window is hosted by the Department")
    ],
    "established": [
        (
            *(WINDOW, SHARED, "country/NOR", "Norway", "2044-05", RES_62, HARBOURS, "en"),
            "Norway set up the window in May 2044 under resolution 62/208",
        ),
    ],
    "citations": [
        (RES_62, "A/RES/62/208", RES_62, f"{LETTER}/annex/1/p/2", "1", LETTER),
        (RES_62, "A/RES/62/208", RES_62, f"{LETTER}/p/1", "1", LETTER),
        (RES_62, "A/RES/62/208", RES_62, "document/A_RES_99_1/op/1", "1", "document/A_RES_99_1"),
        (RES_63, "A/RES/63/311", f"{RES_63}/op/7", f"{LETTER}/annex/1/p/2", "1", LETTER),
    ],
    "quoted-provisions": [
        (f"{RES_63}/op/7", "7", RES_63, "A/RES/63/311", f"{LETTER}/note/1", f"{LETTER}/annex/1/p/2"),
    ],
    "correspondence": [
        (
            LETTER,
            "2009-12-03",
            "post/permanent-representative-RWA",
            ENVOY,
            "country/RWA",
            "post/secretary-general",
            "Secretary-General",
            "person/eugene-richard-gasana",
            "Eugène-Richard Gasana",
        ),
    ],
    "meetings": [
        ("meeting/2008/maputo", "2008", None, "place/maputo", "Maputo", None, None, None),
        (KIGALI, "2009-10-19", "2009-10-21", "place/kigali", "Kigali", "country/RWA", "Rwanda", None),
        (HANOI, None, None, "place/hanoi", "Hanoi", "country/VNM", "Viet Nam", "status/to-be-announced"),
    ],
    "agenda-items": [
        (
            LETTER,
            "body/ecosoc",
            "Economic and Social Council",
            "2010",
            "3 (a)",
            "业务活动",
            "document/E_2010_100",
        ),
        (
            LETTER,
            "body/general-assembly",
            "General Assembly",
            "64",
            "58",
            "Operational activities for development",
            None,
        ),
    ],
    "people": [
        (
            "person/bernard-makuza",
            "Bernard Makuza",
            "post/prime-minister-RWA",
            "Prime Minister of Rwanda",
            "country/RWA",
        ),
        ("person/eugene-richard-gasana", "Eugène-Richard Gasana", "post/ambassador", "Ambassador", None),
        (
            "person/eugene-richard-gasana",
            "Eugène-Richard Gasana",
            "post/permanent-representative-RWA",
            ENVOY,
            "country/RWA",
        ),
        ("person/moustapha-soumare", "Moustapha Soumaré", None, None, None),
    ],
    "organisers": [
        ("body/desa", "Department of Economic and Social Affairs", KIGALI, f"{LETTER}/p/2"),
        (TEAM, "United Nations country team in Rwanda", KIGALI, f"{LETTER}/p/2"),
    ],
    "deadlines": [
        ("2010-07-01", "evaluation/delivering-as-one/ALB", "dao:Evaluation", "country/ALB", "Albania", HANOI),
        ("2010-07-01", "evaluation/delivering-as-one/RWA", "dao:Evaluation", "country/RWA", "Rwanda", HANOI),
        ("2010-07-01", "fact/0000000000000025", "dao:Act", "group/participants", "participants", None),
    ],
    "called-upon": [
        ("4", "verb/requests", PILOTS, "pilot countries", PEERS, "participants", f"{ANNEX}/p/2", "en", SHARE_EN),
        ("3", "verb/calls-upon", "group/donors", "donors", PEERS, "participants", f"{ANNEX}/p/2", "en", JOIN_EN),
    ],
    "asked-through-groups": [
        ("country/ALB", "Albania", PILOTS, "verb/requests", "fact/0000000000000032", f"{ANNEX}/p/2"),
        ("country/PAK", "Pakistan", PILOTS, "verb/requests", "fact/0000000000000032", f"{ANNEX}/p/2"),
        ("country/RWA", "Rwanda", PILOTS, "verb/requests", "fact/0000000000000032", f"{ANNEX}/p/2"),
    ],
    "who-asks-most": [(PEERS, "participants", "4", "2", "4")],
    "consultations": [
        ("body/desa", DESA, "fact/0000000000000032", "verb/requests", PILOTS, f"{ANNEX}/p/2", "en", SHARE_EN),
    ],
    "concerns-expressed": [
        (
            "verb/notes-with-concern",
            f"{LETTER}/group/pilot-countries",
            "pilot countries (3)",
            "fact/0000000000000031",
            f"{ANNEX}/p/10",
            "zh",
            "关切地注意到费用",
        ),
    ],
    "missing-addressees": [
        ("fact/0000000000000033", "verb/invites", "invites", PEERS, f"{ANNEX}/p/10/1", "en", "invited comments"),
    ],
    "act-agreement": [("fact/0000000000000031", "verb/notes-with-concern", f"{ANNEX}/p/10", "1", "2")],
    "silent-paragraphs": [
        (LETTER, f"{LETTER}/p/1", "1", "20"),
        ("document/A_RES_99_1", "document/A_RES_99_1/op/1", "1", "13"),
    ],
    "obstacles": [
        (
            "fact/0000000000000034",
            PEERS,
            f"{ANNEX}/p/2",
            "en",
            "offices are far apart",
            "fact/0000000000000032",
            "verb/requests",
            SHARE_EN,
        ),
        ("fact/0000000000000035", PEERS, f"{ANNEX}/p/10", "en", "costs are high", None, None, None),
    ],
    "findings-by-topic": [
        ("initiative/one-office", "One Office", "2", "1", "1", "0"),
        (f"{ANNEX}/s/1", "Funding", "1", "0", "1", "1"),
    ],
    "sections": [(f"{ANNEX}/s/1", "Funding", "6", "4", "3", "1", "2")],
    "evaluation-criteria": [("quality/relevance", "relevance", "initiative/delivering-as-one", "2")],
    "still-open": [
        (
            "evaluation/delivering-as-one/PAK",
            "dao:Evaluation",
            "date status",
            "status/to-be-announced",
            "to be announced",
            "country/PAK",
        ),
        ("evaluation/delivering-as-one/PAK", "dao:Evaluation", "status", "status/deferred", "deferred", "country/PAK"),
        (
            "evaluation/delivering-as-one/ALB",
            "dao:Evaluation",
            "status",
            "status/initiated",
            "initiated",
            "country/ALB",
        ),
        (
            "evaluation/delivering-as-one/RWA",
            "dao:Evaluation",
            "status",
            "status/initiated",
            "initiated",
            "country/RWA",
        ),
        (HANOI, "dao:Meeting", "date status", "status/to-be-announced", "to be announced", "country/VNM"),
    ],
}


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """The header and the SPARQL of a query file."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    header = "\n".join(line.removeprefix("#+").removeprefix(" ") for line in lines if line.startswith("#+"))
    return tomllib.loads(header), "\n".join(line for line in lines if not line.startswith("#+"))


def _path(name: str) -> Path:
    return next(p for p in QUERIES if p.stem == name)


def _projection(body: str) -> list[str]:
    """The variables of the outer SELECT, in order."""
    selected = body[body.index("SELECT") : body.index("WHERE {")]
    while re.search(r"\([^()]*\)", selected):  # (expression AS ?name) leaves its name, innermost first
        selected = re.sub(r"\(([^()]*)\)", lambda m: (re.findall(r"AS (\?\w+)", m[1]) or [""])[0], selected)
    return re.findall(r"\?(\w+)", selected)


def _term(kind: str, value: str) -> str:
    """A parameter as a SPARQL term."""
    if kind in PLAIN_TYPES:
        return f'"{value}"'
    return f"<{value}>" if "://" in value else f"<{BASE}{value}>"


def _bind(header: Mapping[str, Any], body: str, given: Mapping[str, str]) -> str:
    """The query with its parameters bound, by a VALUES block at the start of its outer WHERE."""
    parameters = header.get("parameters", {})
    usual = {n: p.get("default", p.get("example")) for n, p in parameters.items()}
    values = {n: value for n, value in usual.items() if value} | dict(given)
    body = re.sub(r".* #! (any|whole)\n", "", body)
    for name in values:
        again = f"VALUES ?{name} {{ {_term(parameters[name]['type'], values[name])} }}\n"
        body = body.replace(f"#= {name}\n", again)
        body = re.sub(rf"#\? {name}: ", "", re.sub(rf".* #! {name}\n", "", body))
    body = body.replace("names:en", f"names:{values.get('lang', 'en').partition(',')[0]}")
    if not values:
        return body
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(_term(parameters[name]["type"], value) for name, value in values.items())
    return body.replace("WHERE {", f"WHERE {{\n  VALUES ({names}) {{ ({terms}) }}", 1)


@cache
def _store(drop: str = "") -> ox.Store:
    """The graph in pyoxigraph, the named graphs also merged into the default one; no line with `drop`."""
    store = ox.Store()
    store.load(_data(drop), format=ox.RdfFormat.N_QUADS)
    for quad in list(store):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))
    return store


@cache
def _dataset() -> rdflib.Dataset:
    """The same in rdflib."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=_data(), format="nquads")
    for subject, predicate, value, _ in list(dataset.quads()):
        dataset.default_graph.add((subject, predicate, value))
    return dataset


@cache
def _data(drop: str = "") -> bytes:
    """The graph with what a build adds to it, as N-Quads."""
    lines = (TESTS / "data" / "queries.trig").read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not drop or drop not in line)
    facts = nquads(ox.parse(kept, format=ox.RdfFormat.TRIG))
    return facts + "".join(views([facts])).encode()


def _short(iri: str) -> str:
    """Data below their base, and names of vocabularies with their prefix."""
    for namespace, prefix in PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri


def _oxigraph(query: str, drop: str = "") -> list[Row]:
    def cell(term: object) -> Cell:
        if isinstance(term, ox.NamedNode):
            return _short(term.value)
        return term.value if isinstance(term, ox.Literal) else None

    solutions = _store(drop).query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(cell(term) for term in solution) for solution in solutions]


def _rdflib(query: str) -> list[Row]:
    def cell(term: object) -> Cell:
        return None if term is None else _short(str(term))

    return [tuple(cell(term) for term in row) for row in _dataset().query(query)]  # type: ignore[union-attr]


ENGINES: tuple[Callable[[str], list[Row]], ...] = (_oxigraph, _rdflib)


def _answer(name: str, **given: str) -> list[Row]:
    """The rows of a query, which both engines must give alike and in the same order."""
    header, body = _read(_path(name))
    first, second = (engine(_bind(header, body, given)) for engine in ENGINES)
    assert first == second
    return first


def _bare(name: str, **given: str) -> list[Row]:
    """The same without the columns that only say what the one before them is called."""
    columns = _read(_path(name))[0]["columns"].values()
    kept = [i for i, about in enumerate(columns) if not about.startswith("what it is called")]
    return [tuple(row[i] for i in kept) for row in _answer(name, **given)]


def test_there_are_queries() -> None:
    """The folder is where the tests look for it."""
    assert len(QUERIES) >= 80
    assert set(EXPECTED) <= {path.stem for path in QUERIES}


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_header(path: Path) -> None:
    """The header says title, question, columns and parameters; they are those of the query."""
    header, body = _read(path)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)
    assert set(header) <= KEYS
    assert header["title"]
    assert header.get("group", "other") in groups()
    assert header["question"]["en"].rstrip(".").count("?") >= 1
    assert re.search(r"[\u4e00-\u9fff]", header["question"]["zh"])
    assert list(header["columns"]) == _projection(body)
    assert all(header["columns"].values())
    for name, parameter in header.get("parameters", {}).items():
        assert set(parameter) <= {"type", "about", "default", "required", "example"}
        assert "example" in parameter or not parameter.get("required")
        assert parameter["type"] in TYPES
        assert (parameter["type"] == "languages") == (name == "lang")
        assert parameter["about"]
        assert name == "lang" or re.search(rf"\?{name}\b", body), name
    labelled = bool(re.search(r"\?lang\b|\bnames:en\b", body))
    assert labelled == ("lang" in header.get("parameters", {}))
    assert not labelled or header["parameters"]["lang"]["default"] == "en"


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_form(path: Path) -> None:
    """Plain SPARQL 1.1, ordered, with nothing that is left to the engine; every prefix declared is used."""
    _, body = _read(path)
    assert body.count("\nWHERE {") == 1  # where parameters are bound
    assert "ORDER BY" in body
    assert not re.search(r"GROUP_CONCAT|SAMPLE|SELECT (DISTINCT )?\*", body)
    for prefix in re.findall(r"PREFIX (\w+):", body):
        assert re.search(rf"[^\w]{prefix}:\w", body.split("SELECT", 1)[1]), prefix


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_answers(path: Path) -> None:
    """Both engines give the same rows in the same order, none twice; none at all only where announced."""
    header, _ = _read(path)
    rows = _answer(path.stem)
    assert len(rows) == len(set(rows))
    assert (not rows) == (header.get("expect") == "empty")
    if "lang" in header.get("parameters", {}):
        assert len(_answer(path.stem, lang="zh")) == len(rows)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_exact_rows(name: str) -> None:
    """The questions that matter most are answered exactly; what things are called beside that is looked at below."""
    assert _bare(name) == EXPECTED[name]


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_names_are_names(path: Path) -> None:
    """A column of names holds no id where the one before it has something."""
    columns = list(_read(path)[0]["columns"].values())
    named = [i for i, about in enumerate(columns) if i and about in ("its name", "what it is called")]
    for row in _answer(path.stem):
        for i in named:
            assert (row[i] is None) == (row[i - 1] is None), (row[i - 1], row[i])
            assert not re.match(r"(dao:|https?:|[a-z-]+/)\S+$", row[i] or ""), row[i]


def test_label_language() -> None:
    """A name is that of the first language asked for, put together if need be, else one in another language."""
    assert _answer("pilots", lang="zh")[0][:2] == ("country/RWA", "卢旺达")
    assert {row[1] for row in _answer("pilots", lang="ru")} == {"Албания", "Пакистан", "Руанда"}
    assert _answer("pilots", lang="zh,ru")[0][:2] == ("country/RWA", "卢旺达")
    posts = {row[0]: row[3] for row in _answer("people", lang="zh")}
    assert posts["person/bernard-makuza"] == "卢旺达总理"


def test_parameters_restrict() -> None:
    """A parameter without a default leaves everything in; given, it restricts."""
    assert [row[0] for row in _bare("evaluations", having_status="status/deferred")] == ["country/PAK"]
    assert {row[3] for row in _bare("citations", cited_symbol="A/RES/63/311")} == {f"{LETTER}/annex/1/p/2"}
    assert {row[5] for row in _bare("citations", document="document/A_RES_99_1")} == {"document/A_RES_99_1"}
    assert [row[2] for row in _bare("participants", meeting="meeting/2008/maputo")] == [
        "country/ALB",
        "country/RWA",
    ]
    assert [row[0] for row in _bare("volunteers", initiative="initiative/one-office")] == ["country/VNM"]
    assert _bare("countries-mentioned", language="en") == [
        ("country/RWA", "Rwanda", "2", "2", "2"),
        ("country/NOR", "Norway", "1", "1", "1"),
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [(p, n) for p in QUERIES for n in _read(p)[0].get("parameters", {}) if n in _read(p)[0]["columns"]],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
def test_parameter_selects_its_column(path: Path, name: str) -> None:
    """Where a parameter is a column too, giving it a value leaves the rows with that value, unchanged."""
    header, _ = _read(path)
    column = list(header["columns"]).index(name)
    everything = _answer(path.stem)
    for value in sorted(filter(None, {row[column] for row in everything}))[:3]:
        assert _answer(path.stem, **{name: value}) == [row for row in everything if row[column] == value]


def test_money_rests_on_what_its_paragraph_cites() -> None:
    rows = _bare("money-resting-on", party="country/RWA")
    assert rows == [
        (
            *(RES_62, "dao:Allocation", f"{FACT}41", "country/RWA", "Rwanda", "2000000", "EUR", HARBOURS, "en"),
            "the window gave Rwanda 2 million euros",
        )
    ]


def test_acts_and_findings_are_chosen() -> None:
    """By strength, by date, by kind, and by what an act rests on."""
    assert {row[0] for row in _bare("called-upon", least="4")} == {"4"}
    assert not _bare("acts-with-deadline", before="2010-06-30")
    assert {row[0] for row in _bare("timeline", since="2010-01-01", before="2010-12-31")} == {"2010-07-01"}
    assert {row[1] for row in _bare("findings", having_polarity="positive")} == {"positive"}
    assert {row[0] for row in _bare("findings", topic_is=f"{ANNEX}/s/1")} == {"fact/0000000000000034"}
    assert {row[3] for row in _bare("acts-resting-on", cited_symbol="A/RES/63/311")} == {"basis", "citation"}
    assert {row[5] for row in _bare("acts-resting-on", language="zh", verb="verb/requests")} == {
        "fact/0000000000000032"
    }


def test_names_of_groups() -> None:
    """A group that a text forms has the name of its kind."""
    assert {row[2] for row in _bare("reaffirmed")} == {"pilot countries (3)"}
    assert {row[2] for row in _bare("reaffirmed", lang="zh")} == {"试点国家（3）"}


def test_one_language() -> None:
    """Titles and words can be had in one language only."""
    assert {row[1] for row in _bare("titles", language="zh")} == {"zh"}
    assert {row[4] for row in _bare("asked-of", language="zh")} == {"zh"}


def test_who_says_so() -> None:
    """What only the Chinese version states is said by it alone, and missing from the English one."""
    founder = "fact/000000000000001e"
    assert _bare("who-says", fact=founder) == [(founder, "dao:Contribution", "graph/A_99_902/zh", "zh")]
    assert (LETTER, founder, "dao:Contribution", "en") in _bare("version-gaps")


def test_support() -> None:
    """A fact's support is the versions that state it; one of two is no majority."""
    founder = "fact/000000000000001e"
    row = (LETTER, founder, "dao:Contribution", None, None, None, "1", "2")
    assert _bare("support", fact=founder) == [row]
    assert row in _bare("minority-facts")
    shared = [row for row in _bare("support", document=LETTER) if row[-2:] == ("2", "2")]
    assert shared
    assert not set(shared) & set(_bare("minority-facts"))


@pytest.mark.parametrize(
    ("drop", "found"),
    [
        ("<fact/000000000000001e> dao:evidence", ("fact/000000000000001e", "rdf:type", "dao:Contribution")),
        (
            "rdf:predicate cito:includesQuotationFrom",
            (f"{LETTER}/note/1", "cito:includesQuotationFrom", f"{RES_63}/op/7"),
        ),
    ],
)
def test_unsupported_facts_are_found(drop: str, found: Row) -> None:
    """The query that must stay empty is not empty by nature: without its evidence a fact turns up."""
    _, body = _read(_path("unsupported-facts"))
    rows = _oxigraph(body, drop)
    assert rows == [found]


def test_what_several_versions_state_counts_once() -> None:
    """A founder whom both versions name is one row; the words are those of the language that is liked best."""
    rows = {row[0]: row for row in _bare("money-given", lang="zh,en")}
    assert len(rows) == len(EXPECTED["money-given"])
    assert rows[f"{FACT}1c"][2] == "挪威" and rows[f"{FACT}40"][5] == "认捐"
    words = {row[0]: row[-1] for row in _bare("acts", lang="zh")}
    assert words["fact/0000000000000032"] == SHARE_ZH
    assert {row[0]: row[-1] for row in _bare("acts")}["fact/0000000000000032"] == SHARE_EN
