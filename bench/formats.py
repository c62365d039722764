"""How long PDF files take to be read: the engine's text, ours with paragraphs, notes, tables and places, and others'.

    python bench/formats.py FILE.pdf ...

Prints seconds of the processor for each file, the best of three runs (of one by slow engines, which are measured where
they are installed: pdftotext, pypdf, pdfminer.six). Nothing here is asserted.
"""

from __future__ import annotations

import io
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pypdfium2 as pdfium

from dao_graph.errors import InputError
from dao_graph.formats.exchange import packed, unpacked
from dao_graph.formats.pdf import read_pdf

RUNS = 3


def by_engine(data: bytes) -> int:
    """PDFium's text, page by page."""
    with pdfium.PdfDocument(data) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def by_us(data: bytes) -> int:
    """Ours, as it goes from the process that reads to the one that asks."""
    try:
        return len(unpacked(packed(read_pdf(data, "file.pdf")), "file.pdf").content)
    except InputError:
        return 0


def by_pdftotext(data: bytes) -> int:
    """Poppler's text."""
    return len(subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=False).stdout.decode())


def by_pypdf(data: bytes) -> int:
    """Text by pypdf."""
    return sum(len(page.extract_text()) for page in import_module("pypdf").PdfReader(io.BytesIO(data)).pages)


def by_pdfminer(data: bytes) -> int:
    """Text by pdfminer.six."""
    return len(import_module("pdfminer.high_level").extract_text(io.BytesIO(data)))


OTHERS = {
    "pdftotext": (by_pdftotext, shutil.which("pdftotext") is not None, RUNS),
    "pypdf": (by_pypdf, find_spec("pypdf") is not None, 1),
    "pdfminer": (by_pdfminer, find_spec("pdfminer") is not None, 1),
}


def seconds(read: Callable[[bytes], int], data: bytes, runs: int) -> float:
    """Seconds of the processor that the best of some runs took, those of programs that it starts included."""
    best = float("inf")
    for _ in range(runs):
        begin = _used()
        read(data)
        best = min(best, _used() - begin)
    return best


def _used() -> float:
    programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + programs.ru_utime + programs.ru_stime


def main() -> None:
    """Measure and print."""
    others = {name: (read, runs) for name, (read, there, runs) in OTHERS.items() if there}
    print(f"{'file':32} {'pages':>5} {'engine':>7} {'ours':>7} {'ratio':>5}", *(f"{name:>9}" for name in others))
    total = [0.0] * (2 + len(others))
    for path in map(Path, sys.argv[1:]):
        data = path.read_bytes()
        taken = [seconds(by_engine, data, RUNS), seconds(by_us, data, RUNS)]
        taken += [seconds(read, data, runs) for read, runs in others.values()]
        total = [a + b for a, b in zip(total, taken, strict=True)]
        with pdfium.PdfDocument(data) as document:
            _print(path.name, str(len(document)), taken)
    _print("all", "", total)


def _print(name: str, pages: str, taken: list[float]) -> None:
    engine, ours, *rest = taken
    ratio = f"{ours / engine:5.1f}" if engine else "    -"
    print(f"{name:32.32} {pages:>5} {engine:7.3f} {ours:7.3f} {ratio}", *(f"{one:9.3f}" for one in rest), flush=True)


if __name__ == "__main__":
    main()
