"""From mentions to what they refer to, in the light of what the document has established."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dao_graph.lists.authorities import Authorities
from dao_graph.model.fact import Ref, Term, Value
from dao_graph.model.forms import has_form, stem
from dao_graph.model.mention import MEETING, OWN, Date, Mention
from dao_graph.model.symbols import document_id
from dao_graph.namespaces import DAO, SKOS
from dao_graph.relate.citations import is_of_the_future, may_be_of, symbol_of
from dao_graph.relate.discourse import PARTIES, Discourse
from dao_graph.relate.groups import group_concept, group_initiative, group_members
from dao_graph.relate.sessions import agenda_item_id, item_number, organ_by_years, session_id, session_number
from dao_graph.rules.rule import Rule

# "United Nations resolution 62/208" does not say which organ's.
_UNITED_NATIONS = "body/un"


@dataclass(frozen=True, slots=True)
class Referent:
    """The referent of a mention. A group comes with the role of its members, the initiative of that role, and the
    members, where they are known."""

    term: Term
    role: str | None = None
    members: tuple[str, ...] = ()
    initiative: str | None = None

    def each(self) -> Iterator[Referent]:
        """The members one by one; of what has none, itself."""
        if not self.members:
            yield self
        for member in self.members:
            yield Referent(Ref(member), self.role)


class Resolver:
    """Resolves the mentions of one document; `rules` are those that may have made them, by id."""

    def __init__(self, discourse: Discourse, rules: Mapping[str, Rule], lists: Authorities) -> None:
        self._discourse = discourse
        self._lists = lists
        # A text names the same few again and again.
        self._known: dict[str, Referent] = {}
        self._rules = rules
        self._readers: Mapping[str, Callable[[Mention], Iterator[Referent]]] = {
            "date": self._date,
            "number": self._number,
            "symbol": self._symbol,
            "resolution": self._resolution,
            "provision": self._provision,
            "paragraph": self._paragraph,
            "session": self._session,
            "agenda-item": self._agenda_item,
            "meeting": self._meeting,
            "group": self._group,
        }

    def resolve(self, mention: Mention) -> list[Referent]:
        """The referents of `mention`; none where the text does not settle it."""
        gathering = self._discourse.gathering
        if mention.entity == MEETING and gathering is None:
            return []
        if gathering and mention.type == "body" and has_form(mention.text("head") or "", stem(gathering.noun)):
            return [self.named(MEETING)]
        is_own = bool(mention.entity and mention.entity.startswith(OWN))
        if not is_own and not mention.text("parties") and (reader := self._readers.get(mention.type)):
            return list(reader(mention))
        if mention.text("parties"):
            # Elsewhere these are what the lists know them as.
            return self._parties() or [r for part in mention.parts for r in self.resolve(part)]
        if mention.text("issuer"):
            return [self.named(self._discourse.issuer)] if self._discourse.issuer else []
        entity = mention.entity or self._newest(mention) or self._own_organ(mention) or self._antecedent(mention)
        if not entity or self._is_later(mention, entity) or self._is_rivalled(mention, entity):
            return []
        return [self.named(self._discourse.person(entity))]

    def _parties(self) -> list[Referent]:
        """Those between whom an agreement is; in what a conference of parties decides its own."""
        organ = self._discourse.opener or self._discourse.organ
        own = self._lists.one(organ, SKOS + "related") if organ else None
        return [self.named(party) for party in self._discourse.parties or ([own] if own else [])]

    def _is_rivalled(self, mention: Mention, entity: str) -> bool:
        """True if a short name means another body than the listed one: what no list knows was named right before."""
        short = mention.text("short") or (mention.text("head") if mention.type == "body" else None)
        return bool(short) and self._discourse.antecedents.is_rivalled(str(short), entity, mention.span.start)

    def named(self, entity: str) -> Referent:
        """What an id stands for; those of the text's own stand below the document."""
        if entity.startswith(OWN):
            return Referent(Ref(f"{self._discourse.document}/{entity.removeprefix(OWN)}"))
        return self._referent(entity)

    def _referent(self, entity: str) -> Referent:
        """What has an entry in the authority lists, or could have one."""
        known = self._known.get(entity)
        if known is None:
            known = self._known[entity] = Referent(Ref(entity), self._lists.one(entity, DAO + "role"))
        return known

    def _is_later(self, mention: Mention, entity: str) -> bool:
        """True if what is named as a document was adopted only after this text: then another one of that name is meant,
        which the lists do not know."""
        if mention.type != "document" or self._discourse.date is None:
            return False
        adopted = self._lists.one(entity, DAO + "adoptionDate")
        return adopted is not None and adopted[: len(str(self._discourse.date))] > str(self._discourse.date)

    def _own_organ(self, mention: Mention) -> str | None:
        """Of bodies that share a short name ("the Council") the one whose text it is."""
        return self._discourse.organ if self._discourse.organ in mention.candidates else None

    def _antecedent(self, mention: Mention) -> str | None:
        """The referent of a short name: what a phrase captures as `head`, `government`, `chair` or `delegation`."""
        known = self._discourse.antecedents
        if head := mention.text("head"):
            return {"fund": known.fund, "post": known.post}.get(mention.type, known.body)(head)
        if mention.text("chair"):
            return self._discourse.chair
        if adjective := mention.text("nation"):
            return known.nation(adjective)
        if mention.text("delegation") and len(self._discourse.floor) == 1:
            return self._discourse.floor[0]
        return known.government() if mention.text("government") else None

    def _newest(self, mention: Mention) -> str | None:
        """Of documents that share a name, the newest that the citing document can know."""
        if mention.type != "document" or self._discourse.date is None:
            return None
        dated = []
        for candidate in mention.candidates:
            adopted = self._lists.one(candidate, DAO + "adoptionDate")
            if adopted and adopted <= str(self._discourse.date):
                dated.append((adopted, candidate))
        return max(dated)[1] if dated else None

    def _date(self, mention: Mention) -> Iterator[Referent]:
        if date := mention.date():
            yield Referent(Value.date(str(date)))

    def _number(self, mention: Mention) -> Iterator[Referent]:
        if (number := mention.number()) is not None:
            yield Referent(Value.integer(number))

    def _symbol(self, mention: Mention) -> Iterator[Referent]:
        for symbol in named_symbols(mention):
            yield Referent(Ref(document_id(symbol)))

    def _organ(self, mention: Mention) -> str | None:
        return next((m.entity for m in mention.captures.get("organ", ())), None)

    def _resolution(self, mention: Mention) -> Iterator[Referent]:
        adopted = next((m.date() for m in mention.captures.get("adopted", ())), None)
        of_year = [f"{mention.text('number')} ({adopted.year})"] if adopted and mention.text("number") else []
        for reference in references(mention) or of_year:
            yield from self._numbered(mention, reference)

    def _numbered(self, mention: Mention, reference: str) -> Iterator[Referent]:
        """The resolution or decision with one of the numbers that a mention gives."""
        rule = self._rules[mention.rule]
        kind = rule.options.get("kind", "resolution")
        # Of a body without a series here ("Commission on Human Rights resolution 1993/51") no symbol is known.
        organ = self._organ(mention) or rule.options.get("organ")
        adopted = next((m.date() for m in mention.captures.get("adopted", ())), None)
        # What is neither named nor dated here may be elsewhere in the text.
        if organ in (None, _UNITED_NATIONS) and adopted is None:
            organ = self._discourse.adopters.get(reference)
        named, today = organ if organ != _UNITED_NATIONS else None, self._discourse.date
        if named is None and today and is_of_the_future(reference, kind, today):
            return
        for candidate in (named,) if named else (self._default_organ(reference, kind, adopted), None):
            if symbol := symbol_of(reference, candidate, kind, adopted):
                yield Referent(Ref(document_id(symbol)))
                return

    def _default_organ(self, reference: str, kind: str, adopted: Date | None) -> str | None:
        """What an organ adopts or reports cites its own without its name, where the number is of its form, and its date
        where it has one of its session."""
        organs = (self._discourse.organ, self._discourse.author)
        return next((o for o in organs if o and may_be_of(reference, o, kind, adopted)), None)

    def _provision(self, mention: Mention) -> Iterator[Referent]:
        documents = [r for m in mention.captures.get("document", ()) for r in self.resolve(m)]
        for paragraph in mention.captures.get("paragraph", ()):
            number = paragraph.number()
            for document in documents:
                if isinstance(document.term, Ref) and number is not None:
                    yield Referent(Ref(f"{document.term.id}/op/{number}"))

    def _paragraph(self, mention: Mention) -> Iterator[Referent]:
        """A bare "paragraph 7": of the resolution that the text speaks of."""
        number = mention.number()
        if self._discourse.resolution and number is not None:
            yield Referent(Ref(f"{self._discourse.resolution}/op/{number}"))

    def _session(self, mention: Mention) -> Iterator[Referent]:
        usual = organ_by_years(self._discourse.sessions) or self._rules[mention.rule].options.get("organ")
        if (organ := self._organ(mention) or usual) and mention.number() is not None:
            yield Referent(Ref(session_id(organ, session_number(mention))))

    def _agenda_item(self, mention: Mention) -> Iterator[Referent]:
        organ, item = self._organ(mention), item_number(mention)
        session = self._discourse.sessions.get(organ or "")
        if session and item:
            yield Referent(Ref(agenda_item_id(session, item)))

    def _meeting(self, mention: Mention) -> Iterator[Referent]:
        start, _ = meeting_dates(mention)
        place = meeting_place(mention)
        meeting = self._discourse.meeting(start, place)
        if meeting:
            yield Referent(Ref(meeting.id))

    def _concept(self, mention: Mention) -> str | None:
        """What kind of group is meant; of participants from a group, whatever name that goes by."""
        concept = group_concept(mention)
        for of in mention.captures.get("of", ()):
            inner = group_concept(of)
            broader = self._lists.one(inner, SKOS + "broader") if inner else None
            if concept and inner and broader:
                return concept.replace(inner.rpartition("/")[2], broader.rpartition("/")[2])
        return concept

    def _short_group(self, head: str, at: int) -> list[Referent]:
        """The group that "the Group" means: the one for which somebody has the floor, or else the one named last."""
        floor = self._discourse.floor
        if len(floor) == 1 and floor[0].startswith("group/"):
            return [self.named(floor[0])]
        named = self._discourse.antecedents.group(head, at)
        return self.resolve(named) if named else []

    def _nearby(self, head: str, at: int) -> list[Referent]:
        """The group of a text's own that "the delegation" means at `at`: some of whom the sentences before tell."""
        named = self._discourse.antecedents.nearby(head, at)
        return next((self.resolve(m) for m in named if self._is_own_group(self._concept(m), m)), [])

    def _is_own_group(self, concept: str | None, mention: Mention) -> bool:
        rule = self._rules.get(mention.rule)
        scoped = concept and self._lists.one(concept, DAO + "scopedToText") == "true"
        return bool(scoped or (rule and rule.options.get("scoped")))

    def _group(self, mention: Mention) -> Iterator[Referent]:
        if head := mention.text("head"):
            yield from self._short_group(head, mention.span.start)
            return
        if near := mention.text("near"):
            yield from self._nearby(near, mention.span.start)
            return
        named = self._discourse.stands_for(self._concept(mention))
        if named is None:
            return
        if named in PARTIES and (parties := self._parties()):
            yield from parties
            return
        # "Programme country pilots" and "pilot countries" are one group in a text, which goes by the broader name.
        concept = self._lists.one(named, SKOS + "broader") or named
        role = self._lists.one(named, DAO + "role")
        initiative = group_initiative(mention) or self._lists.one(named, DAO + "initiative")
        if members := group_members(mention):
            group = self._discourse.define(concept, members, role)
        elif self._is_own_group(concept, mention):
            who = mention.captures.get("who", ())
            group = self._discourse.define(concept, (), role, group_concept(who[0]) if who else None)
        elif (known := self._discourse.groups.get(concept)) is not None:
            group = known
        else:
            yield Referent(Ref(named), role, (), initiative)
            return
        yield Referent(Ref(group.id), group.role, group.members, initiative)


def named_symbols(mention: Mention) -> tuple[str, ...]:
    """The symbols that a mention names, in their plain form."""
    symbols = mention.values.get("symbols", ())
    return symbols if isinstance(symbols, tuple) else ()


def references(mention: Mention) -> tuple[str, ...]:
    """The numbers of resolutions that a mention gives, as English writes them."""
    listed = mention.values.get("references") or mention.values.get("reference")
    return listed if isinstance(listed, tuple) else (str(listed),) if listed else ()


def meeting_dates(mention: Mention) -> tuple[Date | None, Date | None]:
    """First and last day that a mention of a meeting gives."""
    for date in mention.captures.get("date", ()):
        return date.date(), date.date("end")
    return None, None


def meeting_place(mention: Mention) -> str | None:
    """The place that a mention of a meeting gives."""
    return next((place.entity for place in mention.captures.get("place", ())), None)
