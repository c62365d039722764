"""Builds that are killed at any moment: the folder holds the old graph or the new one, and the next build goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from dao_graph.ask.graph import Graph
from dao_graph.pipeline.build import Options, build

from .conftest import ROOT
from .test_rebuild import assert_in_step, assert_tidy, files, stored, written

# Set it to 100 for a thorough run, which takes some five minutes.
KILLS = int(os.environ.get("DAO_GRAPH_KILLS", "3"))
OPTIONS = Options(check=False)
# Names and rules are read before it says that it is ready: a kill in that time would show nothing.
BUILDER = """
import sys
from dao_graph.pipeline.build import Options, build
options, jobs = Options(check=False), int(sys.argv[3])
build([sys.argv[1]], options=options)
print("ready", flush=True)
build([sys.argv[1]], sys.argv[2], options, jobs=jobs)
print("done", flush=True)
"""


def start(inputs: Path, out: Path, jobs: int) -> subprocess.Popen[str]:
    """A process that is about to build."""
    command = [sys.executable, "-c", BUILDER, str(inputs), str(out), str(jobs)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def change(inputs: Path, chance: random.Random) -> None:
    """Let some texts come, change, and go."""
    for number in range(8):
        path = inputs / f"{number}.txt"
        kind = chance.random()
        if kind < 0.4:
            country = chance.choice(["Rwanda", "Kenya", "Mozambique", "Albania"])
            path.write_bytes(written(chance.choice(["en", "fr"]), number, f"Title {chance.random()}", country))
        elif kind < 0.5:
            path.unlink(missing_ok=True)
    if not list(inputs.iterdir()):
        (inputs / "0.txt").write_bytes(written())


def clean_build(inputs: Path, folder: Path) -> tuple[dict[str, bytes], set[ox.Quad] | None]:
    build([inputs], folder, OPTIONS)
    return files(folder), stored(folder)


def test_a_build_that_is_killed_leaves_the_old_graph_or_the_new_one(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    change(inputs, chance)
    started = time.perf_counter()
    process = start(inputs, out, 1)
    ready = time.perf_counter()
    assert process.wait() == 0
    takes = time.perf_counter() - ready
    ends = {"old": 0, "new": 0}
    for number in range(KILLS):
        old = files(out), stored(out)
        change(inputs, chance)
        # Other processes are slow to start: some kills are for these.
        jobs = 2 if number % 10 == 9 else 1
        process = start(inputs, out, jobs)
        time.sleep(chance.uniform(0, takes if jobs == 1 else takes + ready - started))
        process.kill()
        process.wait()
        clean = clean_build(inputs, tmp_path / f"clean-{number}")
        where = f"seed {seed}, kill {number}"
        found = files(out), stored(out)
        assert found in (old, clean), where
        assert set(Graph.open(out).facts_store) == found[1], where
        ends["old" if found == old else "new"] += 1
        built = build([inputs], out, OPTIONS)
        assert built.report.of("built"), where
        assert (files(out), stored(out)) == clean, where
        assert_tidy(out)
        assert_in_step(out)
    print(f"{KILLS} kills, seed {seed}: {ends}")
