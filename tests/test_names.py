"""Names: where a shorter one only begins a longer one, and where a list or the rest of a text settles a weak one."""

from __future__ import annotations

import pytest

from dao_graph.read import read
from dao_graph.read.decode import decode
from dao_graph.recognise import recognise
from dao_graph.recognise.names import name_finder
from dao_graph.rules import packs
from dao_graph.rules.knowledge import PACKAGED
from dao_graph.rules.packs import fingerprints, line_ends, markers

from .said import acts


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        (
            "fr",
            "les Parties à la Convention-cadre des Nations Unies sur les changements climatiques",
            ["document/unfccc"],
        ),
        (
            "es",
            "las Partes en la Convención Marco de las Naciones Unidas sobre el Cambio Climático",
            ["document/unfccc"],
        ),
        ("ar", "إيطاليا* وعمان** وغابون*", ["country/ITA", "country/OMN", "country/GAB"]),
        ("en", "FRANCE, CÔTE D'IVOIRE", ["country/FRA", "country/CIV"]),
        ("es", "el Consejo de Derechos Humanos9; y", ["body/hrc"]),
        # A city and its country by one name: in the title of what was agreed there it is the city.
        ("es", "la Agenda de Túnez, y Túnez", ["country/TUN"]),
        ("ar", "برنامج عمل تونس", []),
        ("ar", "الأرجنتين وتونس", ["country/ARG", "country/TUN"]),
        ("zh", "《信息社会突尼斯议程》", []),
        ("zh", "秘鲁、突尼斯", ["country/PER", "country/TUN"]),
    ],
)
def test_names(language: str, text: str, named: list[str]) -> None:
    assert [mention.entity for mention in name_finder(language, PACKAGED).find(text)] == named


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All States met. As the Charter states, three states of matter are known."),
        ("es", "Todos los Estados se reunieron. Las constituciones de muchos estados y los estados financieros."),
        ("fr", "Tous les États se sont réunis. Des états de dépenses et des états d'agrément."),
    ],
)
def test_a_weak_name_keeps_its_capital(language: str, text: str) -> None:
    found = name_finder(language, PACKAGED).find(text)
    assert [m.entity for m in found if m.type == "group"] == ["group/states"]


SUBSIDIARY = [
    ("en", "Norway requests the Subsidiary Body for Implementation to consider the lamps."),
    ("fr", "La Norvège prie l'Organe subsidiaire de mise en œuvre d'examiner les lampes."),
    ("es", "Noruega pide al Órgano Subsidiario de Ejecución que examine las lámparas."),
    ("ru", "Норвегия просит Вспомогательный орган по осуществлению рассмотреть лампы."),
    ("zh", "挪威请附属履行机构审议灯具。"),
    ("ar", "تطلب النرويج إلى الهيئة الفرعية للتنفيذ أن تنظر في المصابيح."),
]


@pytest.mark.parametrize(("language", "text"), SUBSIDIARY)
def test_bodies_of_the_climate_conventions_are_known(language: str, text: str) -> None:
    found = [act for act in acts(text, language) if act[1] in ("verb/requests", "verb/calls-upon")]
    assert [act[2] for act in found] == [("body/sbi",)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "in East and North-East Asia", "group/north-east-asia"),
        ("en", "in North-West Africa", "group/africa"),
        ("fr", "en Afrique du Nord-Ouest", "group/africa"),
        ("es", "en el Asia nororiental", "group/north-east-asia"),
        ("ru", "в Северо-Западной Африке", "group/africa"),
        ("ru", "в Северо-Восточной Азии", "group/north-east-asia"),
        ("ar", "في شمال غرب أفريقيا", "group/africa"),
        ("zh", "东北亚各国", "group/north-east-asia"),
    ],
)
def test_half_of_a_compass_point_names_no_region(language: str, text: str, found: str) -> None:
    regions = [mention.entity for mention in name_finder(language, PACKAGED).find(text)]
    assert found in regions
    assert not set(regions) & {"group/eastern-asia", "group/western-africa", "group/northern-africa"}


@pytest.mark.parametrize(
    ("language", "some", "every"),
    [
        ("en", "Two States and three developing countries met.", "All States met."),
        ("fr", "Deux États et trois pays se sont réunis.", "Tous les États se sont réunis."),
        ("es", "Dos Estados y ambos países se reunieron.", "Todos los Estados se reunieron."),
        ("ru", "Два государства и пять стран собрались.", "Все государства собрались."),
        ("ar", "اجتمعت الدول الثلاث.", "اجتمعت جميع الدول."),
        ("zh", "两个国家和三个会员国开会。", "所有国家开会。"),
    ],
)
def test_a_number_of_states_is_not_the_group(language: str, some: str, every: str) -> None:
    """Some of them are others than the group: a group of the text's own, or none."""
    document = read(decode(some.encode(), "text.txt"), fingerprints(), markers(), line_ends(), language)
    groups = [m.entity for sentence in recognise(document) for m in sentence.slotted.found if m.type == "group"]
    assert not [entity for entity in groups if entity and not entity.startswith("group/some-")]
    found = name_finder(language, PACKAGED).find(every)
    assert [mention.entity for mention in found] == ["group/states"]


@pytest.mark.parametrize(
    ("language", "text", "short", "body"),
    [
        ("en", "The plan on resolution 1325 (2000) of the Security Council (NAP) is old. NAP has gaps.", "NAP", None),
        (
            "ru",
            "План по осуществлению резолюции 1325 (2000) Совета Безопасности (НПД) принят. В НПД пробелы.",
            "НПД",
            None,
        ),
        ("en", "The World Food Programme (WFPX) met. WFPX left.", "WFPX", "body/wfp"),
        ("fr", "Le Programme alimentaire mondial (WFPX) se réunit. WFPX part.", "WFPX", "body/wfp"),
        ("zh", "世界粮食计划署（WFPX）开会。WFPX离开。", "WFPX", "body/wfp"),
    ],
)
def test_an_abbreviation_that_has_no_initial_of_a_name_is_not_its(
    language: str, text: str, short: str, body: str | None
) -> None:
    document = read(decode(text.encode(), "x.txt"), packs.fingerprints(), packs.markers(), packs.line_ends(), language)
    found = {
        mention.entity
        for sentence in recognise(document)
        for mention in sentence.slotted.found
        if document.text[slice(*mention.span)] == short and mention.rule == "und.name.defined"
    }
    assert found == ({body} if body else set())
