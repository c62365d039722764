"""Seconds for 1,000 characters of each text, the worst first: `python bench/linear.py FOLDER_OR_FILE… [--worst N]`.

With `--patterns`, instead, how the time of each rule grows when the text that keeps it the busiest doubles.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random

from dao_graph.errors import InputError
from dao_graph.model.document import Text
from dao_graph.pipeline.build import read_source
from dao_graph.read import read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs
from dao_graph.rules.loading import all_rules
from dao_graph.rules.rule import Rule
from dao_graph.workbench.texts import busy_texts

_SIZE = 4_000
_LEAST = 0.005


def texts(paths: list[Path], worst: int) -> None:
    """Print the slowest texts."""
    files = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    found = []
    for file in files:
        try:
            text = read_source(str(file))
        except InputError:
            continue
        length = len(file.read_bytes().decode("utf-8", "replace"))
        try:
            seconds = reading(text)
            # The first text of a language waits for its rules.
            seconds = min(seconds, reading(text)) if seconds > length / 10_000 else seconds
        except InputError:
            continue
        found.append((seconds / max(1, length / 1_000), length, file))
    found.sort(reverse=True)
    slow = sum(seconds > 0.1 for seconds, _, _ in found)
    print(f"{len(found)} texts, {slow} above 0.1 s for 1,000 characters")
    for seconds, length, file in found[:worst]:
        print(f"{seconds:8.4f} s  {length:8,}  {file}")


def reading(text: Text) -> float:
    """Seconds that it takes to read a text and to find its facts."""
    start = time.process_time()
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends())
    relate(document, list(recognise(document)))
    return time.process_time() - start


def patterns(worst: int) -> None:
    """Print the rules whose time grows the most."""
    found = sorted(((growth(rule), rule.id) for rule in all_rules()), reverse=True)
    for (ratio, seconds), name in found[:worst]:
        print(f"{ratio:5.2f} ×  {seconds:7.4f} s  {name}")


def growth(rule: Rule) -> tuple[float, float]:
    """How much longer twice the text takes, at worst, and the seconds for it."""
    pairs = zip(busy_texts(rule, _SIZE, Random(rule.id)), busy_texts(rule, 2 * _SIZE, Random(rule.id)), strict=True)
    # The first search of all compiles; shorter times than this measure the clock.
    slow = [(once, twice) for once, twice in pairs if took(rule, once, 1) and took(rule, twice, 1) > _LEAST]
    timed = [(took(rule, once, 5), took(rule, twice, 5)) for once, twice in slow]
    return max(((b / a, b) for a, b in timed), default=(0.0, 0.0))


def took(rule: Rule, text: str, rounds: int) -> float:
    """The least time of some that a search takes."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for _match in rule.matches(text):
            pass
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--worst", type=int, default=15)
    parser.add_argument("--patterns", action="store_true")
    arguments = parser.parse_args()
    if arguments.patterns:
        patterns(arguments.worst)
    else:
        texts(arguments.paths, arguments.worst)
