"""Mutants of texts: whatever is done to one, it is built or refused, its neighbours are built, what is written is
N-Quads, and every quote stands where the graph says."""

from __future__ import annotations

import html
import os
import random
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from dao_graph.ask.graph import Graph
from dao_graph.check.verify import verify
from dao_graph.pipeline.build import Options, build, read_source

from .conftest import EXAMPLES, ROOT
from .test_rebuild import written

# Set it to 2000 for a thorough run, and DAO_GRAPH_MUTANT_TEXTS to folders of texts to mutate instead of the examples.
NUMBER = int(os.environ.get("DAO_GRAPH_MUTANTS", "100"))
TEXTS = os.environ.get("DAO_GRAPH_MUTANT_TEXTS", "")
BATCH = 20
LONGEST = 60_000
NEIGHBOURS = [written(number=1), written("fr", 2)]
ODD = [
    *"\u200f\u202e\ufeff\u00ad\u0000\u001b\ufffd\u2028\u0301[(«“%&<>\"'\\`",
    "\ue000", "\U0010ffff", "1" * 40, "62/208 ", "(a) ", "; and ", "\n\n", "- ", "。", "،", "第", "http://x:y/",
]  # fmt: skip
CHANGES = ((b" ", b"\n"), (b"\n", b" "), (b"1", b"11"), (b'"', b"'"), (b", ", b" and "))


def sources(suffix: str) -> list[bytes]:
    if TEXTS:
        paths = (path for folder in TEXTS.split(os.pathsep) for path in Path(folder).rglob(f"*{suffix}"))
        found = sorted(path for path in paths if path.stat().st_size < LONGEST)
        return [path.read_bytes() for path in random.Random(5).sample(found, min(len(found), 60))]
    if suffix == ".xml":
        return [(ROOT / "tests" / "data" / "resolution.akn.xml").read_bytes()]
    return [*(path.read_bytes()[:6_000] for path in sorted(EXAMPLES.glob("*.txt"))), *NEIGHBOURS]


def within(chance: random.Random, texts: list[bytes]) -> bytes:
    """XML with a mutant in place of the words of an element or of the value of an attribute, mostly."""
    source = chance.choice(texts)
    if chance.random() < 0.2:
        return mutant(chance, [source])
    pieces = re.split(rb'(<[^>"]*>|<[^>"]*"|"[^<>"]*"|"[^>"]*>)', source)
    places = [i for i, piece in enumerate(pieces) if len(piece) > 3 and b"<" not in piece and b">" not in piece]
    for place in chance.sample(places, min(len(places), chance.randint(1, 3))):
        broken = "replace" if chance.random() < 0.9 else "surrogateescape"
        changed = html.escape(mutant(chance, [pieces[place]]).decode("utf-8", broken))
        safe = re.sub("[\x00-\x08\x0b-\x1f]", "", changed)
        pieces[place] = safe.encode("utf-8", "surrogateescape")
    return b"".join(pieces)


def mutant(chance: random.Random, texts: list[bytes]) -> bytes:
    """A text with one to four changes: of bits, characters, lines, runs, with another text, in encoding."""
    data = bytearray(chance.choice(texts))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 3, 30, 300))
        kind = chance.randrange(8)
        if kind == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at:at] = chance.choice(ODD).encode()
        elif kind == 2:
            del data[at : at + length]
        elif kind == 3:
            data[at:at] = bytes(data[at : at + length]) * chance.choice((1, 2, 20))
        elif kind == 4:
            other = chance.choice(texts)
            place = chance.randrange(len(other))
            data[at:at] = other[place : place + 10 * length]
        elif kind == 5:
            lines = bytes(data).split(b"\n")
            chance.shuffle(lines)
            data = bytearray(b"\n".join(lines))
        elif kind == 6:
            data = data[:at] if chance.random() < 0.3 else data
        else:
            before, after = chance.choice(
                ((b" ", b"\n"), (b"\n", b" "), (b"1", b"11"), (b'"', b"'"), (b", ", b" and "))
            )
            data = data.replace(before, after, chance.randint(1, 30))
    return bytes(data)


@pytest.mark.parametrize("suffix", [".txt", ".xml"])
def test_mutants_are_built_or_refused(suffix: str, tmp_path: Path) -> None:
    chance, texts = random.Random(f"mutants{suffix}"), sources(suffix)
    make = mutant if suffix == ".txt" else within
    told: Counter[str] = Counter()
    for batch in range(0, NUMBER, BATCH):
        folder = tmp_path / str(batch)
        folder.mkdir()
        for number, neighbour in enumerate(NEIGHBOURS):
            (folder / f"neighbour{number}.txt").write_bytes(neighbour)
        for number in range(BATCH):
            (folder / f"{number}{suffix}").write_bytes(make(chance, texts))
        report = build([folder], folder / "out", Options(check=False), store="none").report
        for entry in report.inputs:
            told[entry.status] += 1
            # Refused with a reason, not for an error in the program or for want of time.
            assert not entry.stage, (entry.source, entry.reason)
            assert entry.status != "failed" or "neighbour" not in entry.source, entry
        graph = Graph.open(folder / "out")
        lines = list(graph.lines())
        assert sum(1 for _ in ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)) == len(lines)
        result = verify(graph, read_source)
        assert result.mismatches == ()
        told["quotes"] += result.quotes
        told["lines"] += len(lines)
    assert told["built"] > NUMBER // 4, told
    print(suffix, dict(told))
