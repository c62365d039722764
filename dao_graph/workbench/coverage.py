"""The coverage of languages: which of the common rules each has, and which it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from dao_graph.data import LANGUAGES
from dao_graph.rules.loading import frames_in, pack_files, rule_set


def frames() -> dict[str, str]:
    """The ids of frames, without a language, with what each is about."""
    found = frames_in(tuple(pack_files(LANGUAGES[0])))
    return {frame_id: str(frame.get("about", "")) for (_, frame_id), frame in found}


def lacking(language: str) -> tuple[str, ...]:
    """The frames for which a language has no rule, in their order."""
    own = {rule.id.partition(".")[2] for rule in rule_set(language).all()}
    return tuple(frame_id for frame_id in frames() if frame_id not in own)


def page() -> str:
    """The page `docs/rule-coverage.md`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    missing = {language: set(lacking(language)) for language in LANGUAGES}
    yield "# What each language can read"
    yield ""
    yield "Made by `python docs/rule_options.py` from the frames (`dao_graph/languages/und/frames.toml`) and the packs."
    yield "A language that lacks a rule (–) says the same with the words of another, or nobody has written it yet."
    yield ""
    yield "| | " + " | ".join(LANGUAGES) + " | |"
    yield "|---|" + "---|" * len(LANGUAGES) + "---|"
    for frame_id, about in frames().items():
        cells = " | ".join("–" if frame_id in missing[language] else "✓" for language in LANGUAGES)
        yield f"| `{frame_id}` | {cells} | {about} |"
    yield "| lacking | " + " | ".join(str(len(missing[language])) for language in LANGUAGES) + " | |"
