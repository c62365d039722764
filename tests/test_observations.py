"""Who speaks in concluding observations: the body that issues them."""

from __future__ import annotations

import pytest

import dao_graph

from .said import acts

OBSERVATIONS = [
    ("en", "Committee against Torture", "Concluding observations on the second periodic report of Norway",
     "The State party should train keepers."),
    ("fr", "Comité contre la torture", "Observations finales concernant le deuxième rapport périodique de la Norvège",
     "L'État partie devrait former les gardiens."),
    ("es", "Comité contra la Tortura", "Observaciones finales sobre el segundo informe periódico de Noruega",
     "El Estado parte debería formar a los guardianes."),
    ("ru", "Комитет против пыток", "Заключительные замечания по второму периодическому докладу Норвегии",
     "Государству-участнику следует обучать смотрителей."),
    ("zh", "禁止酷刑委员会", "关于挪威第二次定期报告的结论性意见", "缔约国应培训看守人。"),
    ("ar", "لجنة مناهضة التعذيب", "الملاحظات الختامية بشأن التقرير الدوري الثاني للنرويج",
     "وينبغي للدولة الطرف أن تدرب الحراس."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "body", "title", "sentence"), OBSERVATIONS, ids=[o[0] for o in OBSERVATIONS])
def test_observations_are_the_body_s_that_issues_them(language: str, body: str, title: str, sentence: str) -> None:
    heading = "一. 导言" if language == "zh" else "I. Introduction"
    said = acts(f"{body}\n\n{title}\n\n{heading}\n\n1. {sentence}\n", language)
    assert said == [("cat-committee", "verb/should", ("country/NOR",))]


# The same in a text that is about no one state's report.
ELSEWHERE = [
    ("en", "The Committee against Torture recommends that the State party train keepers."),
    ("fr", "Le Comité contre la torture recommande que l'État partie forme des gardiens."),
    ("es", "El Comité contra la Tortura recomienda que el Estado parte forme a los guardianes."),
    ("ru", "Комитет против пыток рекомендует, чтобы государство-участник обучало смотрителей."),
    ("zh", "禁止酷刑委员会建议缔约国培训看守人。"),
    ("ar", "توصي لجنة مناهضة التعذيب بأن تدرب الدولة الطرف الحراس."),
]


@pytest.mark.parametrize(("language", "sentence"), ELSEWHERE, ids=[e[0] for e in ELSEWHERE])
def test_a_state_party_elsewhere_is_one_of_many(language: str, sentence: str) -> None:
    graph = dao_graph.build(texts={"text.txt": sentence}, language=language, check=False)
    assert "group/states-parties" in {mention.entity for mention in graph.mentions()}
