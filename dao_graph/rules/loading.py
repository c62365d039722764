"""Loading the rules of a language: its pack and what no language owns, read, checked and compiled once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path
from typing import Any

from dao_graph.data import LANGUAGES, data_dir
from dao_graph.errors import DataError
from dao_graph.folder.user_cache import kept, signature
from dao_graph.model.symbol_grammar import fragments as symbol_fragments
from dao_graph.rules.checking import frame_problems, pack_problems, rule_problems
from dao_graph.rules.notation import capture_names, expand, narrowed, nearest, quick
from dao_graph.rules.options import STAGES
from dao_graph.rules.packs import load_toml
from dao_graph.rules.prefilter import Traits, Wanted, read_pattern
from dao_graph.rules.rule import Branch, Example, Rule
from dao_graph.rules.stage import RuleSet, Stage

_NO_LANGUAGE = "und"
# Options that say something of each of several captures.
_BY_CAPTURE = ("keep", "find", "entities", "except")
# Characters of a group that it pays to look for once for all patterns that begin with it.
_LONG = 200
# Where a rule's patterns and examples stand in its row.
_BRANCHES, _EXAMPLES = (list(Rule.__dataclass_fields__).index(name) for name in ("branches", "examples"))
# Tables of which every file may hold a part.
_LEXICON = (
    "months",
    "numerals",
    "multipliers",
    "letters",
    "names",
    "reporting",
    "forms",
    "money",
    "sums",
    "owners",
    "codes",
)


@cache
def rule_set(language: str, folders: tuple[Path, ...] = ()) -> RuleSet:
    """The rules for `language`, which is one of `LANGUAGES`, with those in `folders` of people's own.

    Raises DataError naming file, rule and option where one is malformed.
    """
    rules, fragments = _read(language, tuple(pack_files(language, folders))) if folders else _packaged(language)
    return RuleSet(
        tokens=Stage(rules["token"]),
        phrases=Stage(rule for rule in rules["phrase"] if not rule.options.get("late")),
        late=Stage(rule for rule in rules["phrase"] if rule.options.get("late")),
        relations=Stage(rule for rule in rules["relation"] if not rule.options.get("own")),
        naming=Stage(rule for rule in rules["relation"] if rule.options.get("own")),
        acts=Stage(rules["act"]),
        findings=Stage(rules["finding"]),
        sums=Stage(rules["sum"]),
        lexicon=lexicon(language, folders),
        fragments=fragments,
    )


@cache
def lexicon(language: str, folders: tuple[Path, ...] = ()) -> Mapping[str, Any]:
    """The tables for `language` of which every file of rules may hold a part."""
    files = tuple(pack_files(language, folders))
    return _tables(files) if folders else kept(f"lexicon-{language}", signature(files), lambda: _tables(files))


def _tables(files: Sequence[Path]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {key: {} for key in _LEXICON}
    for path in files:
        table = load_toml(path)
        for key in _LEXICON:
            found[key].update(table.get(key, {}))
    return found


_Read = tuple[dict[str, list[Rule]], Mapping[str, str]]


def _read(language: str, files: Sequence[Path]) -> _Read:
    """The rules in files by stage, and the fragments."""
    rules: dict[str, list[Rule]] = {stage: [] for stage in STAGES}
    seen: dict[str, str] = {}
    for rule in rules_in(language, files):
        if rule.id in seen:
            raise DataError(f"{rule.where}: there is such an id already: in {seen[rule.id]}")
        seen[rule.id] = rule.where.partition(": ")[0]
        rules[rule.stage].append(rule)
    return {stage: _with_shared(some) for stage, some in rules.items()}, fragments_in(files)


def _packaged(language: str) -> _Read:
    """What the files of the package hold, as the user's cache has it if they did not change."""
    files = tuple(pack_files(language, ()))

    def plain() -> tuple[Any, ...]:
        rules, fragments = _read(language, files)
        return {stage: [_plain(rule) for rule in some] for stage, some in rules.items()}, dict(fragments)

    rules, fragments = kept(f"rules-{language}", signature(files), plain)
    return {stage: [_whole(row) for row in rows] for stage, rows in rules.items()}, fragments


