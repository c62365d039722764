"""Word files: the text as it is displayed – numbers of paragraphs, notes, tables, the last state of tracked changes.

In: the bytes of a DOCX file. Out: a `Text` whose places are the paragraphs of the file.
Knows nothing of languages.
"""

from __future__ import annotations

import posixpath
import zipfile

from lxml import etree

from dao_graph.errors import InputError
from dao_graph.formats.docx.body import Body, Parts
from dao_graph.formats.docx.numbering import numbering_of
from dao_graph.formats.package import member, open_package
from dao_graph.formats.xml import parse
from dao_graph.model.document import Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "word/document.xml"


def read_docx(data: bytes, source: str) -> Text:
    """The text of a Word file.

    Raises InputError where it is damaged, asks for a password, or would grow too large.
    """
    package = open_package(data, source)
    main = _main_part(package, source)
    root = _part(package, main, source)
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise InputError(source, "is a zip package, but no Word document")
    folder = posixpath.dirname(main)
    links, targets = _relations(package, main, source)
    parts = Parts(
        numbering_of(_part(package, f"{folder}/numbering.xml", source)),
        _part(package, f"{folder}/styles.xml", source),
        {kind: _part(package, f"{folder}/{kind}s.xml", source) for kind in ("footnote", "endnote")},
        links,
    )
    reader = Body(parts)
    if (head := _first_head(body, targets, folder)) and (masthead := _part(package, head, source)) is not None:
        reader.read(masthead, counted=False)
    reader.read(body)
    return reader.writer.text(source, "DOCX")


def _part(package: zipfile.ZipFile, name: str, source: str) -> etree._Element | None:
    data = member(package, name, source)
    return parse(data, source) if data is not None else None


def _main_part(package: zipfile.ZipFile, source: str) -> str:
    """The part that holds the document; some producers give it another name."""
    relations = _part(package, "_rels/.rels", source)
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or _MAIN).lstrip("/")
    return _MAIN


def _relations(package: zipfile.ZipFile, main: str, source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Addresses outside and parts inside, by their ids. None of them is followed."""
    root = _part(package, f"{posixpath.dirname(main)}/_rels/{posixpath.basename(main)}.rels", source)
    outside: dict[str, str] = {}
    inside: dict[str, str] = {}
    for relation in root if root is not None else ():
        into = outside if relation.get("TargetMode") == "External" else inside
        into[relation.get("Id") or ""] = relation.get("Target") or ""
    return outside, inside


def _first_head(body: etree._Element, targets: dict[str, str], folder: str) -> str:
    """The header of the first page alone, which is the masthead. The other headers are left out."""
    section = next(body.iter(f"{_W}sectPr"), None)
    if section is None or section.find(f"{_W}titlePg") is None:
        return ""
    for head in section.iter(f"{_W}headerReference"):
        if head.get(f"{_W}type") == "first":
            target = targets.get(head.get(f"{_R}id") or "", "")
            return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
    return ""
