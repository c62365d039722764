"""Which format bytes are in: told by their beginning, not by the name of the file."""

from __future__ import annotations

# The names that files of these formats end in.
FORMATS = (".pdf",)
_SIGNATURES = {b"%PDF-": "pdf"}


def kind_of(data: bytes) -> str:
    """The format of `data`: "pdf", or "" for what is read as text."""
    start = data[:64].lstrip(b"\r\n\t \xef\xbb\xbf")
    return next((kind for signature, kind in _SIGNATURES.items() if start.startswith(signature)), "")