def _plain(rule: Rule) -> tuple[Any, ...]:
    """A rule as a row of plain values."""
    return astuple(replace(rule, options=dict(rule.options)))


def _whole(row: tuple[Any, ...]) -> Rule:
    """The rule that was made such a row."""
    values = list(row)
    values[_BRANCHES] = tuple(Branch(*branch) for branch in row[_BRANCHES])
    values[_EXAMPLES] = tuple(Example(*example) for example in row[_EXAMPLES])
    return Rule(*values)


@cache
def rule_index(language: str, folders: tuple[Path, ...] = ()) -> Mapping[str, Rule]:
    """The rules for `language` by their id."""
    return {rule.id: rule for rule in rule_set(language, folders).all()}


def all_rules(folders: tuple[Path, ...] = ()) -> Sequence[Rule]:
    """Every rule of every language; those that no language owns stand once, under English."""
    seen: dict[str, Rule] = {}
    for language in ("en", *(code for code in LANGUAGES if code != "en")):
        for rule in rule_set(language, folders).all():
            seen.setdefault(rule.id, rule)
    return tuple(seen.values())


def pack_files(language: str, folders: tuple[Path, ...] = ()) -> Iterator[Path]:
    """The files of rules for `language`, those of the package before those in `folders`, and those that no language
    owns first."""
    for folder in (data_dir("languages"), *folders):
        for owner in (_NO_LANGUAGE, language):
            yield from sorted((folder / owner).glob("*.toml"))


def _shown(path: Path) -> str:
    """A file for messages: of the package without where that is."""
    inside = path.is_relative_to(data_dir("languages"))
    return f"languages/{path.parent.name}/{path.name}" if inside else str(path)


def fragments_in(paths: Sequence[Path]) -> Mapping[str, str]:
    """The fragments in files, and those that the grammar of symbols makes, by name."""
    found = dict(symbol_fragments())
    return found | {name: text for path in paths for name, text in load_toml(path).get("fragments", {}).items()}


def _raise(error: DataError) -> None:
    raise error


def rules_in(language: str, paths: Sequence[Path], refuse: Callable[[DataError], None] = _raise) -> Iterator[Rule]:
    """The rules for `language` in files, in their order. `refuse` gets the error of each that is malformed, which is
    left out; by default it raises it."""
    fragments = fragments_in(paths)
    frames = dict(frames_in(paths))
    for path in paths:
        where = _shown(path)
        table = load_toml(path)
        for problem in pack_problems(table):
            refuse(DataError(f"{where}: {problem}"))
        for stage in STAGES:
            for entry in table.get(stage, ()):
                try:
                    yield rule_of(entry, stage, language, path.parent.name, fragments, frames, where)
                except DataError as error:
                    refuse(error)


def frames_in(paths: Sequence[Path]) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    """What rules of all languages have in common, by stage and id without the language."""
    seen: set[tuple[str, str]] = set()
    for path in paths:
        for entry in load_toml(path).get("frame", ()):
            where = f"{_shown(path)}: frame {entry.get('id')}"
            for problem in frame_problems(entry):
                raise DataError(f"{where}: {problem}")
            key = entry["stage"], str(entry.get("id"))
            if key in seen:
                raise DataError(f"{where}: there is such a frame already")
            seen.add(key)
            yield key, {name: value for name, value in entry.items() if name not in ("id", "stage")}


