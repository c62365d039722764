"""What is known of a file besides its text: from its name, and from its owner's manifest.

Both are checked against the text. What the list says counts where the text says nothing; what a name says counts only
where the text bears it out. Where they disagree, the report says so.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dao_graph.data import LANGUAGES
from dao_graph.errors import InputError
from dao_graph.model.normal import file_name
from dao_graph.model.symbols import is_symbol, plain_symbol

# The columns of a list; all but the first may be missing, or empty.
COLUMNS = ("path", "symbol", "language", "date", "url", "job number")
_LANGUAGE = re.compile(rf"[-_.]({'|'.join(LANGUAGES)})$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:undocs|docs|un)[-_]", re.IGNORECASE)
_JOB = re.compile(r"^[A-Z]{1,2}\d{7}$")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# Two symbols of one document: "A/64/578-E/2010/3".
_JOINT = re.compile(r"-(?=[A-Z]+/)")
_LARGEST = 50_000_000
# Where a text names itself, it does so near its beginning.
_BEGINNING = 3_000

Given = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints in the name of a file; "" where there is none."""

    symbol: str = ""
    language: str = ""
    job: str = ""


def hints_of(source: str) -> Hints:
    """The hints in a file's name: "A_64_578-ZH.docx", "undocs_A_RES_75_233_ar.pdf", "N0963245.pdf"."""
    name = _PREFIX.sub("", os.path.splitext(file_name(source))[0])  # noqa: PTH122 (names may hold what a Path refuses)
    if _JOB.match(name):
        return Hints(job=name)
    found = _LANGUAGE.search(name)
    language = found.group(1).lower() if found else ""
    name = name[: found.start()] if found else name
    symbol = plain_symbol(name.replace("_", "/"))
    return Hints(symbol if "_" in name and is_symbol(symbol) else "", language)


def own_symbol(content: str, hints: Hints) -> str:
    """The symbol that a file's name suggests, if its text begins with it too; else ""."""
    signs = [re.escape(sign) for sign in hints.symbol if not sign.isspace()]
    found = signs and re.search(rf"(?<!\w){r' ?'.join(signs)}(?!\w)", content[:_BEGINNING])
    return hints.symbol if found else ""


def disagreements(given: Mapping[str, str], hints: Hints, symbol: str | None, language: str) -> Iterator[str]:
    """Sentences on what the list or the name say otherwise than the text, which counts."""
    for who, said in (("the list", given.get("symbol", "")), ("its name", hints.symbol)):
        if said and symbol and not _is_among(said, symbol):
            yield f"{who} gives the symbol {said}, the text {symbol}"
    for who, said in (("the list", given.get("language", "")), ("its name", hints.language)):
        if said and said != language:
            yield f"{who} gives the language {said}, the text is in {language}"
    if hints.symbol and not symbol:
        said = f"its name suggests the symbol {hints.symbol}, which its text does not bear out"
        yield f"{said}; --symbol or --manifest would give it"


def _is_among(said: str, symbol: str) -> bool:
    """True if a symbol is the text's, or one of those that it has together; how its parts are written is no matter."""
    return _signs(said) in (_signs(symbol), *map(_signs, _JOINT.split(symbol)))


def _signs(symbol: str) -> str:
    return "".join(filter(str.isalnum, symbol)).casefold()


def read_manifest(path: Path) -> dict[str, Given]:
    """The entries of a manifest (CSV with the columns of `COLUMNS`), by path: as the files are given, below the folder
    of the manifest, or within containers ("letters.zip!/a.pdf").

    Raises InputError naming line and reason where it cannot be read, or says what cannot be.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        if "path" not in (rows.fieldnames or ()):
            raise InputError(str(path), f"has no column 'path'; its columns are {', '.join(COLUMNS)}")
        if unknown := [name for name in rows.fieldnames or () if name not in COLUMNS]:
            raise InputError(str(path), f"has the column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
        return {_place(row["path"], path): _checked(row, path, rows.line_num) for row in rows if row["path"]}
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(str(path), f"is no CSV in UTF-8: {error}") from error


def _place(named: str, manifest: Path) -> str:
    return os.path.realpath(manifest.parent / named)


def _checked(row: Mapping[str, str | None], path: Path, line: int) -> Given:
    said = {name: value.strip() for name, value in row.items() if isinstance(value, str) and value.strip()}
    for name, fits in (
        ("symbol", is_symbol(plain_symbol(said.get("symbol", "")))),
        ("language", said.get("language") in LANGUAGES),
        ("date", _DATE.fullmatch(said.get("date", "")) is not None),
    ):
        if name in said and not fits:
            raise InputError(str(path), f"line {line}: {said[name]!r} is no {name}")
    if "symbol" in said:
        said["symbol"] = plain_symbol(said["symbol"])
    return tuple(sorted((name, value) for name, value in said.items() if name != "path"))
