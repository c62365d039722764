"""Sums of money: a figure, perhaps with a scale, beside a currency.

The currencies are an authority list; the table `[money]` of a pack says how its language writes figures, scales and
hedges. "$" and "dollars" alone are the United States' (United Nations Editorial Manual). A currency that several states
share by name ("francs") is none without its state.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from dao_graph.folder.compiled import compiled
from dao_graph.lists.authorities import kept_of_lists
from dao_graph.model.document import Span
from dao_graph.model.mention import Mention, Money
from dao_graph.recognise.currencies import currency_names, currency_signs
from dao_graph.recognise.elliptic import Ellipses
from dao_graph.rules.knowledge import Knowledge

_RULE = "und.sum"
_SPACES = " \u00a0\u2009\u202f"
_GROUPING = f"[{_SPACES}.,'\u2019\u066c]"
_FIGURE = (
    rf"(?<![\d.,\u066b\u066c])"
    rf"(?:\d{{1,3}}(?:{_GROUPING}\d{{3}})++(?:[.,\u066b]\d{{1,2}})?(?!\d)|\d++(?:[.,\u066b]\d++)?)"
)
# What text written from right to left may have: groups of thousands in the order in which the eye meets them
# ("000 819 5"), which shows where the last is short or the first is noughts.
_TURNED = (
    rf"(?:\d{{3}}(?:[{_SPACES}]\d{{3}})*+[{_SPACES}]\d{{1,2}}(?![\d{_SPACES}.,]\d)(?!\d)"
    rf"|000(?:[{_SPACES}]\d{{3}})++(?!\d))"
)
# Groups that may be read from either end ("250 345"), and those that only begin with a short one.
_EITHER = re.compile(rf"\d{{3}}(?:[{_SPACES}]\d{{3}})++")
_STRAIGHT = re.compile(rf"\d{{1,2}}(?:[{_SPACES}]\d{{3}})++")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Percentages show which decimal mark a text has, whatever its language uses.
_SHARES = re.compile(r"\d([.,])\d{1,2}[ \u00a0\u202f]?%")
# How far before a currency its figure may begin, and before a figure what hedges it.
_BEFORE, _HEDGE = 60, 32
# What stands beside a code that is another word too has at least so many digits.
_CODED = 4
# Scales of so many letters are abbreviations.
_LETTERS = 3
# From here on a numeral is a sum without a scale.
_SCALED = 100_000
# No sum is greater: another language's scale of the same name was meant ("trillón").
_MOST = Decimal(10) ** 16
_HALF = Decimal("0.5")
BOUNDS = ("about", "at least", "at most")


class _Hit(NamedTuple):
    start: int
    stop: int
    currency: str


class SumFinder:
    """Finds the sums in texts of one language. `sum_finder` keeps one for each."""

    def __init__(self, language: str, knowledge: Knowledge) -> None:
        table: Mapping[str, Any] = knowledge.rule_set(language).lexicon["money"]
        self._decimal: str = table.get("decimal", ".")
        self._turned = compiled(_TURNED if table.get("turned") else "(?!)", language)
        # Whether only spaces group thousands before a scale: "1.234 milliards" is less than two of them.
        self._spaced = bool(table.get("spaced"))
        self._shared = frozenset(knowledge.rule_set(language).lexicon["codes"]["shared"])
        # What makes a figure some more, grows together with a numeral, counts a scale, adds half, makes a range.
        self._more: str = table.get("more", "(?!)")
        self._fused: str = table.get("fused", "(?!)")
        self._counted = compiled(rf"(?:{table.get('counted', '(?!)')})\Z", language)
        self._half: str = table.get("half", "")
        self._upto: str = table.get("upto", "")
        self._ranged: Sequence[str] = table.get("ranged", ("", ""))
        self._scales: Mapping[str, int] = table.get("scales", {})
        self._numerals = {**knowledge.rule_set(language).lexicon["numerals"], **table.get("numerals", {})}
        self._signs = currency_signs(knowledge.authorities)
        made = partial(currency_names, knowledge.authorities, language)
        names = kept_of_lists(knowledge.authorities, f"currencies-{language}", made)
        self._currencies = list(names.values())
        self._automaton = AhoCorasick(list(names))
        english: Mapping[str, int] = knowledge.lexicon("en")["money"]["scales"]
        self._quoted = {word: scale for word, scale in english.items() if len(word) > _LETTERS}
        amount = self._amount_pattern(self._scales)
        behind_sign = self._amount_pattern({**self._quoted, **self._scales})
        self._ellipses = Ellipses(table, _FIGURE)
        # A figure goes after a sign ("$5 million") or before a name ("5 million dollars").
        self._after = compiled(rf"[{_SPACES}]?{behind_sign}", language)
        self._before = compiled(rf"{amount}[{_SPACES}]?(?:{table.get('between', '')})\Z", language)
        self._bounds = tuple(
            (bound, compiled(rf"(?:{pattern})[{_SPACES}]?\Z", language))
            for bound, pattern in zip(BOUNDS, (table.get(name, "(?!)") for name in _HEDGES), strict=True)
        )

    def _amount_pattern(self, scales: Iterable[str]) -> str:
        """A figure, or a numeral in words, with a scale; a range has two figures and one scale. Chinese may have two
        figures with a scale each ("1 yi 2 000 wan")."""
        scale = "|".join(sorted(map(re.escape, scales), key=len, reverse=True)) or "(?!)"
        ends = r"(?![^\W\d_])" if not _is_cjk(scale) else ""
        word = "|".join(sorted(map(re.escape, self._numerals), key=len, reverse=True)) or "(?!)"
        joined = rf"(?:{word})(?:[ -](?:{word})){{0,5}}"
        written_so = "|".join((scale, scale.upper(), scale.title()))
        half = rf"(?P<half>{self._half})?" if self._half else ""
        tail = rf"(?:[{_SPACES}-]?(?P<scale>{written_so}){ends}{half})"
        second = rf"(?:[{_SPACES}]?(?P<low_figure>{_FIGURE})[{_SPACES}]?(?P<low_scale>{scale}))?" if not ends else ""
        figure = rf"(?:(?<![\d.,]){self._turned.pattern}|{_FIGURE})"
        signs = "|".join(map(re.escape, sorted(self._signs, key=len, reverse=True)))
        opened, joint = self._ranged
        between = rf"--|[-\u2013\u2014]{self._upto}" + (rf"|(?(opened){joint}|(?!))" if opened else "")
        first = rf"(?:[{_SPACES}]?(?P<first_scale>{written_so}))?"
        upto = rf"(?:{first}\s?(?:{between})\s?(?:{signs})?(?P<to>{_FIGURE}))?"
        begin = rf"(?P<opened>(?<![^\W_])(?:{opened}) )?" if opened else ""
        written = rf"{begin}(?P<figure>{figure}){upto}(?P<more>\+|{self._more})?{tail}?{second}"
        tail_of_words = tail.replace("<scale>", "<word_scale>").replace("<half>", "<word_half>")
        begins = rf"(?:(?<![^\W_])|(?<=(?<![^\W_]){self._fused}))"
        spoken = rf"{begins}(?P<words>{joined}){tail_of_words}"
        # A word that is a number with its scale (the Arabic dual).
        whole = "|".join(re.escape(word) for word, number in self._numerals.items() if number >= _SCALED) or "(?!)"
        return rf"(?:{written}|{spoken}|{begins}(?P<whole>{whole})(?!\w))"

    def find(self, text: str) -> Iterator[Mention]:
        """The sums in `text`, in order."""
        yield from self._ellipses.joined(text, list(self._stated(text)), self._plain)

    def _stated(self, text: str) -> Iterator[Mention]:
        found = list(self._found(text))
        turned = self._is_turned([match["figure"] or "" for _, _, match in found])
        decimal = self._decimal_of(text) if found else self._decimal
        end = 0
        for hit, span, match in found:
            if money := self._money(match, hit.currency, self._bound(text, span.start, end), turned, decimal):
                end = span.end
                yield Mention(span, "sum", None, _RULE, values={"money": money})

    def _found(self, text: str) -> Iterator[tuple[_Hit, Span, re.Match[str]]]:
        """Currencies with the figures beside them, in order."""
        end = 0
        for hit in _leftmost(self._hits(text)):
            if hit.start < end or (around := self._around(text, hit, end)) is None:
                continue
            span, match = around
            if not self._is_other(text, hit, match):
                end = span.end
                yield hit, span, match

    def _is_turned(self, figures: Sequence[str]) -> bool:
        """True if a text shows, by those that can be read in one way only, that it has groups in visual order."""
        turned = sum(self._turned.fullmatch(figure) is not None for figure in figures)
        return turned > sum(_STRAIGHT.fullmatch(figure) is not None for figure in figures)

    def _decimal_of(self, text: str) -> str:
        """The decimal mark of a text: that of its language, unless most of its percentages have the other one."""
        shares = Counter(_SHARES.findall(text))
        own = shares.pop(self._decimal, 0)
        return max(shares, key=lambda mark: shares[mark]) if shares.total() > own else self._decimal

    def _is_other(self, text: str, hit: _Hit, match: re.Match[str]) -> bool:
        """True for a meeting with its number ("COP 29"), a unit ("in constant US$ 2015)"), a scale that is counted."""
        figure = match["figure"] or ""
        if match["whole"] and self._counted.search(text, max(0, match.start() - _HEDGE), match.start()):
            return True
        if match["whole"] or match["words"] or match["scale"] or not figure.isdigit():
            return False
        is_year = _YEAR.fullmatch(figure) is not None
        if text[hit.start : hit.stop] in self._shared:
            return is_year or len(figure) < _CODED
        return is_year and text[hit.stop : match.start() + 1].isspace() and text[match.end() : match.end() + 1] == ")"

    def _hits(self, text: str) -> Iterator[_Hit]:
        for i, start, stop in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if not (_is_letter(text, start) and _is_letter(text, start - 1)) and not (
                _is_letter(text, stop - 1) and _is_letter(text, stop)
            ):
                yield _Hit(start, stop, self._currencies[i])

    def _around(self, text: str, hit: _Hit, begin: int) -> tuple[Span, re.Match[str]] | None:
        # Names stand behind their figure: what follows "millions of dollars" in the head of a table is a year.
        if text[hit.start : hit.stop] in self._signs and (match := self._after.match(text, hit.stop)):
            return Span(hit.start, match.end()), match
        if match := self._before.search(text, max(begin, hit.start - _BEFORE), hit.start):
            return Span(match.start(), hit.stop), match
        return None

    def _money(self, match: re.Match[str], currency: str, bound: str, turned: bool, decimal: str) -> tuple[Money, ...]:
        """The sum of a match, or the two ends of a range; none where the figure makes no sense."""
        groups = match.groupdict()
        if words := groups.get("words"):
            number = _spoken(words, self._numerals)
            scale = self._scale(groups["word_scale"])
            number += _HALF if groups.get("word_half") else 0
            return (Money(number * scale, currency, bound),) if number else ()
        if whole := groups.get("whole"):
            return (Money(Decimal(str(self._numerals[whole])), currency, bound),)
        scale = self._scale(groups["scale"])
        bound = bound or (BOUNDS[1] if groups.get("more") else "")
        scales = [self._scale(groups["first_scale"]) if groups.get("first_scale") else scale, scale]
        figures = [groups[name] for name in ("figure", "to") if groups[name]]
        values = [
            self._figure(figure, by != 1, turned, decimal) * by for figure, by in zip(figures, scales, strict=False)
        ]
        if groups.get("half"):
            values[-1] += _HALF * scale
        if low := groups.get("low_figure"):
            values[0] += self._figure(low, True, False, decimal) * self._scales[groups["low_scale"]]
        if len(values) == 2 and 0 < values[0] < values[1] <= _MOST:
            return Money(values[0], currency, "at least"), Money(values[1], currency, "at most")
        return (Money(values[0], currency, bound),) if 0 < values[0] <= _MOST and len(values) == 1 else ()

    def _scale(self, word: str | None) -> int:
        if not word:
            return 1
        return self._scales.get(word) or self._scales.get(word.lower()) or self._quoted[word.lower()]

    def _plain(self, figure: str, scale: str) -> Decimal:
        return self._figure(figure, True, False, self._decimal) * self._scale(scale)

    def _figure(self, text: str, scaled: bool, turned: bool, own: str) -> Decimal:
        """The number that figures write. A mark before three digits groups thousands, unless it is the text's decimal
        mark (`own`) and a scale follows ("1.234 million")."""
        if self._turned.fullmatch(text) or (turned and _EITHER.fullmatch(text)):
            text = "".join(reversed(text.split()))
        plain = re.sub(rf"[{_SPACES}'\u2019\u066c]", "", text).replace("\u066b", own)
        marks = [c for c in plain if c in ".,"]
        decimal = marks[-1] if marks else ""
        if marks and len(set(marks)) == 1:
            digits = len(plain) - plain.rindex(decimal) - 1
            parts_units = decimal == own or (self._spaced and own == self._decimal)
            grouped = digits == 3 and plain[0] != "0" and not (scaled and parts_units)
            if len(marks) > 1 or grouped:
                decimal = ""
        whole, _, fraction = plain.rpartition(decimal) if decimal else (plain, "", "")
        digits_only = re.sub(r"[.,]", "", whole)
        return Decimal(f"{digits_only}.{fraction}" if fraction else digits_only)

    def _bound(self, text: str, start: int, begin: int) -> str:
        begin = max(begin, start - _HEDGE)
        found = [(m.start(), bound) for bound, hedge in self._bounds if (m := hedge.search(text, begin, start))]
        # "No more than" has "more than" in it.
        return min(found)[1] if found else ""


_HEDGES = tuple(bound.replace(" ", "-") for bound in BOUNDS)


@cache
def sum_finder(language: str, knowledge: Knowledge) -> SumFinder:
    """The finder of `language`'s sums."""
    return SumFinder(language, knowledge)


def _leftmost(hits: Iterable[_Hit]) -> list[_Hit]:
    """Of overlapping hits the one that begins first, then the longest."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.stop)):
        if not kept or hit.start >= kept[-1].stop:
            kept.append(hit)
    return kept


def _spoken(words: str, numerals: Mapping[str, float]) -> Decimal:
    """The number that words write, which add up; the pack may have several words as one ("one and a half")."""
    known = numerals.get(words.lower())
    each = [known] if known is not None else [numerals.get(word, 0) for word in re.split(r"[ -]", words.lower())]
    return sum((Decimal(str(number)) for number in each), Decimal(0))


def _is_letter(text: str, at: int) -> bool:
    """True if a letter of a script with spaces between words stands at `at`."""
    return 0 <= at < len(text) and text[at].isalpha() and not _is_cjk(text[at])


def _is_cjk(text: str) -> bool:
    return any("\u3007" <= c <= "\u9fff" for c in text)
