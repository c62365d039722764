"""Describing a graph as a dataset: VoID and DCAT 3 with counts, versions and rights, and PROV of the build. The same
documents, rules and lists give the same description."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from dao_graph._version import __version__
from dao_graph.data import data_dir
from dao_graph.errors import DataError
from dao_graph.folder.user_cache import kept, signature
from dao_graph.namespaces import BASE, DAO, DCAT, DCTERMS, PREFIXES, PROV, VOID, XSD
from dao_graph.rdf.tally import Total

# https://reproducible-builds.org/specs/source-date-epoch/
EPOCH = "SOURCE_DATE_EPOCH"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"


def description(base: str, documents: int, expressions: int, total: Total, own: str = "") -> list[ox.Quad]:
    """The dataset graph of a graph of whose facts `total` is the sum. `own` is a digest of lists and rules that are not
    of the package, if any were read with.

    Raises DataError where the package's own data cannot be read, or SOURCE_DATE_EPOCH is no number of seconds.
    """
    graph, dataset = ox.NamedNode(f"{base}graph/dataset"), ox.NamedNode(f"{base}dataset")
    return [
        ox.Quad(subject, ox.NamedNode(predicate), object_, graph)
        for subject, predicate, object_ in (
            *_static(base),
            *_versions(base, own),
            *_counts(base, dataset, documents, expressions, total),
        )
    ]


_Triple = tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]


def _static(base: str) -> Iterator[_Triple]:
    for triple in _written():
        object_ = triple.object
        if isinstance(object_, ox.NamedNode):
            object_ = _moved(object_, base)
        assert isinstance(triple.subject, ox.NamedNode)
        assert isinstance(object_, (ox.NamedNode, ox.Literal))
        yield _moved(triple.subject, base), triple.predicate.value, object_


@cache
def _written() -> tuple[ox.Triple, ...]:
    path = data_dir("ontology") / "dataset.ttl"
    try:
        return tuple(q.triple for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise DataError(f"{path}: {error}") from error


def _moved(node: ox.NamedNode, base: str) -> ox.NamedNode:
    return ox.NamedNode(base + node.value.removeprefix(BASE)) if node.value.startswith(BASE) else node


def _versions(base: str, own: str) -> Iterator[_Triple]:
    yield ox.NamedNode(f"{base}dataset/tool"), DCAT + "version", ox.Literal(__version__)
    for name, version in data_versions().items():
        whole = f"{version} with sha256:{own}" if own and name in ("rules", "authorities") else version
        yield ox.NamedNode(f"{base}dataset/{name}"), DCAT + "version", ox.Literal(whole)
    if epoch := os.environ.get(EPOCH, ""):
        try:
            moment = datetime.fromtimestamp(int(epoch), UTC).isoformat().replace("+00:00", "Z")
        except (ValueError, OverflowError, OSError) as error:
            raise DataError(f"{EPOCH} is no number of seconds since 1970: {epoch[:40]!r}") from error
        stamp = ox.Literal(moment, datatype=ox.NamedNode(XSD + "dateTime"))
        yield ox.NamedNode(f"{base}dataset/build"), PROV + "endedAtTime", stamp
        yield ox.NamedNode(f"{base}dataset"), DCTERMS + "modified", stamp


@cache
def data_versions() -> dict[str, str]:
    """The version of each kind of data that a build uses: "sha256:" and the hash of its files, with their names."""
    ontology = data_dir("ontology")
    kinds = {
        "rules": data_dir("languages"),
        "authorities": ontology / "authorities",
        "vocabulary": ontology / "dao.ttl",
        "shapes": data_dir("shapes"),
    }
    files = {name: _files(path) for name, path in kinds.items()}
    said = kept("versions", signature(chain(*files.values())), lambda: {n: _hash(kinds[n], files[n]) for n in kinds})
    return {name: f"sha256:{digest}" for name, digest in said.items()}


def _files(path: Path) -> list[Path]:
    return sorted(p for p in path.rglob("*") if p.suffix in (".toml", ".ttl")) if path.is_dir() else [path]


def _hash(path: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        # A checkout may have other line ends.
        content = file.read_bytes().replace(b"\r\n", b"\n")
        name = file.relative_to(path.parent).as_posix()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _counts(base: str, dataset: ox.NamedNode, documents: int, expressions: int, total: Total) -> Iterator[_Triple]:
    subjects, classes = total.counts()
    yield dataset, VOID + "documents", _number(documents)
    yield dataset, DAO + "expressions", _number(expressions)
    yield dataset, VOID + "triples", _number(total.triples)
    yield dataset, VOID + "distinctSubjects", _number(subjects)
    yield dataset, VOID + "properties", _number(len(total.properties))
    yield dataset, VOID + "classes", _number(len(classes))
    yield dataset, VOID + "uriSpace", ox.Literal(base)
    for language in sorted(total.languages):
        yield dataset, DCTERMS + "language", ox.NamedNode(_LANGUAGES + language)
    for counts, part, names, number in (
        (classes, "classPartition", "class", "entities"),
        (total.properties, "propertyPartition", "property", "triples"),
    ):
        for iri, count in sorted(counts.items()):
            of = ox.NamedNode(iri[1:-1])
            node = ox.NamedNode(f"{base}dataset/{names}/{_local_name(of.value)}")
            yield dataset, VOID + part, node
            yield node, VOID + names, of
            yield node, VOID + number, _number(count)


def _local_name(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            return local if prefix == "dao" else f"{prefix}-{local}"
    return hashlib.sha256(iri.encode()).hexdigest()[:16]


def _number(count: int) -> ox.Literal:
    return ox.Literal(str(count), datatype=ox.NamedNode(XSD + "integer"))
