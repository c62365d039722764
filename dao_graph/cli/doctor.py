"""A command that looks after the installation itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from dao_graph._version import __version__
from dao_graph.cli.common import FINDINGS, as_json_option, guarded
from dao_graph.cli.terminal import put_json, say

_LIBRARIES = (
    "ahocorasick-rs", "charset-normalizer", "click", "lxml", "networkx", "pyoxigraph", "pypdfium2", "pyshacl", "rdflib",
)  # fmt: skip
# Optional parts: what they are for, and what adds them.
_OPTIONAL = {
    "httpx": ("load: sending graphs to stores", "pip install 'dao-graph[load]'"),
    "starlette": ("serve: the explorer and the SPARQL endpoint", "pip install 'dao-graph[serve]'"),
    "uvicorn": ("serve: the explorer and the SPARQL endpoint", "pip install 'dao-graph[serve]'"),
    "pyarrow": ("export as Parquet", "pip install 'dao-graph[parquet]'"),
}
_SENTENCE = (
    "Resolution adopted by the General Assembly\n\n99/1. A test of the installation\n\nThe General Assembly,\n\n"
    "1. Requests the Secretary-General to report to it on the implementation of resolution 62/208.\n"
)


@click.command()
@as_json_option
@guarded
def doctor(as_json: bool) -> None:
    """Say which versions and optional parts are installed, what keeps hostile files in check here, where data lie, and
    whether a small text and file can be read. Exit code 1 where something that is needed does not work.

    \b
    Example:
      dao-graph doctor
    """
    found = _examined()
    if as_json:
        put_json(found)
    else:
        _print(found)
    sys.exit(0 if all(found["tests"].values()) else FINDINGS)


def _examined() -> dict[str, dict[str, str]]:
    import platform
    import tempfile
    from importlib.metadata import version

    from dao_graph.data import data_dir
    from dao_graph.formats.office import program
    from dao_graph.formats.sandbox import in_force

    limits = in_force()
    return {
        "versions": {
            "dao-graph": __version__,
            "Python": f"{platform.python_version()} ({sys.executable})",
            **{name: version(name) for name in _LIBRARIES},
        },
        "optional": {
            **{f"{name} ({use})": _installed(name) or f"missing: {add}" for name, (use, add) in _OPTIONAL.items()},
            "Tesseract (reading scans, with --ocr)": _recognition(),
            "LibreOffice (reading ODT, RTF and old Word files)": program() or "missing: apt install libreoffice-writer",
        },
        "limits": {"files are read with": ", ".join(limits) or "time limits alone: the system has no others"},
        "data": {name: str(data_dir(name)) for name in ("ontology", "shapes", "queries")}
        | {"files on the way": tempfile.gettempdir()},
        "processes": {"that pay off for many texts": str(os.cpu_count() or 1)},
        "tests": _tested(),
    }


def _recognition() -> str:
    """Where Tesseract is, and which models it has, or what installs what is missing."""
    from dao_graph.formats import ocr

    path = ocr.program()
    if path is None:
        return f"missing: {ocr.cure()}"
    models = ", ".join(model for model in ocr.MODELS.values() if model in ocr.installed())
    lacking = ocr.missing()
    return f"{path} {ocr.version()} ({models})" + (f"; missing: {ocr.cure(lacking)}" if lacking else "")


def _installed(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _tested() -> dict[str, str]:
    """What was tried, with "works", or "" where it does not."""
    import tempfile

    from dao_graph.errors import DaoGraphError
    from dao_graph.formats.sandbox import read_file
    from dao_graph.pipeline.build import build

    done = dict.fromkeys(("a text is read and its facts checked", "a web page is read in a process of its own"), "")
    with tempfile.TemporaryDirectory(prefix="dao-graph-") as folder:
        path = Path(folder, "test.txt")
        path.write_text(_SENTENCE, encoding="utf-8")
        try:
            if build([path]).report.of("built"):
                done["a text is read and its facts checked"] = "works"
            if read_file("html", b"<p>A paragraph.</p>", "test.html").content.strip():
                done["a web page is read in a process of its own"] = "works"
        except DaoGraphError as error:
            say(f"error: {error}", err=True)
    return done


def _print(found: dict[str, dict[str, str]]) -> None:
    for part, table in found.items():
        say(part)
        for name, value in table.items():
            say(f"  {name}: {value or 'DOES NOT WORK'}")
