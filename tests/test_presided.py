"""Who presided over a meeting, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Ref
from tests.said import nodes

PRESIDED = {
    "en": "The meeting was chaired by the Permanent Representative of Ghana to the United Nations.",
    "fr": "La réunion était présidée par le Représentant permanent du Ghana.",
    "es": "La reunión estuvo presidida por el Representante Permanente de Ghana.",
    "ru": "На заседании председательствовал Постоянный представитель Ганы.",
    "zh": "会议由加纳常驻代表主持。",
    "ar": "وترأس الاجتماع الممثل الدائم لغانا.",
}


@pytest.mark.parametrize("language", PRESIDED)
def test_who_presided_took_part_as_its_chair(language: str) -> None:
    found = [node for node in nodes(f"1. {PRESIDED[language]}\n", language) if "Participation" in node.types]
    roles = [(node.properties["participant"], node.properties["role"]) for node in found]
    assert [[[term.id for term in terms if isinstance(term, Ref)] for terms in found] for found in roles] == [
        [["post/permanent-representative-GHA"], ["role/chair"]]
    ]
