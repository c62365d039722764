"""Builds by Dask in which workers, or all of it, are killed at random times: do they give the bytes of a clean build?

    PYTHONPATH=. python bench/kills.py PATH ... [--times 30] [--seed 1]

By turns a worker is killed while the build goes on, and the build with its scheduler and all its workers, after which
the same command is given again. Prints for each what was killed when, and whether the files are the same.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = ("graph.nq.gz", "evidence.nq.gz", "report.json")


def begun(paths: list[str], out: Path, *options: str) -> subprocess.Popen[bytes]:
    """A build in a session of its own, so that all its processes can be killed together."""
    command = [sys.executable, "-m", "dao_graph", "build", *paths, "-o", str(out), "--no-store", *options]
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nothing, stderr=nothing, start_new_session=True)


def session(leader: int) -> list[int]:
    """The processes of a session, the first of them left out, which may be no more by now."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            # Behind the name in brackets: state, parent, group, session.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader and int(folder.name) != leader:
                found.append(int(folder.name))
    return sorted(found)


def written(out: Path) -> list[bytes]:
    """The bytes of a graph."""
    return [(out / name).read_bytes() for name in FILES]


def kill(processes: list[int]) -> None:
    """Kill these, where they are still there."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, same = random.Random(options.seed), 0
    dask = ("--engine", "dask", "--jobs", "2")
    with tempfile.TemporaryDirectory() as work:
        clean = Path(work) / "clean"
        begun(options.paths, clean, "--jobs", "1").wait()
        began = time.monotonic()
        begun(options.paths, Path(work) / "dask", *dask).wait()
        whole = time.monotonic() - began
        expected = written(clean)
        print(f"without kills {'the same' if written(Path(work) / 'dask') == expected else 'OTHER BYTES'}", flush=True)
        for number in range(options.times):
            out, after = Path(work) / f"out-{number}", chance.uniform(0.15, 0.95) * whole
            process = begun(options.paths, out, *dask)
            time.sleep(after)
            others, ended = session(process.pid), process.poll() is not None
            if number % 2:
                what = "the whole"
                kill([process.pid, *others])
                process.wait()
                process = begun(options.paths, out, *dask)
            else:
                what = "a process"
                kill([chance.choice(others)] if others else [])
            code = process.wait()
            equal = (out / FILES[0]).exists() and written(out) == expected
            same += equal
            when = "after its end" if ended else f"with {len(others)} others"
            print(f"{what} killed at {after:.1f} s, {when}: {code} {'same' if equal else 'OTHER BYTES'}", flush=True)
    print(f"{same} of {options.times} gave the same bytes")


if __name__ == "__main__":
    main()
