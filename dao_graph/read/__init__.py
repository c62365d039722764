"""Reading: bytes of a source to a `Document` – repaired text, the map to the original, structure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dao_graph.document import Document, Text
from dao_graph.errors import InputError
from dao_graph.read.decode import decode
from dao_graph.read.language import Fingerprint, detect
from dao_graph.read.layout import layout
from dao_graph.read.repair import repair
from dao_graph.read.structure import Markers, structure

__all__ = ["Fingerprint", "Markers", "decode", "read"]


def read(
    text: Text,
    fingerprints: Mapping[str, Fingerprint],
    markers: Mapping[str, Markers],
    dangling: re.Pattern[str],
    language: str | None = None,
) -> Document:
    """The document in `text`. `language` overrides detection; `dangling` matches the end of a line that can end
    no paragraph in any language.

    Raises InputError where no official language of the United Nations is recognised.
    """
    repaired, spans, references = repair(text.content, raw := layout(text.content, dangling))
    language = language or detect(repaired.content, fingerprints)
    if language is None:
        raise InputError(text.source, "is in none of the languages ar, en, es, fr, ru, zh: name one with --lang")
    parts, blocks = structure(repaired.content, spans, raw, markers[language])
    return Document(text, language, repaired, parts, blocks, tuple(references))
