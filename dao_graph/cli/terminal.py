"""Text for terminals: what documents and file names hold must not steer them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable

import click

# Control characters but for tab and line feed, marks that turn the direction of what follows, and halves of characters.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """A text whose control characters can be read: "\\x1b"."""
    return _STEERING.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def say(text: str, err: bool = False, nl: bool = True) -> None:
    """Print a line for people."""
    click.echo(plain(text), err=err, nl=nl)


def say_marked(pieces: Iterable[tuple[str, bool]]) -> None:
    """Print pieces of a text in one indented line, those that are marked in bold, or on no terminal between **."""
    bold = sys.stdout.isatty()
    found = (
        plain(piece) if not marked else click.style(plain(piece), bold=True) if bold else f"**{plain(piece)}**"
        for piece, marked in pieces
    )
    click.echo(f"  {' '.join(''.join(found).split())}\n")


def data(content: bytes) -> None:
    """Print what a program may read: as it is, but for control characters where a terminal shows it."""
    if sys.stdout.isatty():
        text = content.decode("utf-8", "replace")
        content = _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode()
    click.echo(content, nl=False)


def put_json(value: object, sort_keys: bool = False) -> None:
    """Print JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=sort_keys)
    # Half characters stand for bytes of file names that are no UTF-8.
    data(_HALF.sub(lambda match: f"\\u{ord(match.group()):04x}", text + "\n").encode())
