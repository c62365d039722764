"""Reports of the sessions of boards and committees in six languages: who speaks in them, their tables of contents."""

from __future__ import annotations

import pytest

import dao_graph
from dao_graph.read import decode, read
from dao_graph.rules import packs

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

SOME = "document/A_99_9/group/some-delegations"
MEMBERS = "document/A_99_9/group/some-members"
GROUPS = {
    "en": "A group of delegations urged UNICEF to light the lamps. The group welcomed the report.",
    "fr": "Un groupe de délégations a exhorté l'UNICEF à allumer les lampes. Le groupe a salué le rapport.",
    "es": "Un grupo de delegaciones instó al UNICEF a dar luz. El grupo acogió con satisfacción el informe.",
    "ru": "Группа делегаций настоятельно призвала ЮНИСЕФ зажечь лампы. Группа приветствовала доклад.",
    "zh": "一组代表团敦促儿基会点灯。该组代表团欢迎报告。",
    "ar": "وحثت مجموعة من الوفود اليونيسيف على إضاءة المصابيح. ورحبت المجموعة بالتقرير.",
}
ONE = {
    "en": "One member welcomed the report. The member urged UNICEF to light the lamps.",
    "fr": "Un membre a salué le rapport. Le membre a exhorté l'UNICEF à allumer les lampes.",
    "es": "Un miembro acogió con satisfacción el informe. El miembro instó al UNICEF a encender las lámparas.",
    "ru": "Один член приветствовал доклад. Член настоятельно призвал ЮНИСЕФ зажечь лампы.",
    "zh": "一名成员欢迎报告。该成员敦促儿基会点灯。",
    "ar": "ورحب عضو آخر بالتقرير. وحث العضو اليونيسيف على إضاءة المصابيح.",
}
NONE = {
    "en": "Norway met. The delegation urged UNICEF to light the lamps.",
    "fr": "La Norvège s'est réunie. La délégation a exhorté l'UNICEF à allumer les lampes.",
    "es": "Noruega se reunió. La delegación instó al UNICEF a encender las lámparas.",
    "ru": "Норвегия собралась. Делегация настоятельно призвала ЮНИСЕФ зажечь лампы.",
    "zh": "挪威开会。该代表团敦促儿基会点灯。",
    "ar": "اجتمعت النرويج. وحث الوفد اليونيسيف على إضاءة المصابيح.",
}
OFFICERS = {
    "en": (
        "The Deputy Executive Director thanked delegations.",
        "The Director of the Lamp Division welcomed the report.",
    ),
    "fr": (
        "La Directrice générale adjointe a remercié les délégations.",
        "Le Directeur de la Division des lampes a accueilli le rapport avec satisfaction.",
    ),
    "es": (
        "La Directora Ejecutiva Adjunta dio las gracias a las delegaciones.",
        "El Director de la División de Lámparas acogió con satisfacción el informe.",
    ),
    "ru": (
        "Заместитель Директора-исполнителя поблагодарила делегации.",
        "Директор Отдела ламп приветствовал доклад.",
    ),
    "zh": ("副执行主任感谢各代表团。", "灯具司司长欢迎报告。"),
    "ar": ("وشكرت نائبة المديرة التنفيذية الوفود.", "ورحب مدير شعبة المصابيح بالتقرير."),
}
LISTS = {
    "en": "The Committee on Contributions met.\n\n2. On lamps, the Committee:\n\n(a) Urged Norway to report;\n",
    "fr": "Le Comité des contributions s'est réuni.\n\n2. Au sujet des lampes, le Comité :\n\na) A prié le Secrétaire \
général de faire rapport ;\n",
    "es": "La Comisión de Cuotas se reunió.\n\n2. En cuanto a ellas, la Comisión:\n\na) Solicitó al Secretario \
General que presentara un informe;\n",
    "ru": "Комитет по взносам собрался.\n\n2. В отношении ламп Комитет:\n\na) просил Норвегию представить доклад;\n",
    "zh": "会费委员会开会。\n\n2. 关于灯具，委员会：\n\n(a) 请秘书长提交报告；\n",
    "ar": "اجتمعت لجنة الاشتراكات.\n\n2. وبشأنها، فإن اللجنة:\n\n(أ) طلبت إلى الأمين العام أن يقدم تقريرا؛\n",
}
REQUESTED = {
    "en": (
        "The report was prepared at the request of the General Assembly.",
        "A report can be prepared at the request of Norway.",
    ),
    "fr": (
        "Le rapport a été établi à la demande de l'Assemblée générale.",
        "Un rapport peut être établi à la demande de la Norvège.",
    ),
    "es": (
        "El informe fue preparado a petición de la Asamblea General.",
        "Un informe puede ser preparado a petición de Noruega.",
    ),
    "ru": (
        "Доклад был подготовлен по просьбе Генеральной Ассамблеи.",
        "Доклад может быть подготовлен по просьбе Норвегии.",
    ),
    "zh": ("这份报告是应大会请求编写的。", "可应挪威请求编写报告。"),
    "ar": ("أعد التقرير بناء على طلب الجمعية العامة.", "يجوز أن يعد التقرير بناء على طلب النرويج."),
}
ASIDES = {
    "en": "The Security Council, in {}resolution 2719 (2023), urged Norway to report.",
    "fr": "Le Conseil de sécurité, {}la résolution 2719 (2023), a exhorté la Norvège à faire rapport.",
    "es": "El Consejo de Seguridad, en {}la resolución 2719 (2023), instó a Noruega a que informara.",
    "ru": "Совет Безопасности в {}резолюции 2719 (2023) настоятельно призвал Норвегию представить доклад.",
    "zh": "安全理事会在第2719(2023)号决议{}中敦促挪威提交报告。",
    "ar": "وحث مجلس الأمن، في {}القرار 2719 (2023)، النرويج على تقديم تقرير.",
}
PARAGRAPHS = {
    "en": ("", "paragraph 4 of "),
    "fr": ("dans ", "au paragraphe 4 de "),
    "es": ("", "el párrafo 4 de "),
    "ru": ("", "пункте 4 "),
    "zh": ("", "第4段"),
    "ar": ("", "الفقرة 4 من "),
}
CONTENTS = {
    "en": ("Contents", "Annex", "Report of the Secretary-General", "List of lamps",
           "The lamps were lit in the evening, as they had been every evening of the year before, by two keepers."),
    "fr": ("Table des matières", "Annexe", "Rapport du Secrétaire général", "Liste des lampes",
           "Les lampes ont été allumées le soir, comme chaque soir de l'année précédente, par deux gardiens."),
    "es": ("Índice", "Anexo", "Informe del Secretario General", "Lista de lámparas",
           "Las lámparas se encendieron por la noche, como todas las noches del año anterior, sin falta."),
    "ru": ("Содержание", "Приложение", "Доклад Генерального секретаря", "Перечень ламп",
           "Лампы были зажжены вечером, как и каждый вечер предыдущего года, двумя смотрителями, жившими на маяке."),
    "zh": ("目录", "附件", "秘书长的报告", "灯具清单",
           "灯在晚上由两名看守人点亮，前一年的每个晚上都是如此，他们住在灯塔里，从不离开那里，直到春天到来。"),
    "ar": ("المحتويات", "مرفق", "تقرير الأمين العام", "قائمة المصابيح",
           "أضيئت المصابيح في المساء كما كانت تضاء كل مساء من السنة السابقة على يد اثنين من الحراس المقيمين هناك."),
}  # fmt: skip


