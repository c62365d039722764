"""What states recommend to one of them, in lists that name who recommends it in brackets, in six languages."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Node, Ref

from .said import nodes

_LISTS = {
    "ar": (
        "120- وقد انتهى الحوار بين الدول في اليوم الثالث من الأسبوع.\n\n121- ستنظر النرويج في التوصيات الواردة أدناه:",
        "121-1 التصديق على اتفاقية المصابيح (فرنسا) (غانا)؛ وتعزيز حماية حراس المنارات (شيلي، إسبانيا)؛",
        "122- وجميع التوصيات تعبر عن موقف الدول التي قدمتها. ولا ينبغي أن تفسر على أنها معتمدة من مجلس الأمن.",
    ),
    "en": (
        "120. The dialogue between the states ended on the third day of the week.\n\n"
        "121. The recommendations listed below will be examined by Norway:",
        "121.1\nRatify the lamp convention of the harbour towns at once\n(France) (Ghana); strengthen the "
        "protection of keepers (Chile, Spain);",
        "122. All recommendations reflect the position of those "
        "who made them. They should not be "
        "construed as endorsed by the Security Council.",
    ),
    "es": (
        "120. El diálogo entre los estados terminó el tercer día de la semana.\n\n"
        "121. Las recomendaciones siguientes cuentan con el apoyo de Noruega:",
        "121.1 Ratificar la convención sobre las lámparas (Francia) (Ghana); reforzar la "
        "protección de los guardas (Chile, España);",
        "122. Todas las recomendaciones reflejan la posición de quienes las hicieron. No deben "
        "entenderse como respaldadas por el Consejo de Seguridad.",
    ),
    "fr": (
        "120. Le dialogue entre les états s'est achevé le troisième jour de la semaine.\n\n"
        "121. Les recommandations ci-après seront examinées par la Norvège :",
        "121.1 Ratifier la convention sur les lampes (France) (Ghana) ; renforcer la "
        "protection des gardiens (Chili, Espagne) ;",
        "122. Toutes les recommandations reflètent la position de "
        "leurs auteurs. Elles ne sauraient être "
        "considérées comme approuvées par le Conseil de sécurité.",
    ),
    "ru": (
        "120. Диалог между государствами завершился на третий день недели.\n\n"
        "121. Следующие рекомендации пользуются поддержкой Норвегии:",
        "121.1 Ратифицировать конвенцию о лампах (Франция) (Гана); укреплять защиту "
        "смотрителей маяков (Чили, Испания);",
        "122. Все рекомендации отражают позицию внесших их "
        "государств. Их не следует рассматривать в "
        "качестве одобренных Советом Безопасности.",
    ),
    "zh": (
        "120. 各国之间的对话于本周第三天结束。\n\n121. 挪威将审查以下建议：",
        "121.1 批准灯具公约(法国)(加纳)；加强对灯塔看守人的保护(智利、西班牙)；",
        "122. 所有建议均反映提出建议的国家的立场。这些建议不应视为安全理事会核可的建议。",
    ),
}


def _acts(text: str, language: str) -> list[Node]:
    return [node for node in nodes(text, language) if "Act" in node.types]


def _recommended(text: str, language: str) -> list[dict[str, set[str]]]:
    found = [
        {role: _ids(act, role) for role in ("actor", "addressee")}
        for act in _acts(text, language)
        if _ids(act, "verb") == {"verb/recommends"}
    ]
    return sorted(found, key=lambda act: sorted(act["actor"]))


def _ids(node: Node, role: str) -> set[str]:
    return {term.id for term in node.properties.get(role, ()) if isinstance(term, Ref)}


@pytest.mark.parametrize("language", sorted(_LISTS))
def test_whoever_recommends_it_stands_in_brackets(language: str) -> None:
    assert _recommended("\n\n".join(_LISTS[language]) + "\n", language) == [
        {"actor": {"country/CHL", "country/ESP"}, "addressee": {"country/NOR"}},
        {"actor": {"country/FRA", "country/GHA"}, "addressee": {"country/NOR"}},
    ]


@pytest.mark.parametrize("language", sorted(_LISTS))
def test_what_is_not_to_be_seen_as_somebodys_is_not_theirs(language: str) -> None:
    found = _acts("\n\n".join(_LISTS[language]) + "\n", language)
    assert not [act for act in found if "body/security-council" in _ids(act, "actor")]


@pytest.mark.parametrize("language", sorted(_LISTS))
def test_outside_such_a_list_a_state_in_brackets_recommends_nothing(language: str) -> None:
    _, items, after = _LISTS[language]
    assert not _recommended(f"{items}\n\n{after}\n", language)
