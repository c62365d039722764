"""Encodings: what a document says of its own is believed or refused, and one odd byte changes no language."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dao_graph.errors import InputError
from dao_graph.pipeline.build import read_source
from dao_graph.read import decode, decode_akn

from .conftest import EXAMPLES, ROOT
from .test_contained import AKN
from .test_rebuild import lines_of

WORDS = {
    "fr": "L’Assemblée générale, rappelant sa résolution 62/208 du 19 décembre 2007, prie les États de contribuer",
    "ru": "Генеральная Ассамблея, ссылаясь на свою резолюцию 62/208 от 19 декабря 2007 года, просит государства",
    "zh": "大会,回顾其2007年12月19日第62/208号决议,请各国提交报告",
    "ar": "إن الجمعية العامة، إذ تشير إلى قرارها 62/208 المؤرخ 19 كانون الأول/ديسمبر 2007، تطلب إلى الدول",
}
OPEN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><body><p>'
CLOSE = "</p></body></statement></akomaNtoso>"


def xml(words: str, encoding: str, declared: str | None = None) -> bytes:
    said = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    return f"{said}{OPEN}{words}{CLOSE}".encode(encoding)


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("fr", "windows-1252"), ("fr", "iso-8859-15"), ("ru", "windows-1251"), ("ru", "koi8-r"), ("zh", "gb18030"),
        ("zh", "gb2312"), ("ar", "windows-1256"), ("ar", "iso-8859-6"),
        *((language, f"utf-{form}") for language in WORDS for form in ("8", "8-sig", "16", "16-le", "16-be")),
    ],
)  # fmt: skip
def test_declared_encodings_are_honoured(language: str, encoding: str) -> None:
    words = WORDS[language].replace("’", "'")
    text = decode_akn(xml(words, encoding, encoding.removesuffix("-sig")), "a.xml")
    assert text.content.strip() == words
    assert decode_akn(xml(words, "utf-8"), "a.xml").sha256 == text.sha256


@pytest.mark.parametrize("declared", [None, "utf-8", "UTF-8"])
def test_xml_that_is_not_what_it_says_is_refused_with_the_byte(declared: str | None) -> None:
    data = xml(WORDS["fr"].replace("’", "'"), "windows-1252", declared)
    with pytest.raises(InputError, match=rf"is no utf-8 at byte {data.index(0xE9)}"):
        decode_akn(data, "a.xml")
    with pytest.raises(InputError, match="not known"):
        decode_akn(xml("x", "utf-8", "x-klingon"), "a.xml")


def test_a_declaration_of_bytes_that_were_converted_since() -> None:
    assert decode_akn(xml(WORDS["fr"], "utf-8", "utf-16"), "a.xml").content.strip() == WORDS["fr"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    with pytest.raises(InputError, match="document type"):
        decode_akn(f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>{OPEN}&b;{CLOSE}'.encode(encoding), "a.xml")


@pytest.mark.parametrize(
    ("written", "read"),
    [("R&amp;AMP;D", "R&D"), ("R&AMP;D", "R&D"), ("a&LT;b", "a<b"), ("a&amp;GT;b", "a>b"), ("a&QUOT;b", 'a"b'),
     ("&eacute;&amp;nbsp;x", "é x"), ("R&amp;D", "R&D"), ("&amp;lt;", "&lt;")],
)  # fmt: skip
def test_entities_of_html_are_their_characters(written: str, read: str) -> None:
    assert decode_akn(xml(written, "utf-8"), "a.xml").content.strip() == read


def test_many_marks_take_time_by_their_number() -> None:
    def seconds(number: int) -> float:
        marks = "<p><b>the</b> words <i>States</i> and <docTitle>of</docTitle> it</p>" * number
        data = f"{OPEN}{CLOSE}".replace("<p></p>", marks).encode()
        begin = time.process_time()
        decode_akn(data, "a.xml")
        return time.process_time() - begin

    seconds(100)
    assert seconds(8_000) < 6 * max(seconds(2_000), 0.05)


@pytest.mark.parametrize("name", ["kigali-letter.fr.txt", "kigali-letter.zh.txt", "kigali-letter.es.txt"])
def test_one_odd_byte_is_refused_with_its_place(name: str) -> None:
    content = (EXAMPLES / name).read_bytes()
    chance = random.Random(1)
    for byte in (0x93, 0xE9, 0xFF, 0xC3):
        plain = [i for i in range(1, len(content)) if content[i] <= 0x7F and content[i - 1] <= 0x7F]
        place = chance.choice(plain)
        with pytest.raises(InputError, match=rf"wrong byte, 0x{byte:02X} at byte {place}"):
            decode(content[:place] + bytes([byte]) + content[place:], name)


def test_an_odd_byte_among_letters_of_ascii_is_latin() -> None:
    content = (EXAMPLES / "kigali-letter.en.txt").read_bytes().decode("ascii", "ignore").encode()
    for byte in (0x93, 0xE9):
        found = decode(content[:900] + bytes([byte]) + content[900:], "en.txt")
        assert found.encoding == "cp1252"
        assert found.content[900] == bytes([byte]).decode("cp1252")
    with pytest.raises(InputError, match="breaks at byte 900"):
        decode(content[:900] + b"\x81" + content[900:], "en.txt")


@pytest.mark.parametrize(
    ("language", "encoding"), [("fr", "cp1252"), ("ru", "cp1251"), ("zh", "gb18030"), ("ar", "cp1256")]
)
def test_old_encodings_are_told_apart_still(language: str, encoding: str) -> None:
    text = (EXAMPLES / f"kigali-letter.{language}.txt").read_text(encoding="utf-8")
    data = text.encode(encoding, "ignore")
    assert decode(data, "a.txt").content == data.decode(encoding)


def test_a_text_beyond_every_size_is_refused() -> None:
    with pytest.raises(InputError, match="is larger than 20,000,000 bytes"):
        decode(b"x " * 11_000_000, "a.txt")


def test_xml_on_standard_input_is_xml(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dao_graph"]
    build = [*command, "build", "-", "-o", str(tmp_path), "--no-check"]
    data = AKN.format("http://metadata.un.org/sdg/1").encode()
    result = subprocess.run(build, input=data, capture_output=True, cwd=ROOT, timeout=60)
    assert result.returncode == 0, result.stderr
    assert b"<http://metadata.un.org/sdg/1>" in lines_of(tmp_path)
    assert subprocess.run([*command, "verify", str(tmp_path)], cwd=ROOT, timeout=60).returncode == 0
    assert read_source(str(next(tmp_path.glob("stdin-*.txt")))).encoding == "AKN4UN"


@pytest.mark.parametrize(
    "base",
    [
        "https://exa mple/",
        "https://[bad/",
        "https://x/%zz/",
        "https://example.org/un#",
        "https://x/?a/",
        "x/",
        "https:///",
    ],
)
def test_a_base_that_is_none_is_refused(base: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dao_graph", "build", str(EXAMPLES), "-o", str(tmp_path / "o"), "--base-iri", base]
    result = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=60, text=True)
    assert result.returncode == 2 and "--base-iri is an absolute IRI" in result.stderr.replace("\n", " ")
