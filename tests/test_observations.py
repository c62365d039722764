"""Who speaks in concluding observations: the body that issues them."""

from __future__ import annotations

import pytest

from dao_graph.model.document import Text
from dao_graph.model.fact import Node, Ref
from dao_graph.read import read
from dao_graph.read.decode import decode
from dao_graph.recognise import recognise
from dao_graph.relate import relate
from dao_graph.rules import packs


def acts(text: str, language: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The acts of a text as (last part of the actor's id, verb, addressees)."""
    source: Text = decode(text.encode(), "text.txt")
    document = read(source, packs.fingerprints(), packs.markers(), packs.line_ends(), language)
    facts = relate(document, list(recognise(document))).facts
    found = [node for node in facts.nodes.values() if "Act" in node.types]
    return [(_ids(n, "actor")[0].rpartition("/")[2], _ids(n, "verb")[0], _ids(n, "addressee")) for n in found]


def _ids(node: Node, role: str) -> tuple[str, ...]:
    return tuple(sorted(term.id for term in node.properties.get(role, ()) if isinstance(term, Ref)))


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
    assert said == [("cat-committee", "verb/should", ("group/states-parties",))]
