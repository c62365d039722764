"""The captures that the stages read, and the variables of `emits`.

As the options (`options.py`), for checking packs and for the page `docs/rule-options.md`.
"""

from __future__ import annotations

from collections.abc import Mapping

# What `emits` may name besides captures.
VARIABLES: Mapping[str, str] = {
    "self": "the mention that a phrase makes (phrases only)",
    "document": "the document",
    "part": "the part of the document: the document itself, or an annex",
    "provision": "the paragraph",
    "text": "the words of the sentence",
    "meeting": "the meeting that the match establishes, or the one that the document is about",
    "occasion": "the meeting that the document records or is about, else one of its organ that it has not named",
    "initiative": "the initiative that the text spoke of last",
    "fund": "the fund that the document is about",
    "speaker": "the organ whose text it is, or who speaks in it",
    "latest": "the group of its own that the text named last",
    "evaluations": "the evaluations of states that the text has spoken of",
    "sender": "who sends the letter",
    "recipient": "to whom the letter is addressed",
}
ATTRIBUTES: Mapping[str, str] = {
    "role": "the role that being of the group is",
    "initiative": "the initiative that this role is in",
}

# What the reader of a type takes from the groups of a token's pattern.
TOKEN_CAPTURES: Mapping[str, tuple[str, ...]] = {
    "date": ("week", "day", "month", "year", "to_day", "to_month", "to_year"),
    "number": ("number",),
    "session": ("number", "annual", "first", "second"),
    "paragraph": ("number",),
    "agenda-item": ("number", "letter"),
    "reference": ("reference", "parts", "behind", "special", "session", "roman", "year", "last"),
    "resolution": ("reference", "number"),
    "symbol": ("symbol", "parts", "further", "numbers", "upto", "last", "address"),
}
# What the reader of acts takes from the captures of a rule of a type: of each tuple one must be there.
ACT_CAPTURES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "subject": (("actor", "meeting", "they", "it", "floor", "sender"),),
    "agent": (("actor",),),
    "fronted": (("verb",),),
    "passive": (("verb",),),
    "floor": (("actor", "called"),),
    "until": (("until",),),
    "within": (("anchor",), ("days", "weeks", "months", "years"), ("figures", "count", "spelled")),
    "noun": (("verb",),),
    "reported": (("told",),),
    "transmittal": (),
    "pronoun": (("verb",),),
    "coordinate": (("verb",),),
    "initial": (("verb",),),
    "lists": (),
    "chapeau": (("actor", "meeting", "they", "sender"),),
    "sense": (("verb",),),
    "addressee": (("addressee", "sender", "recipient"),),
    "members": (("members",),),
    "membership": (("membership",),),
    "deadline": (("deadline", "year"),),
    "basis": (("basis",),),
    "consultation": (("consultation",),),
    "quality": (("quality",),),
}

# What the stages read of captures besides what a rule's own options name. In an act, names that begin with one of
# SCOPE_CAPTURES are read too.
READ_CAPTURES: Mapping[str, tuple[str, ...]] = {
    "phrase": (
        "organ", "adopted", "document", "paragraph", "group", "members", "initiative", "topic", "who", "of", "date",
        "place", "name", "number", "reference", "letter", "head", "government", "nation",
        "delegation", "chair", "some", "parties", "issuer", "near",
    ),
    "relation": ("date", "place", "event", "organ", "day", "month", "year"),
    "act": (
        "actor", "meeting", "they", "it", "he", "floor", "we", "state", "quoted", "until", "sender", "recipient",
        "addressee", "deadline", "basis", "consultation", "quality", "anchor", "here", "figures", "count", "spelled",
        "days", "weeks", "months", "years", "year", "to_year", "told", "members", "membership", "author", "past",
        "them", "called", "verb",
    ),
    "finding": ("items", "these", "by", "he", "quoted"),
    "sum": ("who", "until", "year", "to_year"),
}  # fmt: skip
SCOPE_CAPTURES = ("reach", "aside")
