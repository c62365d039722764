"""Officers without titles of courtesy: listed below each other or in one line, and as elections name them."""

from __future__ import annotations

import pytest

from dao_graph.data import LANGUAGES
from dao_graph.model.fact import Ref
from dao_graph.relate import Related

from .test_kinds import related

LISTS = {
    "en": "1. The Committee elected the following officers:\n\nChair:\n\nPedro Rojas (Chile)\n\nVice-Chairs:\n\n"
    "Ama Mensah (Ghana)\n\nPeter Novak (Slovakia)\n\nRapporteur:\n\nAnna Berg (Norway)\n\n2. It met in Port Louis.\n",
    "fr": "1. La Commission a élu son bureau :\n\nPrésident :\n\nPedro Rojas (Chili)\n\nVice-Présidents :\n\n"
    "Ama Mensah (Ghana)\n\nPeter Novak (Slovaquie)\n\nRapporteuse :\n\nAnna Berg (Norvège)\n\n2. Elle s'est réunie.\n",
    "es": "1. La Comisión eligió a su Mesa:\n\nPresidente:\n\nPedro Rojas (Chile)\n\nVicepresidentes:\n\n"
    "Ama Mensah (Ghana)\n\nPeter Novak (Eslovaquia)\n\nRelatora:\n\nAnna Berg (Noruega)\n\n2. La Comisión se reunió.\n",
    "ru": "1. Комитет избрал следующих должностных лиц:\n\nПредседатель:\n\nПедро Рохас (Чили)\n\n"
    "Заместители Председателя:\n\nАма Менса (Гана)\n\nПетер Новак (Словакия)\n\nДокладчик:\n\nАнна Берг (Норвегия)\n\n"
    "2. Комитет провел заседание.\n",
    "zh": "1. 委员会选出下列主席团成员：\n\n主席：\n\n佩德罗·罗哈斯（智利）\n\n副主席：\n\n阿玛·门萨（加纳）\n\n"
    "彼得·诺瓦克（斯洛伐克）\n\n报告员：\n\n安娜·贝里（挪威）\n\n2. 委员会举行了会议。\n",
    "ar": "1 - انتخبت اللجنة أعضاء مكتبها:\n\nالرئيس:\n\nبيدرو روخاس (شيلي)\n\nنواب الرئيس:\n\nأما منساه (غانا)\n\n"
    "بيتر نوفاك (سلوفاكيا)\n\nالمقررة:\n\nآنا بيرغ (النرويج)\n\n2 - واجتمعت اللجنة.\n",
}
LINES = {
    "en": "Chair: Pedro Rojas (Chile); Vice-Chairs: Ama Mensah (Ghana) and Peter Novak (Slovakia); "
    "Rapporteur: Anna Berg (Norway).",
    "fr": "Président : Pedro Rojas (Chili) ; Vice-Présidents : Ama Mensah (Ghana) et Peter Novak (Slovaquie) ; "
    "Rapporteuse : Anna Berg (Norvège).",
    "es": "Presidente: Pedro Rojas (Chile); Vicepresidentes: Ama Mensah (Ghana) y Peter Novak (Eslovaquia); "
    "Relatora: Anna Berg (Noruega).",
    "ru": "Председатель: Педро Рохас (Чили); заместители Председателя: Ама Менса (Гана) и Петер Новак (Словакия); "
    "Докладчик: Анна Берг (Норвегия).",
    "zh": "主席：佩德罗·罗哈斯（智利）；副主席：阿玛·门萨（加纳）、彼得·诺瓦克（斯洛伐克）；"
    "报告员：安娜·贝里（挪威）。",
    "ar": "الرئيس: بيدرو روخاس (شيلي)؛ نائبا الرئيس: أما منساه (غانا) وبيتر نوفاك (سلوفاكيا)؛ "
    "المقررة: آنا بيرغ (النرويج).",
}
ELECTIONS = {
    "en": "The Committee elected Pedro Rojas (Chile) as Chair, Ama Mensah (Ghana) and Peter Novak (Slovakia) as "
    "Vice-Chairs and Anna Berg (Norway) as Rapporteur.",
    "fr": "La Commission a élu Pedro Rojas (Chili) Président, Ama Mensah (Ghana) et Peter Novak (Slovaquie) "
    "Vice-Présidents et Anna Berg (Norvège) Rapporteuse.",
    "es": "La Comisión eligió Presidente a Pedro Rojas (Chile), Vicepresidentes a Ama Mensah (Ghana) y Peter Novak "
    "(Eslovaquia) y Relatora a Anna Berg (Noruega).",
    "ru": "Комитет избрал Председателем Педро Рохаса (Чили), заместителями Председателя — Аму Менсу (Гана) и "
    "Петера Новака (Словакия) и Докладчиком — Анну Берг (Норвегия).",
    "zh": "委员会选举佩德罗·罗哈斯（智利）为主席，阿玛·门萨（加纳）和彼得·诺瓦克（斯洛伐克）为副主席，"
    "安娜·贝里（挪威）为报告员。",
    "ar": "انتخبت اللجنة بيدرو روخاس (شيلي) رئيسا، وأما منساه (غانا) وبيتر نوفاك (سلوفاكيا) نائبين للرئيس، "
    "وآنا بيرغ (النرويج) مقررة.",
}  # fmt: skip
# Lists whose lines a page runs together: what stands before a label goes on with the one before.
RUN_ON = {
    "en": "Chair:\n\nPedro Rojas (Chile)\nVice-Chair-cum-Rapporteur:\n\nAnna Berg (Norway)\n",
    "fr": "Président :\n\nPedro Rojas (Chili)\nVice-Présidente-Rapporteuse :\n\nAnna Berg (Norvège)\n",
    "es": "Presidente:\n\nPedro Rojas (Chile)\nVicepresidenta-Relatora:\n\nAnna Berg (Noruega)\n",
    "ru": "Председатель:\n\nПедро Рохас (Чили)\nЗаместитель Председателя-Докладчик:\n\nАнна Берг (Норвегия)\n",
    "zh": "主席：\n\n佩德罗·罗哈斯（智利）\n副主席兼报告员：\n\n安娜·贝里（挪威）\n",
    "ar": "الرئيس:\n\nبيدرو روخاس (شيلي)\nنائبة الرئيس والمقررة:\n\nآنا بيرغ (النرويج)\n",
}
PROSE = {
    "en": "The keepers of the lighthouses on the coast met for the third time and spoke of the lamps that they keep.",
    "fr": "Les gardiens des phares de la côte se sont réunis pour la troisième fois et ont parlé des lampes.",
    "es": "Los guardianes de los faros de la costa se reunieron por tercera vez y hablaron de las lámparas.",
    "ru": "Смотрители маяков на побережье собрались в третий раз и говорили о лампах, за которыми они следят.",
    "zh": "沿海灯塔的看守人第三次开会，讨论了他们所看守的灯具的情况。",
    "ar": "اجتمع حراس المنارات على الساحل للمرة الثالثة وتحدثوا عن المصابيح التي يحرسونها.",
}
PEOPLE = {
    "ru": ("педро-рохас", "ама-менса", "петер-новак", "анна-берг"),
    "zh": ("佩德罗-罗哈斯", "阿玛-门萨", "彼得-诺瓦克", "安娜-贝里"),
    "ar": ("بيدرو-روخاس", "اما-منساه", "بيتر-نوفاك", "انا-بيرغ"),
}
LATIN = ("pedro-rojas", "ama-mensah", "peter-novak", "anna-berg")
POSTS = ("chair", "vice-chair", "vice-chair", "rapporteur")


