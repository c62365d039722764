"""The body of a Word file to paragraphs: runs as they are displayed, notes after the paragraph that they hang on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from dao_graph.formats.docx.numbering import Numbering
from dao_graph.formats.writer import Writer, raised
from dao_graph.formats.xml import name
from dao_graph.model.document import Place, Span

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# What is no part of the final text: deletions, field codes, what is drawn twice for older programs.
_GONE = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "rPr",
    "pPr",
    "sectPr",
    "object",
    "annotationRef",
    "fldData",
}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": ""}
# Among the first blocks of a document a table sets the masthead.
_MASTHEAD, _MASTHEAD_ROWS = 3, 12
_DEEPEST = 60
_WHITE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a body refers to: lists, styles, notes by their kind, and addresses of links."""

    numbering: Numbering
    styles: etree._Element | None
    notes: dict[str, etree._Element | None]
    links: dict[str, str]


@dataclass(slots=True)
class _Run:
    """The text of a paragraph while it is put together, marks of notes and links with their intervals in it."""

    text: str = ""
    marks: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def put(self, text: str) -> None:
        text = _WHITE.sub(" ", text)
        if text[:1] == " " and (not self.text or self.text[-1].isspace()):
            text = text[1:]
        self.text += text


class Body:
    """Reads blocks into a text."""

    def __init__(self, parts: Parts) -> None:
        self.writer = Writer()
        self._parts = parts
        self._counts = {"footnote": 0, "endnote": 0}
        self._number = 0
        self._notes = {kind: _by_id(root, kind) for kind, root in parts.notes.items()}
        self._listed = _listed(parts.styles)
        self._waiting: _Run | None = None

    def read(self, root: etree._Element, counted: bool = True) -> None:
        """Read the blocks below `root`; `counted` is whether its paragraphs are those of the file that are counted."""
        for i, block in enumerate(_blocks(root, 0)):
            if name(block) == "p":
                self._number += counted
                self._paragraph(block)
            else:
                self._table(block, masthead=i < _MASTHEAD, counted=counted)
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._write(waiting)

    def _paragraph(self, block: etree._Element) -> None:
        run = self._waiting or _Run()
        self._waiting = None
        if not run.text and (label := self._label(block)):
            run.put(f"{label} ")
        self._collect(block, run, 0)
        mark = block.find(f"{_W}pPr/{_W}rPr/{_W}del")
        if mark is not None:
            # The end of a paragraph that was deleted: what comes after goes on with it.
            self._waiting = run
            return
        self._write(run)

    def _write(self, run: _Run) -> None:
        text = run.text.rstrip()
        if text.strip("\u2022 "):
            self.writer.begin()
            self._lines(text, run)
            self.writer.end()
        self._write_notes(run)
        for box in run.boxes:
            for block in _blocks(box, 0):
                self._paragraph(block) if name(block) == "p" else self._table(block, masthead=True, counted=False)

    def _lines(self, text: str, run: _Run) -> None:
        at = 0
        for line in text.split("\n"):
            end = at + len(line)
            marks = tuple((a - at, b - at, mark) for a, b, mark in run.marks if at <= a and b <= end)
            if line.strip():
                self.writer.line(line, marks, Place(Span(0, 0), self._number))
                for a, b, address in run.links:
                    if at <= a and b <= end:
                        self.writer.link(len(line) - (a - at), len(line) - (b - at), address)
            at = end + 1

    def _write_notes(self, run: _Run) -> None:
        for mark, note in run.notes:
            self.writer.begin(mark)
            for block in _blocks(note, 0):
                own = _Run()
                self._collect(block, own, 0)
                text = own.text.strip()
                for line in text.split("\n"):
                    if line.strip():
                        self.writer.line(line, (), Place(Span(0, 0), self._number))
            self.writer.end()

    def _table(self, table: etree._Element, masthead: bool, counted: bool) -> None:
        """The rows of a table, cells parted by tabs; tables that only set text side by side give its paragraphs."""
        rows = [list(_below(row, "tc")) for row in _below(table, "tr")]
        layout = (masthead and len(rows) <= _MASTHEAD_ROWS and not _has_figures(rows)) or max(
            map(len, rows), default=0
        ) < 2
        for row in rows:
            if layout:
                for cell in row:
                    for block in _blocks(cell, 0):
                        self._number += counted and name(block) == "p"
                        self._paragraph(block) if name(block) == "p" else self._table(block, True, counted)
                continue
            run = _Run()
            for i, cell in enumerate(row):
                if i:
                    run.text = run.text.rstrip(" ") + "\t"
                self._cell(cell, run, counted)
            self._row(run)

    def _row(self, run: _Run) -> None:
        text = run.text.replace("\n", " ").rstrip()
        if text.strip():
            self.writer.begin()
            self.writer.line(text, tuple(run.marks), Place(Span(0, 0), self._number))
            self.writer.end()
        self._write_notes(run)

    def _cell(self, cell: etree._Element, run: _Run, counted: bool) -> None:
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        if merged is None or merged.get(f"{_W}val") == "restart":
            for block in _blocks(cell, 0):
                self._number += counted and name(block) == "p"
                if run.text and not run.text[-1].isspace():
                    run.put(" ")
                if name(block) == "p" and (label := self._label(block)):
                    run.put(f"{label} ")
                self._collect(block, run, 0)
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        if span is not None and (wide := span.get(f"{_W}val") or "").isdigit():
            run.text += "\t" * min(int(wide) - 1, 60)

    def _label(self, block: etree._Element) -> str:
        listed = block.find(f"{_W}pPr/{_W}numPr")
        style = block.find(f"{_W}pPr/{_W}pStyle")
        number, level = self._listed.get(style.get(f"{_W}val") or "", ("", 0)) if style is not None else ("", 0)
        if listed is not None:
            for child in listed:
                value = child.get(f"{_W}val") or ""
                if name(child) == "numId":
                    number = value
                elif name(child) == "ilvl" and value.isdigit():
                    level = int(value)
        return self._parts.numbering.label(number, level) if number not in ("", "0") else ""

    def _collect(self, element: etree._Element, run: _Run, depth: int) -> None:
        """Add what an element displays to a run."""
        for child in element:
            kind = name(child)
            if kind in _GONE or depth > _DEEPEST:
                continue
            if kind == "r" and _is_hidden(child):
                continue
            if kind == "t":
                run.put(child.text or "")
            elif kind in _BREAKS:
                run.text += _BREAKS[kind] if _BREAKS[kind] != " " or run.text[-1:].strip() else ""
            elif kind in ("footnoteReference", "endnoteReference"):
                self._mark(child, kind.removesuffix("Reference"), run)
            elif kind == "txbxContent":
                run.boxes.append(child)
            elif kind == "hyperlink":
                start = len(run.text)
                self._collect(child, run, depth + 1)
                if address := self._parts.links.get(child.get(f"{_R}id") or ""):
                    run.links.append((start, len(run.text), address))
            else:
                self._collect(child, run, depth + 1)

    def _mark(self, reference: etree._Element, kind: str, run: _Run) -> None:
        note = self._notes[kind].get(reference.get(f"{_W}id") or "")
        if note is None:
            return
        if reference.get(f"{_W}customMarkFollows") in ("1", "true", "on"):
            following = reference.getnext()
            mark = (following.text or "").strip() if following is not None and name(following) == "t" else ""
            if not mark:
                return
            start = len(run.text)
            run.marks.append((start, start + len(mark), mark))
        else:
            self._counts[kind] += 1
            mark = str(self._counts[kind])
            start = len(run.text.rstrip(" "))
            run.text = run.text.rstrip(" ") + raised(mark)
            run.marks.append((start, len(run.text), mark))
        run.notes.append((mark, note))


