"""Who sends a letter, where the rules of the pack leave something open: the Permanent Representatives of several
states, or one whom no list knows ("the Chair of the configuration"), as the letter's own title names them.

In: a sentence of the title of a letter, after the rules of the pack have read it. Out: `sender`, a thing of this
document that the words of its title name, where no rule has found a post, a body or a state of the lists. The pattern
`sender` of a pack gives the words, and with its group `several` that they name a group.
"""

from __future__ import annotations

from dao_graph.model.document import Span
from dao_graph.model.fact import Ref, Statement, Value
from dao_graph.model.sentence import Sentence
from dao_graph.relate.masthead import evidence
from dao_graph.relate.reading import Reading
from dao_graph.rules import packs


def read_sender(reading: Reading, sentence: Sentence) -> None:
    """State who sends a letter in the words of its title, where nothing else has told."""
    kind = reading.kind()
    if sentence.block.kind != "title" or kind.speaker != "sender" or kind.date != "title" or sentence.block.part:
        return
    if reading.correspondent("sender"):
        _share_office(reading, sentence)
        return
    document = reading.document
    match = packs.markers()[document.language].sender.search(document.text[slice(*sentence.span)])
    if match is None:
        return
    span = Span(*(sentence.span.start + at for at in match.span("sender")))
    id, at = f"{reading.root}/sender", evidence(document, span)
    label = Value.localised(" ".join(match.group("sender").split()), document.language)
    # A group needs evidence of its own, as its shape says; a post does not.
    if match.group("several") is not None:
        reading.facts.node(id, ("ActorGroup",), {"rdfs:label": [label]}, at)
    else:
        reading.facts.keep(id, "rdf:type", Ref("dao:Post"))
        reading.facts.keep(id, "rdfs:label", label)
    reading.facts.state(reading.root, "sender", Ref(id), at)


def _share_office(reading: Reading, sentence: Sentence) -> None:
    """Where a title names one office for several states ("the Permanent Representatives of Norway and Spain"), state
    each state's as sender, not the state."""
    facts, found = reading.facts, sentence.slotted.found
    offices = {
        str(m.entity).removesuffix(f"-{state.entity.rpartition('/')[2]}")
        for m in found
        if m.type == "post" and m.entity
        for state in m.captures.get("state", ())
        if state.entity
    }
    if len(offices) != 1:
        return
    (office,) = offices
    for state in (m.entity for m in found if m.type == "country" and m.entity and not m.captures):
        stated = Statement(reading.root, "sender", Ref(state))
        for at in facts.statements.pop(stated, ()):
            facts.state(reading.root, "sender", Ref(f"{office}-{state.rpartition('/')[2]}"), at)
