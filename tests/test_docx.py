"""Word files: the text as Word displays it in its last state."""

from __future__ import annotations

import pytest

from dao_graph.errors import InputError
from dao_graph.formats.docx import read_docx

from .files import archive, docx, paragraph, run, table
from .test_pdf import paragraphs


def read(data: bytes) -> list[str]:
    return paragraphs(read_docx(data, "letter.docx"))


def test_numbers_are_those_that_are_displayed() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (start, form, text) in enumerate(
            ((3, "decimal", "%1."), (1, "lowerLetter", "(%2)"), (1, "upperRoman", "%3"))
        )
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )

    def item(level: int, text: str) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
        return paragraph(run(text), properties=listed)

    body = (
        item(0, "Thanks")
        + item(1, "Norway")
        + item(1, "Spain")
        + item(0, "Asks")
        + item(1, "Malawi")
        + item(2, "first")
    )
    assert read(docx(body, numbering=numbering)) == [
        "3. Thanks", "(a) Norway", "(b) Spain", "4. Asks", "(a) Malawi", "I first",
    ]  # fmt: skip


def test_the_list_of_a_style_counts_as_its_paragraphs_own() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    body = "".join(paragraph(run(text), properties='<w:pStyle w:val="Own"/>') for text in ("One", "Two"))
    assert read(docx(body, numbering=numbering, styles=styles)) == ["1. One", "2. Two"]


def test_notes_come_after_the_paragraph_that_they_hang_on() -> None:
    hung = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    custom = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{i}">{paragraph(run(text))}</w:footnote>'
        for i, text in ((2, "See A/99/8."), (3, "Reissued."))
    )
    body = paragraph(run("The funds"), hung, run(" were sent.")) + paragraph(run("Title"), custom)
    text = read_docx(docx(body, footnotes=notes), "letter.docx")
    assert paragraphs(text) == ["The funds\u00b9 were sent.", "[1] See A/99/8.", "Title*", "[*] Reissued."]
    assert [mark for p in text.paragraphs for _, mark in p.references] == ["1", "*"]


def test_tracked_changes_are_taken_and_comments_and_hidden_text_left_out() -> None:
    body = paragraph(
        run("Norway "), "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del>", f"<w:ins>{run('pledged')}</w:ins>",
        "<w:moveFrom>" + run(" nothing") + "</w:moveFrom>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>",
        '<w:r><w:commentReference w:id="1"/></w:r>', run(" 64 million dollars."),
    )  # fmt: skip
    comment = f'<w:comment w:id="1">{paragraph(run("Is that so?"))}</w:comment>'
    assert read(docx(body, comments=comment)) == ["Norway pledged 64 million dollars."]


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    body = paragraph(run("The funds "), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("arrived."))
    assert read(docx(body)) == ["The funds arrived."]


def test_tables_are_rows_and_merged_cells_keep_their_place() -> None:
    wide = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        + paragraph(run("Both"))
        + "</w:tc><w:tc>"
        + paragraph(run("9"))
        + "</w:tc></w:tr>"
    )
    rows = table(("Country", "2009", "2010"), ("Norway", "64", "528"), ("Spain", "", "7")).replace(
        "</w:tbl>", wide + "</w:tbl>"
    )
    text = "".join(paragraph(run(f"Text {i}.")) for i in range(3))
    assert read(docx(text + rows))[3:] == ["Country\t2009\t2010", "Norway\t64\t528", "Spain\t\t7", "Both\t\t9"]


def test_a_table_that_sets_the_masthead_gives_its_paragraphs() -> None:
    assert read(docx(table(("United Nations", "A/99/9"), ("General Assembly", "Distr.: General")))) == [
        "United Nations", "A/99/9", "General Assembly", "Distr.: General",
    ]  # fmt: skip


def test_links_to_documents_cite_them() -> None:
    link = f'<w:hyperlink r:id="x">{run("that resolution")}</w:hyperlink>'
    text = read_docx(
        docx(paragraph(run("As in "), link, run(".")), {"x": "https://undocs.org/en/A/RES/62/208"}), "a.docx"
    )
    ((kind, symbol, span),) = ((s.kind, s.value, s.span) for s in text.stated)
    assert (kind, symbol, text.content[slice(*span)]) == ("citation", "A/RES/62/208", "that resolution")


def test_each_paragraph_knows_its_number_in_the_file() -> None:
    text = read_docx(docx(paragraph(run("One")) + paragraph() + paragraph(run("Three"))), "a.docx")
    assert [(text.content[slice(*place.span)], place.number) for place in text.places] == [("One", 1), ("Three", 3)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and then nothing", "damaged zip"),
        (archive({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<a/>"}), "no Word document"),
        (docx("<w:p>").replace(b"w:p", b"w:q"), "damaged zip|not well-formed"),
        (archive({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "document type"),
        (archive({"word/document.xml": b"<a>" * 100_000}), "not well-formed"),
        (archive({"word/document.xml": b" " * 40_000_000}), "grows"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_docx(data, "letter.docx")
