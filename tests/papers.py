"""PDF files of our own words, made for tests: set with ReportLab, or by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

SOFFICE = shutil.which("soffice")


class Sheet:
    """Pages on which lines are set where a test wants them, from the upper left corner."""

    def __init__(self, password: str | None = None) -> None:
        self._data = BytesIO()
        encrypt = StandardEncryption(password) if password else None
        self._canvas = Canvas(self._data, A4, encrypt=encrypt, invariant=1)

    def line(self, x: float, y: float, text: str, size: float = 10, font: str = "Times-Roman") -> None:
        """Set a line."""
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, A4[1] - y, text)

    def lines(self, x: float, y: float, *lines: str, size: float = 10, font: str = "Times-Roman") -> float:
        """Set lines one below the other; gives where the next would stand."""
        for line in lines:
            self.line(x, y, line, size, font)
            y += 1.2 * size
        return y

    def across(self, x: float, y: float, text: str) -> None:
        """Set a line that is read upwards."""
        self._canvas.saveState()
        self._canvas.translate(x, A4[1] - y)
        self._canvas.rotate(90)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a line."""
        self._canvas.line(x, A4[1] - y, x + width, A4[1] - y)

    def bar(self, x: float, y: float, height: float) -> None:
        """Draw a line up and down."""
        self._canvas.line(x, A4[1] - y, x, A4[1] - y - height)

    def box(self) -> None:
        """Draw what is no text."""
        self._canvas.rect(100, 100, 300, 400, fill=1)

    def turn(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._data.getvalue()


def wrapped(text: str, width: float, first: float = 0.0, size: float = 10) -> list[str]:
    """Words in lines as wide as `width`, the first narrower by `first`, as they are broken where text is set."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, "Times-Roman", size) > width - (0 if lines else first):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def scanned(data: bytes, dpi: int = 200) -> bytes:
    """The pages of a PDF file as a scanner gives them: grey images without any text."""
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            image = pdfium.PdfImage.new(made)
            image.set_bitmap(bitmap)
            image.set_matrix(pdfium.PdfMatrix().scale(width, height))
            sheet = made.new_page(width, height)
            sheet.insert_obj(image)
            sheet.gen_content()
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def converted(path: Path, form: str, folder: Path) -> Path:
    """A file in another format, by LibreOffice."""
    assert SOFFICE is not None
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, home, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form.partition(':')[0]}"
