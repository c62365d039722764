"""XML of untrusted origin: no document type, no entities, no network, no endless depth."""

from __future__ import annotations

import re

from lxml import etree

from dao_graph.errors import InputError

_DECLARED = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def parse(data: bytes, source: str) -> etree._Element:
    """The root of `data`. Raises InputError where it is not well-formed or declares a document type."""
    if _DECLARED.search(data) or _DECLARED.search(data.replace(b"\0", b"")[:4096]):
        raise InputError(source, "holds XML with a document type declaration, which is refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(source, f"holds XML that is not well-formed: {error}") from error


def name(element: etree._Element) -> str:
    """The name of an element without its namespace, "" of what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
