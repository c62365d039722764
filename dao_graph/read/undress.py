"""Traces of passing a text on: quoting of e-mail, Markdown and tags, letters doubled by a printer.

All is done on text of the same length, so that places stay what they are: what only dresses becomes a space at the
beginning of a line, elsewhere a character that repair drops.
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import eq

from dao_graph.model.characters import CLOSING_BRACKETS, COMMAS, OPENING_BRACKETS

_NOTHING = "\u2060"
_AT_ENDS = re.compile(rf"^{_NOTHING}++|(?<!{_NOTHING}){_NOTHING}++$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_QUOTATION = re.compile(r"^[ \t]*>[^\n]*(?:\n[ \t]*>[^\n]*)+", re.MULTILINE)
# A line that holds something, from there on.
_FILLED = re.compile(r"\S.*")
# A word or more between marks of emphasis; a lone asterisk is the mark of a note.
_EMPHASIS = re.compile(r"(?<![\w*])(?!_{3}|\*\d+\*)(\*{1,3}|_{1,2})(?=\S)([^*\n]{1,300}?)(?<=\S)\1(?![\w*])")
# Bold type that goes on over the lines of a paragraph.
_BOLD = re.compile(r"(?<![\w*])(\*{2,3})(?=\S)((?:[^*\n]|\n(?![ \t]*\n)){1,2500}?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"(?<=\d)\\(?=[.)])")
_LINK = re.compile(r"\[([^\]\[\n]{1,200})\](\((?:https?://|#|/)[^()\s]{0,300}(?:\([^()\s]{0,40}\)[^()\s]{0,40})?\))")
# A note in Markdown, and the mark on the words that it hangs on; figures as they stand raised.
_FOOTNOTE = re.compile(r"^(?P<lead>[ \t]*)\[\^(?P<note>\d{1,3})\]:|\[\^(?P<mark>\d{1,3})\]", re.MULTILINE)
_RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_HEADING = re.compile(r"^#{1,6}(?=[ \t])", re.MULTILINE)
_TAG = re.compile(r"</?(?:[bipu]|br|em|strong|span|div|h[1-6]|small|sup|sub|ul|ol|li)(?:\s[^<>\n]{0,200})?/?>")
_BRACKETED = re.compile(
    rf"^([ \t]*)([{OPENING_BRACKETS}]?)(\d{{1,3}})(?:\)(?=[ \t])|[{CLOSING_BRACKETS[1:]}])", re.MULTILINE
)
_NUMBERED = re.compile(r"^[ \t]*\d{1,3}\.[ \t]", re.MULTILINE)
_MISREAD = re.compile(r"^[ \t]*([lI])(?:\.| ?-)(?=[ \t])", re.MULTILINE)
_SECOND = re.compile(r"^[ \t]*2(?:\.| ?-)[ \t]", re.MULTILINE)
_FIRST = re.compile(r"^[ \t]*1(?:\.| ?-)[ \t]", re.MULTILINE)
_DOUBLED = re.compile(r"([^\W_]|[.,:;/])\1")
# Of the letters of a text so many stand twice where a printer doubled them.
_MOST = 0.9
# So many marks of emphasis, headings, links or tags make Markdown or HTML of a text.
_MARKS = 3
_LETTERS = 40
# Characters after it among which the first heading stands.
_NEAR = 400
# What a page of Markdown says of itself before its text, and its title there.
_PREFACE = re.compile(r"\A\s*---[ \t]*\n(?P<lines>(?:[^\n]{0,400}\n){1,40}?)---[ \t]*\n")
_FIELD = re.compile(r"^(?:title[ \t]*+:(?P<title>[^\n]*+)|[^\n]*+)$", re.MULTILINE)
# What dresses a title there.
_DRESS = " \t\"'"


def undressed(text: str) -> str:
    """`text`, as long as it is, without what dresses it."""
    for step in (_unprefaced, _unquoted, _unmarked, _raised, _single):
        text = step(text)
    # How a line begins and ends is looked at before repair.
    text = _AT_ENDS.sub(lambda match: " " * len(match[0]), text)
    return _renumbered(text)


def _unprefaced(text: str) -> str:
    """Without what a page of Markdown says of itself, except its title, where no heading says that."""
    preface = _PREFACE.match(text)
    if preface is None:
        return text
    headed = _HEADING.search(text, preface.end(), preface.end() + _NEAR) is not None

    def blank(field: re.Match[str]) -> str:
        title = "" if headed else (field.group("title") or "").strip(_DRESS)
        begin = field.group().find(title, field.start("title") - field.start()) if title else len(field.group())
        return " " * begin + title + " " * (len(field.group()) - begin - len(title))

    kept = _FIELD.sub(blank, preface.group("lines"))
    begin, end = preface.span("lines")
    return (
        re.sub(r"[^\n]", " ", text[:begin])
        + kept
        + re.sub(r"[^\n]", " ", text[end : preface.end()])
        + text[preface.end() :]
    )


def _unquoted(text: str) -> str:
    """Without the marks of quoted mail, where most lines have them, or lines one below the other."""
    quoted = len(_QUOTED.findall(text))
    if quoted < 2 or quoted * 5 < len(_FILLED.findall(text)) * 4:
        return _QUOTATION.sub(lambda lines: _without_marks(lines[0]), text)
    return _without_marks(text)


def _without_marks(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _unmarked(text: str) -> str:
    """Without emphasis, links, headings and tags, where there are several."""
    patterns = (_BOLD, _EMPHASIS, _LINK, _HEADING, _ESCAPED)
    if len(_TAG.findall(text)) >= _MARKS:
        text = _TAG.sub(lambda match: _NOTHING * len(match[0]), text)
    if "*" not in text and "#" not in text and "](" not in text:
        return text
    if sum(len(pattern.findall(text)) for pattern in patterns) < _MARKS:
        return text
    text = _LINK.sub(lambda match: f"{_NOTHING}{match[1]}{_NOTHING * (len(match[2]) + 1)}", text)
    for pattern in (_BOLD, _EMPHASIS):
        text = pattern.sub(lambda m: f"{_NOTHING * len(m[1])}{m[2]}{_NOTHING * len(m[1])}", text)
    text = _HEADING.sub(lambda match: " " * len(match[0]), text)
    return _ESCAPED.sub(_NOTHING, text)


def _raised(text: str) -> str:
    """With the notes of Markdown and their marks as raised figures."""

    def raise_mark(match: re.Match[str]) -> str:
        if mark := match["mark"]:
            return _NOTHING * 3 + mark.translate(_RAISED)
        return f"{match['lead']}  {match['note'].translate(_RAISED)}  "

    return _FOOTNOTE.sub(raise_mark, text)


def _single(text: str) -> str:
    """With each letter once, where nearly all stand twice, as from a printer that makes bold by printing over."""
    letters = sum(map(str.isalpha, text))
    # Hardly any text has so many characters that are as the next one is, which is soon counted.
    if letters < _LETTERS or 2 * sum(map(eq, text, text[1:])) < letters * _MOST:
        return text
    twice = sum(2 for match in _DOUBLED.finditer(text) if match[1].isalpha())
    return _DOUBLED.sub(rf"{_NOTHING}\1", text) if twice >= letters * _MOST else text


def _renumbered(text: str) -> str:
    """With paragraphs numbered "(1)" or "1)" as "1.", where a preamble comes before the first of them and none is
    numbered otherwise; and with "l." as "1." where a scanner misread the first number."""
    if not _NUMBERED.search(text):
        found = list(_BRACKETED.finditer(text))
        numbers = [int(match[3]) for match in found]
        in_order = len(numbers) > 1 and numbers[0] == 1 and all(b == a + 1 for a, b in pairwise(numbers))
        if in_order and _after_comma(text, found[0].start()):
            return _BRACKETED.sub(lambda m: f"{m[1]}{' ' * len(m[2])}{m[3]}.", text)
    misread = _MISREAD.search(text)
    if (
        misread
        and _after_comma(text, misread.start())
        and not _FIRST.search(text)
        and _SECOND.search(text, misread.end())
    ):
        return f"{text[: misread.start(1)]}1{text[misread.end(1) :]}"
    return text


def _after_comma(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in tuple(COMMAS)
