"""The shape of the package: data flows one way, documents' words stay in data, modules stay small."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .conftest import ROOT

PACKAGE = ROOT / "dao_graph"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = ("read", "recognise", "relate", "emit", "validate")
# What the later steps of the way may know of the graph, but not of how it was extracted.
READERS = (
    "graph", "export", "explain", "verify", "stats", "network", "page", "questions", "states", "locks", "store",
    "partition", "load", "remote", "stores", "bulk", "diff", "passages", "dataset",
    "answer", "asking", "guard", "lookup", "describe", "serve/app", "serve/http", "serve/pages", "serve/pool",
)  # fmt: skip


def imports(path: Path) -> set[str]:
    """The modules of this package that a file imports, as "dao_graph.x.y"."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] == "dao_graph"}


def stage_of(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_stages_do_not_import_each_other(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own in STAGES:
        foreign = {stage_of(name) for name in imports(path)} & set(STAGES) - {own}
        assert not foreign, f"{own} imports {foreign}"


@pytest.mark.parametrize("name", READERS)
def test_what_comes_after_the_graph_knows_nothing_of_extraction(name: str) -> None:
    known = {stage_of(module) for module in imports(PACKAGE / f"{name}.py")}
    assert not known & {"read", "recognise", "relate", "emit", "rules", "packs", "pipeline"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_python_holds_no_documents_words(path: Path) -> None:
    foreign = re.search(r"[\u0400-\u04ff\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff]", path.read_text(encoding="utf-8"))
    assert foreign is None, f"{foreign.group()!r} belongs into a language pack"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_languages_hold_data_only() -> None:
    assert not list((PACKAGE / "languages").rglob("*.py"))
