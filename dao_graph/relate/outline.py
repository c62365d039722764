"""The addressable parts of a document, as facts: parts, sections, paragraphs, notes, titles."""

from __future__ import annotations

from collections.abc import Sequence

from dao_graph.model.document import Block, Document, Part
from dao_graph.model.fact import Evidence, Facts, Ref, Term, Value
from dao_graph.model.sentence import Sentence
from dao_graph.relate.titles import joined
from dao_graph.rules.kinds import kind_named

_PROVISIONS = {
    "preambular": "PreambularParagraph", "operative": "OperativeParagraph", "paragraph": "Paragraph",
    "item": "Paragraph", "heading": "Section", "note": "Note",
}  # fmt: skip
# Letters of an article before a date.
_ARTICLE = 2


def address(root: str, path: str) -> str:
    """The id of the part of document `root` at `path` (empty: the document itself)."""
    return f"{root}/{path}" if path else root


def keep_structure(document: Document, sentences: Sequence[Sentence], root: str, facts: Facts) -> None:
    """State which parts the document has and what each is part of."""
    datelines = {s.block.span for s in sentences if s.block.kind == "title" and _is_dateline(s)}
    for part in document.parts:
        id = address(root, part.path)
        names = ["Document"]
        names += kind_named(part.kind).types
        if part.path:
            names += ["Provision", "Annex"]
            facts.keep(id, "annexOf", Ref(root))
            facts.keep(id, "number", Value(part.path.rpartition("/")[2]))
        for name in names:
            facts.keep(id, "rdf:type", Ref(f"dao:{name}"))
        if part.title not in datelines:
            _state_title(document, part, id, facts)
    for block in document.blocks:
        provision = _PROVISIONS.get(block.kind)
        if provision is None or not block.path:
            continue
        id = address(root, block.path)
        at = Evidence(document.original_spans(block.span), id, "und.structure")
        properties: dict[str, list[Term]] = {
            "dcterms:isPartOf": [Ref(address(root, block.parent))],
            "number": [Value(block.number)],
        }
        if block.kind == "heading":
            title = document.text[block.span.start : block.span.end]
            properties["dcterms:title"] = [Value.localised(title, document.language)]
        facts.node(id, ("Provision", provision), properties, at)
        if block.kind == "note" and (hung := _hung_on(document, block)):
            facts.state(id, "noteOn", Ref(address(root, hung.path)), at)


def _is_dateline(sentence: Sentence) -> bool:
    """True if a line says where and when a letter was written, and nothing else."""
    slots = {mention.type for mention in sentence.slotted.found}
    return "date" in slots and "place" in slots and sum(map(str.isalpha, sentence.slotted.text)) <= _ARTICLE


def _hung_on(document: Document, note: Block) -> Block | None:
    """The block that a note hangs on, in the same part, by its mark."""
    for reference in document.note_references:
        if reference.mark == note.number:
            for block in document.blocks:
                inside = block.span.start <= reference.offset <= block.span.end
                if inside and block.path and block.kind != "note" and block.part == note.part:
                    return block
    return None


def _state_title(document: Document, part: Part, id: str, facts: Facts) -> None:
    if part.title is not None:
        title = joined(document, [part.title])
        facts.state(id, "dcterms:title", title, Evidence(document.original_spans(part.title), None, "und.title"))
