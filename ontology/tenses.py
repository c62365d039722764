"""The compound tenses of French and Spanish verbs, for the list of verbs: written from forms that it has.

    python ontology/tenses.py            write authorities/tenses.ttl anew
    python ontology/tenses.py --check    say whether it is what verbs.ttl gives now (exit code 1 where not)

A Spanish preterite ("hizo suyo") gives the perfect and the pluperfect ("ha hecho suyo", "habían hecho suyo"); a French
perfect ("a prié", "s’est félicité") gives its other persons and the pluperfect ("avons prié", "s’étaient félicités"). A
form with its auxiliary is a verb wherever it stands; a bare participle may be a noun or a passive, and is left out, and
so is a label of another verb.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import written
from rdflib import Graph
from rdflib.namespace import SKOS

LISTS = Path(__file__).parent / "authorities"
WRITTEN = "tenses.ttl"
_BASE = "https://w3id.org/dao-graph/id/"
_HEADER = """# The compound tenses of French and Spanish verbs. Written by ontology/tenses.py: do not edit.

@base <https://w3id.org/dao-graph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
# Preterites whose participle is not told by their ending.
_IRREGULAR = {
    "hizo": "hecho", "puso": "puesto", "propuso": "propuesto", "dispuso": "dispuesto", "opuso": "opuesto",
    "pospuso": "pospuesto", "expuso": "expuesto", "dio": "dado", "mantuvo": "mantenido", "tuvo": "tenido",
    "sostuvo": "sostenido", "convino": "convenido", "pidió": "pedido", "rindió": "rendido", "refirió": "referido",
    "requirió": "requerido", "sugirió": "sugerido", "eligió": "elegido", "repitió": "repetido", "advirtió": "advertido",
    "suscribió": "suscrito", "resolvió": "resuelto", "previó": "previsto", "creyó": "creído", "denunció": "denunciado",
    "apreció": "apreciado", "anunció": "anunciado", "pronunció": "pronunciado", "envió": "enviado",
    "confió": "confiado", "encomió": "encomiado", "inició": "iniciado", "negoció": "negociado",
    "propició": "propiciado",
}  # fmt: skip
# "Ha celebrado una reunión": a meeting is held. "Ha apoyado", "ha respaldado": help that was given, and no position.
# "Ha mantenido" is mostly "has kept", "ha presentado" "has shown".
_UNSURE = frozenset(("celebró", "apoyó", "respaldó", "mantuvo", "presentó"))
_SPANISH = ("ha", "han", "había", "habían", "hemos")
_FRENCH = {"a": ("ont", "avait", "avaient", "ai", "avons"), "ont": ("a", "avait", "avaient", "ai", "avons")}
_SINGULAR, _PLURAL = ("s’était ", "me suis "), ("se sont ", "s’étaient ", "nous sommes ")


def spanish(label: str) -> Iterator[str]:
    """The perfect and the pluperfect of a label that begins with a preterite; nothing of another."""
    words = label.split(" ")
    reflexive = words[0] == "se" and len(words) > 1
    verb, *rest = words[1:] if reflexive else words
    participle = _participle(verb)
    if participle and verb not in _UNSURE and "y" not in rest:
        for auxiliary in _SPANISH:
            if not reflexive or auxiliary != "hemos":
                yield " ".join((*(("se",) if reflexive else ()), auxiliary, participle, *rest))


def _participle(preterite: str) -> str | None:
    if preterite in _IRREGULAR:
        return _IRREGULAR[preterite]
    if preterite.endswith("ió"):
        return preterite[:-2] + "ido"
    return preterite[:-1] + "ado" if preterite.endswith("ó") else None


def french(label: str) -> Iterator[str]:
    """The other persons, and the pluperfect, of a label that is a perfect; nothing of another."""
    first, _, rest = label.partition(" ")
    for auxiliary in _FRENCH.get(first, ()):
        # "Ont fait leurs" and "fait siennes" say whose it is.
        if not re.search(r"\b(?:sien|leur|nôtre|son |sa |ses )", rest) or auxiliary in ("avait", "avaient"):
            yield f"{auxiliary} {rest}"
    if first == "s’est":
        yield from (auxiliary + rest for auxiliary in _SINGULAR)
        many = re.sub(r"(?<=[éi])(e?)(?= |$)", r"\1s", rest)
        yield from (auxiliary + many for auxiliary in _PLURAL)


_FORMS = {"es": spanish, "fr": french}


def compound(folder: Path) -> Mapping[str, list[tuple[str, str]]]:
    """(form, language) of each verb of verbs.ttl in `folder`, less what it has, and what another verb has; in order."""
    verbs = Graph().parse(folder / "verbs.ttl")
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    labels = [
        (str(concept).removeprefix(_BASE), str(label), str(getattr(label, "language", "")))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for concept, label in verbs.subject_objects(predicate)
    ]
    for concept, label, language in labels:
        owners[label, language].add(concept)
    made: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept, label, language in labels:
        for form in _FORMS[language](label) if language in _FORMS else ():
            made[form, language].add(concept)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (form, language), concepts in sorted(made.items()):
        if not owners[form, language] and len(concepts) == 1:
            found[min(concepts)].append((form, language))
    return dict(sorted(found.items()))


def turtle(found: Mapping[str, list[tuple[str, str]]]) -> str:
    """The list as Turtle."""
    return written.turtle(_HEADER, found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    found = compound(LISTS)
    code = written.write(LISTS / WRITTEN, turtle(found), arguments.check, "ontology/tenses.py")
    print(f"{sum(map(len, found.values())):,} forms of {len(found):,} verbs")
    return code


if __name__ == "__main__":
    sys.exit(main())
