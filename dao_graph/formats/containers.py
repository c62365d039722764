"""Archives and mail: what they hold, as files with names. Nothing is written to any place."""

from __future__ import annotations

import itertools
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from dao_graph.errors import InputError
from dao_graph.formats.kinds import WITHIN, kind_of
from dao_graph.formats.package import member, open_package

# Archives in archives in archives are made to hurt.
_DEEPEST = 3
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 200
_MOST_ATTACHED = 1_000
_MULTIPART, _MOST_PARTS = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE), 200

Held = tuple[str, bytes]


def held(kind: str, data: bytes, source: str) -> list[Held]:
    """The files in a container, by name; of mail its own text is the one with the name "". Archives in archives are
    opened too. Raises InputError where it is damaged, asks for a password, or would grow too large."""
    return _mail(data, source) if kind == "mail" else _archive(data, source, 1)


def _archive(data: bytes, source: str, depth: int) -> list[Held]:
    package = open_package(data, source)
    found: list[Held] = []
    for file in sorted(package.infolist(), key=lambda file: file.filename):
        name = safe_name(file.filename)
        if file.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            continue
        content = member(package, file.filename, source) or b""
        if kind_of(content) != "zip":
            found.append((name, content))
        elif depth < _DEEPEST:
            inner = _archive(content, f"{source}{WITHIN}{name}", depth + 1)
            found.extend((f"{name}/{within}", held) for within, held in inner)
        else:
            raise InputError(source, f"holds archives in archives more than {_DEEPEST} deep: they are not opened")
    return found


def safe_name(name: str) -> str:
    """A name in a container as it can be shown: no way out of it, no control characters, of bearable length."""
    parts = [part for part in _UNSAFE.sub("?", name.replace("\\", "/")).split("/") if part not in ("", ".", "..")]
    shown = "/".join(parts) or "?"
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST // 2] + "\u2026" + shown[-_LONGEST // 2 :]


def message_of(data: bytes) -> EmailMessage:
    """The message in `data`. Raises ValueError where it has more parts than mail has: parsing such takes very long."""
    if sum(1 for _ in itertools.islice(_MULTIPART.finditer(data), _MOST_PARTS + 1)) > _MOST_PARTS:
        raise ValueError(f"more than {_MOST_PARTS} messages in messages")
    return BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)


def _mail(data: bytes, source: str) -> list[Held]:
    found: list[Held] = [("", data)]
    try:
        for number, part in enumerate(message_of(data).iter_attachments(), 1):
            if number > _MOST_ATTACHED:
                raise InputError(source, f"has more than {_MOST_ATTACHED:,} attachments: it is not opened")
            content = part.get_payload(decode=True) if not part.is_multipart() else part.as_bytes()
            if isinstance(content, bytes) and content and not _is_shown(part):
                found.append((safe_name(part.get_filename() or f"attachment-{number}"), content))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # The parser of the standard library fails on some headers that break the rules.
        raise InputError(source, f"is mail that breaks the rules: {error}") from error
    return found


def _is_shown(part: EmailMessage) -> bool:
    """True if an attachment is shown in the text: the images of a page."""
    return part.get_content_maintype() in ("image", "audio", "video") or part.get("Content-ID") is not None
