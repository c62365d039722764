"""The cases of Russian names, for the authority lists: written by a morphology library, kept in the repository.

    python ontology/inflect.py            write authorities/inflected-ru.ttl anew
    python ontology/inflect.py --check    say whether it is what the lists give now (exit code 1 where not)
    python ontology/inflect.py --redundant  print hidden labels of the other lists that it has too

Each preferred or alternative name in Russian is inflected whole: its head noun with the adjectives before it and the
participles after it, and what is joined to it by "и" or a dash; what depends on it stays. A form that is a name of
something else is left out, and so is a name whose head is not sure: lists keep such forms by hand, as hidden labels.
Needs pymorphy3 (MIT) with its dictionary of OpenCorpora, both in the extra `dev`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pymorphy3
import written
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

LISTS = Path(__file__).parent / "authorities"
WRITTEN = "inflected-ru.ttl"
# Verbs and qualities are conjugated or agree; names of persons are not sure to be told by sex; titles of documents in
# another case are mostly said of what they are about ("on strengthening the coordination of …").
_LEFT_OUT = frozenset((WRITTEN, "verbs.ttl", "qualities.ttl", "people.ttl", "documents.ttl"))
_WEAK = URIRef("https://w3id.org/dao-graph/ontology#weakLabel")
_BASE = "https://w3id.org/dao-graph/id/"
_CASES = ("gent", "datv", "accs", "ablt", "loct")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_ADJECTIVES, _JOINED, _DASHES = ("ADJF", "PRTF"), ("и",), ("—", "–")
_FUNCTION = ("PREP", "CONJ", "PRCL", "NPRO")
# So long a chain of words that agree has no name.
_LONGEST = 12
# A reading of a word, and what its form wants beside a case.
_Agreement = tuple[Any, Callable[[str], tuple[str, ...]]]
_HEADER = """# The cases of the Russian names of the other lists. Written by ontology/inflect.py: do not edit.

@base <https://w3id.org/dao-graph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer()


def forms(name: str) -> set[str]:
    """The oblique cases of a name; nothing where its head noun is not sure, or does not change."""
    words = name.split(" ")
    agreeing = _agreeing(words)
    if not agreeing:
        return set()
    found = set()
    for case in _CASES:
        inflected = list(words)
        for i, (parse, wanted) in agreeing.items():
            form = parse.inflect({case, *wanted(case)})
            if form is None:
                return set()
            inflected[i] = _as(words[i], form.word)
        form = " ".join(inflected)
        # "После" is "after", and no ambassador.
        if not any(p.tag.POS in _FUNCTION for p in _read(form)):
            found.add(form)
    return found - {name}


def _agreeing(words: list[str]) -> dict[int, _Agreement]:
    """The words that change with the case, by their places, each with its reading and what its form wants beside the
    case; none where there is no head noun."""
    modifiers: list[int] = []
    for i, word in enumerate(words[:_LONGEST]):
        if modifiers and word in _JOINED:
            continue
        bare = word.rstrip(",")
        if not _WORD.fullmatch(bare) or (len(bare) > 1 and bare.isupper()):
            return {}
        nouns = [p for p in _read(bare) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
        if _is_modifier(bare) and i + 1 < len(words) and not _is_noun(bare):
            modifiers.append(i)
            continue
        head = next((noun for noun in nouns if all(_agreed(words[m], noun) for m in modifiers)), None)
        if head is None or "Fixd" in head.tag:
            return {}
        found = {m: _with(words[m], head) for m in modifiers}
        found[i] = head, _plain
        after = dict(_after(words, i, head))
        return found | after if after or bare == word else {}
    return {}


def _after(words: list[str], at: int, head: Any) -> Iterator[tuple[int, _Agreement]]:
    """What changes with the head noun behind it: a name joined to it, a participle after a comma."""
    following = words[at + 1 : at + 2]
    if not following:
        return
    if words[at].endswith(","):
        if following[0] != words[at] and (participle := _agreed(following[0], head)) and "PRTF" in participle.tag:
            yield at + 1, _with(following[0], head)
    elif following[0] in (*_JOINED, *_DASHES):
        for place, agreement in _agreeing(words[at + 2 :]).items():
            yield at + 2 + place, agreement


def _plain(case: str) -> tuple[str, ...]:
    return ()


def _with(word: str, head: Any) -> _Agreement:
    """An adjective and what it wants to agree with its noun: in the accusative also whether that lives."""
    modifier = _agreed(word, head)
    lives = "anim" if "anim" in head.tag else "inan"
    by_life = head.tag.number == "plur" or head.tag.gender == "masc"
    return modifier, lambda case: (lives,) if case == "accs" and by_life else ()


def _agreed(word: str, noun: Any) -> Any:
    """The reading of a word as an adjective that agrees with a noun in the nominative, or None."""
    for parse in _read(word.rstrip(",")):
        tag = parse.tag
        agrees = tag.number == noun.tag.number and (tag.number == "plur" or tag.gender == noun.tag.gender)
        if tag.POS in _ADJECTIVES and tag.case == "nomn" and agrees:
            return parse
    return None


def _is_modifier(word: str) -> bool:
    return any(p.tag.POS in _ADJECTIVES and p.tag.case == "nomn" for p in _read(word))


def _is_noun(word: str) -> bool:
    """Whether a word that may be an adjective is rather a noun."""
    best = max(_read(word), key=lambda parse: parse.score)
    return bool(best.tag.POS == "NOUN")


@cache
def _read(word: str) -> tuple[Any, ...]:
    return tuple(_analyzer().parse(word))


def _as(model: str, word: str) -> str:
    """A form with the capitals, the letter ё and the comma of the word that it stands for."""
    if "ё" not in model.lower():
        word = word.replace("ё", "е")
    parts, models = word.split("-"), model.rstrip(",").split("-")
    models += models[-1:] * (len(parts) - len(models))
    cased = [p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=False)]
    return "-".join(cased) + ("," if model.endswith(",") else "")


