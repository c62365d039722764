"""Errors that a user can do something about; the command line prints them as one line each."""

from __future__ import annotations


class DaoGraphError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(DaoGraphError):
    """A document that cannot be read.

    `source` is the file as the user named it, `reason` a sentence without its full stop that says what
    is wrong and, where that helps, what to do.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class DataError(DaoGraphError):
    """The package's own data (ontology, shapes, queries, language packs) is missing or malformed."""


class QueryError(DaoGraphError):
    """A query that cannot be found, parsed, or run with the given parameters."""


class RefusedError(QueryError):
    """A query that would reach outside the graph, or change it; it was not run."""


class LimitError(QueryError):
    """A query that was stopped because it took longer than it may."""


class GraphError(DaoGraphError):
    """A graph on disk that is missing or cannot be read."""


class DamagedError(GraphError):
    """A graph on disk whose files are not as they were written."""


class OutputError(DaoGraphError):
    """A result that cannot be written."""


class BusyError(DaoGraphError):
    """A folder that another process is writing at the moment."""


class StoreError(DaoGraphError):
    """A store that cannot be reached, refuses the login, or does not do what it is asked."""


class NotTakenError(StoreError):
    """A store that works but does not take one graph."""


class UsageError(DaoGraphError):
    """A command that cannot do what it is asked here: a part that is not installed, an address that is taken."""
