"""The index of words: a file of SQLite with each text's paragraphs, packed, and where words stand in them (FTS5).

FTS5 keeps the forms of words only, so that what a stemmer makes of them is Python's business; a paragraph that is found
is unpacked, and its words are marked by the same rule.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dao_graph.data import LANGUAGES
from dao_graph.errors import DamagedError
from dao_graph.words.paragraphs import Kept, Paragraph, unpacked
from dao_graph.words.stems import tokens
from dao_graph.words.wanted import expression, terms

# Another where the forms of words are made in another way: then all texts are indexed anew.
_FORMAT = "2"
_SCHEMA = """
CREATE TABLE about (format TEXT NOT NULL);
CREATE TABLE texts (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, document TEXT NOT NULL, language TEXT NOT NULL,
                    packed BLOB NOT NULL);
CREATE INDEX of_document ON texts (document, language);
CREATE VIRTUAL TABLE words USING fts5 (language, form, content = '', tokenize = "unicode61 remove_diacritics 0");
"""
# A paragraph's row is that of its text times this, and its number.
_ROW = 1 << 24


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that holds what was looked for: local id of the document, language of the paragraph, the paragraph,
    and the intervals of its text that were meant."""

    document: str
    language: str
    paragraph: Paragraph
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Some of the paragraphs that were found, the fittest first, and how many there are."""

    places: tuple[Place, ...]
    total: int


def update(before: Path | None, path: Path, keys: Mapping[str, None], content: Callable[[str], bytes]) -> None:
    """Write the index of the texts with those keys to `path`, from the one `before` if there is one: only texts that it
    does not have are read, by `content`. Raises OSError where it cannot be written."""
    if before is not None and _is_sound(before):
        shutil.copyfile(before, path)
    try:
        with closing(sqlite3.connect(path)) as file, file:
            # The folder's next state counts when it is whole: a half written file is no harm.
            file.execute("PRAGMA synchronous = OFF")
            if not file.execute("SELECT 1 FROM sqlite_master").fetchone():
                file.executescript(_SCHEMA)
                file.execute("INSERT INTO about VALUES (?)", (_FORMAT,))
            _bring(file, keys, content)
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error


def packed_in(path: Path, key: str) -> bytes | None:
    """The packed paragraphs of the text with that key, from an index that may be damaged; None where it has none that
    are whole."""
    try:
        with closing(_opened(path)) as file:
            if file.execute("SELECT format FROM about").fetchone() != (_FORMAT,):
                return None
            (found,) = file.execute("SELECT packed FROM texts WHERE key = ?", (key,)).fetchone() or (b"",)
        unpacked(found)
        return bytes(found)
    except (OSError, sqlite3.Error, ValueError, TypeError, zlib.error):
        return None


def _is_sound(path: Path) -> bool:
    try:
        with closing(_opened(path)) as file:
            return bool(file.execute("SELECT format FROM about").fetchone() == (_FORMAT,))
    except (OSError, sqlite3.Error):
        return False


def _opened(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    # Folders are passed on: what a file says of its tables may call no function of the engine.
    file.execute("PRAGMA trusted_schema = OFF")
    return file


def _bring(file: sqlite3.Connection, keys: Mapping[str, None], content: Callable[[str], bytes]) -> None:
    """Bring the index in step with `keys`."""
    there = dict(file.execute("SELECT key, id FROM texts ORDER BY id"))
    for key in there.keys() - keys.keys():
        (packed,) = file.execute("SELECT packed FROM texts WHERE id = ?", (there[key],)).fetchone()
        gone = _rows(there[key], unpacked(packed))
        file.executemany("INSERT INTO words (words, rowid, language, form) VALUES ('delete', ?, ?, ?)", gone)
        file.execute("DELETE FROM texts WHERE id = ?", (there[key],))
    for key in keys:
        if key not in there:
            packed = content(key)
            kept = unpacked(packed)
            values = (key, kept.document, kept.language, packed)
            id = file.execute("INSERT INTO texts (key, document, language, packed) VALUES (?, ?, ?, ?)", values)
            assert id.lastrowid is not None
            file.executemany("INSERT INTO words (rowid, language, form) VALUES (?, ?, ?)", _rows(id.lastrowid, kept))


def _rows(id: int, kept: Kept) -> Iterator[tuple[int, str, str]]:
    for number, paragraph in enumerate(kept.paragraphs):
        forms = " ".join(token.form for token in tokens(paragraph.text, paragraph.language))
        if forms:
            yield id * _ROW + number, paragraph.language, forms


class Words:
    """The index in a file. Raises DamagedError, as all of its methods do, where it cannot be read."""

    def __init__(self, file: sqlite3.Connection, name: str) -> None:
        self._file, self._name = file, name

    @classmethod
    def open(cls, path: Path) -> Words:
        """The index at `path`, for reading only."""
        try:
            return cls(_opened(path), str(path))
        except sqlite3.Error as error:
            raise DamagedError(f"{path}: cannot be read: {error}") from error

    @classmethod
    def of(cls, texts: Mapping[str, bytes]) -> Words:
        """An index in memory, of packed texts by a key."""
        file = sqlite3.connect(":memory:", check_same_thread=False)
        file.executescript(_SCHEMA)
        _bring(file, dict.fromkeys(texts), texts.__getitem__)
        return cls(file, "memory")

    def find(
        self, wanted: str, language: str = "", document: str = "", limit: int | None = 20, start: int = 0
    ) -> Places:
        """The paragraphs that hold `wanted` (see `wanted`), in one language or in any, of one document (its local id)
        or of any: `limit` of them from the one numbered `start`, those first in which the words weigh most (BM25).
        Raises QueryError where `wanted` has no words."""
        said = expression(wanted, (language,) if language else LANGUAGES)
        try:
            rows = self._file.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid", (said,))
            found = [row for (row,) in rows]
            if document:
                own = {id for (id,) in self._file.execute("SELECT id FROM texts WHERE document = ?", (document,))}
                found = [row for row in found if row // _ROW in own]
            chosen = found[start : None if limit is None else start + limit]
            texts = {id: self._text(id) for id in dict.fromkeys(row // _ROW for row in chosen)}
            return Places(tuple(_place(texts[row // _ROW], row % _ROW, wanted) for row in chosen), len(found))
        except (sqlite3.Error, ValueError, TypeError, IndexError, zlib.error) as error:
            raise self._damaged(error) from error

    def text(self, document: str, language: str = "") -> Kept | None:
        """The text of a document (its local id) in that language, or the first of any; None where there is none."""
        asked = "SELECT id FROM texts WHERE document = ? AND (language = ? OR ? = '') ORDER BY language"
        try:
            found = self._file.execute(asked, (document, language, language)).fetchone()
            return self._text(found[0]) if found else None
        except (sqlite3.Error, ValueError, TypeError, zlib.error) as error:
            raise self._damaged(error) from error

    def languages(self, document: str) -> list[str]:
        """The languages in which there are texts of a document."""
        asked = "SELECT DISTINCT language FROM texts WHERE document = ? ORDER BY language"
        try:
            return [language for (language,) in self._file.execute(asked, (document,))]
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _text(self, id: int) -> Kept:
        return unpacked(self._file.execute("SELECT packed FROM texts WHERE id = ?", (id,)).fetchone()[0])

    def _damaged(self, error: Exception) -> DamagedError:
        return DamagedError(f"{self._name}: cannot be read: {error}: build the graph again with --recheck")


def _place(kept: Kept, number: int, wanted: str) -> Place:
    paragraph = kept.paragraphs[number]
    found = list(tokens(paragraph.text, paragraph.language))
    meant = (term for term in terms(wanted, paragraph.language) if not term.without)
    places = sorted({place for term in meant for place in term.places(found)})
    return Place(kept.document, paragraph.language, paragraph, tuple(_merged(places)))


def _merged(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Intervals that touch as one."""
    last: tuple[int, int] | None = None
    for start, end in places:
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last
