"""Building into a folder again and again: whatever happened in between, the result is that of a build from nothing."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dao_graph.ask.graph import Graph
from dao_graph.errors import InputError, OutputError
from dao_graph.pipeline import documents, joining
from dao_graph.pipeline.build import Options, build

# Set it to 200 for a thorough run, which takes some ten minutes.
EXAMPLES = int(os.environ.get("DAO_GRAPH_EXAMPLES", "4"))
# Where there is memory that looks like a disk, nothing waits for one.
SHARED_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
BASES = ("https://w3id.org/dao-graph/id/", "https://example.org/id/")
UNCHECKED = Options(check=False)
FRONT = {
    "en": "United Nations\nA/RES/99/{number}\n\nGeneral Assembly\n\n99/{number}. {title}\n\nThe General Assembly,\n\n",
    "fr": "Nations Unies\nA/RES/99/{number}\n\nAssemblée générale\n\n99/{number}. {title}\n\nL’Assemblée générale,\n\n",
}
BODY = {
    "en": "Recalling its resolution 62/208 of 19 December 2007,\n\n1. Welcomes the efforts of the Government of "
    "{country};\n\n2. Requests the Secretary-General to report to it at its next session.\n",
    "fr": "Rappelant sa résolution 62/208 du 19 décembre 2007,\n\n1. Se félicite des efforts du Gouvernement de "
    "{country} ;\n\n2. Prie le Secrétaire général de lui présenter un rapport à sa prochaine session.\n",
}
# Not a text, empty, and in none of the languages.
BAD = (b"", bytes(range(256)) * 8, "Die Versammlung ersucht um einen Bericht über das Ergebnis.".encode())


def written(language: str = "en", number: int = 1, title: str = "Delivering as One", country: str = "Rwanda") -> bytes:
    """A short resolution of our own."""
    return (FRONT[language] + BODY[language]).format(number=number, title=title, country=country).encode()


CONTENTS = st.builds(
    written,
    st.sampled_from(list(FRONT)),
    st.integers(1, 3),
    st.sampled_from(["Delivering as One", "Partnerships"]),
    st.sampled_from(["Rwanda", "Kenya", "Mozambique"]),
)
NAMES = ("a.txt", "b.txt", "c.txt", "below/a.txt")
# What happens to a document: it gets a content, goes (None), or takes the name and content of another.
CHANGES = st.tuples(
    st.sampled_from(NAMES), st.one_of(CONTENTS, CONTENTS, st.sampled_from(BAD), st.none(), st.sampled_from(NAMES))
)
# What a snapshot has beside the files of the graph.
UNSEEN = {"state.json", "members.json", "inputs.json.gz", "words.db"}
DAMAGES = ("", "", "", "cut", "zeros", "edited", "replaced", "left over")


def files(folder: Path) -> dict[str, bytes]:
    """The files of a graph that must be the same as in a build from nothing."""
    suffixes = (".nq", ".gz", ".json", ".txt")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in suffixes}


def lines_of(folder: Path, name: str = "graph") -> bytes:
    """The N-Quads of a built folder's facts, or of its evidence."""
    return gzip.decompress((folder / f"{name}.nq.gz").read_bytes())


def stored(folder: Path) -> set[ox.Quad] | None:
    return set(ox.Store.read_only(str(folder / "store"))) if (folder / "store").exists() else None


def assert_in_step(folder: Path) -> None:
    """The store is what the files say, and it is the one that queries use."""
    graph = Graph.open(folder)
    assert graph.state is not None
    alone = graph.state.about["stored"] == "facts"
    memory = Graph(graph.facts_nquads, b"" if alone else graph.evidence_nquads, {}).store
    assert stored(folder) == set(memory)
    assert set(graph.facts_store.named_graphs()) == set(memory.named_graphs())
    with pytest.raises(RuntimeError, match="read-write"):
        graph.facts_store.add(ox.Quad(ox.NamedNode("x:x"), ox.NamedNode("x:x"), ox.NamedNode("x:x")))


def assert_tidy(folder: Path, together: int = documents.TOGETHER) -> None:
    """Nothing is left over: one state, its outcomes, the links to its files; of more than `together` documents also
    what they add together."""
    own = folder / ".dao-graph"
    assert {path.name for path in own.iterdir()} == {"current", "lock", "outcomes", "states"}
    state = (own / "current").resolve()
    assert [path.name for path in (own / "states").iterdir()] == [state.name]
    assert {path.name for path in folder.iterdir()} == {p.name for p in state.iterdir()} - UNSEEN | {own.name}
    keys = set(json.loads((state / "state.json").read_bytes())["keys"]) - {""}
    # The quads of an outcome are kept apart only where several texts speak of one graph.
    outcomes = [path.parent.name + path.name for path in (own / "outcomes").glob("*/*")]
    rows = json.loads((state / "members.json").read_bytes())
    # So are the parts of documents of which there are several.
    several = {row[1] for row in rows if row[0].startswith("views/of/")} & set(outcomes)
    # So is what documents add together.
    parts = {row[0].removeprefix("views/of/"): row[1] for row in rows if row[0].startswith("views/of/")}
    sums = documents.summed(parts, together)
    assert {name.partition(".")[0] for name in outcomes} == keys | several | sums.keys()
    held = {row[1] for row in rows}
    assert {name.removesuffix(".nq.gz") for name in outcomes if name.endswith(".gz")} <= keys - held
    with closing(sqlite3.connect(state / "words.db")) as words:
        indexed = {key for (key,) in words.execute("SELECT key FROM texts")}
    assert {name.removesuffix(".words") for name in outcomes if name.endswith(".words")} <= keys - indexed


