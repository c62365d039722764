"""Symbols by their grammar: one document has one symbol and one IRI, read whole or not at all."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from dao_graph.model.fact import Ref
from dao_graph.model.symbol_grammar import grammar, shape_pattern
from dao_graph.model.symbols import document_id, is_symbol, plain_symbol, symbol_behind, symbol_range
from dao_graph.recognise import recognise
from dao_graph.relate.identity import stated_symbol
from dao_graph.relate.reader import Reader
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
        ("A/75/290(Vol.II)", "A/75/290 (Vol. II)"),
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
