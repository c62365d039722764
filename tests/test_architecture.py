"""The shape of the package: data flows one way, documents' words stay in data, modules stay small."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .conftest import ROOT

PACKAGE = ROOT / "dao_graph"
MODULES = sorted(PACKAGE.rglob("*.py"))
# The floors of the house, from the ground up: a package may import from lower floors and from itself.
FLOORS = (
    ("_version", "errors", "namespaces", "terms"),
    ("data",),
    ("folder",),
    ("model",),
    ("lists",),
    ("rules",),
    ("formats", "read", "recognise", "relate", "rdf", "projection", "words"),
    ("pipeline", "ask"),
    ("check", "publish", "workbench"),
    ("serve",),
    ("cli", "__init__"),
    ("__main__",),
)
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
# What comes after the graph knows it, but not how it was extracted.
EXTRACTION = {"read", "recognise", "relate", "rules", "pipeline"}


def imports(path: Path) -> set[str]:
    """The modules of this package that a file imports, as "dao_graph.x.y"."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] == "dao_graph"}


def room(name: str) -> str:
    """The package or top module that a dotted name lies in."""
    return name.split(".")[1] if "." in name else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    """A new package has to be given its floor; a new module falls under its package's."""
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    upwards = {name for name in imports(path) if room(name) != own and FLOOR[room(name)] >= FLOOR[own]}
    assert not upwards, f"{own} imports {upwards}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_comes_after_the_graph_knows_nothing_of_extraction(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0]
    if own in ("projection", "ask", "check", "publish", "serve", "folder"):
        assert not {room(name) for name in imports(path)} & EXTRACTION


def test_every_package_says_what_it_is() -> None:
    """What comes in, what goes out, what it knows nothing of."""
    for init in PACKAGE.glob("*/__init__.py"):
        said = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        assert 3 <= len(said.splitlines()) <= 8, init


def test_the_ground_floor_is_small() -> None:
    rooms = [p for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()]
    assert len(rooms) <= 25


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_python_holds_no_documents_words(path: Path) -> None:
    foreign = re.search(r"[\u0400-\u04ff\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff]", path.read_text(encoding="utf-8"))
    assert foreign is None, f"{foreign.group()!r} belongs into a language pack"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)


# What Python users call to build is described argument by argument, and has them all by name.
DESCRIBED = {"__init__.py": "build"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_stay_small(path: Path) -> None:
    """A function has at most 40 lines, signature and docstring counted (but for those above), and 12 branches."""
    described = DESCRIBED.get(path.relative_to(PACKAGE).as_posix())
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, FUNCTIONS):
            body = function.body[ast.get_docstring(function, clean=False) is not None :]
            start = body[0].lineno if function.name == described and body else function.lineno
            lines = (function.end_lineno or 0) - start + 1
            branches = sum(isinstance(node, BRANCHES) for node in ast.walk(function))
            assert lines <= 40 and branches <= 12, f"{function.name}: {lines} lines, {branches} branches"


def test_languages_hold_data_only() -> None:
    assert not list((PACKAGE / "languages").rglob("*.py"))


PUNCTUATION = "\uff0c\u060c\u3001\u3002\uff1a\uff1b\u061b\uff01\uff1f\u061f\uff09\u300a\u300b\u300d"


def test_punctuation_is_listed_in_one_place() -> None:
    """Marks of Arabic and Chinese, left out of one list of stops, have lost clauses before."""
    for path in MODULES:
        if path.relative_to(PACKAGE).as_posix() == "model/characters.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
        # In a pattern the escape stands as it is written.
        written = {c for text in texts for c in PUNCTUATION if c in text or f"\\u{ord(c):04x}" in text.lower()}
        assert not written, f"{path.relative_to(ROOT)}: import {written} from model/characters.py"
