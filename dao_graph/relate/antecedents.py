"""Antecedents: what a text means by a short name ("the Committee", "the Government", "we").

A short name means the text's own body if its name has the word, else the body named last that has it. A bare
"Government" is that of the only state that the front of the text names, else of the state named last.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dao_graph.lists.authorities import Authorities
from dao_graph.lists.labels import label_finder
from dao_graph.model.characters import STOPS, TRAILING
from dao_graph.model.document import Span
from dao_graph.model.forms import ARTICLE, has_form, plain, stem
from dao_graph.model.mention import Mention
from dao_graph.model.sentence import Sentence
from dao_graph.relate.organs import UNITED_NATIONS, organs_of

# The front of a text whose form shows none: so many of its first sentences.
_FRONT = 12
_SHORTEST = 4
# Characters over which what another body is called stands in the way of a short name.
_NEAR = 1500
# So many times a text names the body that it is about, and so many times as often as another.
_OFTEN = 3


@dataclass(slots=True)
class Antecedents:
    """The bodies and states that a text has named so far, and those that are its own."""

    language: str = ""
    own: list[str] = field(default_factory=list)
    state: str | None = None
    # Whether the front names somebody of that state who speaks for it.
    spoken: bool = False
    lists: Authorities | None = None
    # The bodies that are called funds.
    funds: frozenset[str] = frozenset()
    _front: list[tuple[str, str]] = field(default_factory=list)
    _named: list[tuple[str, str]] = field(default_factory=list)
    _anywhere: list[tuple[str, str]] = field(default_factory=list)
    _holders: list[tuple[str, str]] = field(default_factory=list)
    _states: list[str] = field(default_factory=list)
    # Where a body was named in full last, and bodies that a text names and no list knows ("the Constitutional
    # Council").
    _last: dict[str, int] = field(default_factory=dict)
    _rivals: list[tuple[int, str]] = field(default_factory=list)
    # The bodies of the masthead and the title, where these end, and where the last of those stands.
    _headed: set[str] = field(default_factory=set)
    _front_end: int = 0
    _listed_until: int = 0
    # Funds by their names: those of the front, and those named so far.
    _fronted_funds: list[tuple[str, str]] = field(default_factory=list)
    _funds: list[tuple[str, str]] = field(default_factory=list)
    _posts: list[tuple[str, str]] = field(default_factory=list)
    # Groups, and bodies that may go by that name, named so far.
    _groups: list[tuple[str, Mention]] = field(default_factory=list)

    def open(
        self, sentences: Sequence[Sentence], text: str, language: str, lists: Authorities, rival: str = "(?!)"
    ) -> None:
        """Take in what the front of a text names, and the bodies that no list knows, as the pattern `rival` shows."""
        self.language, self.lists = language, lists
        # "President of the Security Council" names no other body.
        known = (m for s in sentences for m in _walk(s.slotted.found))
        listed = [m.span for m in known if _is_listed(m) or (m.type == "post" and m.entity)]
        for match in re.compile(rival).finditer(text):
            i = bisect_left(listed, match.start(), key=lambda span: span.end)
            if not any(span.start < match.end() and span.end > match.start() for span in listed[max(0, i - 1) : i + 3]):
                self._rivals.append((match.start(), plain(match.group())))
        first = [s for s in sentences if s.block.kind in ("front", "title") and not s.block.part]
        self._front_end = first[-1].span.end if first else 0
        self._headed = {str(m.entity) for s in first for m in _walk(s.slotted.found) if _is_listed(m)}
        bodies = (m.span.end for sentence in first for m in _walk(sentence.slotted.found) if _is_listed(m))
        self._listed_until = max(bodies, default=0)
        # Where the form shows little of a front, the first lines are one; whose speech it is no sentence of them tells.
        self._take_names(first, text)
        fronted = self._state_of(first)
        lines = [s for s in sentences[:_FRONT] if text[s.span.start : s.span.end].rstrip(TRAILING)[-1:] not in STOPS]
        self.state = fronted or self._state_of(lines)
        if fronted is None:
            self._take_names(sentences[:_FRONT], text)
        # A state that only the text below a front names is spoken of, and speaks no more than others.
        self.spoken = self.spoken and (fronted is not None or not first)
        # A name in a masthead may go over several lines.
        joined = ("" if language == "zh" else " ").join(text[s.span.start : s.span.end] for s in first)
        for mention in label_finder(lists, language, "body").find(joined, Span(0, len(joined))):
            if mention.entity:
                self._front.append((joined[mention.span.start : mention.span.end], mention.entity))
        for mention in (m for s in sentences for m in s.slotted.found):
            if mention.entity and mention.type == "body":
                self._anywhere.append((text[mention.span.start : mention.span.end], mention.entity))

    def _take_names(self, sentences: Sequence[Sentence], text: str) -> None:
        """Take in the bodies and funds that sentences name."""
        for mention in _walk(m for s in sentences for m in s.slotted.found):
            if mention.type == "body" and mention.entity:
                self._front.append((text[mention.span.start : mention.span.end], mention.entity))
            elif mention.type == "fund" and mention.entity:
                self._fronted_funds.append((text[mention.span.start : mention.span.end], mention.entity))

    def _state_of(self, sentences: Sequence[Sentence]) -> str | None:
        """The state that sentences name, where it is one alone; note whether they name somebody who speaks."""
        mentions = list(_walk(m for s in sentences for m in s.slotted.found))
        self.spoken = self.spoken or any(m.type in ("post", "person") for m in mentions)
        states = {m.entity for m in mentions if m.type == "country" and m.entity}
        return states.pop() if len(states) == 1 else None

    def note(self, mention: Mention, text: str) -> None:
        """Take in a mention; they come in reading order."""
        if mention.entity and mention.type in ("group", "body"):
            self._groups.append((text[mention.span.start : mention.span.end], mention))
        if mention.entity and mention.type in ("body", "fund"):
            self._holders.append((text[mention.span.start : mention.span.end], mention.entity))
        if mention.entity and mention.type == "body":
            self._named.append((text[mention.span.start : mention.span.end], mention.entity))
            if not mention.text("short"):
                self._last[mention.entity] = mention.span.start
        elif mention.entity and mention.type == "fund":
            self._funds.append((text[mention.span.start : mention.span.end], mention.entity))
        elif mention.entity and mention.type == "post":
            self._posts.append((text[mention.span.start : mention.span.end], mention.entity))
        elif mention.entity and mention.type == "country":
            self._states.append(mention.entity)

    def body(self, head: str) -> str | None:
        """The body that a short name means."""
        root = stem(head)
        for entity in self.own:
            if has_form(self._label(entity), root):
                return entity
        named = (*self._front, *reversed(self._named), *self._anywhere)
        return next((entity for name, entity in named if has_form(name, root)), None) or self._organ_of(root)

    def _organ_of(self, root: str) -> str | None:
        """The organ of that name ("the Executive Board") of the body that a text is about: it is named many times as
        often as any other that has one."""
        counts = Counter(entity for _, entity in self._anywhere)
        organs = organs_of(self.lists) if self.lists else ()
        best = sorted(((counts[of], organ) for organ, of in organs if has_form(self._label(organ), root)), reverse=True)
        sure = best[:1] and best[0][0] >= _OFTEN and all(c * _OFTEN <= best[0][0] for c, _ in best[1:2])
        return best[0][1] if sure else None

    def post(self, head: str) -> str | None:
        """The post that a short name means: of those that were named with more words the last."""
        root = stem(head)
        longer = (post for post in reversed(self._posts) if len(post[0]) > len(head))
        return next((entity for name, entity in longer if has_form(name, root)), None)

    def group(self, head: str, at: int) -> Mention | None:
        """The group that a short name at `at` means: that whose text it is, else the one named last in full."""
        root = stem(head)
        before = [(name, mention) for name, mention in self._groups if mention.span.start < at and has_form(name, root)]
        mine = (mention for _, mention in before if mention.entity in self.own)
        return next(mine, None) or (before[-1][1] if before else None)

    def nearby(self, head: str, at: int) -> Iterator[Mention]:
        """The groups with that word in their names that a text named shortly before `at`, the last one first."""
        root = stem(head)
        close = (pair for pair in reversed(self._groups) if at - _NEAR <= pair[1].span.start < at)
        return (mention for name, mention in close if mention.type == "group" and has_form(name, root))

    def is_rivalled(self, short: str, entity: str, at: int, near: int = _NEAR) -> bool:
        """True if a body that no list knows goes by a short name at `at`, and the text is not of `entity`: it was named
        after that, no more than `near` characters before; anywhere before, where that has not been named yet; or the
        front names it below all that the lists know."""
        if entity in self.own or not self._rivals:
            return False
        root, last = stem(short), self._last.get(entity)
        since = -1 if last is None else max(last, at - near)
        # Its own name, shortened, is no rival of a body.
        label = self._label(entity)
        first = bisect_left(self._rivals, (since, ""))
        close = (name for start, name in self._rivals[first:] if start <= at)
        below = (name for start, name in self._rivals if self._listed_until < start < self._front_end)
        since_front = entity in self._headed and last is not None and last > max(self._front_end, at - near)
        fronted = () if since_front else below
        # A short name of several words, inflected, says no more than it does elsewhere.
        words = len(short.split()) if " " in short else 0
        others = (name for name in (*close, *fronted) if len(name.split()) != words)
        return any(has_form(name, root) and name not in label for name in others)

    def holder(self, head: str) -> str | None:
        """The body or fund that a short name means where money is spoken of."""
        root = stem(head)
        known = [entity for entity in self.own if has_form(self._label(entity), root)]
        named = (entity for name, entity in (*self._front, *reversed(self._holders)) if has_form(name, root))
        return known[0] if known else next(named, None) or self.body(head)

    def _label(self, entity: str) -> str:
        return plain((self.lists.preferred(entity, self.language) if self.lists else None) or "")

    def fund(self, head: str) -> str | None:
        """The fund that a short name means: the last named that has the word, or a body that goes by it."""
        root = stem(head)
        named = (*reversed(self._funds), *self._fronted_funds)
        return next((entity for name, entity in named if has_form(name, root)), None) or self._called(head)

    def _called(self, head: str) -> str | None:
        """The body that a fund's short name means: one that is called a fund, none that is an organ or an office of
        one."""
        entity = self.body(head)
        return entity if entity in self.funds else None

    def subject(self) -> str | None:
        """The fund that the text is about: the first that its front names."""
        return next((entity for _, entity in self._fronted_funds), None)

    def first(self) -> str | None:
        """The body that the front names first, below the United Nations."""
        named = [entity for _, entity in self._front]
        return next((entity for entity in named if entity != UNITED_NATIONS), named[0] if named else None)

    def fronted(self) -> set[str]:
        """The bodies that the front names."""
        return {entity for _, entity in self._front}

    def government(self) -> str | None:
        """The state that a bare "Government" is of."""
        return self.state or (self._states[-1] if self._states else None)

    def nation(self, adjective: str) -> str | None:
        """The state that an adjective is of ("the Haitian authorities"): the one named so far that begins alike."""
        named = dict.fromkeys(([self.state] if self.state else []) + self._states)
        alike = [state for state in named if _root(self._label(state)) == _root(adjective)]
        return alike[0] if len(alike) == 1 else None

    def speaks_for(self) -> str | None:
        """The state whose speech the text is, where its front names one alone and somebody who speaks."""
        return self.state if self.spoken else None


def _walk(mentions: Iterable[Mention]) -> Iterator[Mention]:
    return (inner for mention in mentions for inner in mention.walk())


def _is_listed(mention: Mention) -> bool:
    return mention.entity is not None and mention.type in ("body", "fund") and not mention.text("short")


def _root(word: str) -> str:
    """How a name and the adjective made of it begin, without accents."""
    letters = unicodedata.normalize("NFD", word.casefold().strip().removeprefix(ARTICLE))
    return "".join(c for c in letters if not unicodedata.combining(c))[:_SHORTEST]
