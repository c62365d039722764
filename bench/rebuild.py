"""Seconds of a build from nothing, of one where nothing changed, and of one where one text did.

    PYTHONPATH=. python bench/rebuild.py PATH ... [--jobs N] [--no-check]

Other work on the machine shows in the seconds, less so in those of the processor. Nothing here is asserted; the tests
see to it that all three give the same graph.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dao_graph.pipeline.inputs import sources


def build(folder: Path, out: Path, options: list[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak MB of one build."""
    command = [sys.executable, "-m", "dao_graph", "build", str(folder), "-o", str(out), *options]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (2)")
    parser.add_argument("--no-check", action="store_true", help="leave out the shapes")
    options = parser.parse_args()
    given = ["--jobs", str(options.jobs), *(["--no-check"] if options.no_check else [])]
    with tempfile.TemporaryDirectory() as work:
        folder, out = Path(work) / "in", Path(work) / "out"
        folder.mkdir()
        for number, source in enumerate(sources(options.paths)):
            shutil.copy(source, folder / f"{number:06}-{Path(source).name}")
        texts = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
        print(f"{'':16}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}")
        for name in ("from nothing", "unchanged", "one text changed"):
            if name == "one text changed":
                with texts[len(texts) // 2].open("ab") as file:
                    file.write(b"\n\n")
            seconds, busy, peak = build(folder, out, given)
            print(f"{name:16}{seconds:9.1f}{busy:9.1f}{peak:9.0f}")
        size = sum(path.stat().st_size for path in (out / "store").iterdir())
        print(f"store: {size / 1e6:.0f} MB, graph and evidence: ", end="")
        print(f"{sum((out / name).stat().st_size for name in ('graph.nq.gz', 'evidence.nq.gz')) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
