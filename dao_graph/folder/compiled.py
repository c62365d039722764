"""Regular expressions compiled once: what Python makes of an expression is kept from process to process.

Compiling takes a third of the time of a small build. Python's `re` makes of an expression a list of numbers, and hands
that to its engine: the list is what is kept (see `user_cache`). The two steps are no public interface; where they are
not as here, in another Python, expressions are compiled as ever. The engine looks whether such a list is sound.
"""

from __future__ import annotations

import atexit
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from dao_graph.folder import user_cache
from dao_graph.folder.cached_parts import Parts


def _steps() -> tuple[Callable[..., Any], ...] | None:
    """How an expression is parsed, made numbers, and these a pattern; None where that is done in another way."""
    try:
        inner = import_module("re._compiler")
        return import_module("re._parser").parse, inner._code, import_module("_sre").compile
    except (ImportError, AttributeError):
        return None


_STEPS = _steps()

# Before it, a possessive repeat may keep what a failed iteration took (CPython issue 106052); an atomic group does not.
_SOUND = (3, 11, 5)
# Flags, numbers of the list, how many groups, and their names with their numbers.
_Kept = tuple[int, bytes, int, dict[str, int]]
# Saving takes longer than compiling so few.
_WORTH = 12
# More are kept of nobody: people's own rules that change again and again.
_MOST = 20_000


def compiled(pattern: str, shelf: str) -> re.Pattern[str]:
    """`pattern` compiled; `shelf` is where it is kept with others that are wanted together ("en"). Raises re.error
    where it is malformed."""
    if _STEPS is None:
        return re.compile(pattern)
    found = _shelf(shelf)
    if (known := found.get(pattern)) is not None:
        try:
            return _made(pattern, known)
        except (RuntimeError, TypeError, ValueError, OverflowError):
            pass
    try:
        known = _numbers(pattern)
        result = _made(pattern, known)
    except (AttributeError, TypeError, RuntimeError, OverflowError):
        return re.compile(pattern)
    found.new[pattern] = known
    return result


@cache
def kept_pattern(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled, once in a process, and kept with those that all languages want."""
    return compiled(pattern, "all")


def _numbers(pattern: str) -> _Kept:
    assert _STEPS is not None
    parse, code, _ = _STEPS
    parsed = parse(pattern, 0)
    if sys.version_info < _SOUND:
        without_possessives(parsed)
    state = parsed.state
    return state.flags, array("I", code(parsed, 0)).tobytes(), state.groups - 1, dict(state.groupdict)


def without_possessives(parsed: Any) -> None:
    """Make each possessive repeat in a parsed pattern the atomic group of that repeat, which means the same."""
    parts = import_module("re._constants")
    for i, (step, said) in enumerate(parsed.data):
        if step is parts.POSSESSIVE_REPEAT:
            repeat = type(parsed)(parsed.state, [(parts.MAX_REPEAT, said)])
            parsed.data[i] = (parts.ATOMIC_GROUP, repeat)
        for inner in _within(said, type(parsed)):
            without_possessives(inner)


def _within(said: Any, kind: type) -> Iterator[Any]:
    """The patterns that a step of a parsed pattern holds, as they are or in tuples and lists."""
    if isinstance(said, kind):
        yield said
    elif isinstance(said, (tuple, list)):
        for one in said:
            yield from _within(one, kind)


def _made(pattern: str, known: _Kept) -> re.Pattern[str]:
    assert _STEPS is not None
    flags, numbers, groups, names = known
    index: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        index[number] = name
    made: re.Pattern[str] = _STEPS[2](pattern, flags, list(array("I", numbers)), groups, names, tuple(index))
    return made


class _Shelf:
    """Compiled expressions that are kept together, and those that are new."""

    def __init__(self, name: str) -> None:
        self._parts = Parts(f"patterns-{name}", user_cache.signature(()))
        self.new: dict[str, _Kept] = {}

    def get(self, pattern: str) -> _Kept | None:
        """What is known of an expression."""
        return self.new.get(pattern) or self._parts.get(pattern)

    def save(self) -> None:
        """Keep what is new, with what others kept in the meantime."""
        if len(self.new) >= _WORTH and len(self._parts) + len(self.new) < _MOST:
            self._parts.save(self.new)
            self.new = {}


_SHELVES: dict[str, _Shelf] = {}


def _shelf(name: str) -> _Shelf:
    if name not in _SHELVES:
        _SHELVES[name] = _Shelf(name)
    return _SHELVES[name]


@atexit.register
def save() -> None:
    """Keep what was compiled in this process, for others."""
    for shelf in _SHELVES.values():
        shelf.save()
