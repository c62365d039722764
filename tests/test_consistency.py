"""Where a document disagrees with itself."""

from __future__ import annotations

import pytest

from dao_graph.recognise import recognise
from dao_graph.relate.consistency import Inconsistency, inconsistencies
from dao_graph.relate.reader import Reader
from dao_graph.workbench.sample import plain_document


def found(text: str, language: str = "zh") -> list[Inconsistency]:
    document = plain_document([("paragraph", line) for line in text.splitlines()], language)
    reader = Reader(document, "document/example")
    reader.read(list(recognise(document)))
    return inconsistencies(document, reader.facts)


def test_two_spellings_of_one_country() -> None:
    (only,) = found("贝宁和科莫罗参加了会议。\n科摩罗表示感谢。")
    assert (only.kind, only.about) == ("spelling", "country/COM")
    assert only.quotes == ("科摩罗 [13,16)", "科莫罗 [3,6)")


@pytest.mark.parametrize(
    "text", ["Представители России прибыли. Россия благодарит.", "Представители Российской Федерации."]
)
def test_inflection_is_no_second_spelling(text: str) -> None:
    assert found(text, "ru") == []


def test_a_line_break_is_no_second_spelling() -> None:
    assert found("The United Kingdom spoke.\nThe United Kingdom left.", "en") == []


def test_a_number_that_its_list_does_not_bear_out() -> None:
    (only,) = found("三个一体行动方案试点国家(乌拉圭、越南)代表出席了会议。")
    assert only.kind == "count"
    assert "3 members, and 2 are named" in only.message
    assert found("两个一体行动方案试点国家(乌拉圭、越南)代表出席了会议。") == []


def test_a_deadline_for_all_against_one_that_is_put_off() -> None:
    text = (
        "两个试点国家(阿尔巴尼亚和佛得角)主动由国家牵头对其一体行动倡议进行评价。\n"
        "乌拉圭将稍后开展国家牵头的评价，日期另行宣布。\n所有国家牵头的评价应于2012年3月1日前完成。"
    )
    (only,) = found(text)
    assert (only.kind, only.about) == ("deferral", "evaluation/delivering-as-one/URY")
    assert len(only.quotes) == 2


def test_parts_that_are_more_than_their_whole() -> None:
    text = "The Peacebuilding Fund allocated $5 million, of which $4 million was for UNICEF and $3 million for UNDP."
    (only,) = [one for one in found(text, "en") if one.kind == "parts"]
    assert "is 5000000, and its parts make 7000000" in only.message
    fitting = text.replace("$3", "$1")
    assert not [one for one in found(fitting, "en") if one.kind == "parts"]
