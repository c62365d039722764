"""Raw blocks to repaired text: one line a block, without the traces of extraction, each character mapped back."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import FULL_WIDTH, HYPHENS
from dao_graph.model.document import NoteReference, RepairedText, Span
from dao_graph.model.normal import VARIANTS, normal
from dao_graph.model.width import is_cjk
from dao_graph.read.lines import Line, RawBlock

# Dropped wherever they stand: soft hyphen, zero-width and bidi marks, byte-order marks, tatweel.
# Characters for private use are symbols of some font; as text they say nothing, and patterns use them for slots.
_DROPPED = (
    "\ue000-\uf8ff\U000f0000-\U0010fffd\u00ad\u200b-\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\u061c\u0640"
)
_DROP = kept_pattern(f"[{_DROPPED}]")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAS_CJK = kept_pattern(f"[{_CJK}]")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_COMBINERS = "\u0300-\u036f\u0653-\u0655"
# Everything that needs more than copying; the punctuation that Chinese sets full-width stays as it is.
_OTHERS = (
    f"{_DROPPED}{_SPACES}\u2e80-\u2fdf\uff02-\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e"
    f"\ufb00-\ufdff\ufe70-\ufefe{_COMBINERS}{VARIANTS}"
)
_SPECIAL = kept_pattern(f"[{_OTHERS}]|  ")
_COMBINING = re.compile(f"[{_COMBINERS}]")
# What can be copied as it stands within a line that has more: words with single spaces between them, or Chinese
# without spaces. Half of all lines have an apostrophe or the like; copying what is around it whole makes reading
# four times as fast as looking at each character.
# No longer than this: one that is found to be no normal form is looked at again from its next character.
_WORD = rf"[^{_OTHERS}\s{_CJK}]{{1,40}}+"
_RUN = kept_pattern(rf"(?:(?:{_WORD} ){{0,12}}[^{_OTHERS}\s{_CJK}]{{1,40}}|[^{_OTHERS}\s]{{1,400}})(?![{_COMBINERS}])")
_SPACE = kept_pattern(rf"[\s{_SPACES}](?![{_COMBINERS}])[\s{_DROPPED}]*")


@cache
def _table(name: str) -> dict[str, Any]:
    with Path(__file__).with_name("repair.toml").open("rb") as file:
        return dict(tomllib.load(file)[name])


@cache
def _radicals() -> dict[str, str]:
    return {chr(int(code, 16)): ideograph for code, ideograph in _table("radicals").items()}


@cache
def _misread() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The letters that signs stand for, and the pattern that says where."""
    rows = _table("misread")
    where = re.compile("|".join(row["pattern"] for row in rows.values()))
    return {sign: row["letter"] for sign, row in rows.items()}, where


# Most texts are shorter than this; for longer ones it counts for little.
_KEPT_OFFSETS = 1 << 16


@cache
def _first_offsets() -> array[int]:
    return array("l", range(_KEPT_OFFSETS))


def _offsets(number: int) -> array[int]:
    """At least the first so many offsets. All but long texts share theirs."""
    return _first_offsets() if number <= _KEPT_OFFSETS else array("l", range(number))


class _Writer:
    """Collects repaired characters with the original interval of each."""

    def __init__(self, original: str) -> None:
        self.original = original
        # Slices of it are the offsets of what is copied: three times as fast as extending by a range.
        self.offsets = _offsets(len(original) + 1)
        # None is empty.
        self.pieces: list[str] = []
        self.starts = array("l")
        self.ends = array("l")

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def last(self) -> str:
        """The last character, if there is any."""
        return self.pieces[-1][-1] if self.pieces else ""

    def tail(self, number: int) -> str:
        """The last so many characters."""
        text = ""
        for piece in reversed(self.pieces):
            text = piece + text
            if len(text) >= number:
                break
        return text[-number:]

    def put(self, text: str, start: int, end: int) -> None:
        """Write `text` for an original interval. Where it is empty, as for a vowel sign, the letter before takes it."""
        if text:
            self.pieces.append(text)
        elif self.ends and self.ends[-1] == start:
            self.ends[-1] = end
        for _ in text:
            self.starts.append(start)
            self.ends.append(end)

    def copy(self, start: int, end: int) -> None:
        if end > start:
            self.pieces.append(self.original[start:end])
            self.starts.extend(self.offsets[start:end])
            self.ends.extend(self.offsets[start + 1 : end + 1])

    def drop_last(self) -> None:
        if rest := self.pieces.pop()[:-1]:
            self.pieces.append(rest)
        self.starts.pop()
        self.ends.pop()


