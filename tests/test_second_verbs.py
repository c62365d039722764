"""Whoever does one thing and then says another says it, also in what he writes or adopts, in six languages."""

from __future__ import annotations

import pytest

from tests.said import acts, nodes

TRAINED = {
    "en": "UNICEF trained teachers and urged the Government of Chad to raise their pay.",
    "fr": "L’UNICEF a formé des enseignants et a exhorté le Gouvernement tchadien à augmenter leur traitement.",
    "es": "El UNICEF capacitó a docentes e instó al Gobierno del Chad a aumentar su remuneración.",
    "ru": "ЮНИСЕФ обучил учителей и настоятельно призвал правительство Чада повысить им зарплату.",
    "zh": "儿基会培训了教师，并敦促乍得政府提高教师工资。",
    "ar": "ودربت اليونيسيف المعلمين وحثت حكومة تشاد على رفع أجورهم.",
}

WRITTEN = {
    "en": "On 3 May 2024, Norway issued a statement in which it condemned the attack.",
    "fr": "Le 3 mai 2024, la Norvège a publié une déclaration dans laquelle elle a condamné l’attaque.",
    "es": "El 3 de mayo de 2024, Noruega publicó una declaración en la que condenó el ataque.",
    "ru": "3 мая 2024 года Норвегия опубликовала заявление, в котором осудила нападение.",
    "zh": "2024年5月3日，挪威发表声明，谴责袭击。",
    "ar": "وفي 3 أيار/مايو 2024، أصدرت النرويج بيانا أدانت فيه الهجوم.",
}

ADOPTED = {
    "en": "On 10 May 2024 the Security Council adopted resolution 2730 (2024), in which it condemned the attacks.",
    "fr": "Le 10 mai 2024, le Conseil de sécurité a adopté la résolution 2730 (2024), dans laquelle il a condamné les "
    "attaques.",
    "es": "El 10 de mayo de 2024, el Consejo de Seguridad aprobó la resolución 2730 (2024), en la que condenó ataques.",
    "ru": "10 мая 2024 года Совет Безопасности принял резолюцию 2730 (2024), в которой осудил нападения.",
    "zh": "2024年5月10日，安全理事会通过了第2730(2024)号决议，谴责袭击。",
    "ar": "وفي 10 أيار/مايو 2024، اتخذ مجلس الأمن القرار 2730 (2024)، الذي أدان فيه الهجمات.",
}

# Who else did it, or what was only done to it.
ANOTHER = {
    "en": "UNICEF trained teachers who had visited Norway and urged donors to pay.",
    "fr": "L’UNICEF a formé des enseignants qui ont visité la Norvège et exhorté les donateurs à payer.",
    "es": "El UNICEF capacitó a docentes que visitaron Noruega e instaron a los donantes a pagar.",
    "ru": "ЮНИСЕФ обучил учителей, которые посетили Норвегию и призвали доноров заплатить.",
    "zh": "儿基会的教师访问了挪威，并敦促捐助方付款。",
    "ar": "ودربت اليونيسيف المعلمين الذين زاروا النرويج وحثوا المانحين على الدفع.",
}


@pytest.mark.parametrize("language", TRAINED)
def test_who_did_something_unknown_says_the_second(language: str) -> None:
    assert acts(f"1. {TRAINED[language]}\n", language) == [("unicef", "verb/urges", ("country/TCD",))]


@pytest.mark.parametrize("language", WRITTEN)
def test_what_is_said_in_what_somebody_writes(language: str) -> None:
    assert acts(f"1. {WRITTEN[language]}\n", language) == [("NOR", "verb/condemns", ())]


@pytest.mark.parametrize("language", ADOPTED)
def test_what_is_said_in_what_somebody_adopts(language: str) -> None:
    found = acts(f"1. {ADOPTED[language]}\n", language)
    assert sorted(found) == [("security-council", "verb/adopts", ()), ("security-council", "verb/condemns", ())]


@pytest.mark.parametrize("language", ANOTHER)
def test_what_others_did_is_not_theirs(language: str) -> None:
    assert [found for found in acts(f"1. {ANOTHER[language]}\n", language) if found[0] == "unicef"] == []


GOES_ON = [
    ("zh", "挪威欢迎该协定，并承诺全力支持也门政府。", "verb/commits"),
    ("ar", "ورحبت النرويج بالاتفاق وأدانت الهجوم.", "verb/condemns"),
    ("ar", "ورحب الاتحاد الأوروبي بالاتفاق والتزم بتقديم دعمه.", "verb/commits"),
    ("ar", "ورحب مجلس الأمن بالاتفاق وقرر إيفاد بعثة.", "verb/decides"),
    ("fr", "La Norvège a salué l’accord et condamné l’attaque.", "verb/condemns"),
    ("fr", "La Norvège a salué l’accord et courageusement dénoncé l’attaque.", None),
]


@pytest.mark.parametrize(("language", "said", "verb"), GOES_ON)
def test_the_second_of_two_verbs_of_saying(language: str, said: str, verb: str | None) -> None:
    found = acts(f"1. {said}\n", language)
    assert [second for _, second, _ in found] == ["verb/welcomes", *([verb] if verb else [])]
    assert len({actor for actor, *_ in found}) == 1


AT_REQUEST = {
    "en": "At the request of the Security Council, the Secretary-General dispatched a mission to Haiti.",
    "fr": "À la demande du Conseil de sécurité, le Secrétaire général a dépêché une mission en Haïti.",
    "es": "A petición del Consejo de Seguridad, el Secretario General envió una misión a Haití.",
    "ru": "По просьбе Совета Безопасности Генеральный секретарь направил в Гаити миссию.",
    "zh": "应安全理事会请求，秘书长向海地派出了一个评估团。",
    "ar": "بناء على طلب مجلس الأمن، أوفد الأمين العام بعثة إلى هايتي.",
}


@pytest.mark.parametrize("language", AT_REQUEST)
def test_who_does_what_was_requested_was_asked(language: str) -> None:
    found = acts(f"1. {AT_REQUEST[language]}\n", language)
    assert found == [("security-council", "verb/requests", ("post/secretary-general",))]


BUT = {
    "en": "Norway did not support the amendment, but urged the Security Council to continue its work.",
    "fr": "La Norvège n’a pas appuyé l’amendement, mais a exhorté le Conseil de sécurité à poursuivre ses travaux.",
    "es": "Noruega no apoyó la enmienda, pero instó al Consejo de Seguridad a que continuara su labor.",
    "ru": "Норвегия не поддержала поправку, но настоятельно призвала Совет Безопасности продолжать работу.",
    "zh": "挪威不支持该修正案，但敦促安全理事会继续工作。",
    "ar": "ولم تؤيد النرويج التعديل، لكنها حثت مجلس الأمن على مواصلة عمله.",
}


@pytest.mark.parametrize("language", BUT)
def test_what_is_said_behind_what_is_denied(language: str) -> None:
    assert acts(f"1. {BUT[language]}\n", language) == [("NOR", "verb/urges", ("body/security-council",))]


def test_who_refuses_to_do_something_rejects_nothing() -> None:
    assert acts("1. 特别委员会感到遗憾的是，管理国拒绝参加。\n", "zh")[-1][1] == "verb/regrets"
    assert acts("1. 挪威拒绝该提议。\n", "zh") == [("NOR", "verb/rejects", ())]


def test_by_when_something_is_promised_is_no_end_of_a_mandate() -> None:
    found = [node for node in nodes("1. 我们承诺到2030年消除饥饿。\n", "zh") if "Act" in node.types]
    assert [("deadline" in node.properties, "endDate" in node.properties) for node in found] == [(True, False)]
