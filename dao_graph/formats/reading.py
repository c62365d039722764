"""Bytes of a known format to a text, or to the files in it. Readers are loaded when they are needed."""

from __future__ import annotations

from importlib import import_module

from dao_graph.errors import InputError
from dao_graph.model.document import Text

_READERS = {"pdf": "read_pdf", "docx": "read_docx", "html": "read_html", "mail": "read_mail"}


def text_of(kind: str, data: bytes, source: str) -> Text:
    """The text of `data`, in this process. Raises InputError where it cannot be read."""
    if kind not in _READERS:
        raise InputError(source, "is in a format that is not read")
    read = getattr(import_module(f"dao_graph.formats.{kind}"), _READERS[kind])
    text = read(data, source)
    assert isinstance(text, Text)
    return text


def files_in(kind: str, data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The files in a container, in this process. Raises InputError where it cannot be opened."""
    from dao_graph.formats.containers import held

    return held(kind, data, source)
