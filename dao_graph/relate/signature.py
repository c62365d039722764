"""Signature blocks: who signed, in what capacity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile

from dao_graph.lists.authorities import Authorities
from dao_graph.model.document import Document
from dao_graph.model.fact import Evidence, Facts, Ref, Value, fact_id
from dao_graph.model.mention import Mention
from dao_graph.model.normal import slug
from dao_graph.model.sentence import Sentence
from dao_graph.namespaces import DAO, ORG
from dao_graph.relate.outline import address
from dao_graph.rules import packs

_RULE = "und.signature"
# Characters that a post in a signature has.
_SHORTEST, _LONGEST = 4, 160
# … and lines on which it stands, at most.
_LINES = 3
# How the id of a post ends that a state has.
_STATE = "-[A-Z]{3}"


def read_signatures(
    document: Document, sentences: Sequence[Sentence], root: str, facts: Facts, lists: Authorities
) -> None:
    """State who signed the document `root` or an annex of it, and which posts the signature gives them.

    A post that belongs to a state ("Permanent Representative") is that of the sender, where the sender is such a post;
    else the only one of the kind that the text names; else one of the document's own. Beside another post it is a rank
    ("Ambassador"), which is nobody's in particular.
    """
    for is_signature, group in groupby(sentences, key=lambda s: s.block.kind == "signature"):
        for run in _each(list(group), document) if is_signature else ():
            _read(document, run, root, facts, lists)


def _each(run: Sequence[Sentence], document: Document) -> list[Sequence[Sentence]]:
    """The signatures that follow each other: each begins with its mark ("(Signed)") and the posts follow, or the posts
    come first."""
    mark = packs.markers()[document.language].signature
    marked = [i for i, s in enumerate(run) if mark.search(document.text, *s.span)]
    cuts = marked[1:] if marked[:1] == [0] else [i + 1 for i in marked[:-1]]
    return [run[start:end] for start, end in pairwise([0, *cuts, len(run)])]


def _read(document: Document, run: Sequence[Sentence], root: str, facts: Facts, lists: Authorities) -> None:
    """State who signed in one signature, and which posts it gives them."""
    mentions = [m for sentence in run for m in sentence.slotted.found]
    persons = [m for m in mentions if m.type == "person" and m.entity]
    if len(persons) != 1 or persons[0].entity is None:
        return
    person, signed = persons[0], address(root, run[0].block.part)
    at = Evidence(document.original_spans(person.span), None, _RULE)
    facts.state(signed, "signedBy", Ref(persons[0].entity), at)
    posts = [m for m in mentions if m.type == "post" and m.entity]
    if not posts:
        _unlisted_post(document, run, person, signed, facts)
    for mention in posts:
        if mention.entity:
            known = _known_post(lists, mention.entity, signed, facts)
            post = known or (_own_post(mention, signed, facts, document) if len(posts) == 1 else mention.entity)
            spans = document.original_spans(mention.span) + document.original_spans(person.span)
            roles = {"person": [Ref(persons[0].entity)], "post": [Ref(post)]}
            facts.node(fact_id("Tenure", roles), ("Tenure",), roles, Evidence(tuple(sorted(spans)), None, _RULE))


def _unlisted_post(document: Document, run: Sequence[Sentence], person: Mention, signed: str, facts: Facts) -> None:
    """State the tenure of a post that no list knows: what stands below the name is one of this text's own."""
    end = packs.markers()[document.language].masthead
    below = (s.span for s in run if s.span.start > person.span.end)
    lines = list(takewhile(lambda span: not end.match(document.text, *span), below))[:_LINES]
    if person.entity is None or not lines:
        return
    label = " ".join(document.text[span.start : span.end] for span in lines)
    if not _SHORTEST <= len(label) <= _LONGEST or any(map(str.isdigit, label)):
        return
    post = _senders_post(signed, label, facts) or f"{signed}/post/{slug(label)}"
    facts.keep(post, "rdf:type", Ref("dao:Post"))
    facts.keep(post, "rdfs:label", Value.localised(label, document.language_of(run[0].block)))
    spans = [span for line in (person.span, *lines) for span in document.original_spans(line)]
    roles = {"person": [Ref(person.entity)], "post": [Ref(post)]}
    facts.node(fact_id("Tenure", roles), ("Tenure",), roles, Evidence(tuple(sorted(spans)), None, _RULE))


def _senders_post(signed: str, label: str, facts: Facts) -> str:
    """The sender of the document, where its title names them as the signature does; else ""."""
    for sender in facts.objects(signed, "sender"):
        if isinstance(sender, Ref):
            names = (s.object for s in facts.structure if s.subject == sender.id and s.predicate == "rdfs:label")
            if any(isinstance(name, Value) and slug(name.text) == slug(label) for name in names):
                return sender.id
    return ""


def _known_post(lists: Authorities, post: str, signed: str, facts: Facts) -> str:
    """The post itself where it is one in the world; of those that several have, whose the document says it is; else
    ""."""
    if post not in lists or lists.one(post, ORG + "postIn") or lists.one(post, DAO + "headOf"):
        return post
    senders = (sender.id for sender in facts.objects(signed, "sender") if isinstance(sender, Ref))
    if sender := next((sender for sender in senders if sender.startswith(f"{post}-")), None):
        return sender
    named = {entity for _, _, entity in facts.mentions if re.fullmatch(re.escape(post) + _STATE, entity)}
    return named.pop() if len(named) == 1 else ""


def _own_post(mention: Mention, signed: str, facts: Facts, document: Document) -> str:
    """A post of the document's own, by its name."""
    own, words = f"{signed}/{mention.entity}", document.text[mention.span.start : mention.span.end]
    facts.keep(own, "rdf:type", Ref("dao:Post"))
    facts.keep(own, "rdfs:label", Value.localised(words, document.language))
    return own
