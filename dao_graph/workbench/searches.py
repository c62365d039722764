"""Every regular expression that the package reads text with, by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from dao_graph.data import LANGUAGES
from dao_graph.rules.loading import all_rules, rule_set
from dao_graph.rules.packs import fingerprints, line_ends, markers

# Read from the beginning of a line or piece alone, and to its end.
_WHOLE = ("annex", "opening", "label", "closing", "standing")
# Matched at one place, or looked for in the few dozen characters before one.
_AT_ONE_PLACE = (
    "starting",
    "prefix",
    "refused-before",
    "rival",
    "longer-left",
    "longer-right",
    "deputy",
    "preambular",
    "operative",
)
_USE = r"\b{}\.(search|finditer|findall|sub|subn|split)\("
# Packages whose expressions see the text of documents; those of others see questions, names of files and the like.
_READERS = ("model", "read", "recognise", "relate")


def searches() -> Mapping[str, str]:
    """The expressions of every rule, pack and module that reads text; what is only matched as a whole says so."""
    return dict([*_of_rules(), *_of_packs(), *_of_modules()])


def _of_rules() -> Iterator[tuple[str, str]]:
    for rule in all_rules():
        for number, branch in enumerate(rule.branches, 1):
            yield f"{rule.where}, pattern {number}", branch.expression


def _of_packs() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        marks, shown = markers()[language], fingerprints()[language]
        for name in ("annex", "signature", "opening", "label", "closing", "abbreviations"):
            yield f"languages/{language}/pack.toml: {name}", _read(name, getattr(marks, name))
        for kind, pattern in marks.kinds:
            yield f"languages/{language}/pack.toml: kinds.{kind.name}", pattern.pattern
        for name, found in (("script", shown.script), ("never", shown.never)):
            if found is not None:
                yield f"languages/{language}/pack.toml: {name}", found.pattern
        for group in ("names", "forms"):
            for name, text in rule_set(language).lexicon.get(group, {}).items():
                if isinstance(text, str):
                    yield f"languages/{language}: {group}.{name}", _read(name, re.compile(text))
    for name in ("dangling", "standing", "starting", "abbreviated"):
        yield f"languages/*/pack.toml: {name}", _read(name, getattr(line_ends(), name))


def _of_modules() -> Iterator[tuple[str, str]]:
    """The expressions that modules compile when they are read, searched for where any of them says so."""
    root = Path(__file__).parents[1]
    sources = {
        path: path.read_text(encoding="utf-8") for package in _READERS for path in (root / package).rglob("*.py")
    }
    whole_text = "\n".join(sources.values())
    for package in _READERS:
        for module in walk_packages([str(root / package)], f"dao_graph.{package}."):
            for name, pattern in vars(import_module(module.name)).items():
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    flags = "".join(letter for letter, flag in _FLAGS if pattern.flags & flag)
                    text = f"(?{flags}:{pattern.pattern})" if flags else pattern.pattern
                    searched = re.search(_USE.format(name), whole_text)
                    yield f"{module.name}: {name}", text if searched else rf"\A(?:{text})"


_FLAGS = (("i", re.IGNORECASE), ("s", re.DOTALL), ("x", re.VERBOSE))


def _read(name: str, pattern: re.Pattern[str]) -> str:
    if name in _AT_ONE_PLACE:
        return rf"\A(?:{pattern.pattern})"
    return rf"\A(?:{pattern.pattern})\Z" if name in _WHOLE else pattern.pattern
