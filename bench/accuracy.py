"""How much of what the mark-up of resolutions says is read from their text alone, language by language.

    python bench/accuracy.py CORPUS [--every N] [--offset K] [--language xx] [--jobs N] [--list KIND]

CORPUS is a folder of folders `<SYMBOL>/xx.txt` with `xx.gold.json` beside each text: what the mark-up of the same
document says (symbol, dates, session, citations with their symbols, clauses with their spans). The text is read
as any other; the mark-up is not looked at. `--list` prints what differs, for one kind or "all".
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dao_graph.lists.authorities import authorities
from dao_graph.model.fact import Facts, Ref, Value
from dao_graph.pipeline.build import read_source
from dao_graph.read import read
from dao_graph.recognise import recognise
from dao_graph.relate import Related, relate
from dao_graph.relate.markup import named_states
from dao_graph.rules import packs

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
# The links to documents of other bodies are too few to score.
SCORED = re.compile(r"(?:A(?!/HRC)|S|E)/")
FIELDS = ("symbol", "session", "adoption date", "publication date", "title", "issuing body", "agenda item", "report")
KINDS = (*FIELDS, "citations", "clauses", "clause verbs", "votes")
VOTES = {"inFavour": "votedFor", "against": "votedAgainst", "abstaining": "abstained"}


@dataclass
class Tally:
    """What was found of one kind: right ones, missed ones, others; and a line for each that differs."""

    hits: int = 0
    misses: int = 0
    extras: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another's in."""
        self.hits += other.hits
        self.misses += other.misses
        self.extras += other.extras
        self.lines += other.lines

    def shown(self, kind: str) -> str:
        """The figures of that kind that count."""
        recall = self.hits / max(1, self.hits + self.misses)
        precision = self.hits / max(1, self.hits + self.extras)
        if kind == "clauses":
            return f"F1 {2 * self.hits / max(1, 2 * self.hits + self.misses + self.extras):.3f}"
        return f"{recall:.3f} / {precision:.3f}" if kind == "citations" else f"{recall:.3f}"


def compare(kind: str, where: str, expected: set[str], found: set[str]) -> Tally:
    """Two sets, as a tally."""
    lines = [f"{kind}  {where}  missed: {x}" for x in sorted(expected - found)]
    lines += [f"{kind}  {where}  extra: {x}" for x in sorted(found - expected)]
    return Tally(len(expected & found), len(expected - found), len(found - expected), lines)


def plain(symbol: str) -> str:
    """A symbol without what the mark-up now has and now has not: white space, volumes, supplements, the letters of
    parts (217 A (III)), the second half of a joint symbol."""
    bare = re.sub(r"\s", "", symbol.upper()).rstrip(".")
    bare = re.sub(r"/?\((?:PART/?I*|VOL\.[IVX]+|SUPP)\)|-[SE]/.*", "", bare)
    return re.sub(r"(?<=\d)[A-Z](?=\()|(?<=\d|\))[A-Z](?:AND[A-Z]|-[A-Z])?$", "", bare)


def words(text: str) -> str:
    """A title without notes and white space."""
    return re.sub(r"[\W_]+|\d+$", "", text).casefold()


class Found:
    """What was read from one text, in the terms of the gold."""

    def __init__(self, related: Related) -> None:
        self.root, self.facts = related.document, related.facts

    def values(self, predicate: str) -> list[str]:
        """The objects of a property of the document."""
        facts: Facts = self.facts
        statements = (*facts.statements, *facts.structure)
        objects = [s.object for s in statements if s.subject == self.root and s.predicate == predicate]
        return [o.id if isinstance(o, Ref) else o.text for o in objects]

    def cited(self) -> set[str]:
        """The symbols of all documents that provisions or notes cite."""
        ids = {s.object.id for s in self.facts.statements if s.predicate == "cites" and isinstance(s.object, Ref)}
        return {plain(symbol) for i in ids if (symbol := self.symbol(i.partition("/op/")[0]))}

    def symbol(self, id: str) -> str | None:
        """The symbol of a document."""
        for statement in self.facts.structure:
            if statement.subject == id and statement.predicate == "symbol" and isinstance(statement.object, Value):
                return statement.object.text
        return authorities().one(id, "https://w3id.org/dao-graph/ontology#symbol")

    def fields(self, language: str) -> dict[str, set[str]]:
        """The frame of the document, kind by kind."""
        agenda = [i.rpartition("/")[2].replace("-", "") for i in self.values("agendaItem")]
        return {
            "symbol": set(map(plain, self.values("symbol"))),
            "session": {s.rpartition("/")[2] for s in self.values("session")},
            "adoption date": set(self.values("adoptionDate")),
            "publication date": set(self.values("dcterms:date")),
            "title": set(map(words, self.values("dcterms:title"))),
            "issuing body": set(self.values("issuingBody")),
            "agenda item": set(agenda),
            "report": {plain(s) for i in self.values("originatingDocument") if (s := self.symbol(i))},
        }


