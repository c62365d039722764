"""Texts in any number out of a few: numbers of symbols, days and years are others in each, so that none is the same.

    PYTHONPATH=. python bench/vary.py PATH ... --out FOLDER [--texts 20000] [--seed 1]

The same paths, number and seed give the same texts. They are for measuring: what they say was never said.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from dao_graph.pipeline.inputs import sources

# A symbol's last number, and its parts: A/RES/64/12, S/2009/7. A day before a month, a year that stands alone.
_SYMBOL = re.compile(r"(?<![\w/])([A-Z]{1,5}(?:/[A-Z]{2,5})*/)(\d{1,4})/(\d{1,4})(?![\d/])")
_DAY = re.compile(r"(?<![\d/.])([12]?\d)(?= \w+ (?:de )?(?:19|20)\d\d)")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")
_FOLDER = 1000


def varied(text: str, number: int, seed: int) -> str:
    """A text with other numbers: the same number for the same one, so that what it says of one thing still agrees."""
    chance = random.Random(f"{seed} {number}")
    shift, days, years = chance.randrange(1, 9_000), chance.randrange(27), chance.randrange(-30, 30)

    def symbol(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}/{(int(match[3]) + shift) % 9_999 + 1}"

    text = _SYMBOL.sub(symbol, text)
    text = _DAY.sub(lambda match: str((int(match[1]) + days) % 28 + 1), text)
    return _YEAR.sub(lambda match: str(min(max(int(match[0]) + years, 1946), 2045)), text)


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER")
    parser.add_argument("--texts", type=int, default=20_000, metavar="N", help="how many (20000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    given = [Path(source).read_text(encoding="utf-8", errors="replace") for source in sources(options.paths)]
    for number in range(options.texts):
        folder = options.out / f"{number // _FOLDER:04}"
        folder.mkdir(parents=True, exist_ok=True)
        text = varied(given[number % len(given)], number, options.seed)
        (folder / f"{number:07}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
