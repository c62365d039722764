"""Bytes to text: the encoding is detected and said; what is not text is refused with the reason."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import TYPE_CHECKING

from dao_graph.errors import InputError
from dao_graph.model.document import Text
from dao_graph.read.mojibake import turned_back

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

# What UN documents on old servers come in. A wider choice makes detection on short texts worse.
_LEGACY = ["gb18030", "utf_16_le", "utf_16_be", "cp1251", "cp1252", "cp1256"]
_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_SIGNATURES = [
    (b"%PDF-", "a PDF file: extract its text first (pdftotext writes a .txt)"),
    (b"PK\x03\x04", "a zip container (DOCX, ODT …): save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file: save it as plain text first"),
    (b"{\\rtf", "an RTF file: save it as plain text first"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
]
# A text mostly in letters of ASCII is in Latin script, whatever its other bytes are.
_LATIN, _LATIN_CODE = 4, "cp1252"
LARGEST = 20_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def decode(data: bytes, source: str) -> Text:
    """The text of `data`. UTF-8 (with or without BOM), UTF-16, UTF-32, GB18030 and Windows code pages are
    told apart; line ends become LF; what is UTF-8 read as another encoding is turned back, and a remark says so. A text
    in UTF-8 with some wrong bytes is refused, not taken for another script.

    Raises InputError when the data is empty, not text, or in no encoding that can be told.
    """
    if not data.strip():
        raise InputError(source, "is empty")
    if len(data) > LARGEST:
        raise InputError(source, f"is larger than {LARGEST:,} bytes: no document is; split it")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(source, f"is {what}")
    content, encoding = _decode(data, source)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if not content.strip():
        raise InputError(source, "holds nothing but white space")
    if len(_CONTROL.findall(content)) > len(content) // 200:
        raise InputError(source, "is not text: it holds control characters (a binary file?)")
    content, turned = turned_back(content)
    remarks = (f"{turned} lines held UTF-8 that was read as another encoding: turned back",) if turned else ()
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(source, content, encoding, digest, remarks=remarks)


def _decode(data: bytes, source: str) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                raise InputError(source, f"is broken {name} at byte {error.start}") from error
    try:
        text = data.decode("utf-8")
        # UTF-16 without a BOM decodes as UTF-8 when it is ASCII: the NULs give it away.
        if "\0" not in text:
            return text, "utf-8"
        utf8_error = None
    except UnicodeDecodeError as error:
        utf8_error = error
    if utf8_error and b"\0" not in data:
        return _without_nul(data, source, utf8_error)
    best = _guessed(data, _LEGACY)
    if best is None or (b"\0" in data and not best.encoding.startswith("utf_16")):
        raise _unknown(source, utf8_error)
    return str(best), best.encoding.replace("_", "-")


def _without_nul(data: bytes, source: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """The text of bytes that are no UTF-8, and no UTF-16 either."""
    kept = data.decode("utf-8", "ignore")
    right = len(kept) - len(kept.encode("ascii", "ignore"))
    wrong = data.decode("utf-8", "replace").count("\ufffd") - kept.count("\ufffd")
    if right >= wrong:
        raise InputError(
            source, f"is UTF-8 with a wrong byte, 0x{data[error.start]:02X} at byte {error.start}: mend it"
        )
    plain = data.decode("ascii", "ignore")
    high, letters = len(data) - len(plain), sum(map(str.isalpha, plain))
    if high * _LATIN < letters:
        try:
            return data.decode(_LATIN_CODE), _LATIN_CODE
        except UnicodeDecodeError:
            raise _unknown(source, error) from None
    best = _guessed(data, [name for name in _LEGACY if name != _LATIN_CODE])
    if best is None or best.encoding.startswith("utf_16"):
        raise _unknown(source, error)
    return str(best), best.encoding.replace("_", "-")


def _guessed(data: bytes, encodings: list[str]) -> CharsetMatch | None:
    # Few texts are no UTF-8, and importing it takes as long as reading one.
    from charset_normalizer import from_bytes

    return from_bytes(data, cp_isolation=encodings).best()


def _unknown(source: str, error: UnicodeDecodeError | None) -> InputError:
    where = f" (as UTF-8 it breaks at byte {error.start})" if error else ""
    return InputError(source, f"is not text in a known encoding{where}: convert it to UTF-8")
