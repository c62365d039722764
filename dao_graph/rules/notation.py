"""The notation of patterns: regular expressions over text in which what was recognised stands as typed slots.

In a pattern,

    {country}            is a mention of that type, within quotation marks or not,
    {country:host}       the same, captured as `host`,
    {country+:who}       one or more, coordinated as the language coordinates ("A, B and C"),
    {country|body:who}   a mention of either type,
    {!country|body}      any character of the clause that is not such a mention,
    {!,.country|body}    the same, nor any of the characters before the types,
    {@name}              the fragment `name` of the pack,

and everything else is an ordinary regular expression. A mention is one character of a private-use plane in the text
that patterns see, so that a rule serves every country and every fund, whatever their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from dao_graph.errors import DataError
from dao_graph.model.characters import CLOSING_QUOTES, OPENING_QUOTES, SURE_STOPS
from dao_graph.model.slots import CODES, FIRST_SLOT, SLOT_TYPES
from dao_graph.rules.reach import bounded

ALIASES = {
    "actor": ("country", "group", "body", "post", "person"),
    "any": SLOT_TYPES,
    "citation": ("resolution", "document", "symbol", "provision"),
}
# Marks that open as well as close have no space on the inner side, for else `X " Y` could be read in two ways.
_STRAIGHT = "".join(sorted(set(OPENING_QUOTES) & set(CLOSING_QUOTES)))
_OPENING, _CLOSING = (
    quotes.translate(dict.fromkeys(map(ord, _STRAIGHT))) for quotes in (OPENING_QUOTES, CLOSING_QUOTES)
)
_OPEN = f"(?:[{_OPENING}]\\s?|[{_STRAIGHT}])?"
_CLOSE = f"(?:\\s?[{_CLOSING}]|[{_STRAIGHT}])?"
_ONE_SLOT = re.compile(rf"{re.escape(_OPEN)}\[([{chr(FIRST_SLOT)}-{chr(FIRST_SLOT + len(SLOT_TYPES) - 1)}]+)\]")
_SLOT = re.compile(r"\{([a-z][a-z|-]*)(\+?)(?::([a-z_]+))?\}")
_OTHER = re.compile(r"\{!([^\w\s{}|@!]*)([a-z][a-z|-]*)\}")
_CLAUSE_ENDS = SURE_STOPS + "\n"
_FRAGMENT = re.compile(r"\{@([a-z][a-z-]*)\}")
_GROUP_NAME = re.compile(r"\(\?P<(\w+)>")
# Braces that begin like a slot and are none: misspelt ones would be read as plain characters.
_ODD = re.compile(r"\{[!@]?[A-Za-z][^{}]*\}")
_FLAGS_FIRST = re.compile(r"^(\(\?[a-z]+\))?(.*)", re.DOTALL)
# What joins coordinated mentions where a pack has no fragment of that name.
_SEPARATOR, _PLAIN_SEPARATOR = "separator", ", "


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: "; did you mean 'except'?", or what there is."""
    names = sorted(set(known))
    close = get_close_matches(name, names, 1, 0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f" (there are {', '.join(names)})" if 0 < len(names) <= 40 else ""


def expand(source: str, fragments: Mapping[str, str], where: str) -> str:
    """The regular expression behind a pattern.

    Raises DataError for an unknown fragment, one that contains itself, an unknown slot type, and braces that look like
    a slot and are none.
    """
    whole = _with_fragments(source, fragments, where, ())
    separator = fragments.get(_SEPARATOR, _PLAIN_SEPARATOR)

    def slot(match: re.Match[str]) -> str:
        names, plural, capture = match.groups()
        one = f"{_OPEN}[{_codes(names, where)}]{_CLOSE}"
        body = f"{one}(?:(?:{separator}){one})*" if plural else one
        return f"(?P<{capture}>{body})" if capture else f"(?:{body})"

    others = _OTHER.sub(lambda match: f"[^{_CLAUSE_ENDS}{re.escape(match[1])}{_codes(match[2], where)}]", whole)
    if odd := _ODD.search(_SLOT.sub("", others)):
        raise DataError(
            f"{where}: {odd.group()} is no slot: a slot is {{type}}, {{type:capture}}, {{type+:capture}}, "
            f"{{a|b:capture}}, {{!type}} or {{@fragment}}, in small letters"
        )
    return bounded(_SLOT.sub(slot, others))


def _with_fragments(source: str, fragments: Mapping[str, str], where: str, inside: tuple[str, ...]) -> str:
    """`source` with its fragments, and those in them, put in; `inside` names the ones that it stands in."""

    def put_in(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in inside:
            circle = " → ".join((*inside[inside.index(name) :], name))
            raise DataError(f"{where}: the fragment {name!r} contains itself: {circle}")
        if name not in fragments:
            raise DataError(f"{where}: there is no fragment {name!r}{nearest(name, fragments)}")
        return f"(?:{_with_fragments(fragments[name], fragments, where, (*inside, name))})"

    return _FRAGMENT.sub(put_in, source)


def _codes(names: str, where: str) -> str:
    """The characters of slot types joined by "|"."""
    types = [name for names_ in names.split("|") for name in ALIASES.get(names_, (names_,))]
    for name in types:
        if name not in CODES:
            raise DataError(f"{where}: there is no slot type {name!r}{nearest(name, (*CODES, *ALIASES))}")
    return "".join(CODES[name] for name in types)


def slot_types(source: str) -> Iterator[str]:
    """The types of the slots that a pattern asks for by name, less those behind aliases and fragments."""
    for match in _SLOT.finditer(source):
        yield from (name for name in match.group(1).split("|") if name not in ALIASES)


def capture_names(expression: str) -> frozenset[str]:
    """The captures of an expanded pattern."""
    return frozenset(_GROUP_NAME.findall(expression))


def quick(expression: str) -> str:
    """The same expression in a form that is searched for much faster.

    As written, a slot begins with an optional quotation mark, so `re` would try a match at every character. A leading
    set of characters is something that it scans for.
    """
    return _ONE_SLOT.sub(
        lambda match: (
            f"[{OPENING_QUOTES}{match[1]}](?:(?<=[{match[1]}])"
            f"|(?<=[{_OPENING}])\\s?[{match[1]}]|(?<=[{_STRAIGHT}])[{match[1]}])"
        ),
        expression,
    )


def narrowed(starter: str, expression: str) -> str:
    """`starter` for only those of its places where the whole `expression` matches: a lookbehind over the first
    character contains a lookahead for the expression."""
    return _FLAGS_FIRST.sub(lambda match: f"{match[1] or ''}{starter}(?<=(?={match[2]})(?s:.))", expression)
