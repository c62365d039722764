"""The one form in which characters that only look different are compared, in texts and in names alike."""

from __future__ import annotations

import os
import re
import unicodedata

# Apostrophes and hyphens that typesetting varies; the letter that Russian writes with its dots or without; vowel signs
# that Arabic writes or leaves out.
_SAME = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u2212": "-",
    "\u0451": "\u0435", "\u0401": "\u0415",
    **{chr(code): "" for code in range(0x064B, 0x0653)}, "\u0670": "",
}  # fmt: skip
_TABLE = str.maketrans(_SAME)
_ARABIC = {0x30 + digit: 0x660 + digit for digit in range(10)}
VARIANTS = "".join(_SAME)
_NOT_WORD = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def normal(text: str) -> str:
    """`text` in Unicode's composed form, with plain apostrophes and hyphens, without the dots of a Russian letter and
    Arabic vowel signs."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_TABLE)


def arabic_digits(text: str) -> str:
    """`text` with its digits as Arabic texts may write them."""
    return text.translate(_ARABIC)


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _CONTROL.sub("", text)


def legible(text: str) -> str:
    """`text`, as long as it is, with a space in place of each character that XML cannot hold: a form feed of a PDF."""
    return _CONTROL.sub(" ", text)


def file_name(path: str) -> str:
    """The name of a file without its folder; bytes in it that are no UTF-8 stand as "\\xe9"."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def slug(text: str) -> str:
    """A name as a piece of an id: small letters, Latin ones without accents, hyphens for all that is no letter."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub("-", unicodedata.normalize("NFC", plain).casefold()).strip("-")
