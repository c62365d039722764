"""Small elements of pages: links, fields of a form, words that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from lxml.html import builder as E

from dao_graph.ask.questions import Parameter
from dao_graph.normal import clean

_BLANK = re.compile(r"\s*\n\s*")


def field(parameter: Parameter, given: Mapping[str, str]) -> Any:
    """A field of a form, for a parameter of a question."""
    about = f"{parameter.name}: {parameter.about}"
    value = given.get(parameter.name, parameter.default or "")
    needed = {"required": "required"} if parameter.required else {}
    shown = parameter.shown or parameter.type
    return E.LABEL(text(about), E.INPUT(needed, name=parameter.name, value=text(value), placeholder=shown))


def thing_path(id: str) -> str:
    """The path of the page of a thing, by its local id."""
    return "/id/" + quote(id, safe="/:@!$&'()*+,;=~")


def link(href: str, words: str) -> Any:
    """A link; only the words, where there is no address."""
    shown = text(words)
    return E.A(shown, href=href, rel="noreferrer", dir="auto") if href else E.SPAN(shown, dir="auto")


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
