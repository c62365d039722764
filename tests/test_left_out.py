"""Who acts where a sentence leaves it out, has it behind the verb, or only says who is asked."""

from __future__ import annotations

import pytest

from .said import acts

OBSERVATIONS = {
    "ar": "لجنة مناهضة التعذيب\n\nالملاحظات الختامية بشأن التقرير الدوري الثاني للنرويج\n\nأولا - مقدمة\n\n1 - {}\n",
    "zh": "禁止酷刑委员会\n\n关于挪威第二次定期报告的结论性意见\n\n一. 导言\n\n1. {}\n",
    "ru": "Комитет против пыток\n\nЗаключительные замечания по второму докладу Норвегии\n\nI. Введение\n\n1. {}\n",
}
COMMITTEE, NORWAY = "cat-committee", ("country/NOR",)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        # Whom something is recommended to may stand where a subject does.
        ("ar", "وإذ تشير اللجنة إلى ردود الوفد، توصي الدولة الطرف بأن تدرب الحراس.", ("recommends", NORWAY)),
        ("ar", "وتكرر اللجنة الإعراب عن قلقها، وتحث الدولة الطرف على تدريب الحراس.", ("urges", NORWAY)),
        # What whoever is asked should do is no act of theirs.
        ("zh", "委员会促请缔约国：\n\n(a) 通过灯塔法；\n\n(b) 培训看守人。", ("calls-upon", NORWAY)),
        ("ru", "Государству-участнику предлагается обучить смотрителей.", ("invites", NORWAY)),
        ("ru", "Отмечая план, Комитет вместе с тем обеспокоен нехваткой ламп.", ("expresses-concern", ())),
    ],
)
def test_the_committee_acts_and_the_state_is_asked(
    language: str, sentence: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    found = acts(OBSERVATIONS[language].format(sentence), language)
    assert {actor for actor, *_ in found} == {COMMITTEE}
    assert (COMMITTEE, f"verb/{expected[0]}", expected[1]) in found


def test_a_vowel_sign_shows_a_passive() -> None:
    said = OBSERVATIONS["ar"].format("وشددت اللجنة على ذلك. و{} إلى الأمين العام تقديم تقرير.")
    assert len(acts(said.format("طلبت"), "ar")) == 2
    assert len(acts(said.format("طُلب"), "ar")) == 1


def test_a_board_alone_is_that_of_whom_the_text_is_about() -> None:
    many = "儿基会提交了报告。儿基会的方案得到加强。儿基会继续努力。"
    about = f"联合国儿童基金会\n\n2031年年度会议\n\n1. {many}\n\n2. 执行局请儿基会修理灯塔。\n"
    assert ("executive-board-unicef", "verb/requests", ("body/unicef",)) in acts(about, "zh")


def test_the_secretariat_of_a_fund_is_not_that_of_the_united_nations() -> None:
    said = "1. 秘书长欢迎灯塔基金。灯塔基金秘书处强调看守人的重要性。联合国秘书处强调灯的重要性。\n"
    assert [actor for actor, verb, _ in acts(said, "zh") if verb == "verb/stresses"] == ["secretariat"]


def test_an_item_of_a_list_that_lost_its_head_is_not_the_author_s() -> None:
    report = "A/99/1\n\n秘书长的报告\n\n一. 导言\n\n1. 灯很旧。\n\n促请会员国修理灯；\n\n促请会员国更换灯。\n"
    assert [verb for _, verb, _ in acts(report, "zh")] == ["verb/calls-upon"]
