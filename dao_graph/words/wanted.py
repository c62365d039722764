"""A search: words that must all be there, phrases in quotation marks, words that must not be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dao_graph.data import LANGUAGES
from dao_graph.errors import QueryError
from dao_graph.model.characters import CLOSING_QUOTES, OPENING_QUOTES
from dao_graph.words.stems import Token, is_han, tokens

_QUOTES = re.escape("".join(dict.fromkeys(OPENING_QUOTES + CLOSING_QUOTES)).replace("'", "").replace("\u2019", ""))
_PART = re.compile(rf"(-?)(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([^\s{_QUOTES}]+))")
# Nobody looks for more; each costs a look into the index.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Term:
    """A series of words that stand together; the last is a beginning where `open`; unwanted where `without`."""

    forms: tuple[str, ...]
    open: bool = False
    without: bool = False

    def fts(self) -> str:
        """As SQLite's FTS5 writes it; forms hold letters and digits only."""
        return f'"{" ".join(self.forms)}"' + ("*" if self.open else "")

    def places(self, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Where a text of these words has the term."""
        size = len(self.forms)
        for i in range(len(found) - size + 1):
            if all(self._is(token.form, n) for n, token in enumerate(found[i : i + size])):
                yield found[i].start, self._end(found[i + size - 1])

    def _is(self, form: str, place: int) -> bool:
        wanted = self.forms[place]
        return form.startswith(wanted) if self.open and place == len(self.forms) - 1 else form == wanted

    def _end(self, token: Token) -> int:
        """Of a pair of Han characters of which one is looked for, that ends."""
        last = self.forms[-1]
        return token.start + len(last) if self.open and is_han(last) else token.end


def terms(wanted: str, language: str) -> tuple[Term, ...]:
    """The terms of `wanted` in texts of that language. Raises QueryError where it holds no word, or too many."""
    found = tuple(_terms(wanted, language))
    if all(term.without for term in found):
        raise QueryError("give a word to look for" if not found else "give a word that is to be there, too")
    if sum(len(term.forms) for term in found) > _MOST:
        raise QueryError(f"give no more than {_MOST} words to look for")
    return found


def _terms(wanted: str, language: str) -> Iterator[Term]:
    for mark, phrase, word in _PART.findall(wanted):
        forms = [token.form for token in tokens(phrase or word, language)]
        if len(forms) > 1 and is_han(forms[-1]) and len(forms[-1]) == 1 and is_han(forms[-2]):
            # The last one of a run is in the pair before it.
            del forms[-1]
        if forms:
            alone = is_han(forms[-1]) and len(forms[-1]) == 1
            yield Term(tuple(forms), alone or word.endswith("*"), bool(mark))


def expression(wanted: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The expression of FTS5 that finds `wanted` in paragraphs of `languages`, each with the words' forms in it. Raises
    QueryError as `terms`."""
    return " OR ".join(f"(language : {language} AND {_all(terms(wanted, language))})" for language in languages)


def _all(found: Sequence[Term]) -> str:
    there = " AND ".join(f"form : {term.fts()}" for term in found if not term.without)
    absent = "".join(f" NOT form : {term.fts()}" for term in found if term.without)
    return f"({there}{absent})"
