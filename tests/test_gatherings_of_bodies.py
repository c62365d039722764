"""Bodies that met, and who convened a meeting together, as six languages say it."""

from __future__ import annotations

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.model.fact import Node, Ref, Value

from .said import nodes

MET = {
    "en": "1. In March 2024, the Human Rights Council met in Geneva and adopted a resolution on lighthouses.",
    "fr": "1. En mars 2024, le Conseil des droits de l’homme s’est réuni à Genève et a adopté une résolution.",
    "es": "1. En marzo de 2024, el Consejo de Derechos Humanos se reunió en Ginebra y aprobó una resolución.",
    "ru": "1. В марте 2024 года Совет по правам человека собрался в Женеве и принял резолюцию о маяках.",
    "zh": "1. 2024年3月，人权理事会在日内瓦举行会议，通过了关于灯塔的决议。",
    "ar": "1- وفي آذار/مارس 2024، اجتمع مجلس حقوق الإنسان في جنيف واعتمد قرارا بشأن المنارات.",
}
TOGETHER = {
    "en": "1. Norway and Peru co-hosted a workshop on lamps in Geneva on 7 March 2024.",
    "fr": "1. La Norvège et le Pérou ont coorganisé un atelier sur les lampes à Genève le 7 mars 2024.",
    "es": "1. Noruega y el Perú coorganizaron un taller sobre lámparas en Ginebra el 7 de marzo de 2024.",
    "ru": "1. Норвегия и Перу совместно организовали семинар по лампам в Женеве 7 марта 2024 года.",
    "zh": "1. 挪威和秘鲁于2024年3月7日在日内瓦共同主办了一次关于灯具的讲习班。",
    "ar": "1- ونظمت النرويج وبيرو حلقة عمل بشأن المصابيح في جنيف في 7 آذار/مارس 2024.",
}


def _values(node: Node, role: str) -> set[str]:
    return {t.id if isinstance(t, Ref) else t.text for t in node.properties.get(role, ()) if isinstance(t, Ref | Value)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_met_somewhere(language: str) -> None:
    (meeting,) = (n for n in nodes(MET[language], language) if "Meeting" in n.types and _values(n, "organ"))
    assert _values(meeting, "organ") == {"body/hrc"}
    assert _values(meeting, "place") == {"place/geneva"}
    assert _values(meeting, "startDate") == {"2024-03"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_convene_a_meeting(language: str) -> None:
    found = nodes(TOGETHER[language], language)
    hosts = {who for n in found if "role/organiser" in _values(n, "role") for who in _values(n, "participant")}
    assert hosts == {"country/NOR", "country/PER"}
    dated = [n for n in found if "Meeting" in n.types and _values(n, "startDate")]
    assert [_values(n, "startDate") for n in dated] == [{"2024-03-07"}]
