"""What the shapes and the store cost: the fast engine against pySHACL, and builds with and without.

    PYTHONPATH=. python bench/engines.py PATH ... [--reference]

Seconds of the processor, each thing in turn in one process, so that what else runs shows in all alike: reading the
texts; the shapes by the fast engine, and with --reference by pySHACL, whose results must be the same. Then whole builds
without shapes and store, with shapes, with a store of facts, with one of all, and bytes a text. Nothing else is
asserted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dao_graph.pipeline.build import build
from dao_graph.pipeline.inputs import found, sources
from dao_graph.pipeline.joining import Stored
from dao_graph.pipeline.text import Options, Reader

Result = TypeVar("Result")
BUILDS: tuple[tuple[str, bool, Stored], ...] = (
    ("bare", False, "none"),
    ("shapes", True, "none"),
    ("shapes, facts", True, "facts"),
    ("shapes, all", True, "all"),
)


def cpu(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of the processor that some work takes, and what it gives."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def engines(paths: list[str], reference: bool) -> None:
    """Print what the engines take, text by text in turn."""
    given = found(paths).inputs
    bare, fast, slow = (
        Reader(Options(check=False)), Reader(Options()), Reader(Options(engine="pyshacl")),
    )  # fmt: skip
    # Once before, so that no text bears what the first of its language compiles.
    for one in given:
        bare.outcome(one)
    fast.outcome(given[0])
    took = {"read": 0.0, "shacl": 0.0, "pyshacl": 0.0}
    for one in given:
        read, _ = cpu(lambda one=one: bare.outcome(one))  # type: ignore[misc]
        checked, outcome = cpu(lambda one=one: fast.outcome(one))  # type: ignore[misc]
        took["read"] += read
        took["shacl"] += checked - read
        if reference:
            checked, expected = cpu(lambda one=one: slow.outcome(one))  # type: ignore[misc]
            took["pyshacl"] += checked - read
            assert outcome == expected, one.source
    ratio = f", {took['pyshacl'] / took['shacl']:.0f} times as fast" if reference else ""
    print(f"{len(given)} texts:", ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items()) + ratio)


def builds(paths: list[str]) -> None:
    """Print what whole builds take, and the room."""
    number = len(sources(paths))
    for _ in range(2):
        first = 0.0
        for name, check, stored in BUILDS:
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / "out"
                took, _ = cpu(lambda: build(paths, out, Options(check=check), store=stored))  # noqa: B023
                first = first or took
                files = [path for path in out.rglob("*") if path.is_file() and not path.is_symlink()]
                room = sum(path.stat().st_size for path in files) / number / 1000
                print(f"{name:14} {took:7.2f} s {took / first:5.2f} × {room:7.0f} kB a text")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--reference", action="store_true")
    arguments = parser.parse_args()
    engines(arguments.paths, arguments.reference)
    builds(arguments.paths)


if __name__ == "__main__":
    main()
