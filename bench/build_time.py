"""How long a build takes from process start to written graph, with and without the shapes.

    python bench/build_time.py [PATH ...]        # default: the example letters

Prints the median of five runs of each, and the text's size. Nothing here is asserted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def seconds(paths: list[str], *options: str) -> float:
    """One whole process, from start to end."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "dao_graph", "build", *paths, "-o", out, *options]
        begin = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)
        return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    paths = sys.argv[1:] or [str(Path(__file__).resolve().parent.parent / "examples")]
    seconds(paths, "--no-check")  # warm the file cache and the byte code
    for name, options in (("without shapes", ("--no-check",)), ("with shapes", ())):
        runs = sorted(seconds(paths, *options) for _ in range(RUNS))
        print(f"{name:15} median {statistics.median(runs):.2f} s  min {runs[0]:.2f}  max {runs[-1]:.2f}")


if __name__ == "__main__":
    main()
