"""What names and lists say of files is checked against their texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dao_graph.cli import main
from dao_graph.errors import InputError
from dao_graph.pipeline.build import build
from dao_graph.pipeline.known import Hints, disagreements, hints_of, read_manifest

from .conftest import EXAMPLES

TEXT = "The General Assembly,\n\n1. Requests the Secretary-General to report on the pilots.\n"


@pytest.mark.parametrize(
    ("name", "hints"),
    [
        ("A_64_578-ZH.docx", Hints("A/64/578", "zh")), ("undocs_A_RES_75_233_ar.pdf", Hints("A/RES/75/233", "ar")),
        ("N0963245.pdf", Hints(job="N0963245")), ("letter.txt", Hints()), ("letter.fr.txt", Hints("", "fr")),
        ("A_80_6_SECT.35.docx", Hints("A/80/6/SECT.35")),
        ("x/all.zip!/S_2025_407.pdf", Hints("S/2025/407")), ("notes_2009.txt", Hints()),
    ],
)  # fmt: skip
def test_names_are_hints(name: str, hints: Hints) -> None:
    assert hints_of(name) == hints


def test_a_name_counts_only_where_the_text_bears_it_out(tmp_path: Path) -> None:
    (tmp_path / "A_99_7.txt").write_text(f"Document A/99/7 as sent.\n\n{TEXT}", "utf-8")
    (tmp_path / "A_99_8.txt").write_text(TEXT, "utf-8")
    (tmp_path / "A_99_6_fr.txt").write_bytes((EXAMPLES / "kigali-letter.en.txt").read_bytes())
    (tmp_path / "E_2099_9.txt").write_bytes((EXAMPLES / "kigali-letter.en.txt").read_bytes())
    (tmp_path / "A_99_5.txt").write_text(f"Document A/99/50 as sent.\n\n{TEXT}", "utf-8")
    said = {Path(entry.source).name: entry for entry in build([tmp_path]).report.inputs}
    assert (said["A_99_7.txt"].symbol, said["A_99_7.txt"].remarks) == ("A/99/7", [])
    # One of two symbols that a document has together is its own; a longer number is another.
    assert said["E_2099_9.txt"].remarks == []
    assert said["A_99_5.txt"].symbol == ""
    assert said["A_99_8.txt"].symbol == "" and "does not bear out" in said["A_99_8.txt"].remarks[0]
    assert said["A_99_6_fr.txt"].symbol == "A/99/9-E/2099/9"
    assert len(said["A_99_6_fr.txt"].remarks) == 2


@pytest.mark.parametrize(
    ("said", "symbol", "differs"),
    [
        ("A/99/6/SECT.35", "A/99/6 (Sect. 35)", False), ("A/99/6", "A/99/6-E/2099/6", False),
        ("E/2099/6", "A/99/6-E/2099/6", False), ("A/99/6", "A/99/60", True), ("A/99/6", "E/2099/6", True),
    ],
)  # fmt: skip
def test_a_symbol_may_be_written_otherwise_or_be_one_of_two(said: str, symbol: str, differs: bool) -> None:
    assert bool(list(disagreements({}, Hints(said), symbol, "en"))) == differs


def test_a_list_counts_where_the_text_is_silent_and_is_reported_where_they_disagree(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "two.txt").write_bytes((EXAMPLES / "kigali-letter.en.txt").read_bytes())
    listed = tmp_path / "list.csv"
    listed.write_text(
        "path,symbol,language,date,url\none.txt,A/99/5,en,2009-12-03,https://example.org/1\ntwo.txt,A/99/4,fr,,\n",
        "utf-8",
    )
    said = {Path(entry.source).name: entry for entry in build([tmp_path], manifest=listed).report.inputs}
    assert (said["one.txt"].symbol, said["one.txt"].remarks) == ("A/99/5", [])
    assert said["one.txt"].given["url"] == "https://example.org/1"
    assert said["two.txt"].symbol == "A/99/9-E/2099/9"
    assert said["two.txt"].remarks == [
        "the list gives the symbol A/99/4, the text A/99/9-E/2099/9",
        "the list gives the language fr, the text is in en",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("name\na.txt\n", "no column 'path'"), ("path,colour\na.txt,red\n", "column 'colour'"),
        ("path,symbol\na.txt,none\n", "line 2: 'none' is no symbol"), ("path,language\na.txt,de\n", "no language"),
        ("path,date\na.txt,yesterday\n", "no date"),
    ],
)  # fmt: skip
def test_lists_that_say_what_cannot_be_are_refused(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "list.csv").write_text(content, "utf-8")
    with pytest.raises(InputError, match=reason):
        read_manifest(tmp_path / "list.csv")


def test_doctor_says_what_is_there_and_works() -> None:
    done = CliRunner().invoke(main, ["doctor", "--json"])
    found = json.loads(done.output)
    assert done.exit_code == 0 and set(found["tests"].values()) == {"works"}
    assert found["versions"]["pypdfium2"] and found["data"]["ontology"]
    assert "LibreOffice" in CliRunner().invoke(main, ["doctor"]).output
