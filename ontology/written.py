"""Lists that a script writes from the others: their Turtle, and whether what is committed is what they give."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path


def turtle(header: str, found: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """A list as Turtle: `found` has (label, language) of each concept; one concept a line or more."""
    lines = [header]
    for concept, labels in found.items():
        literals = ",\n    ".join(f'"{label}"@{language}' for label, language in labels)
        lines.append(f"<{concept}> skos:hiddenLabel\n    {literals} .\n")
    return "\n".join(lines)


def write(path: Path, text: str, check: bool, script: str) -> int:
    """Write a list; with `check` say only whether it is so already. The exit code: 1 where it is not."""
    if not check:
        path.write_text(text, encoding="utf-8")
        return 0
    if path.read_text(encoding="utf-8") == text:
        return 0
    print(f"{path} is not what the lists give: run `python {script}`", file=sys.stderr)
    return 1
