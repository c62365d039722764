"""Web pages: their text without what stands around it."""

from __future__ import annotations

import pytest

from dao_graph.errors import InputError
from dao_graph.formats.html import read_html

from .test_pdf import FIRST, SECOND, paragraphs


def read(page: str) -> list[str]:
    return paragraphs(read_html(page.encode(), "page.html"))


def test_menus_and_scripts_and_footers_are_no_text() -> None:
    page = f"""<!DOCTYPE html><html><head><title>News | UN</title><style>p {{}}</style></head><body>
    <nav><ul><li><a href="/">Home</a></li></ul></nav><div class="cookie-banner">We use cookies.</div>
    <div id="main"><h1>The pilots met</h1><p>{FIRST}</p><script>alert(1)</script><p>{SECOND}</p></div>
    <div class="related"><a href="/x">More</a></div><footer>Copyright</footer></body></html>"""
    assert read(page) == ["The pilots met", FIRST, SECOND]


def test_items_have_their_numbers_and_rows_their_cells() -> None:
    page = f"""<p>{FIRST}</p><ol start="3"><li>Thanks<li>Asks</ol><ul><li>Norway</ul>
    <table><tr><th>Country<th>Paid</tr><tr><td>Spain<td>528 000</tr></table>"""
    assert read(page) == [FIRST, "3. Thanks", "4. Asks", "Norway", "Country\tPaid", "Spain\t528 000"]


def test_notes_and_links() -> None:
    page = (
        f"""<p>{FIRST}<sup>1</sup></p><p>As <a href="https://undocs.org/A/RES/62/208">that resolution</a> says.</p>"""
    )
    text = read_html(page.encode(), "page.html")
    assert paragraphs(text)[0] == f"{FIRST}\u00b9"
    assert [(s.value, text.content[slice(*s.span)]) for s in text.stated] == [("A/RES/62/208", "that resolution")]


@pytest.mark.parametrize(
    ("encoding", "said", "word"),
    [
        ("cp1251", "windows-1251", "Норвегия внесла взнос"), ("gb18030", "gb2312", "挪威捐款"),
        ("cp1256", "windows-1256", "النرويج"),
        ("cp1252", "iso-8859-1", "“Norvège”"), ("utf-8", "utf-8", "挪威 Норвегия"), ("utf-16", "utf-16", "Норвегия"),
    ],
)  # fmt: skip
def test_pages_are_in_the_encoding_that_they_say(encoding: str, said: str, word: str) -> None:
    page = f'<html><head><meta charset="{said}"></head><body><p>{word}</p></body></html>'
    assert paragraphs(read_html(page.encode(encoding), "page.html")) == [word]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="no text"):
        read_html(b"<html><body><script>x()</script></body></html>", "page.html")


def test_pages_deeper_than_anybody_nests_are_refused() -> None:
    assert read("<div>" * 100 + f"<p>{FIRST}</p>") == [FIRST]
    with pytest.raises(InputError, match="no text"):
        read("<div>" * 20_000 + f"<p>{FIRST}</p>")


@pytest.mark.parametrize("sign", ["\x02", "\0", "\x1b", "\uffff", "&#1;", "&#xFFFF;", "&#0;"])
def test_control_characters_are_no_damage(sign: str) -> None:
    """Neither in its text nor beside what is left out, whose neighbours are joined."""
    said = "The pilots met in Kigali and agreed to share what they had learned."
    beside = f"<nav>Home</nav> and{sign} <form>x</form> so{sign} on"
    page = f"<html><body><p>{said[:20]}{sign}{said[20:]}</p>{beside}</body></html>"
    assert said in read_html(page.encode(), "page.html").content.replace("\ufffd", "")
