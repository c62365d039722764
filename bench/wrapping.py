"""What of the facts of a text is found again when pages break it into lines.

    PYTHONPATH=. python bench/wrapping.py CORPUS [--every N] [--jobs N]

CORPUS is a folder of folders `<SYMBOL>/xx.txt`, one paragraph a line. Each text is read as it is, and again as text is
extracted from pages: in plain lines, with blank lines between paragraphs or between all lines, with indents, and with
form feeds, running titles and notes. The figures are F1 of the facts of the second reading against those of the first:
acts with their provision, so that one paragraph too many counts for all behind it; documents cited; things mentioned;
statements about the document itself.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections import defaultdict
from pathlib import Path

from dao_graph.data import LANGUAGES
from dao_graph.model.document import Text
from dao_graph.model.fact import Ref, Term
from dao_graph.pipeline.build import read_source
from dao_graph.read import decode, read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs
from tests.test_wrapping import pages

HABITS = ("plain", "parted", "loose", "indented", "paged")
KINDS = ("acts", "citations", "mentions", "document")
# Shared, of the text, of the text on pages.
Counts = dict[str, tuple[int, int, int]]


def facts(text: Text) -> dict[str, set[object]]:
    """The facts of a text by kind, with ids below the document alike whatever that is called."""
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends())
    related = relate(document, list(recognise(document)))
    root = related.document

    def named(term: Term) -> str:
        return term.id.removeprefix(root) if isinstance(term, Ref) else term.text

    found: dict[str, set[object]] = {kind: set() for kind in KINDS}
    for node in related.facts.nodes.values():
        if "Act" in node.types:
            roles = ("inProvision", "verb")
            found["acts"].add(tuple(named(term) for role in roles for term in node.properties[role]))
    for statement in related.facts.statements:
        if statement.predicate in ("cites", "mentions"):
            found["citations" if statement.predicate == "cites" else "mentions"].add(named(statement.object))
        elif statement.subject == root:
            found["document"].add((statement.predicate, named(statement.object)))
    return found


def compared(path: str) -> tuple[str, dict[str, Counts]]:
    """The language of a text, and for each habit what of its facts is found again."""
    text = read_source(path)
    language = Path(path).stem
    expected = facts(text)
    paragraphs = [line for line in text.content.split("\n") if line.strip()]
    results = {}
    for habit in HABITS:
        again = facts(decode(pages(paragraphs, language, habit).encode(), path))
        # The notes that pages get here cite documents of their own.
        again["citations"] -= {f"document/A_64_{n}{i}" for n in ("", "9") for i in range(1, 99)} - expected["citations"]
        results[habit] = {
            kind: (len(expected[kind] & again[kind]), len(expected[kind]), len(again[kind])) for kind in KINDS
        }
    return language, results


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    folders = sorted(p for p in arguments.corpus.iterdir() if p.is_dir())[:: arguments.every]
    paths = [str(p / f"{code}.txt") for p in folders for code in LANGUAGES if (p / f"{code}.txt").is_file()]
    totals: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    with multiprocessing.Pool(arguments.jobs) as pool:
        for language, results in pool.imap_unordered(compared, paths, chunksize=4):
            for habit, counts in results.items():
                for kind, numbers in counts.items():
                    totals[habit, kind, language] = [
                        a + b for a, b in zip(totals[habit, kind, language], numbers, strict=True)
                    ]
    print(f"{len(paths)} texts".ljust(24) + "".join(code.rjust(8) for code in LANGUAGES))
    for habit in HABITS:
        for kind in KINDS:
            row = [totals[habit, kind, code] for code in LANGUAGES]
            figures = (2 * shared / max(1, expected + again) for shared, expected, again in row)
            print(f"{habit} {kind}".ljust(24) + "".join(f"{figure:8.3f}" for figure in figures))


if __name__ == "__main__":
    main()