def _blocks(root: etree._Element, depth: int) -> Iterator[etree._Element]:
    """Paragraphs and tables below an element, also those in content controls."""
    for child in root:
        kind = name(child)
        if kind in ("p", "tbl"):
            yield child
        elif kind not in _GONE and kind != "tcPr" and depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _below(element: etree._Element, kind: str, depth: int = 0) -> Iterator[etree._Element]:
    for child in element:
        if name(child) == kind:
            # A row that was deleted is not there any more.
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif name(child) in ("sdt", "sdtContent", "ins", "customXml") and depth < _DEEPEST:
            yield from _below(child, kind, depth + 1)


def _has_figures(rows: list[list[etree._Element]]) -> bool:
    """True if several rows have cells of figures alone."""
    return sum(any(_is_figure("".join(cell.itertext())) for cell in row[1:]) for row in rows) > 1


def _is_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _by_id(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    notes = root.iter(f"{_W}{kind}") if root is not None else ()
    return {note.get(f"{_W}id") or "": note for note in notes if note.get(f"{_W}type") in (None, "normal")}


def _listed(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The lists of paragraph styles, those that they inherit included."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        id = style.get(f"{_W}styleId") or ""
        if (base := style.find(f"{_W}basedOn")) is not None:
            based[id] = base.get(f"{_W}val") or ""
        listed = style.find(f"{_W}pPr/{_W}numPr")
        if listed is not None:
            number, level = listed.find(f"{_W}numId"), listed.find(f"{_W}ilvl")
            value = (level.get(f"{_W}val") or "0") if level is not None else "0"
            own[id] = (number.get(f"{_W}val") or "" if number is not None else "", int(value) if value.isdigit() else 0)
    found: dict[str, tuple[str, int]] = {}
    for id in {*own, *based}:
        at, seen = id, {id}
        while at not in own and based.get(at) and based[at] not in seen:
            at = based[at]
            seen.add(at)
        if at in own:
            found[id] = own[at]
    return found
