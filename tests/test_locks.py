"""Locks: one writer, or any number of readers; gone with whoever held them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dao_graph.folder import locks

from .conftest import ROOT

HOLD = """
import sys
from pathlib import Path
from dao_graph.folder import locks
held = locks.exclusive(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_one_writer_or_many_readers(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    writer = locks.exclusive(path)
    assert writer is not None and locks.exclusive(path) is None and locks.shared(path) is None
    writer.close()
    readers = [locks.shared(path), locks.shared(path)]
    assert None not in readers and locks.exclusive(path) is None
    for reader in readers:
        assert reader is not None
        reader.close()
    writer = locks.exclusive(path)
    assert writer is not None
    # Who comes after the file was removed gets a lock on the one that others will find.
    path.unlink()
    again = locks.exclusive(path)
    assert again is not None and locks.exclusive(path) is None
    with pytest.raises(FileNotFoundError):
        locks.shared(tmp_path / "none")


def test_a_lock_goes_with_the_process_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    assert locks.exclusive(path) is None
    process.kill()
    process.wait()
    assert locks.exclusive(path) is not None
