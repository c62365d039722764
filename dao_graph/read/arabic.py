"""Arabic as other keyboards write it: Persian letters for Arabic ones, and alif, ya and ta marbuta without their marks.

Words are put into the spelling in which the names of the authority lists and the rules of the language have them, where
they have the word in one spelling alone. All is done on text of the same length, so that places stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from dao_graph.data import data_dir
from dao_graph.lists.authorities import authorities

_WORD = re.compile(r"[\u0621-\u064a\u0671\u06a9\u06cc]+")
_PERSIAN = {0x06CC: "\u064a", 0x06A9: "\u0643"}
# These letters are of Persian, Urdu or Kurdish alone: such a text is no Arabic.
_FOREIGN = re.compile(r"[\u067e\u0686\u0698\u06af\u06d2\u0679\u0688\u0691]")
_HAMZA = re.compile(r"[\u0623\u0625\u0622]")
_ALIF = re.compile(r"\u0627")
_FOLDS = {0x0623: "\u0627", 0x0625: "\u0627", 0x0622: "\u0627", 0x0649: "\u064a", **_PERSIAN}
# Particles that are written as one word with the next.
_JOINED = re.compile(r"[\u0648\u0641]?[\u0628\u0644\u0643]?")
# The word for "that", which begins no text, and the one that does.
_THAT, _INDEED = "\u0623\u0646", "\u0625\u0646"
# A text has so many words with alif before its lack of hamza says anything.
_ENOUGH = 10


def respelled(text: str) -> str:
    """`text`, as long as it is, in the spelling of the lists and rules where it has Persian letters, or no hamza."""
    persian = any(chr(code) in text for code in _PERSIAN) and not _FOREIGN.search(text)
    bare = not _HAMZA.search(text) and len(_ALIF.findall(text)) >= _ENOUGH
    if not persian and not bare:
        return text
    plain = text.translate(_PERSIAN) if persian else text
    return _WORD.sub(lambda match: _spelled(match[0], plain[: match.start()].rstrip(" \t")[-1:] in ("", "\n")), plain)


def _spelled(word: str, first: bool) -> str:
    table = _spellings()
    for joined in dict.fromkeys((0, *(m.end() for m in [_JOINED.match(word)] if m), 1)):
        found = table.get(_folded(word[joined:]))
        if found is not None:
            return word[:joined] + (_INDEED if first and found in (_THAT, _INDEED) else found)
    return word


def _folded(word: str) -> str:
    return word.translate(_FOLDS)


@cache
def _spellings() -> dict[str, str]:
    """The one spelling of each word by its letters without marks; of the two words that differ in them alone and that
    every text has, the commoner."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in _words():
        found[_folded(word)].add(word)
    found[_folded(_THAT)] = {_THAT}
    return {folded: words.pop() for folded, words in found.items() if len(words) == 1}


def _words() -> Iterator[str]:
    for label in authorities().labels:
        # Hidden labels have the very spellings that are meant here.
        preferred = authorities().preferred(label.concept, "ar")
        if label.language == "ar" and label.text == preferred:
            yield from _WORD.findall(label.text)
    for path in sorted((data_dir("languages") / "ar").glob("*.toml")):
        # Words of examples are whole ones; patterns hold pieces of words.
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(("examples", "counterexamples")):
                yield from _WORD.findall(line)
