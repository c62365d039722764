"""The process that reads files of other formats: it takes one after the other from its standard input and gives the
texts on its standard output. It trusts neither the files nor, after reading them, itself.

A request is a line of JSON (`task`, `kind`, `source`, `seconds`, `size`, and what the task needs) and the bytes; an
answer a line of JSON (`status`, `size`, `names`, `parts`) and bytes.
"""

from __future__ import annotations

import gc
import json
import sys
import zipfile
from importlib.machinery import PathFinder
from io import BytesIO
from typing import Any, BinaryIO

from dao_graph.errors import InputError
from dao_graph.formats.exchange import packed
from dao_graph.formats.package import check_package
from dao_graph.formats.pdf.cutting import cut_images
from dao_graph.formats.pdf.image import grey_image, marked_image
from dao_graph.formats.pdf.scan import recognition
from dao_graph.formats.reading import Recognised, ScanError, files_in, text_of

# Bytes of memory for a task, and more for each byte of the file: a text of a thousand pages takes a hundred times the
# size of its PDF file, what was made to hurt takes all that it gets.
_MEMORY = {"text": 150_000_000, "held": 150_000_000, "checked": 150_000_000, "grey": 400_000_000}
_MEMORY |= dict.fromkeys(("marked", "cut"), _MEMORY["grey"])
_PER_BYTE = 100


def main() -> None:
    """Read until there is no more."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    _load()
    from dao_graph.formats.limits import allow_memory, allow_seconds, shut_in

    # What was imported stays, and reading makes hardly any cycles: looking for them takes a tenth of its time.
    gc.freeze()
    gc.set_threshold(100_000)
    in_force = shut_in()
    # A search in folders that cannot be opened is an error; a name that no module has, as that of an encoding, is none.
    sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not PathFinder]
    _answer(answers, {"status": "ready", "in_force": in_force}, b"")
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        allow_seconds(request["seconds"])
        allow_memory(_MEMORY[request["task"]] + _PER_BYTE * len(data))
        _answer(answers, *_done(request, data))


def _done(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    kind, source = request["kind"], request["source"]
    try:
        match request["task"]:
            case "held":
                files = files_in(kind, data, source)
                names = [(name, len(content)) for name, content in files]
                return {"status": "held", "names": names}, b"".join(content for _, content in files)
            case "checked":
                check_package(data, source)
                return {"status": "checked"}, b""
            case "grey":
                return {"status": "image"}, grey_image(data, request["page"], request["dpi"], source)
            case "marked":
                return {"status": "image"}, marked_image(
                    data, request["page"], request["dpi"], source, request["boxes"]
                )
            case "cut":
                parts = cut_images(data, request["page"], request["dpi"], source, request["boxes"])
                shown = [(box, len(image)) for box, image in parts]
                return {"status": "images", "parts": shown}, b"".join(image for _, image in parts)
        pages = {int(number): hocr for number, hocr in request.get("pages", {}).items()}
        recognised = Recognised(request.get("by", ""), request.get("dpi", 0), pages)
        return {"status": "text"}, packed(text_of(kind, data, source, recognised))
    except ScanError as error:
        return {"status": "scan", "reason": error.reason, "unread": error.unread}, b""
    except InputError as error:
        return {"status": "refused", "reason": error.reason}, b""
    except MemoryError:
        return {"status": "memory"}, b""
    except Exception as error:  # whatever a hostile file makes a library raise is said of that file
        return {"status": "failed", "reason": f"{type(error).__name__}: {error}"[:300]}, b""


def _answer(answers: BinaryIO, told: dict[str, Any], data: bytes) -> None:
    answers.write(json.dumps({**told, "size": len(data)}).encode() + b"\n")
    answers.write(data)
    answers.flush()


def _load() -> None:
    """Import all that reading needs, for nothing can be opened afterwards."""
    import email.charset
    import email.contentmanager
    import email.header
    import encodings
    import importlib
    import pkgutil

    import charset_normalizer.api
    import charset_normalizer.md

    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in ("mbcs", "oem"):
            importlib.import_module(f"encodings.{module.name}")
    for name in ("gb18030", "gbk", "big5", "utf_16", "utf_32", "cp1256", "cp1251", "cp1252", "koi8_r", "idna"):
        "".encode(name)
    assert charset_normalizer.api and charset_normalizer.md and email.charset and email.header
    for reader in ("containers", "docx", "html", "mail", "pdf"):
        importlib.import_module(f"dao_graph.formats.{reader}")
    _warm()


# A message of all that the parser has its own modules for.
_LETTER = (
    b"From: =?utf-8?q?=C3=89?= <a@example.org>\nSubject: =?iso-8859-1?b?6Q==?=\nMIME-Version: 1.0\nDate: Thu, 1 Jan "
    b"2009 00:00:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=latin-1\n"
    b"Content-Transfer-Encoding: quoted-printable\n\n<p>=E9</p>\n--b\nContent-Type: application/pdf\n"
    b"Content-Disposition: attachment; filename*=utf-8''a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--\n"
)


_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<<"
    b"/Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<<"
    b"/Length 74>>stream\nBT /F 10 Tf 99 700 Td (A line of words.) Tj 0 -12 Td (And one more of them.) Tj ET\nendstream"
    b" endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
_BODY = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Words'
    b"</w:t></w:r></w:p></w:body></w:document>"
)


def _package() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", _BODY)
    return made.getvalue()


def _warm() -> None:
    """Let libraries open what they open at their first use."""
    for kind, data in (
        ("html", b"<p>\xe9t\xe9 le bon mot, encore une phrase de mots</p>"),
        ("mail", _LETTER),
        ("pdf", _PAGE),
        ("docx", _package()),
    ):
        text_of(kind, data, "")
    grey_image(_PAGE, 1, 10, "")
    marked_image(_PAGE, 1, 10, "", [(1.0, 1.0, 1.0, 1.0)])
    cut_images(_PAGE, 1, 10, "", [(1.0, 1.0, 9.0, 9.0)])
    recognition("<span class='ocr_line' title='x'>a</span>", 1.0)
    files_in("mail", _LETTER, "")
    files_in("zip", _package(), "")


if __name__ == "__main__":
    main()
