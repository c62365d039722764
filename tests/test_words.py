"""Looking for words: the right paragraphs in six languages, marked where the words stand, kept in step with a build."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.cli import main
from dao_graph.errors import GraphError, QueryError
from dao_graph.model.document import Block, Document, RepairedText, Span, Text
from dao_graph.read import decode, read
from dao_graph.rules.packs import fingerprints, line_ends, markers
from dao_graph.words import index
from dao_graph.words.index import Words
from dao_graph.words.paragraphs import packed, unpacked
from dao_graph.words.stems import form_of, tokens

TEXTS = {
    "en": ["The Fund welcomes new voluntary contributions.", "Donors contributed to two funds for the climate."],
    "fr": ["Le Fonds salue l'évaluation des programmes.", "Les pays évaluent leurs besoins de financement."],
    "es": ["La evaluación de los países terminó.", "El comité evaluó las contribuciones voluntarias."],
    "ru": ["Фонд приветствует развитие сотрудничества.", "Партнёры поддержали фонды развития."],
    "zh": ["基金会欢迎可持续发展议程。", "发展中国家请求提供资金。"],
    "ar": ["يرحب الصندوق بالتنمية المستدامة.", "وتطلب الدول دعم الصناديق والتنمية."],
}


def text(language: str, paragraphs: list[str], id: str = "document/X_1") -> bytes:
    """A text of these paragraphs, packed."""
    content = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        span = Span(at, at + len(paragraph))
        blocks.append(Block("paragraph", span, f"p/{number}", "", "", str(number), (span,)))
        at = span.end + 2
    places = range(len(content))
    from array import array

    repaired = RepairedText(content, array("l", places), array("l", (place + 1 for place in places)))
    return packed(Document(Text("x.txt", content, "utf-8", "0" * 64), language, repaired, (), tuple(blocks), ()), id)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.of({language: text(language, paragraphs) for language, paragraphs in TEXTS.items()})


def found(words: Words, wanted: str, language: str = "", document: str = "") -> set[str]:
    """The paragraphs that hold words, as "en 1"."""
    return {f"{place.language} {place.paragraph.number}" for place in words.find(wanted, language, document).places}


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("fund", {"en 1", "en 2"}),
        ("FUNDS contributing climate", {"en 2"}),
        ("contribution", {"en 1", "en 2"}),
        ("fund -climate", {"en 1"}),
        ('"new voluntary"', {"en 1"}),
        ('"voluntary new"', set()),
        ("“voluntary contributions”", {"en 1"}),
        ("contrib*", {"en 1", "en 2", "es 2"}),
        ("évaluations", {"fr 1"}),
        ("evaluacion países", {"es 1"}),
        ("l'évaluation", {"fr 1"}),
        ("развития", {"ru 1", "ru 2"}),
        ("партнеры", {"ru 2"}),
        ("фондов сотрудничество", {"ru 1"}),
        ("发展", {"zh 1", "zh 2"}),
        ("展", {"zh 1", "zh 2"}),
        ("可持续发展", {"zh 1"}),
        ("资金 发展中国家", {"zh 2"}),
        ("金会", {"zh 1"}),
        ("展可", set()),
        ("التنمية", {"ar 1", "ar 2"}),
        ("والدول", {"ar 2"}),
        ("صندوق", {"ar 1"}),
    ],
)
def test_words_are_found_in_any_form(words: Words, wanted: str, where: set[str]) -> None:
    assert found(words, wanted) == where


def test_a_language_alone_is_searched(words: Words) -> None:
    assert found(words, "contrib*", language="es") == {"es 2"}
    assert found(words, "contrib*", document="document/X_2") == set()


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_found_is_marked(words: Words, language: str) -> None:
    """Each word of each paragraph finds it, and the mark covers that word."""
    for number, paragraph in enumerate(TEXTS[language], 1):
        for token in tokens(paragraph, language):
            wanted = paragraph[token.start : token.end]
            place = next(p for p in words.find(wanted, language).places if p.paragraph.number == str(number))
            assert any(begin <= token.start and token.end <= end for begin, end in place.marks), wanted


def test_many_are_given_in_parts() -> None:
    many = Words.of({"k": text("en", [f"Funds number {n}." for n in range(50)])})
    first, rest = many.find("fund", limit=20), many.find("fund", limit=None, start=20)
    assert (len(first.places), first.total, len(rest.places)) == (20, 50, 30)
    assert not {p.paragraph.path for p in first.places} & {p.paragraph.path for p in rest.places}


@pytest.mark.parametrize("wanted", ["", "  ", "…", "-fund", " ".join(f"w{n}" for n in range(41))])
def test_what_cannot_be_looked_for_is_an_error(words: Words, wanted: str) -> None:
    with pytest.raises(QueryError):
        words.find(wanted)


@pytest.mark.parametrize(
    "wanted", ['fund"', "fund AND", "NEAR(fund)", "form:fund", "fund)", "a OR b^2", "' ; DROP TABLE texts"]
)
def test_the_syntax_of_the_engine_has_no_meaning(words: Words, wanted: str) -> None:
    words.find(wanted)
    assert found(words, "fund") == {"en 1", "en 2"}


def test_the_index_follows_the_texts(tmp_path: Path) -> None:
    """Only new texts are read, gone ones are found no more, and the answers are those of an index made at once."""
    texts = {f"k{n}": text("en", [f"Fund {n} of donors.", "Other words."], f"document/X_{n}") for n in range(9)}
    read: list[str] = []

    def content(key: str) -> bytes:
        read.append(key)
        return texts[key]

    first, second = tmp_path / "1.db", tmp_path / "2.db"
    index.update(None, first, dict.fromkeys(f"k{n}" for n in range(6)), content)
    assert read == [f"k{n}" for n in range(6)]
    read.clear()
    wanted = [f"k{n}" for n in range(2, 9)]
    index.update(first, second, dict.fromkeys(wanted), content)
    assert read == ["k6", "k7", "k8"]
    here, fresh = Words.open(second), Words.of({key: texts[key] for key in wanted})
    for asked in ("fund", "donor", "words -fund", "4"):
        places = [{(p.document, p.paragraph.path) for p in w.find(asked, limit=None).places} for w in (here, fresh)]
        assert places[0] == places[1]
    assert here.find("fund", limit=None).total == 7
    assert here.text("document/X_0") is None
    assert Words.open(first).find("fund", limit=None).total == 6


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "1.db").write_bytes(b"no database at all" * 100)
    index.update(tmp_path / "1.db", tmp_path / "2.db", {"k": None}, lambda key: text("en", ["A fund."]))
    assert Words.open(tmp_path / "2.db").find("fund").total == 1


def test_paragraphs_know_their_place() -> None:
    kept = unpacked(text("en", ["A fund.", "More of it."]))
    assert kept.content[slice(*kept.paragraphs[1].spans[0])] == "More of it."
    assert [paragraph.path for paragraph in kept.paragraphs] == ["p/1", "p/2"]


def test_forms_take_time_linear_in_the_text() -> None:
    for piece in ("a\u0301", "资", "و", '-"', "1/", "\u200d"):
        begin = time.process_time()
        assert sum(1 for _ in tokens(piece * 40_000, "en")) >= 0
        assert time.process_time() - begin < 5


def test_forms_of_symbols_stay() -> None:
    assert [token.form for token in tokens("A/RES/62/208", "en")] == ["a", "res", "62", "208"]
    assert form_of("٦٢", "ar") == "62"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    where = tmp_path_factory.mktemp("find")
    (where / "in").mkdir()
    for number, said in enumerate(("welcomes the contribution of Norway", "requests the Secretary-General to report")):
        lines = f"A/RES/99/{number + 1}\n\nThe General Assembly,\n\n1. {said.capitalize()} to the fund.\n"
        (where / "in" / f"{number}.txt").write_text(lines)
    dao_graph.build(where / "in", where / "out", check=False, language="en")
    yield where


def test_a_build_keeps_the_index(folder: Path) -> None:
    graph = dao_graph.open_graph(folder / "out")
    hits = graph.find("fund contributions")
    assert [(hit.document, hit.provision) for hit in hits] == [("document/A_RES_99_1", "document/A_RES_99_1/op/1")]
    assert hits[0].name.startswith("A/RES/99/1")
    assert [text for text, meant in hits[0].pieces() if meant] == ["contribution", "fund"]
    assert "<mark>fund</mark>" in hits._repr_html_()
    assert graph.find("fund", document="99/2").total == 1
    # The sources may be gone by then.
    kept = graph.words.text("document/A_RES_99_2")
    assert kept is not None and kept.content == (folder / "in" / "1.txt").read_text()


def test_a_rebuild_brings_the_index_in_step(folder: Path, tmp_path: Path) -> None:
    inputs = [folder / "in" / "0.txt", folder / "in" / "1.txt"]
    dao_graph.build(inputs[0], tmp_path, check=False, language="en")
    assert dao_graph.open_graph(tmp_path).find("fund").total == 1
    dao_graph.build(inputs, tmp_path, check=False, language="en")
    assert dao_graph.open_graph(tmp_path).find("fund").total == 2
    dao_graph.build(inputs[1], tmp_path, check=False, language="en")
    assert [hit.document for hit in dao_graph.open_graph(tmp_path).find("fund")] == ["document/A_RES_99_2"]


def test_the_command_finds_words(folder: Path) -> None:
    run = CliRunner().invoke(main, ["find", str(folder / "out"), "contributions", "funds"])
    assert run.exit_code == 0 and "**contribution**" in run.output
    assert "A/RES/99/1 · operative paragraph 1 · en" in run.output
    run = CliRunner().invoke(main, ["find", str(folder / "out"), "--lang", "en", "contributions", "funds"])
    assert "A/RES/99/1 · operative paragraph 1 · en" in run.output
    run = CliRunner().invoke(main, ["find", str(folder / "out"), "--json", "--limit", "1", "fund"])
    (hit,) = json.loads(run.stdout)
    assert hit["total"] == 2 and hit["marks"] and hit["text"]
    assert CliRunner().invoke(main, ["find", str(folder / "out"), "nowhere"]).exit_code == 1
    assert CliRunner().invoke(main, ["find", str(folder / "out"), "--", "-fund"]).exit_code == 2


def test_a_graph_in_memory_finds_words(folder: Path) -> None:
    graph = dao_graph.build(folder / "in" / "0.txt", check=False, language="en")
    assert graph.find("fund").total == 1


def test_a_graph_without_an_index_says_so(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("")
    with pytest.raises(GraphError, match="no index of words"):
        dao_graph.open_graph(tmp_path / "graph.nq").find("fund")


@pytest.mark.parametrize("said", ["One line\nand another.", "A wide\u2003 space.", "A no-break\u00a0space.\nMore."])
def test_a_paragraph_is_kept_as_it_was_read(said: str) -> None:
    """Where only its line breaks were repaired, and where more was."""
    found = read(
        decode(f"The General Assembly,\n\n1. {said}\n".encode(), "x.txt"), fingerprints(), markers(), line_ends(), "en"
    )
    kept = unpacked(packed(found, "document/X_1"))
    blocks = [block for block in found.blocks if block.span.start < block.span.end]
    assert [p.text for p in kept.paragraphs] == [found.text[slice(*block.span)] for block in blocks]
    assert [list(p.spans) for p in kept.paragraphs] == [list(found.original_spans(block.span)) for block in blocks]


def test_paragraphs_are_had_from_an_index_alone(tmp_path: Path) -> None:
    """Also from one that is damaged elsewhere."""
    path, content = tmp_path / "1.db", text("en", ["A fund."])
    index.update(None, path, {"k": None}, lambda key: content)
    assert index.packed_in(path, "k") == content
    assert index.packed_in(path, "other") is None
    path.write_bytes(path.read_bytes()[:100] + b"\0" * 100)
    assert index.packed_in(path, "k") is None
    assert index.packed_in(tmp_path / "none.db", "k") is None
