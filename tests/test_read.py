"""Reading: encodings, repair, layout and structure, on texts of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dao_graph.data import LANGUAGES
from dao_graph.errors import InputError
from dao_graph.model.document import Document, Span
from dao_graph.model.normal import normal
from dao_graph.read import decode, read
from dao_graph.recognise import recognise
from dao_graph.rules import packs

from .conftest import EXAMPLES

CHINESE = "大会重申各国应当加强合作，请秘书长提出报告。"


def document(text: str, language: str | None = None) -> Document:
    source = decode(text.encode(), "test")
    return read(source, packs.fingerprints(), packs.markers(), packs.line_ends(), language)


def pieces(found: Document, kind: str | None = None) -> list[str]:
    return [found.text[b.span.start : b.span.end] for b in found.blocks if kind in (None, b.kind)]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
    ],
)
def test_encodings_are_detected_and_said(encoding: str, named: str) -> None:
    text = (EXAMPLES / "kigali-letter.zh.txt").read_text(encoding="utf-8").replace("ᵃ", "")
    found = decode(text.encode(encoding), "letter")
    assert found.content == text
    assert found.encoding == named


def test_line_ends_become_lf_and_the_hash_does_not_depend_on_them() -> None:
    assert decode(b"one\r\ntwo\r", "a").content == "one\ntwo\n"
    assert decode(b"one\r\ntwo\r", "a").sha256 == decode(b"one\ntwo\n", "b").sha256


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n\t", "is empty"),
        ("\ufeff  ".encode(), "nothing but white space"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (bytes(range(256)) * 40, "is not text"),
        (b"\x00\x01\x02\x03" * 100, "is not text"),
        (b"\xff\xfeA", "broken utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        decode(data, "file.txt")
    assert str(error.value).startswith("file.txt: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "Die Generalversammlung bekräftigt ihre Resolution und ersucht den Generalsekretär, darüber zu berichten.",
        "総会は、事務総長に対し報告書を提出するよう要請する。",
        "Генеральна Асамблея підтверджує свою резолюцію і просить Генерального секретаря подати доповідь.",
        "12345 67/89 2009",
    ],
)
def test_a_language_that_is_not_official_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--lang"):
        document(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_official_language_is_recognised(language: str) -> None:
    text = (EXAMPLES / f"kigali-letter.{language}.txt").read_text(encoding="utf-8")
    assert document(text).language == language


def test_lines_broken_inside_chinese_words_are_joined() -> None:
    line = "各会员国申明决心在国家一级推进业务活动的改革并为此加强联合国发展系统的协"
    found = document(f"{line}\n调一致。\n\n{line}\n{line}\n完成。\n\n{line}\n完成。", "zh")
    assert pieces(found) == [f"{line}调一致。", f"{line * 2}完成。", f"{line}完成。"]


def test_a_page_break_inside_a_sentence_is_bridged_over_its_note() -> None:
    line = "各会员国申明决心在国家一级推进业务活动的改革并为此加强联合国发展系统的协"
    text = f"  {line}\n\n{line}\n\n{line}\n_________\n\na\n 见第七段。\n 调一致。\n\n  {line}\n\n{line}\n\n完成。\n"
    found = document(text, "zh")
    assert pieces(found, "paragraph") == [f"{line * 3}调一致。", f"{line * 2}完成。"]
    assert pieces(found, "note") == ["见第七段。"]
    start = found.text.index("加强联合国发展系统的协调", len(line) * 2 - 20)
    spans = found.original_spans(Span(start, start + 12))
    assert len(spans) == 2
    assert "".join(found.source.content[s.start : s.end] for s in spans) == "加强联合国发展系统的协调"


def test_vowel_signs_are_part_of_the_letters_that_bear_them() -> None:
    # The signs are no part of names; a quote holds them all the same, within a word and at its end.
    line = "تطلب إلى الأمين العامّ أن يقدِّم تقريراً إلى الجمعية العامّة"
    found = document(f"{line}\n\n{line} مؤقَّتاً.\n", "ar")
    assert pieces(found)[0] == "تطلب إلى الأمين العام أن يقدم تقريرا إلى الجمعية العامة"
    quoted = [found.original_spans(block.span) for block in found.blocks]
    assert [[found.source.content[s.start : s.end] for s in spans] for spans in quoted] == [[line], [f"{line} مؤقَّتاً."]]
    start = found.text.index("العام أن")
    assert [found.source.content[s.start : s.end] for s in found.original_spans(Span(start, start + 5))] == ["العامّ"]


def test_hyphenation_is_undone_unless_the_word_has_a_hyphen_elsewhere() -> None:
    filler = "The participants recall the recommendations of the meeting and the work of the pilots"
    text = f"{filler} in imple-\nmentation of the system-\nwide policy. {filler}, a system-wide one.\n\n{filler}\n"
    assert "implementation of the system-wide policy" in document(text, "en").text


def test_spaces_between_han_and_digits_go_and_columns_stay_apart() -> None:
    found = document("大会  经济及社会理事会\n\n2009 年 12 月 3 日秘书长给大会主席的信\n\n" + CHINESE, "zh")
    assert pieces(found)[:3] == ["大会", "经济及社会理事会", "2009年12月3日秘书长给大会主席的信"]


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("第６２／２０８号（决议）", "第62/208号(决议)"),
        ("⼀⽅面", "一方面"),
        ("⺠主、⻓期、⻅解、⻔户、⻚码、⻛险、⻋辆", "民主、长期、见解、门户、页码、风险、车辆"),
        ("con\u00adtinue", "continue"),
        ("\u202babc\u202c", "abc"),
        ("e\u0301tat", "état"),
        ("ﬁnance", "finance"),
        ("Viet\u00a0Nam", "Viet Nam"),
        ("l\u2019accord", "l'accord"),
        ("ﻣﻨﻈﻤﺔ", "منظمة"),
        ("مُنظَّمة", "منظمة"),
    ],
)
def test_characters_of_extraction_are_repaired(written: str, repaired: str) -> None:
    found = document(f"{written} x", "en")
    assert found.text.removesuffix("x").strip() == repaired


def test_a_bar_before_a_verb_is_the_pronoun_that_was_misread() -> None:
    found = document("| would thank the keepers. As | speak, lamps are lit.\n\n| Lamps | 12 |\n", "en")
    assert pieces(found)[0] == "I would thank the keepers. As I speak, lamps are lit."
    assert found.text.count("|") == 3
    assert found.original_spans(Span(0, 7)) == (Span(0, 7),)


def test_notes_hang_on_their_words() -> None:
    text = "The participants recall the decision.ᵃ They agree.\n\nThey also request a report.\n\nᵃ See paragraph 7.\n"
    found = document(text, "en")
    assert [(found.text[r.offset - 9 : r.offset], r.mark) for r in found.note_references] == [("decision.", "a")]
    assert pieces(found, "note") == ["See paragraph 7."]


def test_structure_of_a_letter_with_an_annex() -> None:
    found = document((EXAMPLES / "kigali-letter.en.txt").read_text(encoding="utf-8"))
    assert [(p.path, p.kind) for p in found.parts] == [("", "letter"), ("annex/1", "statement")]
    assert pieces(found, "heading") == ["Opening", "Experience so far", "Funding", "Evaluation", "Next steps"]
    items = [b.path for b in found.blocks if b.kind == "item"]
    assert items == ["annex/1/p/11/a", "annex/1/p/11/b", "annex/1/p/11/c"]
    assert len(pieces(found, "signature")) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_structure_is_the_same_in_each_language(language: str) -> None:
    def addresses(code: str) -> list[tuple[str, str]]:
        found = document((EXAMPLES / f"kigali-letter.{code}.txt").read_text(encoding="utf-8"))
        return [(b.kind, b.path) for b in found.blocks if b.path]

    assert addresses(language) == addresses("en")


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("{} - ", "تلقت اللجنة تقريرا عن عمل الجمعية."),
        ("{}. ", "The committee received a report on the work of the society."),
        ("{}. ", "El comité recibió un informe sobre la labor de la sociedad."),
        ("{}. ", "Le comité a reçu un rapport sur les travaux de la société."),
        ("{}. ", "Комитет получил доклад о работе общества."),
        ("{}.", "委员会收到了关于协会工作的报告。"),
    ],
)
def test_a_paragraph_has_the_number_that_is_printed_before_it(mark: str, said: str) -> None:
    lines = [
        said,
        mark.format(1) + said,
        f"{said} {said}",
        mark.format(2) + said,
        mark.format(4) + said,
        mark.format(1) + said,
    ]
    found = [(b.path, b.number) for b in document("\n\n".join(lines)).blocks if b.kind == "paragraph"]
    assert found == [
        ("p/0-1", "0-1"),
        ("p/1", "1"),
        ("p/1-1", "1-1"),
        ("p/2", "2"),
        ("p/4", "4"),
        ("p/4-1", "1"),
    ]


def test_a_numbered_annex_leaves_the_paragraphs_of_a_letter_uncounted() -> None:
    said = "The committee received a report on the work of the society."
    title = (
        "Letter dated 4 May 2011 from the Permanent Representative of Norway to the United Nations"
        " addressed to the Secretary-General"
    )
    text = "\n\n".join(
        [title, said, f"{said} {said}", "Annex", "Report of the society", *(f"{n}. {said}" for n in (1, 2, 3))]
    )
    paths = [b.path for b in document(text).blocks if b.kind == "paragraph"]
    assert paths == ["p/1", "p/2", "annex/1/p/1", "annex/1/p/2", "annex/1/p/3"]


def test_a_resolution_has_preambular_and_operative_paragraphs() -> None:
    text = (
        "General Assembly\n\n99/1. An invented title\n\nThe General Assembly,\n\nRecalling its earlier work,\n\n"
        "Noting the report,\n\n1. Decides to continue;\n\n2. Requests a report:\n\n(a) On the first question;\n\n"
        "(b) On the second.\n\n12th plenary meeting\n\n3 May 2045\n"
    )
    addresses = [(b.kind, b.path) for b in document(text, "en").blocks if b.path]
    assert addresses == [
        ("preambular", "pp/1"),
        ("preambular", "pp/2"),
        ("operative", "op/1"),
        ("operative", "op/2"),
        ("item", "op/2/a"),
        ("item", "op/2/b"),
    ]


DAY = {"en": "12 June 2099", "fr": "12 juin 2099", "zh": "2099年6月12日"}


@pytest.mark.parametrize(
    ("language", "head", "board", "clauses"),
    [
        ("en", "Decision", "The Executive Board", ("Takes note of the report;", "Requests a lamp.")),
        ("fr", "Décision", "Le Conseil d'administration", ("Prend note du rapport ;", "Demande une lampe.")),
        ("zh", "决定", "执行局", ("注意到报告；", "请提供一盏灯。")),
    ],
)
def test_each_decision_of_a_collection_has_clauses_of_its_own(
    language: str, head: str, board: str, clauses: tuple[str, str]
) -> None:
    """Boards open a decision with their name alone, without a comma; one without numbers is a clause too."""
    first = f"2099/8\n\n{board}\n\n1. {clauses[0]}\n\n2. {clauses[1]}"
    found = document(
        f"X/2099/26\n\n{head}\n\n{first}\n\n{DAY[language]}\n\n2099/9\n\n{board}\n\n{clauses[1]}\n", language
    )
    paths = [b.path for b in found.blocks if b.kind == "operative"]
    assert paths == ["decision/1/op/1", "decision/1/op/2", "decision/2/op/1"]
    assert list(pieces(found, "heading")) == ["2099/8", "2099/9"]
    assert [piece[:2] for piece in pieces(found, "operative")][:2] == ["1.", "2."]


def test_a_decision_that_no_line_names_keeps_the_line_that_opens_it() -> None:
    first = (
        "Lamps were lit in all harbours of the coast.\n\nThe Executive Board,\n\n1. Takes note;\n\n2. Requests a lamp."
    )
    text = (
        f"X/2099/26\n\nReport of the Executive Board\n\n{first}\n\n2099/9\n\nThe Executive Board,\n\n1. Takes note.\n"
    )
    found = document(text, "en")
    assert [b.path for b in found.blocks if b.kind == "operative"] == [
        "decision/1/op/1",
        "decision/1/op/2",
        "decision/2/op/1",
    ]
    assert pieces(found, "front").count("The Executive Board,") == 2


def test_only_a_sentence_that_is_too_long_is_cut() -> None:
    ordinary = "The participants recall the work of the pilots. "
    (block,) = document(ordinary * 200, "en").blocks
    assert len(block.sentences) == 200
    (block,) = document("The participants recall " + "and recall " * 1000, "en").blocks
    assert len(block.sentences) == 3


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("abC é\u00ad-第六二号大会。，2/8\n\n \u200e⼀（ﬁ\u00a0*ᵃ_•(1)"),
        min_size=1,
        max_size=300,
    )
)
def test_every_repaired_character_stands_for_its_original(text: str) -> None:
    try:
        found = document(text, "en")
    except InputError:
        return
    original = found.source.content
    for i, character in enumerate(found.text):
        start, end = found.repaired.starts[i], found.repaired.ends[i]
        assert 0 <= start <= end <= len(original)
        if character not in "\n ":
            assert end > start
            plain = normal(original[start:end])
            assert character in plain or len(plain) != len(original[start:end]) or not plain.isascii()
    for block in found.blocks:
        spans = found.original_spans(block.span)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(s.start < s.end for s in spans)


def test_a_passage_in_another_language_is_read_as_that() -> None:
    english = (
        "The Secretary-General thanked the Government of Norway for the support that it had given to the fund in 2009."
    )
    russian = (
        "Генеральная Ассамблея с удовлетворением принимает к сведению доклад и просит все государства-члены помочь."
    )
    found = document(f"{russian}\n\n{english}\n\n{russian[:-1]} фонду.")
    assert found.language == "ru"
    assert [block.language for block in found.blocks] == ["", "en", ""]
    named = {mention.entity for sentence in recognise(found) for mention in sentence.slotted.found}
    assert {"country/NOR", "body/general-assembly"} <= named


def test_names_and_symbols_alone_are_no_passage() -> None:
    russian = (
        "Генеральная Ассамблея с удовлетворением принимает к сведению доклад и просит все государства-члены помочь."
    )
    found = document(
        f"{russian}\n\nA/74/6 (Sect. 2), A/74/6 (Sect. 3), A/74/6 (Sect. 4), A/74/6 (Sect. 5), A/74/6 (Sect. 6)"
    )
    assert {block.language for block in found.blocks} == {""}


def test_a_decimal_number_before_a_word_without_case_ends_no_sentence() -> None:
    assert pieces(document("بلغ الإنفاق على المنارات 157.5 مليون دولار.", "ar")) == [
        "بلغ الإنفاق على المنارات 157.5 مليون دولار."
    ]
    found = document("بنيت المنارات الكثيرة في عام 2015.5 وكانت من الحجر.", "ar")
    assert [found.text[s.start : s.end] for b in found.blocks for s in b.sentences] == [
        "بنيت المنارات الكثيرة في عام 2015.5",
        "وكانت من الحجر.",
    ]
