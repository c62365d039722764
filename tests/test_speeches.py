"""What two verbs ask together in speeches, in six languages: whoever stands behind the first is asked the same."""

from __future__ import annotations

import pytest

from .test_kinds import acts, related

ASKED = {
    "en": "The Security Council urges Kenya and encourages Uganda to mend the lamps.",
    "fr": "Le Conseil de sécurité exhorte le Kenya et encourage l'Ouganda à réparer les lampes.",
    "es": "El Consejo de Seguridad insta a Kenya y alienta a Uganda a que reparen las lámparas.",
    "ru": "Совет Безопасности настоятельно призывает Кению и рекомендует Уганде починить лампы.",
    "ar": "يحث مجلس الأمن كينيا ويشجع أوغندا على إصلاح المصابيح.",
    "zh": "安全理事会敦促肯尼亚并鼓励乌干达修理灯具。",
}


@pytest.mark.parametrize("language", sorted(ASKED))
def test_whoever_stands_alone_behind_the_first_verb_is_asked_what_follows_the_second(language: str) -> None:
    facts = related(ASKED[language]).facts
    assert {"country/KEN", "country/UGA"} <= {act[-1] for act in acts(facts)}
    ends = {str(text)[-6:] for node in facts.nodes.values() if "Act" in node.types for text in node.properties["text"]}
    assert len(ends) == 1