def actors(text: str, language: str) -> list[str]:
    """The actor of each act that a text tells."""
    graph = dao_graph.build(texts={"t.txt": f"A/99/9\n\n1. {text}\n"}, language=language, check=False)
    return [actor for fact in graph.facts() if fact.kind == "Act" for actor in fact.roles["actor"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_of_delegations_speaks(language: str) -> None:
    assert actors(GROUPS[language], language) == [SOME, SOME]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_of_whom_the_sentence_before_tells_is_one_of_some(language: str) -> None:
    assert actors(ONE[language], language) == [MEMBERS, MEMBERS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_delegation_of_nobody_in_particular_is_nobody_s(language: str) -> None:
    assert SOME not in actors(NONE[language], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_officers_speak_by_their_posts(language: str) -> None:
    deputy, director = (actors(sentence, language) for sentence in OFFICERS[language])
    assert len(deputy) == len(director) == 1 and deputy != director
    assert all(actor.startswith("document/A_99_9/post/") for actor in (*deputy, *director))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_s_short_name_above_a_list_is_whose_list_it_is(language: str) -> None:
    assert actors(LISTS[language], language) == ["body/committee-on-contributions"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_at_a_request_was_asked_for(language: str) -> None:
    done, possible = REQUESTED[language]
    assert "body/general-assembly" in actors(done, language)
    assert not actors(possible, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resolution_between_an_organ_and_its_verb_is_an_aside(language: str) -> None:
    for paragraph in PARAGRAPHS[language]:
        assert actors(ASIDES[language].format(paragraph), language) == ["body/security-council"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_annex_begins_where_it_stands_and_not_where_the_contents_list_it(language: str) -> None:
    contents, annex, title, listed, sentence = CONTENTS[language]
    prose = f"{sentence} {sentence} {sentence}"
    text = f"A/99/9\n\n{title}\n\n{contents}\n\n{annex}\n\n{listed}\n\n9\n\n1. {prose}\n\n2. {prose}\n\n"
    source = decode(f"{text}{annex}\n\n{listed}\n\n{prose}\n".encode(), "t.txt")
    document = read(source, packs.fingerprints(), packs.markers(), packs.line_ends(), language)
    assert [block.path for block in document.blocks if block.kind == "paragraph"] == ["p/1", "p/2", "annex/1/p/1"]
