"""Reading in another process, which has no rights and little memory and time: whatever a file does to it, the next one
is read by a new one."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from dao_graph.errors import InputError
from dao_graph.formats.exchange import unpacked
from dao_graph.formats.office import FORMATS as OFFICE
from dao_graph.formats.office import as_docx
from dao_graph.formats.reading import NOTHING, Recognised, ScanError
from dao_graph.model.document import Text

# Seconds of the processor for a file, and more for each megabyte; on the clock it may take some times as long, for the
# processor is shared.
_SECONDS, _PER_MEGABYTE, _SHARED = 5, 4, 5
_START = 60.0
# No answer is larger: texts of the largest files, with the places of all characters.
_LARGEST = 1_000_000_000
_CHUNK = 1 << 16

# Left, top, width, height.
Box = tuple[float, float, float, float]

# By the signals for too much time of the processor (SIGXCPU), being killed for it, and by which libraries end
# themselves where they get no memory (SIGABRT, SIGTRAP, SIGILL).
_ENDED = dict.fromkeys((-24, -9), "took too long") | dict.fromkeys((-6, -5, -4), "needed more memory than a file may")


class Broken(Exception):
    """The process ended, or does not answer."""


class Process:
    """A process that reads files, begun when it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        # A server asks from several threads.
        self._lock = threading.Lock()
        self.in_force: tuple[str, ...] = ()

    def ask(
        self, task: str, kind: str, data: bytes, source: str, more: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], bytes]:
        """The reader's answer about a file: its "text", the files "held" in it, or a page or parts of it as images
        ("grey", "marked", "cut"), with what `more` says. Raises Broken where the reader died over it; the next file
        gets a new one."""
        seconds = _SECONDS + _PER_MEGABYTE * (len(data) >> 20)
        request = {**more, "task": task, "kind": kind, "source": source, "seconds": seconds, "size": len(data)}
        with self._lock:
            return self._exchange(request, data, seconds)

    def _exchange(self, request: Mapping[str, Any], data: bytes, seconds: int) -> tuple[Mapping[str, Any], bytes]:
        try:
            self._begin()
            self._send(json.dumps(request).encode() + b"\n" + data, seconds * _SHARED)
            return self._answer(seconds * _SHARED)
        except (OSError, ValueError) as error:
            raise Broken(self._end()) from error
        except Broken as error:
            raise Broken(self._end() or str(error)) from error

    def _begin(self) -> None:
        if self._process is not None and self._owner == os.getpid() and self._process.poll() is None:
            return
        path = json.dumps(sys.path)
        command = f"import sys; sys.path[:] = {path}; from dao_graph.formats.child import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", command],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}, cwd="/" if os.name == "posix" else None,
        )  # fmt: skip
        self._owner = os.getpid()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
        told, _ = self._answer(_START)
        self.in_force = tuple(map(str, told.get("in_force", ())))

    def _send(self, data: bytes, seconds: float) -> None:
        assert self._process is not None and self._process.stdin is not None
        end, at, pipe = time.monotonic() + seconds, 0, self._process.stdin.fileno()
        while at < len(data):
            _, ready, _ = select.select((), (pipe,), (), max(0.0, end - time.monotonic()))
            if not ready:
                raise Broken("took too long")
            at += os.write(pipe, data[at : at + _CHUNK])

    def _answer(self, seconds: float) -> tuple[Mapping[str, Any], bytes]:
        assert self._process is not None and self._process.stdout is not None
        end, pipe = time.monotonic() + seconds, self._process.stdout.fileno()
        whole = bytearray()
        size: int | None = None
        told: Mapping[str, Any] = {}
        while size is None or len(whole) < size:
            ready, _, _ = select.select((pipe,), (), (), max(0.0, end - time.monotonic()))
            if not ready:
                raise Broken("took too long")
            read = os.read(pipe, 1 << 20)
            if not read:
                raise Broken("ended")
            whole += read
            if size is None and b"\n" in whole:
                line, _, rest = whole.partition(b"\n")
                told, whole = json.loads(line), bytearray(rest)
                size = int(told["size"])
            if len(whole) > _LARGEST:
                raise Broken("says too much")
        return told, bytes(whole)

    def _end(self) -> str:
        """End the process; gives why it ended before, "" where it had not."""
        process, self._process = self._process, None
        if process is None:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
        ended = process.poll()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if ended is None:
            return ""
        return _ENDED.get(ended, f"ended by signal {-ended}" if ended < 0 else f"ended with code {ended}")


