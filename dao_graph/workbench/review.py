"""Reviewing packs: every problem of every rule, with the file and the line where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dao_graph.data import LANGUAGES, PACKAGE
from dao_graph.errors import DataError, InputError
from dao_graph.rules.knowledge import PACKAGED, Knowledge
from dao_graph.rules.loading import pack_files, rules_in
from dao_graph.rules.rule import Rule
from dao_graph.workbench.examples import failures
from dao_graph.workbench.vocabulary import lexicon_problems, problems


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem with a rule: its file and line, its id, the problem, and the example concerned (may be empty)."""

    path: str
    line: int
    rule: str
    message: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The problems of the rules that were reviewed, and how many rules and examples these were."""

    problems: tuple[Problem, ...]
    rules: int
    examples: int


def review(paths: Sequence[Path] = (), knowledge: Knowledge = PACKAGED) -> Review:
    """Review the rules in files of the packs, or all. Raises InputError for a file that is of no pack."""
    wanted = {path.resolve() for path in paths}
    known = {path.resolve() for language in LANGUAGES for path in pack_files(language, knowledge.rules)}
    for path in sorted(wanted - known):
        raise InputError(str(path), "is no file of a language pack")
    found: list[Problem] = []
    seen: set[str] = set()
    examples = 0
    for language in ("en", *(code for code in LANGUAGES if code != "en")):
        files = tuple(pack_files(language, knowledge.rules))
        if wanted and not wanted & {path.resolve() for path in files}:
            continue
        refused: list[DataError] = []
        rules = [rule for rule in rules_in(language, files, refused.append) if _is_in(rule, wanted)]
        found.extend(_refusal(error) for error in refused)
        for rule in rules:
            if rule.id not in seen:
                seen.add(rule.id)
                examples += len(rule.examples) + len(rule.counterexamples)
                found.extend(_of_rule(rule, knowledge, run=not refused))
        if not refused:
            for message in lexicon_problems(knowledge.rule_set(language).lexicon, knowledge.authorities):
                found.append(Problem(f"languages/{language}", 0, "", message))
    return Review(tuple(dict.fromkeys(sorted(found))), len(seen), examples)


def _is_in(rule: Rule, wanted: Collection[Path]) -> bool:
    return not wanted or file_of(rule.where).resolve() in wanted


def _of_rule(rule: Rule, knowledge: Knowledge, run: bool) -> Iterator[Problem]:
    """The problems with a rule; its examples are run where every rule of its language could be loaded."""
    path, line = place_of(rule.where)
    wrong = list(problems(rule, knowledge.authorities))
    for message in wrong:
        yield Problem(path, line, rule.id, message)
    for failure in failures(rule, knowledge) if run and not wrong else ():
        yield Problem(path, line, rule.id, failure.reason, failure.text)


def _refusal(error: DataError) -> Problem:
    where, _, message = str(error).partition(": ")
    rule, colon, rest = message.partition(": ")
    if rule.startswith("rule ") and colon:
        path, line = place_of(f"{where}: {rule}")
        return Problem(path, line, rule.removeprefix("rule "), rest)
    return Problem(str(file_of(where)), 0, "", message)


def file_of(where: str) -> Path:
    """The file in which a rule stands."""
    return PACKAGE / where.partition(": ")[0]


def place_of(where: str) -> tuple[str, int]:
    """The file in which a rule stands, as seen from here, and the line of its id."""
    path = file_of(where)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return str(shown), _lines(path).get(where.partition(": rule ")[2].partition(":")[0], 0)


@cache
def _lines(path: Path) -> dict[str, int]:
    """The lines of ids in a file, by id."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {
        line.partition("=")[2].strip().strip("\"'"): number
        for number, line in enumerate(lines, 1)
        if line.startswith(("id ", "id="))
    }
