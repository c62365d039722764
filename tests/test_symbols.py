"""Symbols by their grammar: one document has one symbol and one IRI, read whole or not at all."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from dao_graph.model.fact import Ref
from dao_graph.model.symbol_grammar import grammar, shape_pattern
from dao_graph.model.symbols import document_id, is_symbol, plain_symbol, symbol_behind, symbol_range
from dao_graph.read import decode, read
from dao_graph.recognise import recognise
from dao_graph.relate.citations import symbol_of
from dao_graph.relate.identity import stated_symbol
from dao_graph.relate.reader import Reader
from dao_graph.rules.packs import fingerprints, line_ends, markers
from dao_graph.workbench.sample import plain_document

from .conftest import ROOT

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
EXAMPLES = [*(s.example for s in grammar().series), *(o.example for o in grammar().others)]
EXAMPLES += [f.example for f in (*grammar().parts, *grammar().brackets)]


def cited(text: str, language: str = "en") -> set[str]:
    """The documents that a sentence cites, by what follows "document/"."""
    document = plain_document([("paragraph", text)], language)
    reader = Reader(document, "document/example")
    reader.read(list(recognise(document)))
    found = (s.object for s in reader.facts.statements if s.predicate == "cites")
    return {document.id.removeprefix("document/") for document in found if isinstance(document, Ref)}


@pytest.mark.parametrize("symbol", EXAMPLES)
def test_each_example_of_the_grammar_is_read_in_each_language(symbol: str) -> None:
    assert is_symbol(symbol)
    assert plain_symbol(symbol) == symbol
    assert symbol_behind(document_id(symbol)) == symbol
    assert re.fullmatch(shape_pattern().strip("^$"), symbol)
    for language in LANGUAGES:
        assert document_id(symbol).removeprefix("document/") in cited(f"({symbol})", language)


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("A/RES/62/208 B", "A/RES/62/208B"),
        ("A/RES/62/208–B", "A/RES/62/208B"),
        ("A/RES/78/80[A]", "A/RES/78/80A"),
        ("A/RES/217 A (III)", "A/RES/217(III)A"),
        ("A/RES/2625 (XXV)", "A/RES/2625(XXV)"),
        ("S/RES/1373 [2001]", "S/RES/1373(2001)"),
        ("\u0410/RES/62/208", "A/RES/62/208"),
        ("\u0391/72/53", "A/72/53"),
        ("A/\u0669\u0669/\u0661\u0665\u0665", "A/99/155"),
        ("A\u2044RES\u221562/208", "A/RES/62/208"),
        ("A/72/53/ADD.1", "A/72/53/Add.1"),
        ("A / 72 / 53", "A/72/53"),
        ("A/72/53/Add. 32", "A/72/53/Add.32"),
        ("A/75/290(Vol.II)", "A/75/290 (Vol. II)"),
        ("E/ICEF/672 (Premi\u00e8re partie)", "E/ICEF/672 (Part I)"),
        ("E/ICEF/672 (Partie II)", "E/ICEF/672 (Part II)"),
        ("E/ICEF/672 (Segunda parte)", "E/ICEF/672 (Part II)"),
        ("E/ICEF/672 (\u0427\u0430\u0441\u0442\u044c II)", "E/ICEF/672 (Part II)"),
        (
            "E/ICEF/672 (\u043f\u0435\u0440\u0432\u0430\u044f \u0447\u0430\u0441\u0442\u044c)/Add.1",
            "E/ICEF/672 (Part I)/Add.1",
        ),
        ("E/ICEF/672\uff08\u7b2c\u4e8c\u90e8\u5206\uff09", "E/ICEF/672 (Part II)"),
        ("E/ICEF/672 (\u7b2c\u4e00\u90e8\u5206)", "E/ICEF/672 (Part I)"),
        ("E/ICEF/672 (\u0627\u0644\u062c\u0632\u0621 \u0627\u0644\u062b\u0627\u0646\u064a)", "E/ICEF/672 (Part II)"),
        ("A/75/5 (Tomo II)", "A/75/5 (Vol. II)"),
    ],
)
def test_a_document_has_one_symbol_however_it_is_written(written: str, symbol: str) -> None:
    assert plain_symbol(written) == symbol
    for language in LANGUAGES:
        assert cited(f"({written})", language) == {document_id(symbol).removeprefix("document/")}


@pytest.mark.parametrize(
    "text", ["A/RES/62/2O8", "S/RES/242", "A/C.6/64/SR.1–28/Corrigendum", "OEA/Ser.L/III.15", "HIV/AIDS", "A/64/578/x"]
)
def test_what_is_no_whole_symbol_is_none(text: str) -> None:
    for language in LANGUAGES:
        assert cited(f"({text})", language) == set()


LISTS = {
    "en": ["A/72/53 and Add.1 and 2", "A/RES/72/266 A and B", "A/RES/60/248 A to C"],
    "fr": ["A/72/53 et Add.1 et 2", "A/RES/72/266 A et B", "A/RES/60/248 A à C"],
    "es": ["A/72/53 y Add.1 y 2", "A/RES/72/266 A y B", "A/RES/60/248 A a C"],
    "ru": ["A/72/53 и Add.1 и 2", "A/RES/72/266 А и В", "A/RES/60/248 A–C"],
    "ar": ["A/72/53 و Add.1 و 2", "A/RES/72/266 ألف وباء", "A/RES/60/248 ألف إلى جيم"],
    "zh": ["A/72/53和Add.1和2", "A/RES/72/266 A和B", "A/RES/60/248 A至C"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_ranges_name_each_document(language: str) -> None:
    further, parts, letters = LISTS[language]
    assert cited(f"({further})", language) == {"A_72_53", "A_72_53_Add.1", "A_72_53_Add.2"}
    assert cited(f"({parts})", language) == {"A_RES_72_266A", "A_RES_72_266B"}
    assert cited(f"({letters})", language) == {"A_RES_60_248A", "A_RES_60_248B", "A_RES_60_248C"}
    assert cited("(A/73/53/Add.1-3)", language) == {f"A_73_53_Add.{n}" for n in (1, 2, 3)}


OF_A_YEAR = {
    "en": "The Council recalls its resolutions 1325 (2000) to 1327 (2000).",
    "fr": "Le Conseil rappelle ses résolutions 1325 (2000) à 1327 (2000).",
    "es": "El Consejo recuerda sus resoluciones 1325 (2000) a 1327 (2000).",
    "ru": "Совет ссылается на свои резолюции 1325 (2000)–1327 (2000).",
    "ar": "يشير المجلس إلى قراراته 1325 (2000) إلى 1327 (2000).",
    "zh": "安理会回顾其第1325(2000)号至第1327(2000)号决议。",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_range_of_a_year_names_each_resolution(language: str) -> None:
    said = OF_A_YEAR[language]
    assert cited(said, language) == {f"S_RES_{n}(2000)" for n in (1325, 1326, 1327)}
    # Which years those between are of is not said.
    assert cited(said.replace("1327 (2000)", "1373 (2001)").replace("1327(2000)", "1373(2001)"), language) <= {
        "S_RES_1325(2000)",
        "S_RES_1373(2001)",
    }


def test_a_range_goes_up_in_one_series() -> None:
    assert symbol_range("A/72/1", "A/72/3") == ("A/72/1", "A/72/2", "A/72/3")
    assert symbol_range("A/72/3", "A/72/1") == symbol_range("A/72/1", "A/73/3") == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbol", ["JIU/REP/2011/1", "WFP/EB.2/2010/4-B", "187 EX/5", "CEDAW/C/NOR/9", "SC/14567"])
def test_the_symbol_above_a_text_is_its_own(symbol: str, language: str) -> None:
    document = plain_document([("heading", symbol), ("heading", "X"), ("paragraph", "A/72/53.")], language)
    found = stated_symbol(document, list(recognise(document)))
    assert found is not None and found[0] == symbol


def test_several_parts_in_one_document_are_its_symbol() -> None:
    document = plain_document([("front", "A/RES/75/290 A–B"), ("front", "The General Assembly,")], "en")
    found = stated_symbol(document, list(recognise(document)))
    assert found is not None and found[0] == "A/RES/75/290A-B"


def test_the_page_and_the_shape_are_printed_from_the_grammar() -> None:
    spec = importlib.util.spec_from_file_location("symbols_page", ROOT / "docs" / "symbols.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["symbols_page"] = module
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run: python docs/symbols.py write"
    assert module.SHAPES.read_text(encoding="utf-8") == module.shapes(), "run: python docs/symbols.py write"


NUMBERS = {
    "en": (
        "resolutions {} and {}",
        "its resolutions 62/208 A and B, 62/2O8, 63/311; 70/1 and ES-10/22",
        "56/1 to 56/3",
    ),
    "fr": ("résolutions {} et {}", "ses résolutions 62/208 A et B, 62/2O8, 63/311 ; 70/1 et ES-10/22", "56/1 à 56/3"),
    "es": ("resoluciones {} y {}", "sus resoluciones 62/208 A y B, 62/2O8, 63/311; 70/1 y ES-10/22", "56/1 a 56/3"),
    "ru": ("резолюции {} и {}", "свои резолюции 62/208 А и В, 62/2O8, 63/311, 70/1 и ES-10/22", "56/1–56/3"),
    "ar": ("القرارات {} و {}", "قراراتها 62/208 ألف وباء و 62/2O8 و 63/311 و 70/1 و دإط-10/22", "56/1 إلى 56/3"),
    "zh": ("第{}和{}号决议", "其第62/208 A和B、62/2O8、63/311、70/1和ES-10/22号决议", "56/1至56/3"),
}
JOINED = {"en": ", ", "fr": ", ", "es": ", ", "ru": ", ", "ar": " و ", "zh": "、"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_numbers_are_read_whole(language: str) -> None:
    frame, mixed, reach = NUMBERS[language]
    numbers = [f"62/{n}" for n in range(1, 91)]
    long = frame.format(JOINED[language].join(numbers[:-1]), numbers[-1])
    assert cited(long, language) == {f"A_RES_62_{n}" for n in range(1, 91)}
    assert cited(mixed, language) == {
        "A_RES_62_208A", "A_RES_62_208B", "A_RES_63_311", "A_RES_70_1", "A_RES_ES-10_22",
    }  # fmt: skip
    assert cited(frame.format(reach, "60/1"), language) == {f"A_RES_56_{n}" for n in (1, 2, 3)} | {"A_RES_60_1"}


GLUED = {
    "en": ("Recalling the Convention1 and resolution 63/3112 and also 70/1;3", "See A/64/5."),
    "fr": ("Rappelant la Convention1 et la résolution 63/3112 ainsi que la résolution 70/1;3", "Voir A/64/5."),
    "es": ("Recordando la Convención1 y la resolución 63/3112 y la resolución 70/1;3", "Véase A/64/5."),
    "ru": ("ссылаясь на Конвенцию1 и резолюцию 63/3112 и на резолюцию 70/1;3", "См. A/64/5."),
    "ar": ("وإذ تشير إلى الاتفاقية1 وإلى القرار 63/3112 وإلى القرار 70/1؛3", "انظر A/64/5."),
    "zh": ("回顾《公约》1和第63/3112号决议以及第70/1号决议；3", "见A/64/5。"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_glued_to_numbers_are_told_by_the_notes(language: str) -> None:
    sentence, note = GLUED[language]
    text = f"1. {sentence}\n\n__________________\n" + "".join(f"{n} {note}\n" for n in (1, 2, 3))
    document = read(decode(text.encode(), "x"), fingerprints(), markers(), line_ends(), language)
    assert [reference.mark for reference in document.note_references] == ["1", "2", "3"]
    assert "63/311" in document.text and "63/3112" not in document.text


def test_figures_of_symbols_are_no_marks_of_notes() -> None:
    text = "The reports (A/99/L.1, A/99/12/Add.1 and Add.1) were read.\n\n______\n1 See the report.\n"
    found = read(decode(text.encode(), "x"), fingerprints(), markers(), line_ends(), "en")
    assert "(A/99/L.1, A/99/12/Add.1 and Add.1)" in found.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_too_high_for_a_resolution_ends_in_the_mark_of_a_note(language: str) -> None:
    frame, _, _ = NUMBERS[language]
    text = frame.format("70/1", "63/3112") + f"\n\n______\n1 {GLUED[language][1]}\n2 {GLUED[language][1]}\n"
    document = read(decode(text.encode(), "x"), fingerprints(), markers(), line_ends(), language)
    assert [reference.mark for reference in document.note_references] == ["2"]
    assert "63/311" in document.text and "63/3112" not in document.text


def test_a_number_that_the_council_never_reached_is_the_assembly_s() -> None:
    assert symbol_of("1968 (LIX)", "body/ecosoc") == "E/RES/1968(LIX)"
    assert symbol_of("3348 (XXIX)", "body/ecosoc") is None
    assert symbol_of("3348 (XXIX)", None) == "A/RES/3348(XXIX)"


RANGES = {
    "en": "849 to 851",
    "fr": "849 à 851",
    "es": "849 a SR.851",
    "ru": "849 по 851",
    "ar": "849 إلى 851",
    "zh": "849至851",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_records_from_one_to_another_are_all_cited(language: str) -> None:
    found = cited(f"(CERD/C/SR.{RANGES[language]})", language)
    assert found == {f"CERD_C_SR.{n}" for n in (849, 850, 851)}