_PROCESS = Process()


def read_file(kind: str, data: bytes, source: str, recognised: Recognised = NOTHING) -> Text:
    """The text of `data`, which is of a `kind` that `kind_of` tells; in a PDF file, with what was `recognised` on some
    pages. Raises InputError where it cannot be read."""
    if kind in OFFICE:
        if kind == "odt":
            _asked("checked", kind, data, source, {})
        kind, data = "docx", as_docx(kind, data, source)
    more = {"by": recognised.by, "dpi": recognised.dpi, "pages": recognised.pages} if recognised.pages else {}
    told, answer = _asked("text", kind, data, source, more)
    try:
        return unpacked(answer, source)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(source, f"cannot be read: its reader gave no text ({told.get('status')})") from error


def grey_page(data: bytes, number: int, dpi: int, source: str) -> bytes:
    """A page of a PDF file as a grey image (PGM). Raises InputError where there is none."""
    return _asked("grey", "pdf", data, source, {"page": number, "dpi": dpi})[1]


def marked_page(data: bytes, number: int, dpi: int, source: str, boxes: Sequence[Box]) -> bytes:
    """A page of a PDF file as a PNG image, with boxes marked (left, top, width, height in points). Raises InputError
    where there is none."""
    return _asked("marked", "pdf", data, source, {"page": number, "dpi": dpi, "boxes": list(boxes)})[1]


def cut_page(data: bytes, number: int, dpi: int, source: str, boxes: Sequence[Box]) -> list[tuple[Box, bytes]]:
    """Parts of a page of a PDF file as PNG images in greys, each with what it shows of the page (left, top, width,
    height in points). Raises InputError where there is none."""
    told, answer = _asked("cut", "pdf", data, source, {"page": number, "dpi": dpi, "boxes": list(boxes)})
    try:
        images = _parted(answer, [int(size) for _, size in told["parts"]])
        shown: list[Box] = [(float(x), float(y), float(w), float(h)) for (x, y, w, h), _ in told["parts"]]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(source, "cannot be shown: its reader gave no images") from error
    return list(zip(shown, images, strict=True))


def held_files(kind: str, data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The files in a container, by name. Raises InputError where it cannot be opened."""
    told, answer = _asked("held", kind, data, source, {})
    try:
        files = _parted(answer, [int(size) for _, size in told["names"]])
        return [(str(name), content) for (name, _), content in zip(told["names"], files, strict=True)]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(source, "cannot be opened: its reader gave no files") from error


def _parted(answer: bytes, sizes: Sequence[int]) -> list[bytes]:
    ends = list(accumulate(sizes))
    return [answer[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def _asked(task: str, kind: str, data: bytes, source: str, more: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
    try:
        told, answer = _PROCESS.ask(task, kind, data, source, more)
    except Broken as error:
        raise InputError(source, f"cannot be read: the process that read it {error}") from error
    match told.get("status"):
        case "refused":
            raise InputError(source, str(told.get("reason")))
        case "scan":
            unread = tuple(number for number in told.get("unread", ()) if isinstance(number, int))
            raise ScanError(source, str(told.get("reason")), unread)
        case "memory":
            raise InputError(source, "takes more memory than a file may")
        case "failed":
            raise InputError(source, f"is damaged, or breaks the rules of its format ({told.get('reason')})")
    return told, answer


def in_force() -> tuple[str, ...]:
    """The restrictions that the reading process is under."""
    with contextlib.suppress(Broken, InputError):
        _PROCESS.ask("text", "html", b"<p>A text.</p>", "", {})
    return _PROCESS.in_force