def repair(
    original: str, blocks: Sequence[RawBlock]
) -> tuple[RepairedText, list[tuple[RawBlock, Span]], list[NoteReference]]:
    """The repaired text of `blocks`, the span in it of each that has any, and where notes are hung.

    Blocks are parted by a line feed, which stands for the original interval between them.
    """
    writer = _Writer(original)
    vocabulary = _Vocabulary(original)
    kept: list[tuple[RawBlock, Span]] = []
    references: list[NoteReference] = []
    for block in blocks:
        if kept and writer.last != "\n":
            writer.put("\n", block.lines[0].span.start, block.lines[0].span.start)
        begin = len(writer)
        waiting = list(block.references)
        for i, line in enumerate(block.lines):
            if i:
                _join(writer, line, vocabulary)
            start = line.span.start
            while waiting and waiting[0][0].end <= line.span.end:
                mark_span, mark = waiting.pop(0)
                _write(writer, Span(start, mark_span.start))
                references.append(NoteReference(len(writer), mark))
                start = mark_span.end
            _write(writer, Span(start, line.span.end))
        if len(writer) > begin:
            kept.append((block, Span(begin, len(writer))))
    return RepairedText("".join(writer.pieces), writer.starts, writer.ends), kept, references


class _Vocabulary:
    """Which of two spellings of a word broken at a hyphen the rest of the document uses."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_TAIL.findall(self._text.lower()))

    @cached_property
    def _hyphenated(self) -> frozenset[str]:
        return frozenset(_HYPHENATED.findall(self._text.lower()))

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """True where `head-tail` stands unbroken elsewhere and `headtail` does not, or where `head` ends in a
        capital or digit."""
        if not head[-1:].islower():
            return True
        whole, parted = (head + tail).lower(), f"{head}-{tail}".lower()
        return whole not in self._words and parted in self._hyphenated


_SPECIAL_SESSION = re.compile(r"(?<![^\W\d_])E?S$|[\u0621-\u064a]{2,3}$")
_HEAD = re.compile(r"(\w+)$")
_TAIL = re.compile(r"(\w+)")
# Words that a hyphen joins two by two: of "a-b-c" both "a-b" and "b-c".
_HYPHENATED = re.compile(r"\b(?=(\w++-\w++))")


def _join(writer: _Writer, line: Line, vocabulary: _Vocabulary) -> None:
    """Bridge a line break: nothing between Chinese characters or inside a symbol, a space between words, and a
    hyphen at the end of a line goes when it only divided a word."""
    last, first = writer.last, line.text[0]
    if last in ("", "\n"):
        return
    before = line.span.start - 1
    while writer.original[before].isspace():
        before -= 1
    if writer.original[before] == "\u00ad":
        return
    if last in HYPHENS and first.isalpha() and not is_cjk(first):
        head = _HEAD.search(writer.tail(40)[:-1])
        tail = _TAIL.match(line.text)
        if head and tail and head.group(1).isalpha():
            if first.islower() and not vocabulary.keeps_hyphen(head.group(1), tail.group(1)):
                writer.drop_last()
            return
    # The sign of a special session is one with its number.
    if last in HYPHENS and first.isdigit() and _SPECIAL_SESSION.search(writer.tail(4)[:-1]):
        return
    if is_cjk(last) or is_cjk(first) or last == "/":
        return
    writer.put(" ", line.span.start, line.span.start)


def _write(writer: _Writer, span: Span) -> None:
    """Write an interval of the original, with letters for the signs that stand for them."""
    start, end = span
    letters, pattern = _misread()
    # Few lines have such a sign.
    if any(sign in writer.original[start:end] for sign in letters):
        for match in pattern.finditer(writer.original, start, end):
            _write_plain(writer, Span(start, match.start()))
            writer.put(letters[match.group()], *match.span())
            start = match.end()
    _write_plain(writer, Span(start, end))


def _write_plain(writer: _Writer, span: Span) -> None:
    start, end = span
    text = writer.original[start:end]
    if not _SPECIAL.search(text) and (" " not in text or not _HAS_CJK.search(text)):
        writer.copy(start, end)
        return
    i = 0
    while i < len(text):
        run = _RUN.match(text, i)
        if run and unicodedata.is_normalized("NFC", run.group()):
            j = run.end()
            writer.copy(start + i, start + j)
        elif space := _SPACE.match(text, i):
            j = space.end()
            if _keeps_space(writer, text, i, j):
                writer.put(" ", start + i, start + j)
        else:
            j = i + 1
            while j < len(text) and _COMBINING.match(text[j]):
                j += 1
            if not _DROP.match(text[i:j]):
                writer.put(_normal(text[i:j]), start + i, start + j)
        i = j


def _keeps_space(writer: _Writer, text: str, i: int, j: int) -> bool:
    """A space next to a Chinese character is an artefact of extraction, unless a column gap of two or more."""
    if j >= len(text):
        return False
    before, after = writer.last, text[j]
    if before in ("", " "):
        return False
    if is_cjk(before) or is_cjk(after):
        return j - i > 1 and before.isalnum() and after.isalnum()
    return True


@cache
def _normal(character: str) -> str:
    if character.isascii() or character in FULL_WIDTH:
        return character
    if (radical := _radicals().get(character)) is not None:
        return radical
    if character in VARIANTS:
        return normal(character)
    if _SPECIAL.match(character):
        return normal(unicodedata.normalize("NFKC", character))
    return normal(character)
