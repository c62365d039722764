"""Pages as pictures: the words of a fact are marked where they stand, and no file that has changed is shown."""

from __future__ import annotations

import re
import struct
import zlib
from html import unescape
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.cli import main
from dao_graph.errors import InputError
from dao_graph.formats.pdf.image import _in_file, marked_image, pixels_per_point
from dao_graph.formats.pdf.shapes import Turn
from dao_graph.pipeline.picture import DPI, picture

from .test_places import letter, letter_pdf
from .test_serve import running


def pixels(png: bytes) -> list[bytes]:
    """The rows of an image that has three bytes a pixel and no filters."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed, width = 8, b"", 0
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + size]
        assert zlib.crc32(name + content) == struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0]
        width = struct.unpack(">I", content[:4])[0] if name == b"IHDR" else width
        packed += content if name == b"IDAT" else b""
        at += 12 + size
    rows = zlib.decompress(packed)
    step = 1 + 3 * width
    return [rows[start + 1 : start + step] for start in range(0, len(rows), step)]


def marked(png: bytes) -> tuple[float, ...]:
    """The left, upper, right and lower edge of all that is yellow, in points."""
    found = [
        (x // 3, y)
        for y, row in enumerate(pixels(png))
        for x in range(0, len(row), 3)
        if row[x] > 200 and row[x + 2] < 60
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return tuple(edge * 72 / DPI for edge in (min(xs), min(ys), max(xs) + 1, max(ys) + 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.pdf").write_bytes(letter_pdf(letter()))
    dao_graph.build([tmp_path / "letter.pdf"], tmp_path / "out", check=False)
    return tmp_path


def test_a_box_is_marked_where_it_is() -> None:
    png = marked_image(letter_pdf(letter()), 1, DPI, "letter.pdf", [(110.0, 200.0, 80.0, 12.0)])
    assert marked(png) == pytest.approx((109, 199, 191, 213), abs=1)


@pytest.mark.parametrize("turn", range(4))
def test_on_pages_that_are_turned_too(turn: int) -> None:
    page = pdfium.PdfDocument.new().new_page(600, 800)
    page.set_cropbox(20, 30, 500, 700)
    page.set_rotation(90 * turn)
    width, height = page.get_size()
    shown = Turn(raw.FPDFPage_GetRotation(page.raw), width, height, page.get_cropbox()[:2])
    for place in ((40.0, 60.0), (300.0, 650.0)):
        assert _in_file(page, *shown.point(*place)) == pytest.approx(place)


def test_an_enormous_page_has_an_image_of_bearable_size() -> None:
    assert pixels_per_point(600, 800, 300) == 300 / 72
    assert (200_000 * pixels_per_point(200_000, 200_000, 300)) ** 2 <= 20_000_001


def test_explain_writes_the_page_of_a_fact(folder: Path) -> None:
    image = folder / "page.png"
    asked = ["explain", str(folder / "out"), "Norway", "--limit", "1", "--page-image", str(image)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    left, top, right, bottom = marked(image.read_bytes())
    assert 100 < left < right < 500 and 80 < top < bottom < 720
    (folder / "letter.pdf").write_bytes(letter_pdf(letter() + "\n\nOne more."))
    done = CliRunner().invoke(main, asked)
    assert done.exit_code != 0 and "has changed since the graph was built" in done.output


def test_what_has_no_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(letter(), "utf-8")
    dao_graph.build([path], tmp_path / "out", check=False)
    asked = ["explain", str(tmp_path / "out"), "Norway", "--page-image", str(tmp_path / "page.png")]
    assert "none of these facts stands on a page" in CliRunner().invoke(main, asked).output
    with pytest.raises(InputError, match="is no PDF file"):
        picture({"source": "letter.txt", "path": str(path)}, [])


def test_the_server_shows_the_page_of_a_quote(folder: Path) -> None:
    with running(folder / "out", "--workers", "1") as get:
        found = get("/find?name=Norway", Accept="text/html")
        thing = get(found.headers["location"], Accept="text/html")
        links = re.findall(r'href="(/page\?[^"]*)"[^>]*>([^<]*)<', thing.text)
        assert links and {shown for _, shown in links} <= {"page 1", "page 2", "page 3"}
        address = unescape(links[0][0])
        reply = get(address)
        assert (reply.status, reply.media) == (200, "image/png")
        assert marked(reply.body)
        assert get(address.replace("page=", "page=99", 1)).status == 404
        (folder / "letter.pdf").unlink()
        assert get(address).status == 404
        assert get("/page?text=nothing").status == 404
