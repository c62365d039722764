"""Symbols of documents: their one written form, and the ids of the documents that they name."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"\s*\(((?i:parts?|vol|sect|plan|resumption|supp))(\.?)\s*([^()]*)\)")


@lru_cache(maxsize=4_096)
def plain_symbol(text: str) -> str:
    """A symbol as written, with the plain hyphen between the parts of a joint one, single slashes without spaces, the
    year of a resolution joined to its number, and spaces before and in what names a part: "A/75/5 (Vol. II)"."""
    joined = re.sub(r"\s*/+\s*", "/", re.sub(r"\s*[-\u2013\u2014\u2212]\s*", "-", text.strip()))
    parted = _PART.sub(lambda match: f" ({' '.join(filter(None, (match[1] + match[2], match[3])))})", joined)
    return re.sub(r" (?=\(\d{4}\))", "", parted)


@lru_cache(maxsize=4_096)
def document_id(symbol: str) -> str:
    """The local id of the document with `symbol`: slashes and spaces become underscores."""
    return "document/" + re.sub(r"[\s/]+", "_", symbol.strip()).strip("_")


def symbol_behind(id: str) -> str:
    """The symbol that an id was made of: an underscore stands for a space before and within brackets ("24 (Part I)"),
    else for a slash."""
    spaced = re.sub(r"_(?=\()|_(?=[^()]*\))", " ", id.removeprefix("document/"))
    return spaced.replace("_", "/")


def is_symbol(text: str) -> bool:
    """Whether `text` has the form of a document symbol, single or joint ("A/64/578", "A/99/9-E/2099/9")."""
    return re.fullmatch(r"[A-Z]{1,6}(?:/[A-Za-z0-9.()&-]+(?: ?\([A-Za-z ]+\))?)+", text) is not None
