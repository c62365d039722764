"""Web pages: their main text, block by block, without what stands around it on every page of a site.

In: the bytes of a page, also of a saved one. Out: a `Text` whose places are its blocks. Scripts are not run, and no
link is followed; links to documents of the United Nations cite them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from dao_graph.formats.page import parse_page
from dao_graph.formats.writer import Writer, raised
from dao_graph.formats.xml import name
from dao_graph.model.document import Place, Span, Text

# What is never text of a page.
_GONE = {
    "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "embed", "audio", "video",
    "form", "button", "select", "input", "textarea", "nav", "aside", "footer", "menu", "dialog", "head", "map",
    "applet",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "pre", "figure",
    "figcaption", "address", "center", "hr", "body", "fieldset", "details", "summary", "hgroup",
}  # fmt: skip
# Names that sites give to what stands around their texts.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|breadcrumbs?|menu|sidebar|footer|cookies?|share|social|sharing|skip|banner"
    r"|pagination|pager|related|comments?|newsletter|subscribe|search|login|toolbar|advert|ads?|popup|modal)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A block whose words are nearly all links leads elsewhere, where it is one of many.
_LINKED, _FEW = 0.8, 3
_WHITE, _NOTE_MARK = re.compile(r"\s+"), re.compile(r"\[?(\d{1,3}|[a-z]|\*{1,4})\]?")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# No page of text has elements so deep in others.
_DEEPEST = 180


def read_html(data: bytes, source: str) -> Text:
    """The text of a web page. Raises InputError where it holds none."""
    root = parse_page(data, source)
    _drop_around(root)
    main = _main(root)
    reader = _Reader()
    title = root.find(".//title")
    shown = _WHITE.sub(" ", "".join(main.itertext()))
    if (
        title is not None
        and (words := _WHITE.sub(" ", title.text or "").strip())
        and not _has_title(main, words, shown)
    ):
        reader.write(_Block(words))
    reader.read(main, 0)
    reader.close()
    said = (root.get("lang") or root.get(_XML_LANG) or "").strip()[:2].lower()
    return replace(reader.writer.text(source, "HTML"), language=said)


def _has_title(main: etree._Element, title: str, shown: str) -> bool:
    """True if a page shows its title itself, less the name of the site."""
    if main.find(".//h1") is not None:
        return True
    return any(part.strip() in shown for part in re.split(r"[|\u2013\u2014_-]", title) if len(part.strip()) > 5)


def _drop_around(root: etree._Element) -> None:
    """Take out what is no text of the page, or stands around it."""
    for element in list(root.iter()):
        kind = name(element)
        if kind in ("html", "body", "main", "article", "title", "head"):
            continue
        said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        gone = kind in _GONE or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None
        if gone or element.get("aria-hidden") == "true" or (kind in _BLOCKS and _is_around(element, said)):
            _drop(element)


def _is_around(element: etree._Element, said: str) -> bool:
    return len(said) < 400 and _AROUND.search(said) is not None and len("".join(element.itertext())) < 20_000


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _main(root: etree._Element) -> etree._Element:
    """The part of a page that holds its text: what it says is that, or the one with most of the words in paragraphs."""
    body = root.find(".//body")
    body = body if body is not None else root
    whole = _words(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and _words(found[0]) >= 0.25 * whole:
            return found[0]
    at = body
    while True:
        # Down as long as one part has nearly all that is written in paragraphs.
        parts = [
            child
            for child in at
            if name(child) in ("div", "section", "article", "main", "table", "tbody", "tr", "td", "center")
        ]
        own = _prose(at)
        inner = max(parts, key=_prose, default=None)
        if inner is None or not own or _prose(inner) < 0.85 * own:
            return at
        at = inner


def _words(element: etree._Element) -> int:
    return len(_WHITE.sub(" ", "".join(element.itertext())))


def _prose(element: etree._Element) -> int:
    """Characters in paragraphs, items and cells that are no links."""
    total = _words(element)
    return total - sum(_words(link) for link in element.iter("a"))


@dataclass(slots=True)
class _Block:
    text: str = ""
    linked: int = 0
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    verbatim: bool = False

    def put(self, text: str) -> None:
        if not self.verbatim:
            text = _WHITE.sub(" ", text)
            if text[:1] == " " and (not self.text or self.text[-1].isspace()):
                text = text[1:]
        self.text += text


class _Reader:
    """Writes the blocks of a page."""

    def __init__(self) -> None:
        self.writer = Writer()
        self._block = _Block()
        self._number = 0
        self._counters: list[int | None] = []

    def read(self, element: etree._Element, depth: int) -> None:
        """Read what an element holds."""
        kind = name(element)
        if kind == "tr":
            self._row(element, depth)
            return
        block = kind in _BLOCKS
        if block:
            self.close()
        if kind in ("ul", "ol"):
            start = element.get("start") or ""
            self._counters.append((int(start) - 1 if start.isdigit() else 0) if kind == "ol" else None)
        if kind == "li":
            self._item(element)
        if kind == "pre":
            self._block.verbatim = True
        self._block.put(element.text or "")
        for child in element:
            self._inline(child, depth)
            self._block.put(child.tail or "")
        if block:
            self.close()
        if kind in ("ul", "ol"):
            self._counters.pop()

    def _inline(self, child: etree._Element, depth: int) -> None:
        kind = name(child)
        if depth > _DEEPEST or not kind:
            return
        if kind in ("br", "wbr"):
            self._block.text = self._block.text.rstrip(" ") + ("\n" if kind == "br" else "")
        elif kind == "sup" and (mark := _NOTE_MARK.fullmatch("".join(child.itertext()).strip())):
            start = len(self._block.text)
            self._block.text += raised(mark.group(1))
            self._block.marks.append((start, len(self._block.text), mark.group(1)))
        elif kind == "a":
            start = len(self._block.text)
            self.read(child, depth + 1)
            if (end := len(self._block.text)) > start:
                self._block.linked += end - start
                self._block.links.append((start, end, child.get("href") or ""))
        else:
            self.read(child, depth + 1)

    def _item(self, element: etree._Element) -> None:
        counter = self._counters[-1] if self._counters else None
        if counter is None:
            return
        value = element.get("value") or ""
        self._counters[-1] = counter = int(value) if value.isdigit() else counter + 1
        self._block.put(f"{counter}. ")

    def _row(self, row: etree._Element, depth: int) -> None:
        """A row of a table; one that has a single cell, or cells of several blocks, only sets text side by side."""
        self.close()
        cells = [cell for cell in row if name(cell) in ("td", "th")]
        if len(cells) < 2 or any(_is_layout(cell) for cell in cells):
            for cell in cells:
                self.read(cell, depth + 1)
            return
        for i, cell in enumerate(cells):
            if i:
                self._block.text = self._block.text.rstrip(" \n") + "\t"
            start = len(self._block.text)
            self._cell(cell, depth + 1)
            self._block.text = self._block.text[:start] + self._block.text[start:].replace("\n", " ")
        self.close(row=True)

    def _cell(self, cell: etree._Element, depth: int) -> None:
        self._block.put(cell.text or "")
        for child in cell:
            if name(child) in _BLOCKS:
                self._block.put(" ")
                self._cell(child, depth + 1)
                self._block.put(" ")
            else:
                self._inline(child, depth + 1)
            self._block.put(child.tail or "")

    def close(self, row: bool = False) -> None:
        """End the block."""
        block, self._block = self._block, _Block()
        leads = not row and block.linked > _LINKED * len(block.text.strip()) and len(block.links) >= _FEW
        if block.text.strip() and not leads:
            self.write(block)

    def write(self, block: _Block) -> None:
        """Write a block."""
        self._number += 1
        self.writer.begin()
        at = 0
        for line in block.text.rstrip().split("\n"):
            end = at + len(line)
            if line.strip():
                marks = tuple((a - at, b - at, mark) for a, b, mark in block.marks if at <= a and b <= end)
                self.writer.line(line, marks, Place(Span(0, 0), self._number))
                for a, b, address in block.links:
                    if at <= a and b <= end:
                        self.writer.link(end - a, end - b, address)
            at = end + 1
        self.writer.end()


def _is_layout(cell: etree._Element) -> bool:
    """True if a cell holds running text rather than an entry of a table."""
    blocks: Iterator[etree._Element] = (
        child for child in cell.iter() if name(child) in ("p", "table", "ul", "ol", "h1", "h2", "h3")
    )
    return sum(1 for _ in blocks) > 3 or _words(cell) > 3_000