class _Folder(RuleBasedStateMachine):
    """Documents come, change and go, options change, files are damaged; each build must be as one from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(dir=SHARED_MEMORY))
        self.inputs, self.out = self.root / "in", self.root / "out"
        self.built_with: str | None = None
        # Every text that was, with its name: what is kept is built from nothing out of these.
        self.texts: dict[str, tuple[str, bytes]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize(contents=st.lists(CONTENTS, min_size=1, max_size=4))
    def start(self, contents: list[bytes]) -> None:
        for name, content in zip(NAMES, contents, strict=False):
            self.change(name, content)
        self.build(BASES[0], "facts", False, 0.2)

    def change(self, name: str, content: bytes | str | None) -> None:
        path = self.inputs / name
        if isinstance(content, str):
            if (self.inputs / content).exists() and content != name:
                path.parent.mkdir(exist_ok=True)
                (self.inputs / content).replace(path)
        elif content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def damage(self, how: str, position: int) -> None:
        """What should not happen, and does."""
        own = self.out / ".dao-graph"
        outcomes = sorted((own / "outcomes").glob("*/*"))
        if how in ("cut", "zeros") and outcomes:
            path = outcomes[position % len(outcomes)]
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2] if how == "cut" else content[:-40] + bytes(40))
        elif how in ("edited", "replaced") and self.built_with is not None:
            path = self.out / ("graph.nq.gz", "evidence.nq.gz", "report.json")[position % 3]
            content = path.read_bytes()
            place = len(content) * position // 10
            content = content[:place] + bytes([content[place] ^ 8]) + content[place + 1 :]
            if how == "replaced":
                path.unlink()
            path.write_bytes(content)
        elif how == "left over" and self.built_with is not None:
            for folder, name in (("work", "facts.0"), ("states/7", "graph.nq.gz"), ("outcomes/00", "00")):
                (own / folder).mkdir(exist_ok=True)
                (own / folder / name).write_bytes(b"x")

    @rule(
        changes=st.lists(CHANGES, max_size=3),
        how=st.sampled_from(DAMAGES),
        position=st.integers(0, 9),
        base=st.sampled_from([BASES[0]] * 5 + [BASES[1]]),
        store=st.sampled_from(["facts", "facts", "facts", "all", "none"]),
        keep=st.booleans(),
        much=st.sampled_from([0.0, 0.2, 9.0, 9.0]),
    )
    def change_and_build(
        self,
        changes: list[tuple[str, bytes | str | None]],
        how: str,
        position: int,
        base: str,
        store: joining.Stored,
        keep: bool,
        much: float,
    ) -> None:
        for name, content in changes:
            self.change(name, content)
        self.damage(how, position)
        self.build(base, store, keep, much)

    def build(self, base: str, store: joining.Stored, keep: bool, much: float) -> None:
        options = Options(base, check=False)
        if not any(path.is_file() for path in self.inputs.rglob("*.txt")):
            with pytest.raises(InputError):
                build([self.inputs], self.out, options)
            return
        paths: list[Path] = [self.inputs]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(joining, "_MUCH", much)
            # What documents add together is kept of more than these.
            patch.setattr(documents, "TOGETHER", 1)
            try:
                built = build(paths, self.out, options, keep=keep, store=store)
            except OutputError as error:
                assert keep and ("kept" in str(error) or self.built_with not in (None, base)), error
                return
        report = built.report
        for path in self.inputs.rglob("*.txt"):
            content = path.read_bytes()
            for entry in report.inputs:
                if entry.path == str(path.resolve()):
                    self.texts[entry.sha256] = (path.name, content)
        if not report.of("built"):
            return
        self.built_with = base
        kept = [entry for entry in report.inputs if entry.kept]
        assert len(kept) == built.work.kept and (keep or not kept)
        for number, entry in enumerate(kept):
            name, content = self.texts[entry.sha256]
            path = self.root / "kept" / str(number) / name
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
            paths.append(path)
        clean = self.root / "clean"
        build(paths, clean, options, store=store)
        found, expected = files(self.out), files(clean)
        if kept:
            del found["report.json"], expected["report.json"]
        assert found == expected
        assert stored(self.out) == stored(clean)
        assert_tidy(self.out, 1)
        if store != "none":
            assert_in_step(self.out)
        # What did not change is not read again, and not written either.
        before = (self.out / ".dao-graph" / "current").readlink()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(documents, "TOGETHER", 1)
            again = build([self.inputs], self.out, options, keep=keep, store=store)
        assert again.work.anew == 0 and again.report == report
        assert (self.out / ".dao-graph" / "current").readlink() == before
        shutil.rmtree(clean)
        shutil.rmtree(self.root / "kept", ignore_errors=True)


def test_a_folder_that_is_built_again_and_again_is_as_if_built_from_nothing() -> None:
    run_state_machine_as_test(
        _Folder,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failing example is short already, and making it shorter takes minutes.
            phases=[Phase.generate],
            derandomize="DAO_GRAPH_EXAMPLES" not in os.environ,
        ),
    )
