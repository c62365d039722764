"""Lines of N-Quads in order."""

from __future__ import annotations


def ordered(*lines: bytes) -> bytes:
    """Lines in order and without doubles."""
    # Most are in order as they come, which sorting makes use of and a set loses.
    return b"".join(sorted(dict.fromkeys(line for some in lines for line in some.splitlines(keepends=True))))
