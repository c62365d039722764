"""What a verb says in a clause of content belongs to it, though commas stand within."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Node, Value
from tests.said import acts, nodes

_NOTED = {
    "en": "1. The European Union noted that, since 2031, Italy had adopted measures.\n",
    "fr": "1. L’Union européenne a noté que, depuis 2031, l’Italie avait adopté des mesures.\n",
    "es": "1. La Unión Europea señaló que, desde 2031, Italia había adoptado medidas.\n",
    "ru": "1. Европейский союз отметил, что, начиная с 2031 года, Италия приняла меры.\n",
    "zh": "1. 欧洲联盟注意到，自2031年以来，意大利通过了各项措施。\n",
    "ar": "1- ولاحظ الاتحاد الأوروبي أن إيطاليا اعتمدت، منذ عام 2031، تدابير.\n",
}
# A verb after which the clause may be untrue: nothing says that Italy did it.
_DECLARED = {
    "en": "1. The European Union declared that, since 2031, Italy had adopted measures.\n",
    "fr": "1. L’Union européenne a déclaré que, depuis 2031, l’Italie avait adopté des mesures.\n",
    "es": "1. La Unión Europea declaró que, desde 2031, Italia había adoptado medidas.\n",
    "zh": "1. 欧洲联盟宣布，自2031年以来，意大利支持各项措施。\n",
    "ar": "1- وأعلن الاتحاد الأوروبي أن إيطاليا، منذ عام 2031، دعمت تدابير.\n",
}


def _words(node: Node) -> str:
    (text,) = node.properties["text"]
    assert isinstance(text, Value)
    return text.text


@pytest.mark.parametrize(("language", "text"), _NOTED.items())
def test_what_is_noted_is_quoted_to_its_end(language: str, text: str) -> None:
    noted = next(node for node in nodes(text, language) if "Act" in node.types)
    assert _words(noted)[-8:] == text.strip().rstrip(".。")[-8:]


@pytest.mark.parametrize(("language", "text"), _DECLARED.items())
def test_what_somebody_declares_that_another_did_is_no_act_of_the_other(language: str, text: str) -> None:
    assert acts(text, language) == [("european-union", "verb/declares", ())]


def test_a_clause_of_its_own_is_its_subjects() -> None:
    text = "1. The European Union noted that costs had risen, and Italy recommended a study.\n"
    assert [act[:2] for act in acts(text, "en")] == [("european-union", "verb/notes"), ("ITA", "verb/recommends")]
