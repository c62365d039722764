"""The report of a build, input by input, which stands beside the graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dao_graph.errors import DamagedError

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Entry:
    """The outcome of one input: `status` is "built", "failed" or "duplicate"; `reason` says why it is not built.
    `passages` are the passages in another language than the rest. `remarks` say what of a file could not be read or is
    doubtful. `given` is the manifest's entry for it. `file` is the digest of the bytes of a file that is
    no plain text. `ocr` are the models of the character recognition that read pages
    without text. `kept` marks a text of an earlier build that was not among the
    inputs of this one. After an unforeseen error `stage` is the stage that it ended, `error` its class; `traceback` is
    there on request."""

    source: str
    status: str
    reason: str = ""
    path: str = ""
    sha256: str = ""
    encoding: str = ""
    language: str = ""
    document: str = ""
    symbol: str = ""
    facts: int = 0
    violations: list[dict[str, str]] = field(default_factory=list)
    consistency: list[dict[str, Any]] = field(default_factory=list)
    passages: list[dict[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    file: str = ""
    ocr: str = ""
    kept: bool = False
    stage: str = ""
    error: str = ""
    traceback: str = ""


@dataclass(slots=True)
class Report:
    """The report of a build, input by input."""

    version: str
    inputs: list[Entry]
    triples: int = 0
    quarantined: int = 0

    def of(self, status: str) -> list[Entry]:
        """The inputs with that status."""
        return [entry for entry in self.inputs if entry.status == status]

    def to_json(self) -> str:
        """As JSON with sorted keys. Bytes of file names that are no UTF-8 stand in it as JSON can hold them."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """The same in pieces: a line for each input, so that neither whoever writes it nor who looks for one input
        needs all of it at once."""
        yield '{\n"inputs": ['
        for number, entry in enumerate(self.inputs):
            content = {name: getattr(entry, name) for name in Entry.__slots__}
            yield ("," if number else "") + "\n" + _json(content)
        rest = {"quarantined": self.quarantined, "triples": self.triples, "version": self.version}
        yield "\n],\n" + ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in rest.items()) + "\n}\n"

    @classmethod
    def from_json(cls, content: str | bytes) -> Report:
        """The report that `to_json` wrote. Raises ValueError, KeyError or TypeError where it is something else."""
        table = json.loads(content)
        return cls(**{**table, "inputs": [Entry(**entry) for entry in table["inputs"]]})


def _json(value: object) -> str:
    content = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", content)


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a build: the numbers of inputs that were read anew, of those whose outcome was cached, of texts
    dropped from the graph, and of those kept that are not among the inputs. It is no part of the report, which is the
    same either way."""

    anew: int = 0
    unchanged: int = 0
    dropped: int = 0
    kept: int = 0


def report_of(path: Path) -> Mapping[str, Any]:
    """The report in a file as plain data, empty where there is none. Raises OSError, and DamagedError where it is no
    report."""
    if not path.is_file():
        return {}
    try:
        report = json.loads(path.read_bytes())
        if isinstance(report, dict) and all(isinstance(entry, dict) for entry in report.get("inputs", ())):
            return report
        raise ValueError("it holds something else")
    except ValueError as error:
        raise DamagedError(f"{path}: is no report of a build ({error}): build the graph again") from error