ISSUERS = {
    "general assembly": "body/general-assembly",
    "security council": "body/security-council",
    "economic and social council": "body/ecosoc",
    "human rights council": "body/hrc",
}
# The mark-up has this where it does not know a date.
NO_DATE = "0001-01-01"


def expected_fields(gold: dict[str, Any], english: dict[str, Any]) -> dict[str, set[str]]:
    """The frame of the document as the mark-up has it; kinds that it does not give are missing.

    The English mark-up counts for what no language changes (some of the others have gaps there). It files the
    resolutions of the Human Rights Council under the Assembly whose masthead they bear: there the Council counts.
    """
    issuer = ISSUERS.get(str(english.get("issuing_body", "")).casefold(), "")
    inline = english.get("inline", ())
    fields = {
        "symbol": {plain(gold["symbol"])},
        "title": {words(gold.get("title") or "")},
        "adoption date": {str(english.get("date_adoption") or "")} - {NO_DATE},
        "publication date": {str(english.get("date_publication") or "")} - {NO_DATE},
        "session": set(re.findall(r"^\d+$", str((english.get("session") or {}).get("value", "")))),
        "issuing body": {"body/hrc" if english["symbol"].startswith("A/HRC/") else issuer},
        "agenda item": {re.sub(r"\W", "", i["title"] or "").lower() for i in inline if i["name"] == "agenda item"},
        "report": {
            plain(symbol)
            for i in inline
            if i["name"] == "originating document"
            for symbol in re.split(r" and |, ", i["text"].partition(", para")[0])
        },
    }
    return {kind: values for kind, values in fields.items() if any(values)}


def clauses(found: Found, blocks: dict[str, tuple[int, int]]) -> set[tuple[str, str, int]]:
    """(kind, number, start) of each numbered or preambular clause."""
    kinds = {"PreambularParagraph": "preambular", "OperativeParagraph": "operative"}
    result = set()
    for id, node in found.facts.nodes.items():
        for name, kind in kinds.items():
            if name in node.types and id in blocks:
                path = id.removeprefix(found.root + "/")
                result.add((kind, re.sub(r".*(?=op/)", "", path) if kind == "operative" else "", blocks[id][0]))
    return result


def score(folder: Path, language: str, suffix: str) -> dict[str, Tally]:
    """All tallies of one text; clauses only of plain text, whose offsets the gold has."""
    where = f"{folder.name} {language}"
    gold = json.loads((folder / f"{language}.gold.json").read_text(encoding="utf-8"))
    text = read_source(str(folder / f"{language}{suffix}"))
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends(), None)
    related = relate(document, list(recognise(document)), None)
    found = Found(related)
    tallies = {}
    got = found.fields(document.language)
    english = json.loads((folder / "en.gold.json").read_text(encoding="utf-8"))
    for kind, expected in expected_fields(gold, english).items():
        tallies[kind] = compare(kind, where, expected, got[kind])
    cited = {plain(c["symbol"]) for c in gold["citations"] if c["symbol"] and SCORED.match(c["symbol"])}
    tallies["citations"] = compare("citations", where, cited, {s for s in found.cited() if SCORED.match(s)})
    if suffix == ".txt":
        tallies |= score_clauses(found, gold, where, text.content)
    tallies["votes"] = compare("votes", where, expected_votes(english), votes(found))
    return tallies


