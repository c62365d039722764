"""What a sentence denies, asks or only imagines gives no fact and no act; a verb is its own subject's."""

from __future__ import annotations

import pytest

from dao_graph.recognise import recognise
from dao_graph.relate.reader import Reader
from dao_graph.workbench.sample import fact_lines, plain_document

_FUND = {
    "ar": "نافذة التمويل الموسعة لتوحيد الأداء",
    "en": "the Delivering as One Expanded Funding Window",
    "es": "la ventanilla ampliada de financiación",
    "fr": "le guichet de financement élargi",
    "ru": "расширенный механизм финансирования инициативы «Единство действий»",
    "zh": "一体行动扩大供资窗口",
}
_NOBODY = [
    ("en", "Neither Norway nor Spain established {fund}."),
    ("en", "If Norway established {fund}, others would follow."),
    ("en", "Should Norway have established {fund}, others would follow."),
    ("en", "The donors asked whether Norway had established {fund}."),
    ("en", "The donors hoped that Norway established {fund}."),
    ("en", "Norway would have established {fund}."),
    ("es", "Ni Noruega ni España establecieron {fund}."),
    ("es", "Si Noruega estableció {fund}, otros lo harán."),
    ("es", "Noruega no estableció {fund}."),
    ("fr", "Ni la Norvège ni l'Espagne n'ont créé {fund}."),
    ("fr", "Si la Norvège a créé {fund}, d'autres suivront."),
    ("fr", "La Norvège n'a pas créé {fund}."),
    ("ru", "Ни Норвегия, ни Испания не учредили {fund}."),
    ("ru", "Если Норвегия учредила {fund}, другие последуют."),
    ("ru", "Доноры надеются, что Норвегия учредила {fund}."),
    ("zh", "挪威和西班牙都没有设立{fund}。"),
    ("zh", "如果挪威设立{fund}，其他国家将加入。"),
    ("zh", "捐助方希望挪威设立{fund}。"),
    ("zh", "挪威打算设立{fund}。"),
    ("ar", "لم تنشئ النرويج ولا إسبانيا {fund}."),
    ("ar", "إذا أنشأت النرويج {fund}، تبعها الآخرون."),
]
_ITALY = [
    ("en", "Italy, and not Spain, established {fund}."),
    ("en", "Italy, without Spain, established {fund}."),
    ("es", "Italia, y no España, estableció {fund}."),
    ("fr", "L'Italie, et non l'Espagne, a créé {fund}."),
    ("ru", "Италия, а не Испания, учредила {fund}."),
    ("zh", "意大利而不是西班牙设立了{fund}。"),
    ("ar", "أنشأت إيطاليا، وليس إسبانيا، {fund}."),
]
_COUNCIL = [
    (
        "en",
        "The Security Council, which the General Assembly requested to act, decided to remain seized of the matter.",
    ),
    ("es", "El Consejo de Seguridad, al que la Asamblea General pidió que actuara, decide ocuparse de la cuestión."),
    ("fr", "Le Conseil de sécurité, que l'Assemblée générale a prié d'agir, a décidé d'étudier la question."),
    ("ru", "Совет Безопасности, который Генеральная Ассамблея просила принять меры, постановил рассмотреть вопрос."),
    ("zh", "安全理事会，应大会关于采取措施的请求，决定处理此案。"),
]
_HOSTED = [
    ("en", "Norway hosted a meeting in Kigali on 3 May 2011."),
    ("en", "The meeting held in Kigali on 3 May 2011 was hosted by Norway."),
    ("es", "Noruega acogió una reunión en Kigali el 3 de mayo de 2011."),
    ("fr", "La Norvège a accueilli une réunion à Kigali le 3 mai 2011."),
    ("ru", "Норвегия провела совещание в Кигали 3 мая 2011 года."),
    ("zh", "挪威2011年5月3日在基加利举行了会议。"),
    ("ar", "استضافت النرويج اجتماعا في كيغالي في 3 أيار/مايو 2011."),
]


def _facts(language: str, text: str) -> list[str]:
    document = plain_document([("paragraph", text)], language)
    reader = Reader(document, "document/example")
    reader.read(list(recognise(document)))
    rules = {at.rule for node in reader.facts.nodes.values() for at in node.evidence}
    rules |= {at.rule for found in reader.facts.statements.values() for at in found}
    return [line for rule in sorted(rules) for line in fact_lines(reader.facts, rule)]


def _founders(language: str, text: str) -> list[str]:
    lines = _facts(language, text.format(fund=_FUND[language]))
    return [line for line in lines if "Contribution" in line or "verb=verb/establishes" in line]


@pytest.mark.parametrize(("language", "text"), _NOBODY)
def test_what_is_not_asserted_gives_no_fact_and_no_act(language: str, text: str) -> None:
    assert not _founders(language, text)


@pytest.mark.parametrize(("language", "text"), _ITALY)
def test_whoever_is_excluded_does_nothing(language: str, text: str) -> None:
    lines = _founders(language, text)
    assert any("contributor=country/ITA" in line for line in lines)
    assert not any("country/ESP" in line for line in lines)


@pytest.mark.parametrize(("language", "text"), _COUNCIL)
def test_a_relative_clause_leaves_the_verb_to_its_subject(language: str, text: str) -> None:
    deciders = [line for line in _facts(language, text) if "verb=verb/decides" in line]
    assert [line.split("actor=")[1].split()[0] for line in deciders] == ["body/security-council"]


@pytest.mark.parametrize(("language", "text"), _HOSTED)
def test_the_host_of_a_meeting_that_a_phrase_took_in(language: str, text: str) -> None:
    assert any("meeting/2011-05-03/kigali host country/NOR" in line for line in _facts(language, text))
