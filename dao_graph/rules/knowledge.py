"""The knowledge that texts are read with: the lists and rules of the package, and people's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dao_graph.data import LANGUAGES
from dao_graph.errors import InputError
from dao_graph.lists.authorities import Authorities, authorities
from dao_graph.rules.loading import lexicon, rule_index, rule_set
from dao_graph.rules.rule import Rule
from dao_graph.rules.stage import RuleSet


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The lists and rules of the package with those in folders of one's own.

    `lists` are folders of Turtle files like those of `ontology/authorities`; `rules` are folders that hold one for each
    language (`en/`, `und/`), with TOML files like those of `dao_graph/languages`. What they hold is read when it is
    first needed, and once. Build it through `of`, which looks whether they are there.
    """

    lists: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()

    @classmethod
    def of(cls, lists: Iterable[str | Path] = (), rules: Iterable[str | Path] = ()) -> Knowledge:
        """The knowledge with these folders. Raises InputError where one holds nothing of its kind."""
        found = cls(tuple(Path(p).resolve() for p in lists), tuple(Path(p).resolve() for p in rules))
        for folder in found.lists:
            if not any(folder.glob("*.ttl")):
                raise InputError(str(folder), "holds no lists: Turtle files (*.ttl)")
        for folder in found.rules:
            if not any(any((folder / language).glob("*.toml")) for language in (*LANGUAGES, "und")):
                raise InputError(str(folder), "holds no rules: TOML files in a folder for each language (en/x.toml)")
            for inner in sorted(path.name for path in folder.iterdir() if path.is_dir()):
                if inner not in (*LANGUAGES, "und"):
                    raise InputError(str(folder / inner), f"is named as no language: {', '.join((*LANGUAGES, 'und'))}")
        return found

    @property
    def authorities(self) -> Authorities:
        """The lists. Raises DataError where one is malformed."""
        return authorities(self.lists)

    def rule_set(self, language: str) -> RuleSet:
        """The rules for a language. Raises DataError where one is malformed."""
        return rule_set(language, self.rules)

    def lexicon(self, language: str) -> Mapping[str, Any]:
        """The tables for a language, for those who want no rules of it. Raises DataError where one is malformed."""
        return lexicon(language, self.rules)

    def rule_index(self, language: str) -> Mapping[str, Rule]:
        """The rules for a language by their id."""
        return rule_index(language, self.rules)

    def fingerprint(self) -> str:
        """A digest of what one's own folders hold; empty without any."""
        digest = hashlib.sha256()
        files = list(self._files())
        for kind, path in files:
            digest.update(f"{kind} {path.parent.name}/{path.name} {path.read_bytes().hex()}\n".encode())
        return digest.hexdigest() if files else ""

    def _files(self) -> Iterator[tuple[str, Path]]:
        for folder in self.lists:
            yield from (("list", path) for path in sorted(folder.glob("*.ttl")))
        for folder in self.rules:
            yield from (("rules", path) for path in sorted(folder.glob("*/*.toml")))


# What the package brings.
PACKAGED = Knowledge()
