"""Files that were made, or damaged, to hurt: each is read or refused within seconds, and its neighbours are built."""

from __future__ import annotations

import contextlib
import io
import os
import random
import socket
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

import dao_graph
from dao_graph.errors import InputError
from dao_graph.formats import sandbox
from dao_graph.formats.kinds import kind_of
from dao_graph.pipeline.build import build

from .conftest import EXAMPLES
from .files import archive, lines_docx
from .papers import Sheet, wrapped
from .test_pdf import FIRST, SECOND

_MUTANTS = 50
# Those are seconds on the clock of a machine that others use too; of the processor a file has five.
_SECONDS = 20.0


def pdf() -> bytes:
    sheet = Sheet()
    y = sheet.lines(120, 100, *wrapped(FIRST, 340))
    sheet.lines(120, y + 8, *wrapped(SECOND, 340))
    return sheet.pdf()


def page() -> bytes:
    return f"<html><body><h1>The pilots met</h1><p>{FIRST}<p>{SECOND}<table><tr><td>a<td>b</table>".encode()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "The pilots", "<1@example.org>"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="paper.pdf")
    return bytes(message)


def word() -> bytes:
    return lines_docx(f"{FIRST}\n\n{SECOND}")


def packed() -> bytes:
    return archive({"a.txt": FIRST.encode(), "b/c.pdf": pdf()})


MAKERS: dict[str, Callable[[], bytes]] = {"pdf": pdf, "docx": word, "html": page, "mail": mail, "zip": packed}


