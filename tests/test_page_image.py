"""Pages as pictures: the words of a fact are marked where they stand, and no file that has changed is shown."""

from __future__ import annotations

import base64
import gzip
import json
import re
import struct
import zlib
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from click.testing import CliRunner

import dao_graph
from dao_graph.cli import main
from dao_graph.errors import InputError
from dao_graph.formats.pdf.cutting import cut_images
from dao_graph.formats.pdf.image import _in_file, grey_image, marked_image, pixels_per_point
from dao_graph.formats.pdf.shapes import Turn
from dao_graph.pipeline.picture import DPI, picture

from .browser import Tab, built, chromium, violations
from .test_places import letter, letter_pdf
from .test_serve import running


def pixels(png: bytes) -> list[bytes]:
    """The rows of an image without filters: three bytes a pixel, or one where it has greys of four bits."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed, width, bits = 8, b"", 0, 0
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + size]
        assert zlib.crc32(name + content) == struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0]
        if name == b"IHDR":
            width, bits = struct.unpack(">I4xB", content[:9])
        packed += content if name == b"IDAT" else b""
        at += 12 + size
    rows = zlib.decompress(packed)
    step = 1 + (3 * width if bits == 8 else (width + 1) // 2)
    found = [rows[start + 1 : start + step] for start in range(0, len(rows), step)]
    return found if bits == 8 else [bytes(17 * int(digit, 16) for digit in row.hex()[:width]) for row in found]


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


def turned(data: bytes, turn: int) -> bytes:
    document = pdfium.PdfDocument(data)
    for page in document:
        page.set_rotation(90 * turn)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("turn", range(4))
def test_a_part_of_a_page_is_that_part_of_it(turn: int) -> None:
    """Each pixel is the whole page's, but for the greys of a photograph."""
    data = turned(letter_pdf(letter()), turn)
    wide, _, whole = grey_image(data, 1, 72, "letter.pdf").split(b" ", 3)[1:]
    whole, width = whole.partition(b"\n")[2], int(wide)
    [(box, image)] = cut_images(data, 1, 72, "letter.pdf", [(99, 80, 400, 5000)])
    rows = pixels(image)
    left, top, across, down = round(box[0]), round(box[1]), len(rows[0]), len(rows)
    assert box == pytest.approx((99, 80, across, down), abs=1)
    assert across == pytest.approx(400, abs=1) and down < 900, "it ends where the page does"
    for y, row in enumerate(rows):
        start = (top + y) * width + left
        assert all(abs(one - other) <= 16 for one, other in zip(row, whole[start : start + across], strict=True))
    assert any(min(row) < 64 for row in rows), "there is print on it"


def offline(folder: Path, *options: str) -> tuple[dict[str, Any], str]:
    """The data of the explorer of `folder`, and what `view` says."""
    page = folder / "explorer.html"
    done = CliRunner().invoke(main, ["view", str(folder / "out"), "-o", str(page), *options])
    assert done.exit_code == 0, done.output
    found = re.search(r'id="data">([^<]*)<', page.read_text(encoding="utf-8"))
    assert found
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found.group(1))))
    return data, done.output


def test_the_offline_page_has_the_lines_of_each_quote(folder: Path) -> None:
    built()
    data, said = offline(folder)
    shown = data["pictures"]
    places = [box for edge in data["edges"] for quote in edge[9] for box in quote if str(box).startswith("page=")]
    assert len(places) > 50
    for place in places:
        page, left, top, width, height = (float(x) for x in re.findall(r"-?[\d.]+", place))
        inside = [
            1 for _, number, x, y, w, h, _ in shown
            if number == page and x <= left and left + width <= x + w and y <= top and top + height <= y + h
        ]  # fmt: skip
        assert len(inside) == 1, "each line is in one picture"
    assert all(min(map(min, pixels(base64.b64decode(image)))) < 64 for *_, image in shown), "print is on each"
    size = sum(len(base64.b64decode(image)) for *_, image in shown)
    assert f"{len(shown)} pictures of 3 pages, {size:,} bytes" in said and said.splitlines()[-1] in data["loss"]
    assert "left out" not in said


def test_pictures_left_out_are_counted(folder: Path) -> None:
    built()
    every = len(offline(folder)[0]["pictures"])
    data, said = offline(folder, "--page-images-mb", "0.06")
    left = every - len(data["pictures"])
    assert 0 < left < every and f"left out {left}: above the limit of --page-images-mb" in said
    assert sum(len(base64.b64decode(picture[-1])) for picture in data["pictures"]) <= 60_000
    data, said = offline(folder, "--no-page-images")
    assert data["pictures"] == [] and "pages" not in said
    (folder / "letter.pdf").write_bytes(letter_pdf(letter() + "\n\nOne more."))
    data, said = offline(folder)
    assert data["pictures"] == [] and f"left out {every}: the file is gone, or has changed" in said
    (folder / "letter.pdf").unlink()
    assert f"left out {every}: the file is gone" in offline(folder)[1]


def test_in_the_browser_the_words_are_marked_as_they_are_printed(folder: Path) -> None:
    built()
    data, _ = offline(folder)
    founder = next(edge for edge in data["edges"] if data["shared"][edge[3]][0] == "Contribution")
    with chromium() as browser:
        tab = Tab(browser)
        page = tab.open(folder / "explorer.html", f"fact={founder[0]}")
        shown = page.locator("#panel button.cut")
        shown.first.scroll_into_view_if_needed()
        assert shown.first.locator("image").get_attribute("href").startswith("data:image/png;base64,")
        assert colours(page, shown.first) >= {"print", "mark"}
        assert "page 2: 110, " in shown.first.locator("svg").get_attribute("aria-label")
        assert violations(page) == []
        tab.shot("page-image-desktop")
        shown.first.click()
        large = page.locator("dialog svg")
        assert large.bounding_box()["width"] > 1.5 * shown.first.bounding_box()["width"]
        assert colours(page, large) >= {"print", "mark"}
        assert violations(page) == []
        tab.shot("page-image-large-desktop")
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
        assert page.evaluate("document.activeElement.className") == "cut"
        assert tab.said == [] and not [url for url in tab.asked if not url.startswith(("file:", "data:"))]


def colours(page: Any, element: Any) -> set[str]:
    """Which are seen of the black of print and the yellow of marks."""
    size = element.bounding_box()
    picture = base64.b64encode(element.screenshot()).decode()
    counted = page.evaluate(COUNT, [picture, size["width"], size["height"]])
    return {name for name, count in counted.items() if count > 20}


# The policy of the page lets it load a picture from its own address alone.
COUNT = """async ([picture, width, height]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const found = { print: 0, mark: 0 };
    for (let at = 0; at < data.length; at += 4) {
        if (Math.max(data[at], data[at + 1], data[at + 2]) < 100) found.print++;
        if (data[at] > 220 && data[at + 1] > 190 && data[at + 2] < 150) found.mark++;
    }
    return found;
}"""


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
