"""Bytes of a known format to a text. Readers are loaded when they are needed."""

from __future__ import annotations

from dao_graph.model.document import Text


def read_file(kind: str, data: bytes, source: str) -> Text:
    """The text of `data`, which is of a `kind` that `kind_of` tells. Raises InputError where it cannot be read."""
    from dao_graph.formats.pdf import read_pdf

    readers = {"pdf": read_pdf}
    return readers[kind](data, source)
