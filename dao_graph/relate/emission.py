"""Making facts of what a rule's `emits` says.

A rule emits a list of tables. With `subject`, `property` and `object` a table gives a binary fact; with `class` a node
whose other keys are its properties. Values are

    "$name"              what the capture `name` refers to, one fact for each (a coordinated list gives several),
    ["$name"]            the same, all in one fact,
    "$name.role|r"       the role that being of the group it refers to is, or r (`.initiative` likewise),
    "$name|x"            what it refers to, or x where it takes no part in the match,
    "role/host"          that very thing, by its local id.

`each` names captures whose groups count by their members; a key that ends in "?" may stay empty, any other without
a value withdraws the fact. `node` gives the id as a template ("evaluation/{initiative}/{who}"), else it is made of
class and properties.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from dao_graph.model.fact import Evidence, Facts, Ref, Term, fact_id
from dao_graph.relate.resolve import Referent

Lookup = Callable[[str], list[Referent]]
_RESERVED = {"class", "node", "each", "subject", "property", "object"}
_PLACEHOLDER = re.compile(r"\{(=?)([a-z_]+)\}")
# Nothing governs or establishes itself, or gives itself money.
_APART = (
    ("governs", "governedBy"),
    ("establishes", "establishedBy"),
    ("contributor", "recipient"),
    ("contributor", "fund"),
)


def _ignore(reason: str) -> None:
    pass


def emit(
    specs: Iterable[Mapping[str, Any]],
    lookup: Lookup,
    facts: Facts,
    at: Evidence,
    refuse: Callable[[str], None] = _ignore,
) -> list[str]:
    """Add to `facts` what `specs` say; `lookup` gives what a variable refers to. Returns the ids of nodes made;
    `refuse` is told why a fact is withdrawn."""
    made: list[str] = []
    for spec in specs:
        for bindings in _bindings(spec, lookup, refuse):
            if "class" in spec:
                if node := _node(spec, bindings, lookup, facts, at, refuse):
                    made.append(node)
            else:
                _statement(spec, bindings, facts, at, refuse)
    return made


def _bindings(spec: Mapping[str, Any], lookup: Lookup, refuse: Callable[[str], None]) -> Iterator[dict[str, Referent]]:
    """Each combination of single referents for the variables that distribute; none where one has no referent."""
    names: list[str] = []
    optional = {_variable(v) for k, v in spec.items() if isinstance(v, str) and (k.endswith("?") or _has_default(v))}
    for key, value in spec.items():
        texts = [value] if isinstance(value, str) else []
        found = [_variable(t) for t in texts] if key != "node" else [n for _, n in _PLACEHOLDER.findall(value)]
        names.extend(n for n in found if n and n not in names)
    each = spec.get("each", ())
    choices: list[list[Referent | None]] = []
    for name in names:
        referents = lookup(name)
        if name in each:
            referents = [member for r in referents for member in r.each()]
        if not referents and name not in optional:
            refuse(f"${name} refers to nothing")
            return
        choices.append([*referents] or [None])
    for combination in product(*choices):
        yield {n: r for n, r in zip(names, combination, strict=True) if r is not None}


def _variable(value: str) -> str:
    return value[1:].partition("|")[0].partition(".")[0] if value.startswith("$") else ""


def _has_default(value: str) -> bool:
    """True if a value stands for itself where its variable has no referent ("$who|group/governments")."""
    name, _, default = value.partition("|")
    return bool(default) and "." not in name


def _value(value: str, bindings: Mapping[str, Referent]) -> Term | None:
    if not value.startswith("$"):
        return Ref(value)
    path, _, default = value[1:].partition("|")
    name, _, attribute = path.partition(".")
    referent = bindings.get(name)
    if referent is None:
        return Ref(default) if default else None
    if attribute:
        id = {"role": referent.role, "initiative": referent.initiative}[attribute] or default
        return Ref(id) if id else None
    return referent.term


def _values(value: Any, bindings: Mapping[str, Referent], lookup: Lookup) -> list[Term]:
    if isinstance(value, list):
        return [t for v in value for r in lookup(_variable(v)) or [] if (t := _value(v, {_variable(v): r}))] + [
            Ref(v) for v in value if not v.startswith("$")
        ]
    term = _value(value, bindings)
    return [term] if term else []


def _statement(
    spec: Mapping[str, Any],
    bindings: Mapping[str, Referent],
    facts: Facts,
    at: Evidence,
    refuse: Callable[[str], None],
) -> None:
    subject, object_ = _value(spec["subject"], bindings), _value(spec["object"], bindings)
    if isinstance(subject, Ref) and object_ is not None and subject != object_:
        facts.state(subject.id, spec["property"], object_, at)
    else:
        refuse(f"{spec['property']!r} would say something of a text, of nothing, or of itself")


def _node(
    spec: Mapping[str, Any],
    bindings: Mapping[str, Referent],
    lookup: Lookup,
    facts: Facts,
    at: Evidence,
    refuse: Callable[[str], None],
) -> str | None:
    properties: dict[str, list[Term]] = {}
    for key, value in spec.items():
        if key in _RESERVED:
            continue
        terms = _values(value, bindings, lookup)
        if terms:
            properties[key.rstrip("?")] = terms
        elif not key.endswith("?"):
            refuse(f"{key!r} of the {spec['class']} has no value: {value} refers to nothing")
            return None
    if any(not set(properties.get(a, ())).isdisjoint(properties.get(b, ())) for a, b in _APART):
        refuse(f"the {spec['class']} would be of a thing and itself")
        return None
    id = _fill(spec["node"], bindings) if "node" in spec else fact_id(spec["class"], properties)
    if id is None:
        return None
    facts.node(id, (spec["class"],), properties, at)
    return id


def _fill(template: str, bindings: Mapping[str, Referent]) -> str | None:
    def part(match: re.Match[str]) -> str:
        term = bindings[match.group(2)].term
        text = term.id if isinstance(term, Ref) else term.text
        return text if match.group(1) else text.rpartition("/")[2]

    return _PLACEHOLDER.sub(part, template)
