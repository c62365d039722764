"""Ends of mandates: until when what a body prolongs lasts, wherever the date stands, in six languages."""

from __future__ import annotations

import pytest

from .said import nodes
from .test_kinds import related

# The date before what is prolonged, behind it, as another number of months, and as the end of a period.
FORMS = {
    "en": [
        "1. Decides to extend until 15 July 2098 the mandate of MONUSCO;",
        "1. Decides to extend the measures set out in paragraph 9 of resolution 2206 (2015) until 15 July 2098;",
        "1. Decides to renew the mandate of UNDOF for a period of six months, that is, until 15 July 2098;",
        "1. Decides to extend the mandate of UNFICYP for a further period ending on 15 July 2098;",
    ],
    "fr": [
        "1. Décide de proroger jusqu'au 15 juillet 2098 le mandat de la MONUSCO ;",
        "1. Décide de reconduire jusqu'au 15 juillet 2098 les mesures énoncées au paragraphe 9 ;",
        "1. Décide de proroger le mandat de la FNUOD pour une période de six mois, soit jusqu'au 15 juillet 2098 ;",
        "1. Décide de proroger le mandat de l'UNFICYP pour une nouvelle période prenant fin le 15 juillet 2098 ;",
    ],
    "es": [
        "1. Decide prorrogar hasta el 15 de julio de 2098 el mandato de la MONUSCO;",
        "1. Decide prorrogar hasta el 15 de julio de 2098 las medidas del párrafo 9 de la resolución 2206 (2015);",
        "1. Decide renovar el mandato de la FNUOS por seis meses, es decir, hasta el 15 de julio de 2098;",
        "1. Decide prorrogar el mandato de la UNFICYP por un nuevo período que terminará el 15 de julio de 2098;",
    ],
    "ru": [
        "1. постановляет продлить до 15 июля 2098 года мандат МООНСДРК;",
        "1. постановляет возобновить до 15 июля 2098 года срок действия мер, изложенных в пункте 9;",
        "1. постановляет продлить мандат СООННР на шестимесячный период, т. е. до 15 июля 2098 года;",
        "1. постановляет продлить мандат ВСООНК на дополнительный период, заканчивающийся 15 июля 2098 года;",
    ],
    "zh": [
        "1. 决定将联刚稳定团的任务期限延长至2098年7月15日；",
        "1. 决定将第2206(2015)号决议第9段规定的措施延续至2098年7月15日；",
        "1. 决定将观察员部队任务期延续六个月，至2098年7月15日；",
        "1. 决定将联塞部队的任务再延长一段时间，至2098年7月15日止；",
    ],
    "ar": [
        "1 - يقرر أن يمدد حتى 15 تموز/يوليه 2098 ولاية بعثة الأمم المتحدة؛",
        "1 - يقرر أن يجدد حتى 15 تموز/يوليه 2098 التدابير المنصوص عليها في الفقرة 9 من القرار 2206 (2015)؛",
        "1 - يقرر أن يجدد ولاية القوة لفترة ستة أشهر، أي حتى 15 تموز/يوليه 2098؛",
        "1 - يقرر تمديد ولاية القوة لفترة أخرى تنتهي في 15 تموز/يوليه 2098؛",
    ],
}
# What is asked for by a day, or was done until one, sets no end.
OTHERS = {
    "en": "1. Requests the Secretary-General to report by 15 July 2098;",
    "fr": "1. Prie le Secrétaire général de faire rapport d'ici au 15 juillet 2098 ;",
    "es": "1. Solicita al Secretario General que informe a más tardar el 15 de julio de 2098;",
    "ru": "1. просит Генерального секретаря представить доклад к 15 июля 2098 года;",
    "zh": "1. 请秘书长至迟于2098年7月15日提交报告；",
    "ar": "1 - يطلب إلى الأمين العام أن يقدم تقريرا في موعد أقصاه 15 تموز/يوليه 2098؛",
}


ORGANS = {
    "en": "The Security Council,",
    "fr": "Le Conseil de sécurité,",
    "es": "El Consejo de Seguridad,",
    "ru": "Совет Безопасности,",
    "zh": "安全理事会，",
    "ar": "إن مجلس الأمن،",
}


def ends(language: str, text: str) -> set[str]:
    facts = related(f"S/RES/2999 (2097)\n{ORGANS[language]}\n{text}\n").facts
    acts = (node for node in facts.nodes.values() if "Act" in node.types)
    return {getattr(end, "text", "") for act in acts for end in act.properties.get("endDate", ())}


@pytest.mark.parametrize(("language", "at"), [(language, at) for language in FORMS for at in range(4)])
def test_what_is_prolonged_ends_on_the_day_that_is_said(language: str, at: int) -> None:
    assert ends(language, FORMS[language][at]) == {"2098-07-15"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_day_by_which_something_is_due_ends_nothing(language: str) -> None:
    assert not ends(language, OTHERS[language])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The Security Council extended until 30 April 2026 the mandate of the Panel of Experts."),
        ("fr", "Le Conseil de sécurité a prorogé jusqu’au 30 avril 2026 le mandat du Groupe d’experts."),
        ("es", "El Consejo de Seguridad prorrogó hasta el 30 de abril de 2026 el mandato del Grupo de Expertos."),
        ("ru", "Совет Безопасности продлил до 30 апреля 2026 года мандат Группы экспертов."),
        ("zh", "安全理事会将专家小组的任期延长至2026年4月30日。"),
        ("ar", "ومدد مجلس الأمن حتى 30 نيسان/أبريل 2026 ولاية فريق الخبراء."),
    ],
)
def test_the_end_of_a_mandate_that_is_told_before_it(language: str, said: str) -> None:
    acts = [node for node in nodes(f"1. {said}\n", language) if "Act" in node.types]
    assert [[getattr(term, "text", "") for term in node.properties["endDate"]] for node in acts] == [["2026-04-30"]]
    assert not any("deadline" in node.properties for node in acts)
