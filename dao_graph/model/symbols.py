"""Symbols of documents: their one written form, and the ids of the documents that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import unquote

from dao_graph.model.symbol_grammar import grammar, named_part, named_part_pattern, symbol_pattern

_NAMED = re.compile(r" ?\(((?i:parts?|vols?|sects?|plan|resumption|suppl?|income|introduction))(\.?)\s*+([^()]*)\)")
# Of texts whose spaces are single ones.
_DASH = re.compile(r" ?[-\u2010-\u2015\u2212] ?")
_ADOPTED_BRACKET = re.compile(r"(?<=[\dA-Z])\s*[(\[]\s*((?:19|20)\d\d|(?:E?S-)?[IVXLC]+)\s*[)\]]")
_LETTER_FIRST = re.compile(r"(\d)\s?([A-Z])\s?(\((?:E?S-)?[IVXLC]+\))")
_LETTER = re.compile(r"(?<=[\d)])(?:\s+|-|\s*\[\s*)([A-Z](?:-[A-Z])?)\]?(?=/[A-Z][a-z]+\.\d|$)")
_SIGN = re.compile(r"(?<=/)([A-Za-z]+)(?=[./])")
# Runs that hold a slash or are in brackets may be part of a symbol.
_RUN = "./()[]-\u2010\u2011\u2013"
_ROMAN = re.compile(r"(?<=\()[^\s()]{1,9}(?=\))")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# A longer range is no list of documents.
_LONGEST_RANGE = 300


@lru_cache(maxsize=4_096)
def plain_symbol(text: str) -> str:
    """A symbol in its one written form: Latin letters, plain hyphens and digits, single slashes, no spaces but before
    and in what names a part ("A/75/5 (Vol. II)"); year, session and letter joined to the number of what was adopted
    ("A/RES/2625(XXV)", "A/RES/62/208B"); signs as most write them ("Add.1")."""
    joined = _DASH.sub("-", re.sub(r" ?/+ ?", "/", unified(" ".join(text.split()))))
    joined = re.sub(r"(?<=[a-z]\.) (?=\d)", "", joined)
    known = grammar()
    if re.search(rf"/(?:{'|'.join(known.adopted)})/", joined):
        joined = _ADOPTED_BRACKET.sub(r"(\1)", joined)
        joined = _LETTER.sub(r"\1", _LETTER_FIRST.sub(r"\1\3\2", joined))
    joined = named_part_pattern().sub(lambda match: f" ({named_part(match[0])})", joined)
    parted = _NAMED.sub(lambda match: f" ({' '.join(filter(None, (match[1] + match[2], match[3])))})", joined)
    parted = re.sub(r"\s+\((?=(?:19|20)\d\d\))", "(", parted)
    return _SIGN.sub(lambda match: known.written.get(match[1], match[1]), parted)


@lru_cache(maxsize=4_096)
def document_id(symbol: str) -> str:
    """The local id of the document with `symbol`: slashes and spaces become underscores."""
    return "document/" + re.sub(r"[\s/]+", "_", symbol.strip()).strip("_")


@cache
def _spaced() -> re.Pattern[str]:
    """An id made of a symbol that is in no series and has a space before its first slash."""
    return re.compile(r"(\d{2,3})_(C|EX)_(?:(Resolution|Decision)_)?")


def symbol_behind(id: str) -> str:
    """The symbol that an id was made of: an underscore stands for a space before and within brackets ("24 (Part I)"),
    but between numbers; else for a slash."""
    local = id.removeprefix("document/")
    if match := _spaced().match(local):
        return f"{match[1]} {match[2]}/{f'{match[3]} ' if match[3] else ''}{local[match.end() :]}"
    return re.sub(r"_(?=\()|(?<!\d)_(?=[^()]*\))", " ", local).replace("_", "/")


@lru_cache(maxsize=4_096)
def is_symbol(text: str) -> bool:
    """True if `text` is a document symbol in its plain form, single or joint ("A/64/578", "A/99/9-E/2099/9")."""
    return symbol_pattern().fullmatch(text) is not None


def symbol_in_address(address: str) -> str | None:
    """The symbol that the address of a page names ("…/en/A/RES/70/1", "…?symbol=A/RES/70/1", "…/A_RES_70_1-EN.pdf"),
    percent encoding undone; None where what it names is none."""
    found = unquote(address).replace("+", " ").strip().rstrip(".,;:")
    if file := re.fullmatch(r"(.+?)-(?:AR|EN|ES|FR|RU|ZH)(?:\.\w+)?", found):
        found = file[1].replace("_", "/")
    symbol = plain_symbol(found)
    return symbol if is_symbol(symbol) else None


def unified(text: str) -> str:
    """`text`, as long as it is, with plain digits and slashes, and in what may be a symbol Latin letters in place of
    those of other scripts that look like them."""
    if text.isascii():
        return text
    text = _OTHER_DIGIT.sub(lambda match: str(int(match[0])), text)
    for code, to in grammar().looks.items():
        if to == "/":
            text = text.replace(chr(code), to)
    pieces: list[str] = []
    done = 0
    for start, end in _runs(text):
        if start >= done and (latin := _latin(text[start:end])) != text[start:end]:
            pieces += (text[done:start], latin)
            done = end
    return "".join((*pieces, text[done:]))


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where in `text` what may be a symbol, or the session in one, begins and ends."""
    spans = [match.span() for match in _ROMAN.finditer(text)]
    at = text.find("/")
    while at >= 0:
        start, end = at, at
        while start and (text[start - 1].isalnum() or text[start - 1] in _RUN):
            start -= 1
        while end < len(text) and (text[end].isalnum() or text[end] in _RUN):
            end += 1
        spans.append((start, end))
        at = text.find("/", end)
    return iter(sorted(spans))


