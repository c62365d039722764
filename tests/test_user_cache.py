"""What is kept between processes: the same as what is made anew, and read from nowhere that others can write."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.folder import compiled, user_cache
from dao_graph.folder.cached_parts import Parts
from dao_graph.lists import authorities as lists
from dao_graph.namespaces import BASE
from dao_graph.rules import loading
from dao_graph.rules.knowledge import PACKAGED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv(user_cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def kept_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_is_kept_is_given_back(folder: Path) -> None:
    assert user_cache.kept("a", "1", lambda: {"x": (1, "y", None)}) == {"x": (1, "y", None)}
    assert user_cache.kept("a", "1", dict) == {"x": (1, "y", None)}
    assert user_cache.kept("a", "2", dict) == {}
    assert [path.name.partition(".")[0] for path in folder.iterdir()] == [
        "a"
    ] and folder.stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_kept_is_made(folder: Path) -> None:
    made = object()
    assert user_cache.kept("a", "1", lambda: made) is made and list(folder.iterdir()) == []


def test_nothing_is_read_where_others_can_write(folder: Path) -> None:
    user_cache.save("a", "1", 7)
    kept_file(folder).chmod(0o660)
    assert user_cache.load("a", "1") is None
    kept_file(folder).chmod(0o600)
    assert user_cache.load("a", "1") == 7
    folder.chmod(0o777)
    user_cache._safe.cache_clear()
    assert user_cache.load("a", "1") is None


def test_a_link_in_the_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "other")
    user_cache.save("a", "1", 7)
    assert list((tmp_path / "other").iterdir()) == []


def test_what_is_damaged_is_made_anew(folder: Path) -> None:
    user_cache.save("a", "1", "text" * 9)
    file = kept_file(folder)
    content = file.read_bytes()
    for place in range(len(content)):
        file.write_bytes(content[:place])
        assert user_cache.load("a", "1") is None
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert user_cache.load("a", "1") is None


def test_a_damaged_part_is_not_there(folder: Path) -> None:
    Parts("a", "1").save({"x": 1, "y": "text" * 9})
    assert [Parts("a", "1").get(name) for name in "xyz"] == [1, "text" * 9, None] and not len(Parts("a", "2"))
    Parts("a", "1").save({"z": 3})
    file = kept_file(folder)
    content = file.read_bytes()
    for place in range(len(content)):
        for other in (content[:place], content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]):
            file.write_bytes(other)
            found = Parts("a", "1")
            assert all(found.get(name) in (None, value) for name, value in (("x", 1), ("y", "text" * 9), ("z", 3)))


def test_off_keeps_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(user_cache.VARIABLE, "off")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_cache.kept("a", "1", lambda: 1) == 1 and user_cache.kept("a", "1", lambda: 2) == 2
    assert list(tmp_path.iterdir()) == []


def test_another_size_or_time_is_another_signature(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = 1")
    before = user_cache.signature([path])
    assert user_cache.signature([path]) == before
    os.utime(path, ns=(1, 1))
    assert user_cache.signature([path]) != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_kept_patterns_are_those_that_python_compiles(
    language: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_SOUND", (3,))
    shelf = compiled._Shelf(language)
    rules = PACKAGED.rule_set(language).all()
    expressions = sorted({text for rule in rules for b in rule.branches for text in (b.expression, b.starter) if text})
    shelf.new = {text: compiled._numbers(text) for text in expressions[::4]}
    shelf.save()
    again = compiled._Shelf(language)
    # Patterns are equal whose flags, numbers and expressions are.
    for text in expressions[::4]:
        known = again.get(text)
        assert known is not None and compiled._made(text, known) == re.compile(text)
    assert not any(map(again.get, expressions[1::4]))


def test_kept_rules_and_lists_are_those_that_are_read(folder: Path) -> None:
    files = tuple(loading.pack_files("zh"))
    made, fragments = loading._read("zh", files)
    for _ in range(2):
        assert loading._packaged("zh") == (made, fragments)
        loading.lexicon.cache_clear()
        assert loading.lexicon("zh") == loading._tables(files)
    said = lists._read(lists._files(()))
    kept = lists.Properties(said)
    for path in lists._files(()):
        for triple in lists._parse(path):
            concept = triple.subject.value.removeprefix(BASE)  # type: ignore[union-attr]
            assert triple.object in kept[concept][triple.predicate.value]


def test_a_second_process_gets_what_the_first_compiled(folder: Path) -> None:
    code = "from dao_graph.folder import compiled as c; [c.compiled(f'a{n}+(?P<x>b)?', 'en') for n in range(20)]"
    show = "; print(len(c._SHELVES['en'].new))"
    said = [subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True).stdout for _ in "ab"]
    assert said == ["20\n", "0\n"]
    # What is kept at the end is kept beside what is there.
    both = subprocess.run([sys.executable, "-c", code.replace("{n}", "{n}z") + show], capture_output=True, text=True)
    assert (both.stdout, both.stderr) == ("20\n", "")
    assert subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True).stdout == "0\n"


def test_a_malformed_pattern_is_said_to_be_so(folder: Path) -> None:
    with pytest.raises(re.error):
        compiled.compiled("(", "en")


def next_process() -> None:
    user_cache._tidy.cache_clear()


def test_what_was_written_long_ago_goes(folder: Path) -> None:
    user_cache.save("a", "1", 7)
    os.utime(kept_file(folder), (1, 1))
    next_process()
    user_cache.save("b", "1", 7)
    assert user_cache.load("a", "1") is None and user_cache.load("b", "1") == 7


@pytest.mark.parametrize(("limit", "most"), [("_MOST_FILES", 2), ("_MOST_BYTES", 200)])
def test_the_oldest_of_too_much_goes(folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    for number, name in enumerate("abc"):
        user_cache.save(name, "1", "x" * 50)
        written = next(path for path in folder.iterdir() if path.name.startswith(name))
        os.utime(written, (2**31 + number, 2**31 + number))
    monkeypatch.setattr(user_cache, limit, most)
    next_process()
    user_cache.save("a", "1", 7)
    assert {path.name[0] for path in folder.iterdir()} == {"c", "b"}


def test_the_folder_is_looked_through_once_in_a_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation writes two hundred files: looking at all of many others for each cost half a minute."""
    user_cache.save("a", "1", 7)

    def refuse(folder: Path) -> Iterator[Path]:
        pytest.fail(f"{folder} is looked through again")

    monkeypatch.setattr(Path, "iterdir", refuse)
    for name in "bcd":
        user_cache.save(name, "1", 7)
    assert user_cache.load("d", "1") == 7


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("(?:ab?c)*+", "aca", "ac"), ("(?:(?:ab?c)++x)?+", "acacxaca", "acacx"), ("(a(?:b?c){1,3}+|d)", "abcb", "abc"),
        ("(?=(?:ab?c)*+d)a", "acad", None), ("a++", "aab", "aa"),
    ],
)  # fmt: skip
def test_patterns_mean_the_same_without_possessive_repeats(
    pattern: str, text: str, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_SOUND", (9,))
    match = compiled._made(pattern, compiled._numbers(pattern)).match(text)
    assert (match and match[0]) == found
