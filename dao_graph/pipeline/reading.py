"""Reading one input for a build into a folder: what becomes of it, and what is kept of that."""

from __future__ import annotations

from collections.abc import Callable

from dao_graph.errors import InputError
from dao_graph.folder.text_cache import Known, Outcome, TextCache
from dao_graph.pipeline.inputs import Input
from dao_graph.pipeline.text import Reader


def tried(key: Callable[[Input], str], given: Input) -> str | InputError:
    """The key of a text, or why its bytes cannot be had."""
    try:
        return key(given)
    except InputError as error:
        return error


def read_known(reader: Reader, outcomes: TextCache, given: Input) -> Known | InputError:
    """What a text comes to, written to the cache."""
    taken = take(reader, given)
    return taken if isinstance(taken, InputError) else kept(outcomes, *taken)


def take(reader: Reader, given: Input) -> tuple[str, Outcome] | InputError:
    """What a text comes to, and its key, not yet written."""
    try:
        return reader.read(given)
    except InputError as error:
        return error


def kept(outcomes: TextCache, key: str, outcome: Outcome) -> Known:
    """What is known of a text, once what it comes to is in the cache."""
    if outcome.entry.stage:
        # An error that nobody foresaw, or too little time or memory: the next build tries again.
        return Known("", outcome.entry)
    return outcomes.write(key, outcome)


def lost_there(reader: Reader, given: Input) -> tuple[str, Outcome]:
    """What becomes of a text whose process on another machine ended."""
    return "", reader.lost(given)


def lost_known(reader: Reader, given: Input) -> Known:
    """What is known of a text whose process ended."""
    return Known("", reader.lost(given).entry)