def _latin(run: str) -> str:
    """A run in Latin letters where each of its letters is one or looks like one, and it holds a number or is one in
    Roman figures."""
    if run.isascii():
        return run
    latin = run.translate(grammar().looks)
    letters = [c for c in latin if c.isalpha()]
    if not all(c.isascii() for c in letters):
        return run
    return latin if any(c.isdigit() for c in latin) or re.fullmatch(r"(?:E?S-)?[IVXLC]+", latin) else run


def further_symbols(symbol: str, more: str, to: str = "(?!)") -> tuple[str, ...]:
    """The documents that belong to the one with `symbol` and that follow it in a list as `more` ("and Add.1-3 and
    Corr.1"; `to` is a pattern of what joins the ends of a range besides a hyphen): a number alone goes on with the sign
    before it. What `symbol` ends with itself is replaced where it is of
    the same kind, or can have none of that ("Add.1 and 2")."""
    found: list[str] = []
    sign, last = _sign_of(symbol), 0
    for match in re.finditer(
        rf"(?:([A-Z][a-z]+)\.)?(\d{{1,3}})(?:(?:\s?[-\u2013\u2014]\s?|{to})(?:\1\.)?(\d{{1,3}}))?(/[A-Z][a-z]+\.\d{{1,2}})?",
        more,
    ):
        first, end = int(match[2]), int(match[3] or match[2])
        if match[1]:
            sign = match[1]
        elif sign is None or first <= last:
            continue
        if sign not in grammar().further or not 0 <= end - first < _LONGEST_RANGE:
            continue
        base = _base_of(symbol, sign)
        found += [f"{base}/{sign}.{number}{match[4] or ''}" for number in range(first, end + 1)]
        last = end
    return tuple(found)


def record_symbols(symbol: str, more: str, to: str) -> tuple[str, ...]:
    """The records whose numbers follow the one with `symbol` in a list ("SR.1739 and 1740") or a range ("SR.849 to
    853"; `to` is a pattern of what joins its ends): of near meetings, each after the one before."""
    stem, _, last = symbol.rpartition(".")
    found: list[str] = []
    for joined, number in re.findall(r"(\D+?)(?:[A-Z]{2}\.)?(\d+)", more):
        if not last.isdigit() or not 0 < int(number) - int(last) <= _LONGEST_RANGE:
            break
        first = int(last) + 1 if re.fullmatch(to, joined) else int(number)
        found += [f"{stem}.{between}" for between in range(first, int(number) + 1)]
        last = number
    return tuple(found)


def _sign_of(symbol: str) -> str | None:
    match = re.search(r"/([A-Z][a-z]+)\.\d+$", symbol)
    return match[1] if match else None


def _base_of(symbol: str, sign: str) -> str:
    own = _sign_of(symbol) or ""
    if own in grammar().further and sign not in grammar().further[own]:
        return symbol.rpartition("/")[0]
    return symbol


def symbol_range(first: str, last: str) -> tuple[str, ...]:
    """The symbols from one to another that differ in their last number alone ("A/72/53/Add.1" to "3"), the second as
    its number or whole; nothing where they are no range."""
    start, end = re.search(r"\d+$", first), re.search(r"\d+$", last)
    if start is None or end is None:
        return ()
    head = first[: start.start()]
    if last[: end.start()] not in ("", head) or not 0 < int(end[0]) - int(start[0]) < _LONGEST_RANGE:
        return ()
    return tuple(f"{head}{number}" for number in range(int(start[0]), int(end[0]) + 1))


def lettered(symbol: str, letters: str) -> tuple[str, ...]:
    """The parts of what was adopted, by their letters in order: "A/RES/72/266" with "AB" is two documents."""
    return tuple(f"{symbol}{letter}" for letter in letters) or (symbol,)


def letters_between(first: str, last: str) -> str:
    """The letters from one to another: "A" to "C" is "ABC"; nothing where they are in no order."""
    return "".join(map(chr, range(ord(first), ord(last) + 1)))
