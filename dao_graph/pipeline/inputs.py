"""What a build is given: files, folders of files, standard input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dao_graph.errors import InputError
from dao_graph.folder.snapshots import OWN

MARKUP = ".xml"
SUFFIXES = (".txt", ".text", MARKUP)
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A text by its name, with its bytes where they can be had only once."""

    source: str
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What the graph calls it: the file's name without its folder."""
        return self.source.replace("\\", "/").rpartition("/")[2]

    @property
    def path(self) -> str:
        """Where it stands; "" for what stands nowhere."""
        return str(Path(self.source).resolve()) if self.data is None else ""

    def read(self) -> bytes:
        """Its bytes. Raises InputError where it cannot be read."""
        if self.data is not None:
            return self.data
        try:
            return Path(self.source).read_bytes()
        except OSError as error:
            raise InputError(self.source, f"cannot be read: {error.strerror or error}") from error


def sources(paths: Iterable[str | Path]) -> list[str]:
    """The inputs that `paths` name: files as they are, folders by the text files below them, less those that belong to
    a graph, "-" for standard input.

    Raises InputError for a path that does not exist or a folder without text files.
    """
    found: list[str] = []
    for path in paths:
        if str(path) == STDIN:
            found.append(STDIN)
            continue
        folder = Path(path)
        if folder.is_dir():
            found_below = (p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and OWN not in p.parts)
            below = sorted(str(p) for p in found_below if p.is_file())
            if not below:
                raise InputError(str(path), f"holds no text files ({', '.join('*' + s for s in SUFFIXES)})")
            found.extend(below)
        elif folder.exists():
            found.append(str(path))
        else:
            raise InputError(str(path), "does not exist")
    return list(dict.fromkeys(found))
