"""The referents of a rule's variables that its pattern does not capture, from what the text has said."""

from __future__ import annotations

from collections.abc import Iterator

from dao_graph.model.document import Block, Span
from dao_graph.model.fact import Ref, Value
from dao_graph.relate.discourse import Meeting
from dao_graph.relate.outline import address
from dao_graph.relate.reading import Reading
from dao_graph.relate.resolve import Referent

_OCCASION = "und.meeting.occasion"


def spoken_of(reading: Reading, name: str, block: Block, span: Span, meeting: Meeting | None) -> Iterator[Referent]:
    """The referents of a variable that the pattern does not capture; none where the text has not said it."""
    here = {"document": "", "part": block.part, "provision": block.path or block.part}
    if name in here:
        yield Referent(Ref(address(reading.root, here[name])))
    elif name == "text":
        yield Referent(Value.localised(reading.document.text[span.start : span.end], reading.document.language))
    elif name == "meeting":
        yield from (Referent(ref) for ref in ((Ref(meeting.id),) if meeting else reading.meeting()))
    elif name == "occasion":
        yield Referent(Ref(_occasion(reading, block, span)))
    elif name == "initiative" and reading.discourse.initiative:
        yield Referent(Ref(reading.discourse.initiative))
    elif name == "fund" and (fund := reading.discourse.antecedents.subject()):
        yield reading.resolver.named(fund)
    elif name == "speaker":
        yield from _speaker(reading, block)
    elif name == "latest" and reading.discourse.group:
        yield Referent(Ref(reading.discourse.group))
    elif name == "evaluations":
        yield from (Referent(Ref(evaluation)) for evaluation in reading.discourse.evaluations)
    elif name in ("sender", "recipient"):
        yield from (Referent(ref) for ref in reading.correspondent(name))


def _speaker(reading: Reading, block: Block) -> Iterator[Referent]:
    """The organ whose text it is, else who speaks in it."""
    if reading.kind(block.part).speaker == "organ":
        if reading.discourse.organ:
            yield Referent(Ref(reading.discourse.organ))
    else:
        yield from (Referent(ref) for ref in reading.speaker(block.part))


def _occasion(reading: Reading, block: Block, span: Span) -> str:
    """The meeting that the text is about: the one that it records or speaks of, else one that it has not named yet, of
    the organ whose document it is."""
    facts, root = reading.facts, reading.root
    recorded = facts.objects(root, "recordOf")
    if known := next((ref for ref in (*recorded, *reading.meeting()) if isinstance(ref, Ref)), None):
        return known.id
    id, at = f"{root}/meeting", reading.evidence(block, _OCCASION, span)
    organ = [
        term for term in facts.objects(root, "issuingBody") if isinstance(term, Ref) and term.id.startswith("body/")
    ]
    facts.node(id, ("Meeting",), {"organ": organ} if organ else {}, at)
    facts.state(root, "recordOf", Ref(id), at)
    return id
