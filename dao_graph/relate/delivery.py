"""Who speaks in a speech, for whom, and where it was delivered, as its title and its front tell.

In: the sentences of a document, and its kind. Out: facts about the document, where its kind is sent by a state.
"""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.fact import Ref, Term, fact_id
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.masthead import evidence, head_lines
from dao_graph.relate.organs import UNITED_NATIONS
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs

# Those on whose behalf speeches are made, and how far behind the words for that they may stand ("the 14 member
# States of the").
_VOICES = ("group", "body", "country")
_NEAR = 30
_ANY = ("group/member-states", "group/states")


def read_state(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State as sender of a speech those on whose behalf its title says that it is made, else the one state that the
    title names, or the first line that names just one."""
    if reading.kind().sender != "state":
        return
    if (voice := _represented(reading, sentences)) and voice.entity:
        reading.facts.state(reading.root, "sender", Ref(voice.entity), evidence(reading.document, voice.span))
        return
    for line in (*head_lines(sentences, "title"), *head_lines(sentences), *head_lines(sentences, "heading")[:4]):
        named = {m.entity: m for top in line.mentions for m in top.walk() if m.type == "country" and m.entity}
        if len(named) == 1:
            ((state, mention),) = named.items()
            reading.facts.state(reading.root, "sender", Ref(str(state)), evidence(reading.document, mention.span))
            return
    if (person := _speaking(sentences)) and person.entity:
        who = Ref(reading.discourse.person(person.entity))
        reading.facts.state(reading.root, "sender", who, evidence(reading.document, person.span))


def _represented(reading: Reading, sentences: Sequence[Sentence]) -> Mention | None:
    """The group, body or state on whose behalf the title or a line of the front says that a speech is made."""
    text, represents = reading.document.text, packs.markers()[reading.document.language].represents
    for line in (*head_lines(sentences, "title"), *head_lines(sentences)):
        for match in represents.finditer(text, *line.sentence.span):
            for mention in line.mentions:
                named = mention.entity and mention.entity not in _ANY and mention.type in _VOICES
                if named and 0 <= mention.span.start - match.end() <= _NEAR:
                    return mention
    return None


def _speaking(sentences: Sequence[Sentence]) -> Mention | None:
    """The one person whom the title of a speech names."""
    named = {m.entity: m for line in head_lines(sentences, "title") for m in line.of("person") if m.entity}
    return next(iter(named.values())) if len(named) == 1 else None


def read_delivery(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State that the person whom the title of a speech names speaks, for the state that sends it, at the session or
    before the organ that the title or the front names."""
    speaker = _speaking(sentences) if reading.kind().sender == "state" else None
    if speaker is None or speaker.entity is None:
        return
    facts, root = reading.facts, reading.root
    who = Ref(reading.discourse.person(speaker.entity))
    event = next(iter(facts.objects(root, "session")), None)
    at = evidence(reading.document, speaker.span)
    if event is None:
        lines = (*head_lines(sentences, "title"), *head_lines(sentences))
        organ = next((m for line in lines for m in line.of("body") if m.entity and m.entity != UNITED_NATIONS), None)
        if organ is None or organ.entity is None:
            return
        event = Ref(f"{root}/meeting")
        facts.node(event.id, ("Meeting",), {"organ": [Ref(organ.entity)]}, evidence(reading.document, organ.span))
    roles: dict[str, list[Term]] = {
        "event": [event],
        "participant": [who],
        "role": [Ref("role/speaker")],
        "onBehalfOf": [ref for ref in reading.correspondent("sender") if ref != who],
    }
    roles = {name: terms for name, terms in roles.items() if terms}
    facts.node(fact_id("Participation", roles), ("Participation",), roles, at)


def read_speaker(reading: Reading, sentences: Sequence[Sentence]) -> None:
    """State as sender of a speech whose front names no state the one that the text speaks for, as its words say."""
    state = reading.discourse.antecedents.speaks_for()
    if reading.kind().sender != "state" or state is None or reading.correspondent("sender"):
        return
    named = (m for s in sentences for top in s.slotted.found for m in top.walk() if m.entity == state)
    if mention := next(named, None):
        reading.facts.state(reading.root, "sender", Ref(state), evidence(reading.document, mention.span))
