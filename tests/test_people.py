"""One id for one person, in whatever case a text names them."""

from __future__ import annotations

import pytest

import dao_graph


def people(text: str) -> dict[str, str]:
    """The people whom a Russian text mentions, with the words that name each."""
    graph = dao_graph.build(texts={"text.txt": text}, language="ru", check=False)
    return {m.quote.words: m.entity for m in graph.mentions() if m.entity.startswith("person/")}


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("Комитет заслушал г-на Андрея Смирнова.", "андреи-смирнов"),
        ("Вопросы были заданы г-ну Игорю Толскому.", "игорь-толскии"),
        ("Комитет встретился с г-ном Николаем Беловым.", "николаи-белов"),
        ("Комитет встретился с г-ном Кофи Мензой.", "кофи-менза"),
        ("Комитет говорил о г-не Андрее Смирнове.", "андреи-смирнов"),
        ("Комитет заслушал г-жу Марию Кузнецову.", "мария-кузнецова"),
        ("Вопросы были заданы г-же Мартине Ольсен.", "мартина-ольсен"),
        ("Доклад г-жи Анны Ковальской был принят.", "анна-ковальская"),
        ("Комитет встретился с г-жой Мартиной Ольсен.", "мартина-ольсен"),
        ("Комитет встретился с президентом Норвегии Педером Хансеном.", "педер-хансен"),
        ("Г-жа Мартина Ольсен приняла участие в работе.", "мартина-ольсен"),
        ("Г-н Никита Ольсен приняла участие в работе.", "никита-ольсен"),
    ],
)
def test_a_title_tells_the_case_of_a_name(sentence: str, person: str) -> None:
    assert set(people(sentence).values()) == {f"person/{person}"}


def test_without_a_title_the_nominative_of_the_text_counts() -> None:
    alone = "Комитет благодарен премьер-министру Норвегии Андрею Смирнову."
    text = f"Премьер-министр Норвегии Андрей Смирнов выступил. {alone}"
    assert set(people(text).values()) == {"person/андреи-смирнов"}
    assert set(people(alone).values()) == {"person/андрею-смирнову"}


def test_two_people_stay_two() -> None:
    text = "Выступили г-н Мартин Смирнов и г-жа Мартина Смирнова."
    assert set(people(text).values()) == {"person/мартин-смирнов", "person/мартина-смирнова"}
