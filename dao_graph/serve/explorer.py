"""The explorer of a served graph: made once, by a child, so that pages and queries go on meanwhile."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from dao_graph.errors import DaoGraphError, LimitError, QueryError
from dao_graph.publish.explorer.page import for_server

# A graph of some hundred texts takes a quarter of it.
_SECONDS = 180.0


class Explorer:
    """The page of the graph in `folder`, kept once it is made; where it cannot be made, that is tried once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._page: bytes | None = None
        self._error: DaoGraphError | None = None

    def page(self) -> bytes:
        """The page. Raises QueryError, with the child's words, where it cannot be made, LimitError after three
        minutes."""
        with self._lock:
            if self._error is not None:
                raise self._error
            if self._page is None:
                try:
                    self._page = self._made()
                except DaoGraphError as error:
                    self._error = error
                    raise
            return self._page

    def _made(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "explorer.html"
            # The server draws pages itself, when they are asked for.
            options = ["--no-page-images", "-o", str(out)]
            command = [sys.executable, "-m", "dao_graph", "view", str(self._folder), *options]
            try:
                run = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            except subprocess.TimeoutExpired:
                raise LimitError(
                    f"the explorer took longer than {_SECONDS:.0f} s; make a part of it: dao-graph view"
                ) from None
            if run.returncode or not out.is_file():
                raise QueryError(run.stderr.decode(errors="replace").strip().removeprefix("error: "))
            return for_server(out.read_bytes())
