"""Documents a second from text to N-Quads without the shapes, with one process and with several.

    PYTHONPATH=. python bench/throughput.py PATH ... [--jobs N]

For each number of processes: whole builds, from process start to written files, of a fifth of the texts and of all of
them: the peak memory of the first process shows whether it grows with their number. Texts for each second of the
processor (/CPU s) include the start: reading lists and rules, compiling what the texts need. The line below the two
leaves it out: it is the texts that the larger build has more, in the time that it takes longer. Then where the time of
one text goes. Nothing here is asserted. Other work on the machine shows in the seconds, and also, for caches are
shared, in those of the processor.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from dao_graph.errors import InputError
from dao_graph.pipeline.build import read_source
from dao_graph.pipeline.inputs import sources
from dao_graph.rdf.emit import Emitter
from dao_graph.read import read
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs

STAGES = ("read", "recognise", "relate", "emit")
# Texts for the shares of the stages, and how often each is run: the fastest run is the least disturbed.
SAMPLE, RUNS = 60, 3
# The smaller build has each fifth text: of a corpus in six languages, all of them.
_PART = 5


def build(texts: list[str], jobs: int) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak MB of one whole build."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            sys.executable,
            "-m",
            "dao_graph",
            "build",
            *texts,
            "-o",
            out,
            "--no-check",
            "--no-store",
            "--jobs",
            str(jobs),
        ]
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def stages(source: str) -> Counter[str]:
    """Seconds that each stage takes for one text."""
    text = read_source(source)
    times = [time.perf_counter()]
    document = read(text, packs.fingerprints(), packs.markers(), packs.line_ends())
    times.append(time.perf_counter())
    sentences = list(recognise(document))
    times.append(time.perf_counter())
    related = relate(document, sentences)
    times.append(time.perf_counter())
    Emitter().emit(document, related.document, related.facts)
    times.append(time.perf_counter())
    return Counter({stage: b - a for stage, a, b in zip(STAGES, times, times[1:], strict=False)})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes to compare with one (2)")
    options = parser.parse_args()
    texts = sources(options.paths)
    sizes = {text: Path(text).stat().st_size for text in texts}
    names = ("texts", "MB", "seconds", "texts/s", "MB/s", "/CPU s", "peak MB")
    print("processes" + "".join(f"{name:>9}" for name in names))
    for jobs in sorted({1, options.jobs}):
        builds: list[tuple[int, float, float]] = []
        for chosen in (texts[::_PART], texts):
            megabytes = sum(sizes[text] for text in chosen) / 1e6
            seconds, busy, peak = build(chosen, jobs)
            builds.append((len(chosen), seconds, busy))
            rates = len(chosen) / seconds, megabytes / seconds, len(chosen) / busy
            print(
                f"{jobs:9}{len(chosen):9}{megabytes:9.1f}{seconds:9.1f}" + "".join(f"{r:9.2f}" for r in rates), end=""
            )
            print(f"{peak:9.0f}")
        (few, short, light), (many, long, heavy) = builds
        alone, of_processor = (many - few) / (long - short), (many - few) / (heavy - light)
        print(f"  without the start: {alone:.1f} texts a second, {of_processor:.1f} a second of the processor")
    total: Counter[str] = Counter()
    measured = 0
    for text in texts[:: max(1, len(texts) // SAMPLE)]:
        try:
            runs = [stages(text) for _ in range(RUNS)]
        except InputError:
            continue
        measured += 1
        total.update({stage: min(run[stage] for run in runs) for stage in STAGES})
    print(f"\n{'stage':>9} {'ms a text':>10} {'share':>6}")
    for stage in STAGES:
        print(f"{stage:>9} {1000 * total[stage] / max(1, measured):10.1f} {total[stage] / (total.total() or 1):6.0%}")


if __name__ == "__main__":
    main()
