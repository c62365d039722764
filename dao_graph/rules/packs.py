"""Language packs: the rules of each language, as data, read and compiled once.

A pack is a folder of `dao_graph/languages/`: `pack.toml` (how the language shows itself, how its documents mark
their structure) and any number of files with rules. `und` holds what no language owns (symbols).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dao_graph.data import LANGUAGES, data_dir
from dao_graph.model.kind import Kind
from dao_graph.rules.files import compile_pattern as compile_pattern
from dao_graph.rules.files import load_toml as load_toml
from dao_graph.rules.kinds import kind_lines
from dao_graph.rules.sought import Sought


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The signs of a language: a character class of its script, its commonest words, and characters that it never has
    (those of neighbours in the same script)."""

    script: re.Pattern[str]
    words: frozenset[str]
    never: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Markers:
    """How one language marks structure.

    `kinds` are the kinds of documents with the patterns of the lines that show them, the first that matches counting;
    the group `title` of one, if there is one, is the title (where it is empty, the title stands on the next line).
    `openings` are kinds with the patterns of what the first paragraphs say of the document, where no line shows one;
    `address` is a line with which a speaker addresses those present.
    `annex` is the line that opens an annex; `signature` what stands beside a signed name; `opening` the line with which
    an organ begins a resolution (it ends in a comma, where no title stands before it); `label` the line that is only
    the letter or number of a section; `closing` what may stand after the last paragraph; `masthead` the beginning of
    a line that stands beside titles, its groups `item` an item of an agenda and `end` what begins the text;
    `speaker` is how a paragraph of a record begins with who speaks, `chair` the line of its masthead that says who
    chairs, `behalf` what stands before those whom somebody speaks for, `represents` that in the title of a speech;
    `sender` is who sends a letter in the words of its title, a group where its group `several` matches; `gathered` the
    title of the report or outcome of a meeting, with its `name` and what it is (`noun`), `met` that as who acts;
    `targets` the heading of a list of targets, `contents` that of a table of contents; `numbered` meetings by their
    numbers (`own` or `its` where they are the subject's), `upto` what stands between the ends of a range of these,
    `day` days of a month without their year, `statement` how one who presides is said to make a statement;
    `abbreviations` end no sentence.
    """

    kinds: Sequence[tuple[Kind, re.Pattern[str]]]
    openings: Sequence[tuple[Kind, re.Pattern[str]]]
    address: re.Pattern[str]
    annex: re.Pattern[str]
    signature: re.Pattern[str]
    opening: re.Pattern[str]
    label: re.Pattern[str]
    closing: re.Pattern[str]
    masthead: re.Pattern[str]
    speaker: re.Pattern[str]
    chair: re.Pattern[str]
    behalf: re.Pattern[str]
    represents: re.Pattern[str]
    sender: re.Pattern[str]
    gathered: re.Pattern[str]
    met: re.Pattern[str]
    targets: re.Pattern[str]
    contents: re.Pattern[str]
    numbered: Sought
    upto: re.Pattern[str]
    day: re.Pattern[str]
    statement: Sought
    abbreviations: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LineEnds:
    """The signs at line breaks: `dangling` matches the end of a line that can end no paragraph ("... of 19"),
    `standing` a whole line that is a paragraph of its own ("The General Assembly"), `starting` the beginning of one
    that starts a paragraph where the line before may end one ("Recalling"), `abbreviated` the end of one that ends in
    an abbreviation ("chap."). `titled` is a line that shows the kind of a document or is the title of an annex, and so
    may go on over several; `masthead` the beginning of one that stands beside titles; `turn` the beginning of one that
    says who speaks in a record or chairs it; `honoured` the beginning of one that names who makes a speech; `cell` one
    cell of a masthead, `item` one after which the title of an agenda item may follow."""

    dangling: re.Pattern[str]
    standing: re.Pattern[str]
    starting: re.Pattern[str]
    abbreviated: re.Pattern[str]
    titled: re.Pattern[str]
    masthead: re.Pattern[str]
    turn: re.Pattern[str]
    honoured: re.Pattern[str]
    cell: re.Pattern[str]
    item: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class VoteWords:
    """The words for votes in one language: the beginnings of `lists` of those who voted `for`, `against` or
    `abstained`; a result with its `counts` (groups of the same names, or these with `_too`), which says who is in
    `favour`, or `without` a vote, or that says what was `rejected`; the `part` of a vote that is on no document; how
    states become `sponsors` (the group `behind` where they are named after it), or a draft is `introduced`, and what
    stands before those on whose `behalf` that is."""

    lists: Mapping[str, Sought]
    counts: Sought
    rejected: Sought
    favour: Sought
    without: Sought
    part: Sought
    sponsors: Sought
    introduced: Sought
    behalf: Sought


