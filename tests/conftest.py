"""What several tests need: the folders, and how a process that they start begins."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of documents beside the repository are skipped where those are absent, except where CI wants them."""
    if SHARED.is_dir():
        return
    for item in items:
        if "corpus" in item.keywords and not os.environ.get("DAO_GRAPH_NEED_CORPUS"):
            item.add_marker(pytest.mark.skip(reason=f"{SHARED} is absent"))


def heed_interrupts() -> None:
    """What a process that is started by a test does first: a test run in the background ignores Ctrl-C, and so would
    all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
