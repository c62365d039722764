"""Every option that a rule's table may have: what kind of value it takes, in which stages, and what it does.

Used for checking packs when they are loaded (`checking.py`) and for the page `docs/rule-options.md`, so that neither
can drift from the other. A new option is an entry here and the code of the stage that reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dao_graph.model.slots import SLOT_TYPES

STAGES = ("token", "phrase", "relation", "act", "finding", "sum")

# What a value looks like; `checking.py` has a reader for each.
Kind = Literal[
    "text", "flag", "texts", "regex", "choice", "pattern", "patterns", "capture", "captures", "types of captures",
    "entities of captures", "lists of captures", "forms of captures", "entity", "entities", "template", "emits",
    "examples",
]  # fmt: skip
KIND_NAMES: Mapping[Kind, str] = {
    "text": "a text",
    "flag": "true or false",
    "texts": "a list of texts",
    "regex": "a regular expression",
    "choice": "one of the words below",
    "pattern": "a pattern",
    "patterns": "a list of patterns",
    "capture": "a capture",
    "captures": "a list of captures",
    "types of captures": "a table: capture → list of slot types",
    "entities of captures": "a table: capture → list of ids",
    "lists of captures": "a table: capture → list of names, as the first part of its ids",
    "forms of captures": "a table: capture → regular expression",
    "entity": "an id",
    "entities": "a list of ids",
    "template": "an id with placeholders",
    "emits": "a list of tables",
    "examples": "a list of texts, or of tables with `text` and `gives`",
}
_BLOCKS = ("front", "heading", "item", "note", "operative", "paragraph", "preambular", "signature", "title")
_SLOTS = tuple(name for name in SLOT_TYPES if name != "verb")


@dataclass(frozen=True, slots=True)
class Option:
    """One option: the stages whose rules may have it, the kind of its value, and what it does, for the docs.

    `choices` are all values of a "choice". `shared` ones may stand in a frame, for all languages.
    """

    name: str
    stages: tuple[str, ...]
    kind: Kind
    about: str
    choices: tuple[str, ...] = ()
    shared: bool = True


OPTIONS = (
    Option("id", STAGES, "text", "Its name: the language, and what it finds (`en.fund.founders`).", shared=False),
    Option("pattern", STAGES, "pattern", "What it matches; the notation is below.", shared=False),
    Option(
        "patterns", STAGES, "patterns",
        "Instead of `pattern`: several, as alternatives of one. Of matches that overlap the leftmost counts, at one "
        "place that of the pattern that stands first. They may use the same captures.", shared=False,
    ),
    Option("about", STAGES, "text", "What the rule finds, in one line, for people."),
    Option(
        "examples", STAGES, "examples",
        "Texts that it must match. `gives` lists facts, or an id, that must come of it: words of a line "
        "`subject property object`, or `Class role=value …`.", shared=False,
    ),
    Option("counterexamples", STAGES, "texts", "Texts that it must leave alone, one at least.", shared=False),
    Option("context", STAGES, "text", "Lines that stand before each example.", shared=False),
    Option("context-kind", STAGES, "choice", "What kind of block those lines are, if not paragraphs.", _BLOCKS),
    Option("type", ("token", "phrase"), "choice", "The slot that what it matches becomes.", _SLOTS),
    Option(
        "type", ("act",), "choice",
        "Which piece of an act it finds: a head (subject, agent, coordinate, fronted, initial, passive, obligation), "
        "the subject of a list (chapeau), who has the floor (floor), a verb that means something else here (sense) or "
        "is none (noun), words by which others say what should be done (reported, in its group `told`), words by which "
        "whoever writes hands over what its capture `author` wrote (transmittal), a verb that asks whom a pronoun "
        "means (pronoun), the members of "
        "a body that a sentence ends with, whom “they” means next (members), a line that opens a "
        "list of what others ask of its capture `state` (lists), what stands in the words after a verb, or "
        "a scope, for relations and acts alike: what is not asserted (denied; wished), in its group `reach`, and what "
        "stands between a subject and its verb (aside) or ties the sentence to the one before (connective), in its "
        "group `aside`.",
        ("subject", "coordinate", "initial", "obligation", "chapeau", "sense", "addressee", "deadline", "basis",
         "consultation", "quality", "denied", "wished", "aside", "connective", "agent", "fronted", "passive", "floor",
         "until", "within", "noun", "reported", "transmittal", "pronoun", "members", "membership", "lists"),
    ),
    Option(
        "type", ("finding",), "choice",
        "The polarity of what it finds; `answer` finds what ties a sentence to the gap stated before it, `own` what "
        "who has the floor says of itself (in kinds whose findings are `spoken`), `said` what its capture `by` says.",
        ("positive", "negative", "answer", "own", "said"),
    ),
    Option(
        "type", ("sum",), "choice",
        "A `trigger` says what a sum is, by its frame; a `mark` finds in its capture `who` what fills a slot; a `time` "
        "finds a date in its capture `who`, or years in the groups `year` and `to_year`.",
        ("trigger", "mark", "time"),
    ),
    Option(
        "sum", ("sum",), "text",
        "The frame that a trigger opens, one of `[sums]` in `und/sums.toml`; of a mark the frame that it opens where "
        "it stands right behind a sum (“$5 million from Norway”).",
    ),
    Option(
        "voice", ("sum",), "choice", "What a trigger is: a verb with its subject before it, or the money; or a noun.",
        ("active", "passive", "noun"),
    ),
    Option("slot", ("sum",), "choice", "What a mark marks; a frame says which role that is.",
           ("from", "to", "by", "of", "for", "in", "through", "with", "aside", "asOf", "date", "startDate", "period")),
    Option(
        "organ", ("token", "phrase"), "entity",
        "The body whose sessions or resolutions are written so, where the text names none.",
    ),
    Option(
        "entity", ("phrase",), "template",
        "The id of what is meant: `{state}` is the last part of the id in that capture, `{=state}` the whole; a "
        "capture of plain text becomes a slug.",
    ),
    Option(
        "entities", ("phrase", "relation", "act", "finding"), "entities of captures", "What a capture must be."
    ),
    Option(
        "except", ("phrase", "relation", "act"), "entities of captures", "What a capture must not be."
    ),
    Option(
        "verbs", ("act",), "entities",
        "After which verbs an addressee stands so (“commends the efforts of”); without it after all that take one.",
    ),
    Option(
        "found-by", ("phrase", "relation", "act"), "lists of captures",
        "The rules, without their language, one of which must have made the mention in a capture: a state named as "
        "the host.",
    ),
    Option(
        "not-found-by", ("relation",), "lists of captures",
        "The rules, without their language, none of which may have made the mention in a capture: a short name.",
    ),
    Option(
        "own", ("phrase",), "flag",
        "What the capture `name` names is this text's own (“the Lighthouse Trust Fund”): its id stands below the "
        "document, and ends as `entity` says, else in the name.",
    ),
    Option(
        "own", ("relation",), "captures",
        "Captures that may be what only this text names, by a noun phrase: what `late` phrases make.",
    ),
    Option(
        "late", ("phrase",), "flag",
        "What it makes is seen by relations alone that say so (`own`): for others its words stay words.",
    ),
    Option("covers", ("phrase",), "capture", "What the mention takes in, if not the whole match."),
    Option(
        "retype", ("phrase",), "capture",
        "The mentions in that capture get the type, instead of the whole match becoming one mention.",
    ),
    Option(
        "inherit", ("phrase",), "capture",
        "With `retype`: take over what the mention in that capture has captured (the organ in “resolutions 62/208 and "
        "63/311”).",
    ),
    Option(
        "annotates", ("phrase",), "flag",
        "With `retype`: the mentions stay what their own rule made them; only what is captured besides is added.",
    ),
    Option("repeat", ("phrase",), "flag", "Again, until nothing changes."),
    Option("scoped", ("phrase",), "flag", "The group is one of this text's own (“the participants”)."),
    Option("kind", ("token", "phrase"), "choice", "What the number is of.", ("resolution", "decision", "comment")),
    Option("emits", ("phrase", "relation"), "emits", "The facts; see below."),
    Option("where", ("relation",), "choice", "The kind of block in which alone it counts.", _BLOCKS),
    Option(
        "where", ("act",), "choice", "The kind of block in which its examples stand, if not paragraphs.", _BLOCKS
    ),
    Option(
        "keep", ("relation",), "types of captures",
        "For a capture over running text (`(?P<who>[^.;]*)`): the types of the mentions in it that count.",
    ),
    Option(
        "find", ("relation", "act"), "lists of captures",
        "For a capture over running text: the labels of that list in its words count (`{ quality = \"quality\" }`).",
    ),
    Option("numbers", ("relation",), "captures", "Captures of figures, read as one decimal number: a percentage."),
    Option("words", ("relation",), "captures", "Captures taken word for word: a purpose, a reason."),
    Option(
        "defines", ("relation",), "choice",
        "The match establishes a meeting by its captures `date` and `place`, or those of the mention in `event`; a "
        "`gathering` by the words that it captures as `what`, and `date`, `place` and `organ` where it has them (of "
        "several places each has its own).",
        ("meeting", "gathering"),
    ),
    Option(
        "yearless", ("relation",), "choice",
        "With `defines`: the groups `day` and `month` of its pattern are a day without its year, the last before the "
        "text or the first after it.",
        ("past", "coming"),
    ),
    Option("open", ("relation",), "flag", "With `defines`: the meeting has no date yet."),
    Option(
        "focus", ("relation",), "flag", "With `defines`: false where the meeting is not what “the meeting” then means."
    ),
    Option("verb", ("act",), "entity", "The verb that is meant, where the pattern captures none or its usual sense."),
    Option(
        "listed", ("act",), "flag",
        "It counts only below a line that opens a list (`lists`); whom that list is of is addressed.",
    ),
    Option("kinds", ("act",), "texts", "It counts only in documents of these kinds (`und/kinds.toml`)."),
    Option(
        "form", ("relation",), "forms of captures",
        "What the words of a capture must look like, where the case of a name tells who does what to whom.",
    ),
    Option("form", ("act",), "regex", "What the verb must look like for the rule to match (“I recommend”)."),
    Option(
        "second", ("act",), "flag",
        "Its verb is not the first of its subject: it gives way to a head that stands between the two.",
    ),
    Option("elliptic", ("act",), "flag", "An initial verb counts in any paragraph, its subject left out."),
    Option("except-in-paragraph", ("act",), "entities", "With `elliptic`: verbs for which that does not hold."),
    Option("between", ("finding",), "regex", "What stands between the items that the capture `items` lists."),
)  # fmt: skip

# The other tables of a pack: what they are for, and their keys (none: any).
TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "detection": ("How the language shows itself.", ("script", "words", "never")),
    "structure": ("How its documents mark their structure.", ()),
    "fragments": ("Pieces of patterns, by name; `{@name}` puts one in.", ()),
    "months": ("Names of months, with their numbers.", ()),
    "numerals": ("Words that add up to a number.", ()),
    "multipliers": ("Words that multiply what stands before them.", ()),
    "letters": ("Letters and signs of the language, with those that they stand for in numbers.", ()),
    "names": (
        "How names stand in its texts.",
        ("prefix", "refused-before", "longer-left", "longer-right", "rival", "deputy", "contractions", "blockers",
         "provisional-agenda", "part-to", "part-letter", "personal-left", "personal-right", "refused-after", "cases"),
    ),
    "forms": (
        "How the verbs of clauses end in the preamble and after it, those of what is to be done, "
        "and those that go on with a subject after what it promises; "
        "what opens the clause that gives a verb's content.",
        ("preambular", "operative", "infinitive", "continuing", "passive", "content"),
    ),
    "money": (
        "How sums are written: the decimal mark, what stands between figure and currency, what hedges a sum.",
        ("decimal", "between", "about", "at-least", "at-most", "scales", "numerals", "more", "half", "upto", "ranged",
         "givers", "turned", "elliptic", "fused", "counted", "respectively",
         "spaced", "barrier", "clause-end", "listed", "joint", "marks-before", "marks-objects", "subject-behind",
         "goes-on", "gapped", "whole",
         "links", "titled", "names", "heads", "aside", "part", "parts-of", "owned", "denied", "negated", "others",
         "further", "difference", "relative", "drawn", "onward", "summed", "told", "sourced", "sourcing", "reaches",
         "yearly", "annual", "tables"),
    ),
    "votes": (
        "How votes are told: lists, counts, what is on no document, who joins the sponsors.",
        ("for", "against", "abstained", "counts", "rejected", "favour", "without", "part", "sponsors", "introduced",
         "behalf"),
    ),
    "officers": (
        "Officers: names in a list of them, that somebody is elected, how lines of lists begin, posts in sentences.",
        ("holder", "elected", "instead", "labels", "posts"),
    ),
    "reporting": ("Verbs whose content the text gives as so.", ("verbs",)),
    "symbols": ("The grammar of symbols; see [Symbols](symbols.md).", ()),
    "sums": ("What a sum of money may be: its class, status and kind, and the role that each slot fills.", ()),
    "codes": ("Codes of currencies that are other words too.", ("shared",)),
    "owners": ("Whose money a text speaks of where it names nobody.", ("never", "funds", "series")),
    "series": ("Which symbol a number gives; see [Writing rules](rules.md#a-series).", ()),
    "kind": ("Kinds of documents, and the lines that show them; see [Kinds of documents](kinds.md).", ()),
    "frame": ("What rules of all languages have in common.", ()),
}  # fmt: skip


def options_of(stage: str) -> dict[str, Option]:
    """The options that a rule of a stage may have, by their names."""
    return {option.name: option for option in OPTIONS if stage in option.stages}