def score_clauses(found: Found, gold: dict[str, Any], where: str, text: str) -> dict[str, Tally]:
    """Clauses by kind, number and where they begin, and how many have an act."""
    starts: dict[str, tuple[int, int]] = {}
    acting: set[str] = set()
    for id, node in found.facts.nodes.items():
        if "Provision" in node.types and node.evidence:
            spans = [s for e in node.evidence for s in e.spans]
            starts[id] = (min(s.start for s in spans), max(s.end for s in spans))
        if "Act" in node.types:
            acting |= {t.id for t in node.properties["inProvision"] if isinstance(t, Ref)}
    expected, verbs = set(), Tally()
    unnumbered = set()
    by_start: dict[int, list[str]] = defaultdict(list)
    for id, (start, _) in starts.items():
        by_start[start].append(id)
    for clause in gold["clauses"]:
        start = clause["start"] + len(text[clause["start"] :]) - len(text[clause["start"] :].lstrip())
        # Some of the mark-up leaves the number to the text; an operative clause without any is a paragraph of a
        # decision, or goes on after a list.
        number = re.match(r"\d{1,3}(?=\s?[.\u2013-])", clause["num"] or text[start : start + 6])
        if clause["kind"] == "operative" and not number:
            unnumbered.add(start)
            continue
        expected.add((clause["kind"], f"op/{number.group()}" if number else "", start))
        if clause["verb"]:
            hit = any(id in acting for id in by_start[start])
            verbs.add(Tally(hits=hit, misses=not hit))
            if not hit:
                verbs.lines.append(f"clause verbs  {where}  missed: {text[start : start + 90]!r}")
    got = {clause for clause in clauses(found, starts) if clause[2] not in unnumbered}
    tally = compare("clauses", where, set(map(str, expected)), set(map(str, got)))
    return {"clauses": tally, "clause verbs": verbs}


def expected_votes(english: dict[str, Any]) -> set[str]:
    """(kind, state) of each vote, states as the mark-up names them."""
    counts = (english.get("voting") or {}).get("counts") or ()
    states = [
        (VOTES.get(str(c.get("refersTo", "")).lstrip("#"), ""), name) for c in counts for name in c.get("states", ())
    ]
    return {f"{kind} {state}" for kind, name in states if kind for state in named_states(authorities(), name) or [name]}


def votes(found: Found) -> set[str]:
    """(kind, state) of each vote read."""
    return {f"{kind} {state}" for kind in VOTES.values() for state in found.values(kind)}


def work(job: tuple[Path, str, str]) -> tuple[str, dict[str, Tally]]:
    """One job of a process."""
    return job[1], score(*job)


def jobs(
    corpus: Path, every: int, offset: int, languages: tuple[str, ...], suffix: str
) -> Iterator[tuple[Path, str, str]]:
    """(folder, language, suffix) of the sample."""
    for folder in sorted(p for p in corpus.iterdir() if p.is_dir())[offset::every]:
        for language in languages:
            if (folder / f"{language}.gold.json").exists():
                yield folder, language, suffix


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--offset", type=int, default=0)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--markup", action="store_true", help="read xx.xml with what its mark-up states")
    parser.add_argument("--list", choices=(*KINDS, "all"), default=None)
    options = parser.parse_args()
    languages = tuple(options.language or LANGUAGES)
    totals: dict[str, dict[str, Tally]] = {language: defaultdict(Tally) for language in languages}
    counts: Counter[str] = Counter()
    with multiprocessing.Pool(options.jobs) as pool:
        todo = list(
            jobs(options.corpus, options.every, options.offset, languages, ".xml" if options.markup else ".txt")
        )
        for language, tallies in pool.imap(work, todo, chunksize=4):
            counts[language] += 1
            for kind, tally in tallies.items():
                totals[language][kind].add(tally)
    for kind in KINDS if options.list == "all" else filter(None, [options.list]):
        for language in languages:
            print(*totals[language][kind].lines, sep="\n")
    width = max(map(len, KINDS))
    print("documents".ljust(width), *(f"{counts[x]:>14}" for x in languages))
    print(" " * width, *(f"{x:>14}" for x in languages))
    for kind in KINDS:
        print(kind.ljust(width), *(f"{totals[x][kind].shown(kind):>14}" for x in languages))
    print("recall, of citations recall / precision against the links, of clauses F1 of kind, number and place")
    sys.exit(0)


if __name__ == "__main__":
    main()
