"""Small elements of pages: links, fields of a form, words that XML can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from lxml.html import builder as E

from dao_graph.ask.questions import Parameter
from dao_graph.lists.authorities import authorities
from dao_graph.model.normal import clean
from dao_graph.namespaces import PREFIXES
from dao_graph.serve.speech import LANGUAGES

# Kinds of which the lists hold all that there are.
_LISTED = ("currency", "kind", "quality", "quantity", "role", "status", "verb")
_BLANK = re.compile(r"\s*\n\s*")
_EXAMPLE = """SELECT ?document ?symbol WHERE {
  ?document a dao:Document ; dao:symbol ?symbol .
}
ORDER BY ?symbol
LIMIT 20"""


def example(base: str) -> str:
    """A query to begin with, over a graph with that base."""
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    return f"{prefixes}\nPREFIX id: <{base}>\n\n{_EXAMPLE}"


def field(parameter: Parameter, given: Mapping[str, str], language: str = "en") -> Any:
    """A field of a form, for a parameter of a question: a list to choose from where there are few values, for readers
    of a language."""
    about = parameter.about[:1].upper() + parameter.about[1:]
    value = given.get(parameter.name, parameter.default or "")
    needed = {"required": "required"} if parameter.required else {}
    if parameter.type in ("lang", "languages"):
        return E.LABEL(text(about), _languages(parameter, value))
    box = E.INPUT(needed, name=parameter.name, value=text(value), placeholder=parameter.shown)
    if not (named := _named(parameter.type, language)):
        return E.LABEL(text(about), box)
    box.set("list", f"{parameter.name}-values")
    return E.LABEL(text(about), box, E.DATALIST(*(E.OPTION(value=name) for name in named), id=box.get("list")))


def _languages(parameter: Parameter, value: str) -> Any:
    # Several languages are given by whoever writes an address.
    codes = dict.fromkeys([*([] if parameter.default else [""]), *LANGUAGES, value])
    options = [E.OPTION(LANGUAGES.get(code, text(code)), value=text(code)) for code in codes]
    options[list(codes).index(value)].set("selected", "selected")
    return E.SELECT(*options, name=parameter.name)


@cache
def _named(kind: str, language: str) -> Sequence[str]:
    """What the things of a kind are called, where the lists have them all."""
    if kind not in _LISTED:
        return ()
    lists = authorities()
    ids = (id for id in lists.properties if id.startswith(f"{kind}/"))
    return sorted({name for id in ids if (name := lists.preferred(id, language))})


def facing(words: str) -> str:
    """The direction that most of the letters of a name have; browsers ask the first, which may be a symbol's."""
    if words.isascii():
        return "ltr"
    kinds = [unicodedata.bidirectional(letter) for letter in words]
    return "rtl" if sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L") else "ltr"


def thing_path(id: str) -> str:
    """The path of the page of a thing, by its local id."""
    return "/id/" + quote(id, safe="/:@!$&'()*+,;=~")


def link(href: str, words: str) -> Any:
    """A link; only the words, where there is no address."""
    shown = text(words)
    way = facing(shown)
    return E.A(shown, href=href, rel="noreferrer", dir=way) if href else E.SPAN(shown, dir=way)


def between(parts: Sequence[Any], mark: str) -> Iterable[Any]:
    """Parts with a mark between each two."""
    for number, part in enumerate(parts):
        if number:
            yield mark
        yield part


def text(words: str) -> str:
    """Words without what XML, and so a page, cannot hold."""
    return clean(words)


def lines(words: str) -> str:
    """Words, each on its line, without blank lines."""
    return _BLANK.sub("\n", text(words))