def tenures(found: Related) -> set[tuple[str, str]]:
    """Who holds which post."""
    nodes = [node for node in found.facts.nodes.values() if "Tenure" in node.types]
    roles = [{name: term.id for name, (term, *_) in node.properties.items() if isinstance(term, Ref)} for node in nodes]
    return {(role["person"], role["post"]) for role in roles}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("texts", [LISTS, LINES, ELECTIONS], ids=["below", "line", "election"])
def test_officers_hold_their_posts(texts: dict[str, str], language: str) -> None:
    people = PEOPLE.get(language, LATIN)
    expected = {(f"person/{who}", f"post/{post}") for who, post in zip(people, POSTS, strict=True)}
    assert tenures(related(f"{PROSE[language]}\n\n{texts[language]}\n")) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_may_end_with_the_next_post(language: str) -> None:
    found = tenures(related(f"{PROSE[language]}\n\n{RUN_ON[language]}"))
    first, *_, last = PEOPLE.get(language, LATIN)
    assert found == {(f"person/{first}", "post/chair"), (f"person/{last}", "post/rapporteur")}


# Those elected members of a body, for a term.
MEMBERS = {
    "en": "1. The following experts were elected members of the Technical Committee for a term of three years: Mr. "
    "Juma Otieno (Kenya), Ms. Linh Tran (Viet Nam) and Mr. Erik Solberg (Norway).",
    "fr": "1. Les experts ci-après ont été élus membres du Comité technique pour un mandat de trois ans : M. "
    "Juma Otieno (Kenya), Mme Linh Tran (Viet Nam) et M. Erik Solberg (Norvège).",
    "es": "1. Los siguientes expertos fueron elegidos miembros del Comité Técnico por un período de tres años: Sr. "
    "Juma Otieno (Kenya), Sra. Linh Tran (Viet Nam) y Sr. Erik Solberg (Noruega).",
    "ru": "1. Следующие эксперты были избраны членами Технического комитета на трехлетний срок: г-н Джума Отиено "
    "(Кения), г-жа Линь Чан (Вьетнам) и г-н Эрик Сульберг (Норвегия).",
    "zh": "1. 下列专家当选技术委员会成员，任期三年：朱马·奥蒂诺先生(肯尼亚)、陈玲女士(越南)和"
    "埃里克·索尔贝格先生(挪威)。",
    "ar": "1 - وانتُخب الخبراء التالية أسماؤهم أعضاء في اللجنة التقنية لفترة ثلاث سنوات: السيد جمعة أوتينو (كينيا)، "
    "والسيدة لين تران (فييت نام)، والسيد إريك سولبرغ (النرويج).",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_members_are_elected_too(language: str) -> None:
    found = tenures(related(f"{PROSE[language]}\n\n{MEMBERS[language]}\n"))
    assert len(found) == 3 and {post for _, post in found} == {"post/member"}


def test_a_surname_alone_is_nobodys_id() -> None:
    text = f"{PROSE['zh']}\n\n主席：尼昂先生（塞内加尔）；副主席：田中宏（日本）、佩德罗·罗哈斯先生（智利）。\n"
    assert tenures(related(text)) == {("person/田中宏", "post/vice-chair"), ("person/佩德罗-罗哈斯", "post/vice-chair")}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("The Committee will elect Pedro Rojas (Chile) as Chair.", set()),
        ("Pedro Rojas (Chile) was not elected Chair.", set()),
        ("The Chair recalled that Anna Berg (Norway) had been elected Vice-Chair.", {"post/vice-chair"}),
        ("The Committee elected Anna Berg (Norway) as Vice-Chair to replace Ama Mensah (Ghana).", {"post/vice-chair"}),
        ("Chairs: two hundred (Norway).", set()),
    ],
)
def test_what_is_no_election_to_a_post(text: str, posts: set[str]) -> None:
    found = tenures(related(f"{PROSE['en']}\n\n{text}\n"))
    assert {post for _, post in found} == posts and len(found) == len(posts)
