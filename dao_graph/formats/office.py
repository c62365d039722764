"""Formats of other word processors, turned into Word's by LibreOffice where that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from dao_graph.errors import InputError

FORMATS = {"odt": "an OpenDocument text", "rtf": "an RTF file", "doc": "an old Word file"}
_SECONDS = 120
# Bytes of address space: LibreOffice alone has three gigabytes.
_MEMORY = 8_000_000_000
_LARGEST = 100_000_000
_NAMES = ("soffice", "libreoffice")


def program() -> str | None:
    """Where LibreOffice is."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def as_docx(kind: str, data: bytes, source: str) -> bytes:
    """A file of one of `FORMATS` as DOCX. Macros are not run; nothing but a folder for the file is written.

    Raises InputError where LibreOffice is not installed, or cannot read it.
    """
    soffice = program()
    if soffice is None:
        raise InputError(
            source, f"is {FORMATS[kind]}: install LibreOffice (soffice) to have it read, or save it as DOCX"
        )
    with tempfile.TemporaryDirectory(prefix="dao-graph-") as folder:
        given = Path(folder, f"given.{kind}")
        given.write_bytes(data)
        command = [
            soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(given),
        ]  # fmt: skip
        try:
            subprocess.run(
                command, check=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, capture_output=True,
                env={"PATH": os.defpath, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}, cwd=folder,
                preexec_fn=_limit if os.name == "posix" else None,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise InputError(source, f"cannot be read: LibreOffice took more than {_SECONDS} s") from error
        except (subprocess.SubprocessError, OSError) as error:
            raise InputError(source, f"is {FORMATS[kind]} that LibreOffice cannot read") from error
        made = Path(folder, "given.docx")
        if not made.is_file() or made.stat().st_size > _LARGEST:
            raise InputError(source, f"is {FORMATS[kind]} that LibreOffice cannot read")
        return made.read_bytes()


def _limit() -> None:
    """The limits of LibreOffice: it may read files, but has no network and little memory and time."""
    import resource

    from dao_graph.formats.limits import no_network

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    no_network()