@dataclass(frozen=True, slots=True)
class OfficerWords:
    """The words for officers in one language: how the lines of a list begin, by posts (`labels`), and what stands in it
    up to the state of each `holder`, with the `name`; that somebody was `elected`, `instead` of whom, and the `posts`
    in such a sentence."""

    labels: Mapping[str, Sought]
    posts: Mapping[str, Sought]
    holder: re.Pattern[str]
    elected: Sought
    instead: Sought


# What of a pack's structure is sought in every sentence.
_SOUGHT = ("numbered", "statement")
# What of a pack's structure tells how lines break.
_OF_LINES = ("dangling", "starting", "cell", "item", "honoured")


def _tables(section: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """A section of each language's pack: (language, where it stands, the table)."""
    for language in LANGUAGES:
        table = load_toml(data_dir("languages") / language / "pack.toml")[section]
        yield language, f"languages/{language}/pack.toml: {section}", table


@cache
def fingerprints() -> Mapping[str, Fingerprint]:
    """How each language shows itself, by its code."""
    marks = {}
    for language, where, table in _tables("detection"):
        never = compile_pattern(table["never"], where) if "never" in table else None
        marks[language] = Fingerprint(compile_pattern(table["script"], where), frozenset(table.get("words", ())), never)
    return marks


@cache
def markers() -> Mapping[str, Markers]:
    """How each language marks the structure of a document, by its code."""
    found = {}
    for language, where, table in _tables("structure"):
        kinds = [(line.kind, line.pattern) for line in kind_lines(language)]
        openings = [(line.kind, line.opening) for line in kind_lines(language) if line.opening]
        patterns: dict[str, Any] = {n: compile_pattern(p, where) for n, p in table.items() if n not in _OF_LINES}
        patterns |= {name: Sought(patterns[name]) for name in _SOUGHT if name in patterns}
        found[language] = Markers(kinds=kinds, openings=openings, **patterns)
    return found


@cache
def votes() -> Mapping[str, VoteWords]:
    """How each language tells of votes, by its code."""
    found = {}
    for language, where, table in _tables("votes"):
        compiled = {name: Sought(compile_pattern(pattern, where)) for name, pattern in table.items()}
        lists = {name: compiled.pop(name) for name in ("for", "against", "abstained")}
        found[language] = VoteWords(lists, **compiled)
    return found


@cache
def officers() -> Mapping[str, OfficerWords]:
    """How each language lists officers, by its code."""
    found = {}
    for language, where, table in _tables("officers"):
        labels, posts = (
            {f"post/{post}": Sought(compile_pattern(pattern, where)) for post, pattern in table[key].items()}
            for key in ("labels", "posts")
        )
        elected, instead = (Sought(compile_pattern(table[key], where)) for key in ("elected", "instead"))
        found[language] = OfficerWords(labels, posts, compile_pattern(table["holder"], where), elected, instead)
    return found


@cache
def line_ends() -> LineEnds:
    """What lines end as in any of the languages, for where they break is asked before the language is known."""
    tables = [table for _, _, table in _tables("structure")]
    lines = [line for language in LANGUAGES for line in kind_lines(language) if not line.kind.enacts]
    titled = [
        f"(?:{pattern})"
        for pattern in (*(line.pattern.pattern for line in lines), *(f"^(?:{t['annex']})$" for t in tables))
    ]
    turns = [f"(?:{table[name]})" for name in ("chair", "speaker") for table in tables]
    dangling = "|".join(f"(?:{table['dangling']})$" for table in tables if "dangling" in table)
    standing = "|".join(f"(?:{table['opening']})" for table in tables)
    starting = "|".join(f"(?:{table['starting']})" for table in tables if "starting" in table)
    abbreviated = "|".join(f"(?:{table['abbreviations']})" for table in tables if "abbreviations" in table)
    return LineEnds(
        compile_pattern(dangling or "(?!)", "languages/*/pack.toml: dangling"),
        compile_pattern(standing, "languages/*/pack.toml: opening"),
        compile_pattern(starting or "(?!)", "languages/*/pack.toml: starting"),
        compile_pattern(abbreviated or "(?!)", "languages/*/pack.toml: abbreviations"),
        compile_pattern(_unnamed("|".join(titled)), "languages/*/kinds.toml"),
        compile_pattern(_unnamed("|".join(f"(?:{table['masthead']})" for table in tables)), "languages/*/pack.toml"),
        compile_pattern(_unnamed("|".join(turns)), "languages/*/pack.toml"),
        compile_pattern("|".join(f"(?:{table['honoured']})" for table in tables), "languages/*/pack.toml: honoured"),
        *(_cells(tables, name) for name in ("cell", "item")),
    )


def _cells(tables: Sequence[Mapping[str, str]], name: str) -> re.Pattern[str]:
    """What one cell of a masthead is in any of the languages, up to a space or the end of its line."""
    joined = "|".join(f"(?:{table[name]})" for table in tables if name in table)
    return compile_pattern(rf"(?:{joined or '(?!)'})(?=\s|$)", f"languages/*/pack.toml: {name}")


def _unnamed(pattern: str) -> str:
    """A pattern without the names of its groups, which several that are joined may share."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