def _names(graph: Graph, concept: Any) -> Iterator[str]:
    """The Russian names of a concept: preferred and alternative ones, and the hidden ones that stand in the nominative
    and are no case of these."""
    known = [str(o) for p in (SKOS.prefLabel, SKOS.altLabel) for o in graph.objects(concept, p) if _is_russian(o)]
    yield from known
    made = {form for name in known for form in forms(name)}
    for label in graph.objects(concept, SKOS.hiddenLabel):
        if _is_russian(label) and str(label) not in made and _is_nominative(str(label)):
            yield str(label)


def _is_russian(label: Any) -> bool:
    return getattr(label, "language", None) == "ru"


def _is_nominative(name: str) -> bool:
    word = name.split(" ")[0].rstrip(",")
    return bool(_WORD.fullmatch(word)) and all(p.tag.case in ("nomn", None) for p in _read(word)[:1])


def inflected(folder: Path) -> Mapping[str, list[str]]:
    """The forms of each concept of the lists in `folder`, less what names something else that its name does not; ids in
    order."""
    names, known = Graph(), Graph()
    for path in sorted(folder.glob("*.ttl")):
        if path.name != WRITTEN:
            known.parse(path)
        if path.name not in _LEFT_OUT:
            names.parse(path)
    owners: dict[str, set[str]] = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, _WEAK):
        for concept, label in known.subject_objects(predicate):
            if _is_russian(label):
                owners[str(label)].add(str(concept))
    made = {
        str(concept): {(form, name) for name in _names(names, concept) for form in forms(name)}
        for concept in names.subjects(SKOS.prefLabel, None, unique=True)
    }
    bearers: dict[str, set[str]] = defaultdict(set)
    for concept, found in made.items():
        for form, _ in found:
            bearers[form].add(concept)
    weak = {(str(concept), str(label)) for concept, label in known.subject_objects(_WEAK)}
    return {
        concept.removeprefix(_BASE): kept
        for concept, found in sorted(made.items())
        if (
            kept := sorted(
                {
                    form
                    for form, name in found
                    if owners.get(form, set()) | bearers[form] <= owners[name] and (concept, form) not in weak
                }
            )
        )
    }


def turtle(found: Mapping[str, list[str]]) -> str:
    """The list as Turtle."""
    return written.turtle(_HEADER, {concept: [(label, "ru") for label in labels] for concept, labels in found.items()})


def _redundant(folder: Path, found: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """(file, concept, label) of hidden labels that the written list has too."""
    for path in sorted(folder.glob("*.ttl")):
        if path.name != WRITTEN:
            graph = Graph().parse(path)
            for concept, label in sorted(graph.subject_objects(SKOS.hiddenLabel)):
                local = str(concept).removeprefix(_BASE)
                if getattr(label, "language", None) == "ru" and str(label) in found.get(local, ()):
                    yield path.name, local, str(label)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--redundant", action="store_true")
    arguments = parser.parse_args()
    found = inflected(LISTS)
    if arguments.redundant:
        for row in _redundant(LISTS, found):
            print(*row, sep="\t")
        return 0
    code = written.write(LISTS / WRITTEN, turtle(found), arguments.check, "ontology/inflect.py")
    print(f"{sum(map(len, found.values())):,} forms of {len(found):,} names")
    return code


if __name__ == "__main__":
    sys.exit(main())
