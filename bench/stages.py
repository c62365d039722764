"""Where the time of texts goes: seconds of the processor by stage and by function, of texts after the first few.

    PYTHONPATH=. python bench/stages.py PATH ... [--lines N]

cProfile makes calls dear, so that what calls much looks worse than it is: shares are of use, seconds are not.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats

from dao_graph.pipeline.inputs import found
from dao_graph.pipeline.text import Options, Reader

# Texts that are read before: they compile what the others use.
WARM = 6
STAGES = ("_document", "recognise", "relate", "inconsistencies", "emit", "_checked", "of", "to_bytes", "_with_quotes")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--lines", type=int, default=40)
    arguments = parser.parse_args()
    given, reader = found(arguments.paths).inputs, Reader(Options())
    for one in given[:WARM]:
        reader.outcome(one)
    profile = cProfile.Profile()
    for one in given:
        profile.runcall(reader.outcome, one)
    stats = pstats.Stats(profile)
    whole = stats.total_tt  # type: ignore[attr-defined]
    print(f"{len(given)} texts")
    for (path, _, name), (_, _, _, total, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if name in STAGES and any("text.py" in caller[0] and "pipeline" in caller[0] for caller in callers):
            print(f"{name:16} {total / whole:6.1%}  {path.rpartition('dao_graph/')[2]}")
    stats.sort_stats("tottime").print_stats(arguments.lines)


if __name__ == "__main__":
    main()
