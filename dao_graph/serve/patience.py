"""Connections that say nothing: closed after a while, and the first to go where there are many."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
# As many connections as may be open; most systems allow a process 1,024 files.
CONNECTIONS = 500


class Patient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, which itself waits for a header as long as the client likes."""

    _late: asyncio.TimerHandle | None = None
    since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection; where there are too many, close the one that has been silent longest."""
        super().connection_made(transport)
        self.since = self.loop.time()
        if len(self.connections) > CONNECTIONS:
            silent = [other for other in self.connections if isinstance(other, Patient) and other.silent]
            min(silent or [self], key=lambda other: other.since).transport.close()
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take bytes; a header has to be whole in time, however slowly they drip."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let a connection go."""
        self._forget()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Go on to the next request of the connection."""
        self.since = self.loop.time()
        super().on_response_complete()
        self._watch()

    @property
    def silent(self) -> bool:
        """True if no request is being read or answered."""
        return self.conn.their_state in (h11.IDLE, h11.MUST_CLOSE, h11.CLOSED) and (
            self.cycle is None or bool(self.cycle.response_complete)
        )

    def _watch(self) -> None:
        if not self.silent:
            self._forget()
        elif self._late is None:
            self._late = self.loop.call_later(HEADER_SECONDS, self._close)

    def _forget(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> None:
        if self.silent and not self.transport.is_closing():
            self.transport.close()
