"""Text as people pass it on: quoted, marked up, printed twice, numbered otherwise, in another spelling."""

from __future__ import annotations

import pytest

from dao_graph.model.document import Document
from dao_graph.read import decode, read
from dao_graph.read.arabic import respelled
from dao_graph.read.undress import undressed
from dao_graph.rules.packs import fingerprints, line_ends, markers

from .test_read import document

OPENINGS = {
    "ar": ("إن الجمعية العامة،", "إذ تشير إلى قرارها 62/208 المتعلق بالحصاد،", "تطلب إلى الأمين العام تقديم تقرير؛"),
    "en": ("The General Assembly,", "Recalling its resolution 62/208 on the harvest,", "Requests a report;"),
    "es": ("La Asamblea General,", "Recordando su resolución 62/208 sobre la cosecha,", "Solicita un informe;"),
    "fr": ("L’Assemblée générale,", "Rappelant sa résolution 62/208 sur la récolte,", "Demande un rapport ;"),
    "ru": ("Генеральная Ассамблея,", "ссылаясь на свою резолюцию 62/208 об урожае,", "просит представить доклад;"),
    "zh": ("大会，", "回顾其关于收成的第62/208号决议，", "请秘书长提交报告；"),
}


def document_of(text: str, language: str | None) -> Document:
    return read(decode(text.encode(), "x"), fingerprints(), markers(), line_ends(), language)


def clauses(text: str, language: str) -> list[tuple[str, str]]:
    document = document_of(text, language)
    assert all(document.original_spans(block.span) for block in document.blocks)
    return [(block.path, document.text[block.span.start : block.span.end]) for block in document.blocks if block.path]


@pytest.mark.parametrize("language", OPENINGS)
def test_each_dress_gives_the_clauses_of_the_plain_text(language: str) -> None:
    opening, recital, request = OPENINGS[language]
    plain = f"{opening}\n\n{recital}\n\n1. {request}\n\n2. {request}\n"
    wanted = clauses(plain, language)
    assert [path for path, _ in wanted] == ["pp/1", "op/1", "op/2"]
    quoted = "".join(f"> {line}\n" for line in plain.splitlines())
    word, _, rest = request.rpartition(" ") if language != "zh" else (request, "", "")
    marked = (
        f"*{opening[:-1]}*{opening[-1]}\n\n*{recital[:-1]}*{recital[-1]}\n\n1\\. **{word}** {rest}\n\n2\\. {request}\n"
    )
    tagged = f"<p>{opening}</p>\n\n<i>{recital}</i>\n\n1. <b>{request}</b>\n\n2. {request}\n"
    doubled = "".join(c * 2 if c.isalnum() else c for c in plain)
    texts = [quoted, marked, tagged]
    if language != "zh":
        texts.append(doubled)
    for text in texts:
        assert clauses(text, language) == wanted, text
    for left in ("(1)", "1)"):
        numbered = plain.replace("1. ", f"{left} ").replace("2. ", f"{left.replace('1', '2')} ")
        assert [path for path, _ in clauses(numbered, language)] == ["pp/1", "op/1", "op/2"]
    misread = plain.replace("1. ", "l. ")
    assert [path for path, _ in clauses(misread, language)] == ["pp/1", "op/1", "op/2"]


@pytest.mark.parametrize("language", OPENINGS)
def test_bold_type_may_go_on_over_lines(language: str) -> None:
    opening, recital, request = OPENINGS[language]
    said, asked = ("\n".join(text.rsplit(" ", 1)) for text in (recital, request))
    plain = f"{opening}\n\n{said}\n\n{asked}\n\n{asked}\n"
    assert clauses(f"{opening}\n\n**{said}**\n\n**{asked}**\n\n**{asked}**\n", language) == clauses(plain, language)


@pytest.mark.parametrize(
    "text",
    ["See 2 * 3 * 4 and a_b_c.\n", "> one line alone\nand others\nand more\nand more\n", "Book: see (1) and (2).\n"],
)
def test_what_is_no_dress_stays(text: str) -> None:
    assert undressed(text) == text


def test_spelling_of_arabic() -> None:
    assert respelled("تطلب الى الامين العام ان يقدم الى الجمعية العامة").startswith("تطلب إلى الأمين العام أن")
    assert respelled("الجمعیة العامة") == "الجمعية العامة"
    assert respelled("گزارش جمعیة") == "گزارش جمعیة"
    spelled = "وإذ تشير إلى قرارها"
    assert respelled(spelled) == spelled


def test_a_text_in_two_languages_by_turns_is_read_in_both() -> None:
    pairs = zip(OPENINGS["en"], OPENINGS["fr"], strict=True)
    document = document_of("\n\n".join(line for pair in pairs for line in pair) + "\n", None)
    assert document.language == "en"


def test_a_mail_in_a_mail_has_no_marks_between_its_words() -> None:
    mail = "Norway has pledged nothing yet.\n\nOn 2 March 2031, Ada Ferrin wrote:\n"
    mail += "> Sweden pledged lamps to the Lighthouse\n> Trust Fund.\n"
    bare = undressed(mail)
    assert len(bare) == len(mail) and ">" not in bare
    assert undressed("The lamps are\n> 5 metres high\nand lit.\n") == "The lamps are\n> 5 metres high\nand lit.\n"


def test_bar_codes_and_rules_are_no_emphasis() -> None:
    text = "The lamps are *lit*.\n\n*2513050*\n\n______________\n\nThe keepers *sleep* in the *harbour*.\n"
    bare = undressed(text)
    assert "*2513050*" in bare and "______________" in bare and "*lit*" not in bare


def test_notes_of_markdown_are_notes_and_dots_are_no_paragraph() -> None:
    text = (
        "The lamps are lit.[^1]\n\n(…)\n\nThe keepers sleep.[^12]\n\n[^1]: By the keepers.\n\n[^12]: In the harbour.\n"
    )
    bare = undressed(text)
    assert len(bare) == len(text) and "[" not in bare
    found = document(
        f"{text}\nThe lamps of the harbour are old, and the keepers of them are tired and want to sleep.\n"
    )
    notes = [(b.number, found.text[b.span.start : b.span.end]) for b in found.blocks if b.kind == "note"]
    assert notes == [("1", "By the keepers."), ("12", "In the harbour.")]
    assert [reference.mark for reference in found.note_references] == ["1", "12"]
    assert [b.kind for b in found.blocks if "…" in found.text[b.span.start : b.span.end]] == ["figure"]
