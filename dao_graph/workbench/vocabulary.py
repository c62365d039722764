"""Checking that what rules name exists: classes and properties of the vocabulary, ids of the lists; and that their
patterns can match something, and something only."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox

from dao_graph.data import data_dir
from dao_graph.errors import DataError
from dao_graph.lists.authorities import Authorities
from dao_graph.namespaces import OWL, RDF, expand_name, shorten
from dao_graph.rules.emits import RESERVED
from dao_graph.rules.notation import nearest
from dao_graph.rules.rule import Branch, Rule
from dao_graph.terms import text_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    # The module that `re` parses patterns with; it has no public name any more.
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

_PATH, _SELECT = "http://www.w3.org/ns/shacl#path", "http://www.w3.org/ns/shacl#select"
_PROPERTIES = (OWL + "ObjectProperty", OWL + "DatatypeProperty", RDF + "Property")
# Properties of other vocabularies in the SPARQL of a shape.
_PREFIXED = re.compile(r"\b(?:cito|dcterms|org|skos|prov|schema):[A-Za-z]+")
_PLACEHOLDERS = re.compile(r"\{=?[a-z_]+\}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes and properties that facts may have, as rules write them."""

    classes: frozenset[str]
    properties: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of `dao.ttl`, with what the shapes know of other vocabularies."""
    classes, properties = set(), set()
    for path in (data_dir("ontology") / "dao.ttl", *sorted(data_dir("shapes").glob("*.ttl"))):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            predicate, value = quad.predicate.value, text_of(quad.object)
            if predicate == RDF + "type" and value == OWL + "Class":
                classes.add(shorten(text_of(quad.subject)))
            elif predicate == RDF + "type" and value in _PROPERTIES:
                properties.add(shorten(text_of(quad.subject)))
            elif predicate == _PATH and isinstance(quad.object, ox.NamedNode):
                properties.add(shorten(value))
            elif predicate == _SELECT:
                properties.update(_PREFIXED.findall(value))
    return Vocabulary(frozenset(classes), frozenset(properties))


def problems(rule: Rule, lists: Authorities) -> Iterator[str]:
    """The problems with a rule that was loaded, each as a sentence without the place."""
    for branch in rule.branches:
        yield from _pattern_problems(branch)
    for spec in rule.options.get("emits", ()):
        yield from _emits_problems(spec, lists)
    for name in ("entities", "except"):
        for entities in rule.options.get(name, {}).values():
            yield from (f"option {name!r}: {p}" for entity in entities for p in _id_problems(entity, lists))
    for name in ("organ", "verb"):
        if name in rule.options:
            yield from (f"option {name!r}: {p}" for p in _id_problems(rule.options[name], lists))
    for verb in rule.options.get("except-in-paragraph", ()):
        yield from (f"option 'except-in-paragraph': {p}" for p in _id_problems(verb, lists))
    for kind in rule.options.get("find", {}).values():
        if kind not in _kinds(lists):
            yield f"option 'find': there is no list of {kind!r}{nearest(kind, _kinds(lists))}"
    template = rule.options.get("entity", "")
    # An id of the text's own is in no list.
    if template and "own" not in rule.options and not _PLACEHOLDERS.search(template):
        yield from (f"option 'entity': {p}" for p in _id_problems(template, lists))


def _emits_problems(spec: Mapping[str, Any], lists: Authorities) -> Iterator[str]:
    known = vocabulary()
    if "class" in spec and spec["class"] not in known.classes:
        yield f"option 'emits': there is no class {spec['class']!r}{nearest(spec['class'], known.classes)}"
    names = [spec["property"]] if "property" in spec else [key.rstrip("?") for key in spec if key not in RESERVED]
    for name in names:
        if name not in known.properties:
            yield f"option 'emits': there is no property {name!r}{_nearest_property(name)}"
    keys = ("object", "subject") if "property" in spec else [key for key in spec if key not in RESERVED]
    for key in keys:
        for value in spec[key] if isinstance(spec[key], list) else [spec[key]]:
            if not value.startswith("$"):
                yield from (f"option 'emits': {p}" for p in _id_problems(value, lists))
            elif default := value.partition("|")[2]:
                yield from (f"option 'emits': {p}" for p in _id_problems(default, lists))


def _nearest_property(name: str) -> str:
    try:
        expand_name(name)
    except KeyError:
        return f": no prefix {name.partition(':')[0]!r}"
    return nearest(name, vocabulary().properties)


def _id_problems(entity: str, lists: Authorities) -> Iterator[str]:
    if entity not in lists:
        kind = entity.partition("/")[0]
        same = [concept for concept in lists.properties if concept.startswith(f"{kind}/")]
        yield f"the lists have no {entity!r}{nearest(entity, same or _kinds(lists))}"


@cache
def _kinds(lists: Authorities) -> frozenset[str]:
    return frozenset(concept.partition("/")[0] for concept in lists.properties)


def _pattern_problems(branch: Branch) -> Iterator[str]:
    try:
        tree = parser.parse(branch.pattern.pattern)
    except (re.error, DataError) as error:
        yield f"the pattern is malformed: {error}"
        return
    if tree.getwidth()[0] == 0:
        yield "the pattern can match nothing at all: the empty text"
    elif _is_impossible(list(tree)):
        yield "the pattern can match nothing: something stands before a beginning (^), after an end ($), or never is"


def _is_impossible(items: list[Any]) -> bool:
    """True if a sequence of a parsed pattern can match no text, as far as its anchors tell."""
    ended = False
    for position, (code, value) in enumerate(items):
        width = parser.SubPattern(parser.State(), [(code, value)]).getwidth()[0]
        before = parser.SubPattern(parser.State(), items[:position]).getwidth()[0]
        if code is codes.FAILURE or (ended and width > 0):
            return True
        if code is codes.AT and value is codes.AT_BEGINNING and before > 0:
            return True
        ended = ended or (code is codes.AT and value in (codes.AT_END, codes.AT_END_STRING))
        if code is codes.SUBPATTERN and _is_impossible(list(value[3])):
            return True
        if code is codes.BRANCH and all(_is_impossible(list(branch)) for branch in value[1]):
            return True
    return False


def lexicon_problems(lexicon: Mapping[str, Any], lists: Authorities) -> Iterator[str]:
    """The problems with the ids in the tables of a pack that are no rules."""
    for verb in lexicon.get("reporting", {}).get("verbs", ()):
        yield from (f"[reporting]: {problem}" for problem in _id_problems(verb, lists))
