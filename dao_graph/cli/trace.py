"""The command that shows what each rule did with a text, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dao_graph.cli.common import as_json_option, guarded, lists_option, rules_option
from dao_graph.cli.rules import STAGES
from dao_graph.cli.terminal import data, plain, put_json, say
from dao_graph.data import LANGUAGES
from dao_graph.errors import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from dao_graph.rules.knowledge import Knowledge
    from dao_graph.workbench.traces import Named, Ruled, SentenceTrace, Trace

_KINDS = ("front", "heading", "item", "note", "operative", "paragraph", "preambular", "signature", "title")


@click.command()
@click.argument("what", metavar="TEXT|FILE")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language; needed for a bare text.")
@click.option("--at", metavar="PATH", help="Which paragraph of FILE (op/7, p/3, title …); without it they are listed.")
@click.option("--kind", type=click.Choice(_KINDS), default="paragraph", help="What kind of block a bare text is.")
@click.option("--stage", type=click.Choice(STAGES), help="Rules of one stage only.")
@click.option("--rule", metavar="ID", help="One rule only, in full.")
@click.option("--all", "every", is_flag=True, help="Also rules that lack something which the text has nowhere.")
@click.option("--html", is_flag=True, help="Print a page with the text highlighted.")
@lists_option
@rules_option
@as_json_option
@guarded
def trace(
    what: str,
    lang: str | None,
    at: str | None,
    kind: str,
    stage: str | None,
    rule: str | None,
    every: bool,
    html: bool,
    lists: Sequence[Path],
    rules: Sequence[Path],
    as_json: bool,
) -> None:
    """Show how a text is read: its mentions and what made each, the rules that found something, and for each that did
    not the first reason.

    A bare TEXT may have several lines: the last is traced, those before it are its context.

    \b
    Example:
      dao-graph trace --lang en "Norway hosted a meeting in Kigali on 3 May 2011."
      dao-graph trace letter.txt --at p/3 --rule en.meeting.hosted
    """
    from dao_graph.rules.knowledge import Knowledge
    from dao_graph.workbench.page import page
    from dao_graph.workbench.reading import no_such_rule

    if _is_file(what) and at is None:
        _list(what, lang)
        return
    found = _traced(what, at or "", lang, kind, knowledge := Knowledge.of(lists, rules))
    chosen = partial(_is_chosen, stage=stage, rule=rule, every=every)
    if rule and not any(chosen(ruled) for sentence in found.sentences for ruled in sentence.rules):
        raise no_such_rule(rule, found, knowledge)
    if as_json:
        put_json(found.to_dict())
    elif html:
        data(page(found, chosen).encode())
    else:
        _print(found, chosen, full=rule is not None)


def _is_file(what: str) -> bool:
    """True if the argument is the name of a file; a sentence may be longer than a name can be."""
    try:
        return Path(what).is_file()
    except OSError:
        return False


def _list(file: str, lang: str | None) -> None:
    """Print the paragraphs of a file, to choose one."""
    from dao_graph.workbench.reading import listed

    for path, words in listed(file, lang):
        say(f"{path:12} {words}")
    say("choose one with --at", err=True)


def _traced(what: str, at: str, lang: str | None, kind: str, knowledge: Knowledge) -> Trace:
    """The trace of a paragraph of a file, or of a bare text. Raises InputError where a bare text has no language."""
    from dao_graph.workbench.reading import file_trace, text_trace

    if _is_file(what):
        return file_trace(what, at, lang, knowledge)
    if lang is None:
        raise InputError(what, "is no file; a bare text needs --lang")
    return text_trace(what, lang, kind, knowledge)


def _is_chosen(ruled: Ruled, stage: str | None, rule: str | None, every: bool) -> bool:
    if rule is not None:
        return ruled.rule == rule
    return stage in (None, ruled.stage) and (every or bool(ruled.gave) or ruled.likely)


def _print(found: Trace, chosen: Callable[[Ruled], bool], full: bool) -> None:
    from dao_graph.cli.show import console

    out = console()
    for line in found.lines:
        out.print(_line((line.text, "dim"), (f"← {line.because}", "cyan")))
    for sentence in found.sentences:
        for shown in _sentence(sentence, chosen, full):
            out.print(shown)


def _sentence(sentence: SentenceTrace, chosen: Callable[[Ruled], bool], full: bool) -> Iterator[Text]:
    yield _line((f"{sentence.path} ({sentence.kind}, {sentence.language})", "bold"), depth=0)
    yield _line((sentence.text, ""))
    yield _line((sentence.verbs, "magenta"))
    yield from _mentions(sentence.mentions, 1)
    yield from _dropped(sentence)
    for ruled in filter(chosen, sentence.rules):
        yield from _rule(ruled, full)
    for stated in sentence.facts if not full else ():
        yield _line((stated.fact, "green"), (stated.rule, "dim"))


def _line(*pieces: tuple[str, str], depth: int = 1) -> Text:
    """Pieces of text with their styles, in one line."""
    from rich.text import Text

    line = Text("  " * depth)
    for i, (text, style) in enumerate(pieces):
        line.append(("  " if i else "") + plain(text), style)
    return line


def _mentions(mentions: Sequence[Named], depth: int) -> Iterator[Text]:
    for mention in mentions:
        made = f"{mention.rule} {mention.label}".strip()
        yield _line(
            (mention.words, "bold"), (f"{mention.type}  {mention.entity or '–'}", ""), (made, "dim"), depth=depth
        )
        yield from _mentions(mention.inside, depth + 1)


def _dropped(sentence: SentenceTrace) -> Iterator[Text]:
    """Names that are none here, less those inside a mention."""
    for dropped in sentence.dropped:
        if not any(dropped.words in mention.words for mention in sentence.mentions):
            told = f"no name of {' or '.join(dropped.concepts)}: {dropped.reason}"
            yield _line((dropped.words, "yellow"), (told, ""))


def _rule(ruled: Ruled, full: bool) -> Iterator[Text]:
    if ruled.gave:
        yield _line((f"✓ {ruled.stage:8} {ruled.rule}", "green"))
        yield from (_line((gave, ""), depth=4) for gave in ruled.gave)
        return
    yield _line((f"✗ {ruled.stage:8} {ruled.rule}", "red"), (ruled.reason, ""))
    if full and ruled.matched:
        yield _line(("it matches as far as", "dim"), (ruled.matched, ""), depth=4)
        yield _line(("which here is", "dim"), (ruled.over, ""), depth=4)
