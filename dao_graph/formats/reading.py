"""Bytes of a known format to a text, or to the files in it. Readers are loaded when they are needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from dao_graph.errors import InputError
from dao_graph.model.document import Text

_READERS = {"pdf": "read_pdf", "docx": "read_docx", "html": "read_html", "mail": "read_mail"}

_UNREAD = {"msg": "is an Outlook message, which is not read: save it as EML"}


class ScanError(InputError):
    """A file without text that can be read; `unread` are the numbers of its pages that show some."""

    def __init__(self, source: str, reason: str, unread: tuple[int, ...] = ()) -> None:
        super().__init__(source, reason)
        self.unread = unread


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words that were recognised on images of pages, as hOCR, by the numbers of these, from 1; `by` says what
    recognised them, `dpi` is the resolution of the images."""

    by: str = ""
    dpi: int = 0
    pages: Mapping[int, str] = field(default_factory=dict)


NOTHING = Recognised()


def text_of(kind: str, data: bytes, source: str, recognised: Recognised = NOTHING) -> Text:
    """The text of `data`, in this process; in a PDF file, with what was `recognised` on some pages. Raises InputError
    where it cannot be read."""
    if kind in _UNREAD:
        raise InputError(source, _UNREAD[kind])
    if kind not in _READERS:
        raise InputError(source, "is in a format that is not read")
    read = getattr(import_module(f"dao_graph.formats.{kind}"), _READERS[kind])
    text = read(data, source, recognised) if kind == "pdf" else read(data, source)
    assert isinstance(text, Text)
    return text


def files_in(kind: str, data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The files in a container, in this process. Raises InputError where it cannot be opened."""
    from dao_graph.formats.containers import held

    return held(kind, data, source)
