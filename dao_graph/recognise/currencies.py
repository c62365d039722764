"""Currencies: their names in a language, and the signs and codes that no language owns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dao_graph.lists.authorities import Authorities
from dao_graph.model.normal import normal
from dao_graph.namespaces import DAO, SKOS

_KIND = "currency/"


def currency_names(lists: Authorities, language: str) -> dict[str, str]:
    """Signs, codes and names of currencies, each with the currency it stands for."""
    found: dict[str, str] = {}
    for label in lists.labels:
        if label.language == language and label.concept.startswith(_KIND):
            text = normal(label.text)
            found.setdefault(text, label.concept)
            found.setdefault(text[0].lower() + text[1:], label.concept)
            found.setdefault(text.lower(), label.concept)
    found.update(currency_signs(lists))
    return found


@cache
def currency_signs(lists: Authorities) -> Mapping[str, str]:
    """Signs and codes of currencies, which no language owns."""
    return {
        text: concept
        for concept in lists.properties
        if concept.startswith(_KIND)
        for predicate in (SKOS + "notation", DAO + "sign")
        for text, *_ in lists.properties.of(concept, predicate)
    }
