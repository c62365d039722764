"""Delivering answers: a child writes them to a file, from which they go out in pieces, however slowly they are read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import BinaryIO

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from dao_graph.ask.written import Asked, Wanted, Written
from dao_graph.serve.generation import Limits
from dao_graph.serve.media import GRAPHS, RESULTS, SPREADSHEET, format_of
from dao_graph.serve.pool import Lane

_PIECE = 1 << 16


async def delivered(
    lane: Lane, asked: Asked, named: Sequence[str], accept: str | None, limits: Limits, missing: str = ""
) -> Response:
    """The answer to `asked` in the first format of `named` that fits it, else in the one that `accept` likes best.

    Raises HTTPException: 406 where the client takes none, 404 with the words `missing` (if there are any) where the
    answer is empty. Raises LimitError where it has too many rows or bytes, and what the child raises.
    """
    rows_as, triples_as = (format_of(named, accept, graph) for graph in (False, True))
    if rows_as is None and triples_as is None:
        raise _unlike(RESULTS)
    handle, name = tempfile.mkstemp(prefix="dao-graph-")
    path = Path(name)
    file = os.fdopen(handle, "rb")
    try:
        wanted = Wanted(
            path,
            rows_as and rows_as[0],
            triples_as and triples_as[0],
            SPREADSHEET in (rows_as, triples_as),
            limits.rows,
            limits.size,
        )
        written: Written = await lane.run(lambda asker: asker.write(asked, wanted))
        if missing and not written.rows:
            raise HTTPException(404, missing)
        chosen = triples_as if written.graph else rows_as
        if chosen is None:
            raise _unlike(GRAPHS if written.graph else RESULTS)
    except BaseException:
        file.close()
        raise
    finally:
        path.unlink(missing_ok=True)  # what is open can be read to its end
    length = os.fstat(file.fileno()).st_size
    return StreamingResponse(_pieces(file), media_type=chosen[1], headers={"Content-Length": str(length)})


def _unlike(offers: Sequence[str] | object) -> HTTPException:
    return HTTPException(406, f"this comes as {', '.join(offers)}")  # type: ignore[arg-type]


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await to_thread.run_sync(file.read, _PIECE):
            yield piece