def rule_of(
    entry: Mapping[str, Any],
    stage: str,
    language: str,
    owner: str,
    fragments: Mapping[str, str],
    frames: Mapping[tuple[str, str], Mapping[str, Any]],
    where: str,
) -> Rule:
    """The rule that a table of the pack `owner` is, with what its frame says that it does not say itself.

    Raises DataError naming rule and option where it is malformed.
    """
    rule_id = entry.get("id")
    if not isinstance(rule_id, str):
        raise DataError(f"{where}: a rule of stage {stage} has no 'id': that of the pattern {entry.get('pattern')!r}")
    where = f"{where}: rule {rule_id}"
    sources = _sources(entry, where)
    expressions = tuple(expand(source, fragments, where) for source in sources)
    captures = frozenset[str]().union(*map(capture_names, expressions))
    table = _framed(entry, frames.get((stage, rule_id.partition(".")[2]), {}), captures)
    for problem in rule_problems(table, stage, owner, sources, expressions):
        raise DataError(f"{where}: {problem}")
    traits = [read_pattern(expression, _wanted(table)) for expression in expressions]
    # What each match of any pattern holds.
    whole = traits[0] if len(traits) == 1 else read_pattern("|".join(f"(?:{e})" for e in expressions), _wanted(table))
    taken = ("id", "type", "pattern", "patterns", "examples", "counterexamples")
    return Rule(
        id=rule_id,
        stage=stage,
        language=language,
        type=table.get("type", ""),
        branches=tuple(_branch(*row, where) for row in zip(sources, expressions, traits, strict=True)),
        needs=whole.needs,
        captures=captures,
        options={name: value for name, value in table.items() if name not in taken},
        examples=tuple(_example(e) for e in table.get("examples", ())),
        counterexamples=tuple(table.get("counterexamples", ())),
        where=where,
    )


def _wanted(table: Mapping[str, Any]) -> Wanted:
    """What the captures of a rule must be, less those in which something is looked for that is no mention."""
    entities = table.get("entities", {}).items()
    return tuple((name, frozenset(ids)) for name, ids in entities if name not in table.get("find", {}))


def _framed(entry: Mapping[str, Any], frame: Mapping[str, Any], captures: Set[str]) -> dict[str, Any]:
    """A rule's table with what its frame says that it does not say itself. What a frame says of captures which the
    patterns of this language do not have is left out."""
    taken = {name: value for name, value in frame.items() if name not in entry}
    for name in _BY_CAPTURE:
        if isinstance(value := taken.get(name), dict):
            taken[name] = {capture: wanted for capture, wanted in value.items() if capture in captures}
    return {**taken, **entry}


def _sources(table: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """The patterns of a rule's table as written."""
    if ("pattern" in table) == ("patterns" in table):
        both = "both 'pattern' and 'patterns'" if "pattern" in table else f"no 'pattern'{nearest('pattern', table)}"
        raise DataError(f"{where}: the rule has {both}")
    found = table.get("patterns", [table.get("pattern")])
    if not isinstance(found, list) or not found or not all(isinstance(source, str) and source for source in found):
        raise DataError(f"{where}: option 'pattern' or 'patterns': {found!r} is no text, or list of texts")
    return tuple(found)


def _branch(source: str, expanded: str, traits: Traits, where: str) -> Branch:
    fast = quick(expanded)
    only = traits.starter and narrowed(traits.starter, fast)
    opening = _opening(traits)
    return Branch(source, fast, traits.anchored, traits.starter, only, opening, traits.needs, traits.beginnings, where)


def _opening(traits: Traits) -> str | None:
    """The expression that finds where the first group of a pattern matches, if that is long."""
    if traits.starter is None or traits.lead is None or len(traits.lead) < _LONG:
        return None
    starter = read_pattern(traits.lead).starter
    return starter and narrowed(starter, quick(traits.lead))


def _with_shared(rules: Sequence[Rule]) -> list[Rule]:
    """Rules of a stage whose branches keep the openings that several have."""
    known = Counter(branch.opening for rule in rules for branch in rule.branches)

    def kept(branch: Branch) -> Branch:
        return branch if branch.opening is None or known[branch.opening] > 1 else replace(branch, opening=None)

    return [replace(rule, branches=tuple(map(kept, rule.branches))) for rule in rules]


def _example(entry: str | Mapping[str, Any]) -> Example:
    if isinstance(entry, str):
        return Example(entry, ())
    return Example(entry["text"], tuple(entry.get("gives", ())))
