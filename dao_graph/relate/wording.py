"""Whether what a rule captured is what its options want: which entities, and words of which `form`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dao_graph.model.mention import Mention
from dao_graph.rules.packs import compile_pattern
from dao_graph.rules.rule import Rule, refusal


def unfit(rule: Rule, captures: Mapping[str, Sequence[Mention]], content: str) -> str | None:
    """The reason why the options of a rule refuse what it captured in a text, by its entities or by its words; None
    where they do not."""
    return refusal(rule, captures) or _misshapen(rule, captures, content)


def _misshapen(rule: Rule, captures: Mapping[str, Sequence[Mention]], content: str) -> str | None:
    for name, form in _wanted(rule, captures):
        pattern = compile_pattern(form, rule.where)
        for mention in captures.get(name, ()):
            if not pattern.fullmatch(content, *mention.span):
                return f"{content[slice(*mention.span)]!r} has not the `form` that it wants"
    return None


def _wanted(rule: Rule, captures: Mapping[str, Sequence[Mention]]) -> Iterator[tuple[str, str]]:
    """Captures with the form that each must have: a relation names them, an act means its verb ("I recommend")."""
    form: str | Mapping[str, str] = rule.options.get("form", {})
    if isinstance(form, str):
        yield ("verb" if captures.get("verb") else "light"), form
    else:
        yield from form.items()