def mutant(data: bytes, seed: int) -> bytes:
    """A file with bits turned, cut off, or with a piece of itself elsewhere; of every second package, a part of it."""
    chance = random.Random(seed)
    if seed % 2 and zipfile.is_zipfile(io.BytesIO(data)):
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = {name: package.read(name) for name in package.namelist()}
        changed_part = chance.choice([name for name, part in parts.items() if part])
        return archive(parts | {changed_part: mutant(parts[changed_part], seed // 2)})
    changed = bytearray(data)
    match seed % 3:
        case 0:
            for _ in range(1 + len(changed) // 400):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        case 1:
            del changed[chance.randrange(len(changed)) :]
        case 2:
            start, to = chance.randrange(len(changed)), chance.randrange(len(changed))
            changed[to:to] = changed[start : start + chance.randrange(1, 2_000)]
    return bytes(changed)


def tried(kind: str, data: bytes) -> str:
    """What becomes of a file: "" where it is read."""
    start = time.monotonic()
    try:
        if kind == "zip":
            sandbox.held_files(kind, data, "file")
        else:
            sandbox.read_file(kind, data, "file")
        return ""
    except InputError as error:
        return error.reason
    finally:
        assert time.monotonic() - start < _SECONDS


@pytest.mark.parametrize("kind", MAKERS)
def test_mutants_are_read_or_refused(kind: str) -> None:
    """Where one ends the process that reads it, the next is read all the same."""
    data = MAKERS[kind]()
    reasons = [tried(kind, mutant(data, seed)) for seed in range(_MUTANTS)]
    assert not [reason for reason in reasons if "ModuleNotFoundError" in reason or "Errno 24" in reason]
    assert tried(kind, data) == ""


def _bomb_page() -> bytes:
    """Three gigabytes of one byte, packed twice, as the text of a page."""
    once = zlib.compressobj(9)
    begin = once.compress(b" " * 1_000_000) + once.flush(zlib.Z_FULL_FLUSH)
    again = once.compress(b" " * 1_000_000) + once.flush(zlib.Z_FULL_FLUSH)
    twice = zlib.compress(begin + again * 3_000 + once.flush(), 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n4 0 obj<</Length "
        + str(len(twice)).encode()
        + b"/Filter[/FlateDecode/FlateDecode]>>stream\n"
        + twice
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _nested(depth: int) -> bytes:
    data = FIRST.encode()
    for i in range(depth):
        data = archive({f"{i}.zip" if i else "a.txt": data})
    return data


def _objects(*bodies: bytes) -> bytes:
    """A PDF file of numbered objects, the first of which is the catalogue."""
    numbered = b"".join(b"%d 0 obj%s endobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%PDF-1.5\n" + numbered + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def _stream(content: bytes, entries: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def _zeros(size: int) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()


def _page_of(box: bytes, content: bytes, more: bytes = b"") -> tuple[bytes, ...]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % (box, more)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, _stream(content, b""), font,
    )  # fmt: skip


def _table_bomb() -> bytes:
    """A table of references that is a stream of gigabytes."""
    head = b"%PDF-1.5\n"
    entries = b"/Type/XRef/Size 99/W[1 2 1]/Root 1 0 R/Filter/FlateDecode"
    return (
        head + b"9 0 obj" + _stream(_zeros(2_000_000_000), entries) + b" endobj\nstartxref\n%d\n%%%%EOF\n" % len(head)
    )


def _image_bomb() -> bytes:
    """An image of gigabytes on a page without text."""
    image = _stream(_zeros(1_000_000_000), b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace"
                    b"/DeviceGray/BitsPerComponent 8/Filter/FlateDecode")  # fmt: skip
    return _objects(*_page_of(b"0 0 600 800", b"q 600 0 0 800 0 0 cm /I Do Q", b"/XObject<</I 6 0 R>>"), image)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip": ("zip", lambda: archive({f"{i}.txt": b"\0" * 5_000_000 for i in range(5)})),
    "nested zips": ("zip", lambda: _nested(12)),
    "zip without end": ("zip", lambda: b"PK\x03\x04" * 100_000),
    "pdf": ("pdf", _bomb_page),
    "pdf with a table of gigabytes": ("pdf", _table_bomb),
    "pdf with an image of gigabytes": ("pdf", _image_bomb),
    "pdf of nested arrays": ("pdf", lambda: _objects(b"<</Type/Catalog/Pages " + b"[" * 500_000)),
    "pdf whose pages hold themselves": (
        "pdf",
        lambda: _objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 99999/Kids[2 0 R 2 0 R 2 0 R]>>"),
    ),
    "pdf of an enormous page": ("pdf", lambda: _objects(*_page_of(b"0 0 1e30 1e30", b""))),
    "deep docx": ("docx", lambda: archive({"word/document.xml": b"".join(b"<a%d>" % i for i in range(100_000))})),
    "odt": ("odt", lambda: archive({"content.xml": b" " * 60_000_000})),
    "docx": ("docx", lambda: archive({"word/document.xml": b"<a>" + b" " * 60_000_000})),
    "laughs": ("docx", lambda: archive({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "&c;&c;">]><a>&b;</a>'})),
    "deep page": ("html", lambda: b"<html>" + b"<b><i>" * 500_000),
    "wide page": ("html", lambda: b"<html><table>" + b"<tr><td>1" * 300_000),
    "long line": ("html", lambda: b"<html>" + b"a" * 40_000_000),
    "mail in mail": ("mail", lambda: b"Content-Type: multipart/mixed; boundary=b\nA: b\nC: d\n\n--b\n" * 3_000),
}


def _zip_of_gigabytes() -> bytes:
    """Three gigabytes of one byte in three megabytes."""
    once = zlib.compressobj(9, zlib.DEFLATED, -15)
    begin = once.compress(bytes(1_000_000)) + once.flush(zlib.Z_FULL_FLUSH)
    again = once.compress(bytes(1_000_000)) + once.flush(zlib.Z_FULL_FLUSH)
    data, size, name = begin + again * 2_999 + once.flush(), 3_000_000_000, b"a.txt"
    sizes = (len(data), size, len(name), 0)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, *sizes) + name + data
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, *sizes, 0, 0, 0, 0, 0) + name
    return local + entry + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local), 0)


BOMBS["gigabytes"] = ("zip", _zip_of_gigabytes)
BOMBS["gigabytes that are denied"] = (
    "zip",
    lambda: _zip_of_gigabytes().replace(struct.pack("<L", 3_000_000_000), struct.pack("<L", 900_000)),
)
# What takes its time: the engine goes on until there is no memory, a parser until there are too many elements.
_SLOW = {"pdf", "pdf with a table of gigabytes", "long line"}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no account of processes")
@pytest.mark.parametrize("name", sorted(set(BOMBS) - _SLOW))
def test_bombs_are_refused_before_they_go_off(name: str) -> None:
    """In little time of the processor, whatever else it does."""
    kind, make = BOMBS[name]
    data = make()
    assert tried("html", page()) == ""
    process = sandbox._PROCESS._process
    assert process is not None
    before = _seconds(process.pid)
    assert tried(kind, data)
    assert process.poll() is not None or _seconds(process.pid) - before < 2.0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no account of processes")
@pytest.mark.parametrize("name", ["pdf", "pdf with a table of gigabytes", "pdf with an image of gigabytes"])
def test_small_files_get_little_memory(name: str) -> None:
    """Also where a page is to be drawn: then as much as a scan needs."""
    kind, make = BOMBS[name]
    data = make()
    sandbox._PROCESS._end()
    assert tried("html", page()) == ""
    process = sandbox._PROCESS._process
    assert process is not None
    asked = threading.Thread(target=tried, args=(kind, data))
    asked.start()
    highest = 0
    while asked.is_alive():
        highest = max(highest, _resident(process.pid))
        time.sleep(0.005)
    assert 0 < highest < 150_000_000 + 100 * len(data) + 150_000_000


def test_pictures_are_small_whatever_the_page_says() -> None:
    """The engine leaves out an image that it has no memory for."""
    with contextlib.suppress(InputError):
        assert len(sandbox.grey_page(_image_bomb(), 1, 300, "file")) < 21_000_000
    assert len(sandbox.grey_page(_objects(*_page_of(b"0 0 14000 14000", b"")), 1, 300, "file")) < 21_000_000
    assert tried("html", page()) == ""


def _resident(pid: int) -> int:
    """Bytes of memory that a process has, 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _seconds(pid: int) -> float:
    """Seconds of the processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_and_the_next_file_is_read(name: str) -> None:
    kind, make = BOMBS[name]
    data = make()
    tried(kind, data)
    assert tried("html", page()) == ""


def test_names_in_archives_lead_nowhere() -> None:
    data = archive({"../../x.txt": FIRST.encode(), "a\u202e\n.txt": SECOND.encode(), "y" * 400 + ".txt": b"Z"})
    names = [name for name, _ in sandbox.held_files("zip", data, "a.zip")]
    assert "x.txt" in names and "a??.txt" in names
    assert all(len(name) < 210 for name in names)


@pytest.mark.skipif(not sandbox.in_force(), reason="the system has no means to shut a process in")
def test_the_process_that_reads_can_open_nothing(tmp_path: Path) -> None:
    """Asked from within: no file, no socket, no other program."""
    import subprocess
    import sys

    asked = (
        "import socket, os; from dao_graph.formats.limits import shut_in; shut_in()\n"
        "for step in (lambda: open('/etc/passwd'), lambda: open('x', 'w'), socket.socket, os.pipe):\n"
        "    try: step(); print('opened')\n"
        "    except OSError: print('refused')\n"
        "print(end='', flush=True)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.split() == ["refused"] * 4


def test_an_encoding_that_nobody_knows_is_no_damage() -> None:
    """Its name is looked for among modules, which the process cannot open."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "The pilots", "<1@example.org>"
    message.set_content(f"{FIRST}\n\n{SECOND}\n")
    data = bytes(message).replace(b'charset="utf-8"', b'charset="utf-8081"')
    assert b"utf-8081" in data
    assert FIRST in " ".join(sandbox.read_file("mail", data, "note.eml").content.split())


def test_no_link_of_a_page_is_followed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        head = f'<!DOCTYPE html SYSTEM "{address}a.dtd"><html><base href="{address}"><link href="{address}b">'
        read = sandbox.read_file("html", f'{head}<img src="{address}c"><p>{FIRST}'.encode(), "page.html")
        assert FIRST in read.content
        with pytest.raises(TimeoutError):
            server.accept()


def test_neighbours_are_built_and_the_report_says_why_the_others_are_not(tmp_path: Path) -> None:
    """A folder with a letter, a bomb, damaged files of each kind, and what nobody reads."""
    (tmp_path / "letter.txt").write_bytes((EXAMPLES / "kigali-letter.en.txt").read_bytes())
    (tmp_path / "bomb.pdf").write_bytes(_bomb_page())
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    (tmp_path / "half.docx").write_bytes(word()[:300])
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 1_000)
    (tmp_path / "data.xlsx").write_bytes(b"PK\x03\x04")
    built = build([tmp_path])
    states = {Path(entry.source).name: entry.status for entry in built.report.inputs}
    assert states.pop("letter.txt") == "built"
    assert set(states.values()) == {"failed"} and len(states) == 4
    assert all(entry.reason for entry in built.report.of("failed"))
    assert built.left_out == {"XLSX": 1}


def test_what_an_archive_and_a_mail_hold_are_documents_of_their_own(tmp_path: Path) -> None:
    letter = (EXAMPLES / "kigali-letter.en.txt").read_bytes()
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@example.org", "The letter", "<1@example.org>"
    message.set_content("Please find attached the letter.")
    message.add_attachment(
        lines_docx((EXAMPLES / "kigali-letter.fr.txt").read_text("utf-8")),
        maintype="application",
        subtype="x",
        filename="lettre.docx",
    )
    (tmp_path / "all.zip").write_bytes(
        archive({"2009/letter.txt": letter, "mail.eml": bytes(message), "a.png": b"\x89PNG"})
    )
    graph = dao_graph.build([tmp_path / "all.zip"], tmp_path / "out", store=False)
    sources = {
        Path(entry["source"]).as_posix().rpartition("all.zip")[2]: entry["status"] for entry in graph.report["inputs"]
    }
    assert sources == {"!/2009/letter.txt": "built", "!/mail.eml": "built", "!/mail.eml!/lettre.docx": "built"}


def test_kinds_are_told_by_what_a_file_holds() -> None:
    assert {kind: kind_of(make()) for kind, make in MAKERS.items()} == {kind: kind for kind in MAKERS}
    outlook = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "__substg1.0_0037001F".encode("utf-16-le")
    assert kind_of(outlook) == "msg" and "save it as EML" in tried("msg", outlook)
    assert kind_of(b"{\\rtf1 a}") == "rtf" and kind_of(FIRST.encode()) == ""
    assert kind_of(b"From: the Chair\nTo: the members\n\nI have the honour to write.") == ""
    assert kind_of(b'<?xml version="1.0"?>\n<akomaNtoso/>', "a.xml") == ""
