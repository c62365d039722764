// The facts of a thing in the order in which people ask for them.

import type { Data, Fact, Thing } from "./data";
import { group, t } from "./i18n";
import { factName, term } from "./names";

/** Facts under a title, in parts of their own where `parts` says so: a part for each thing asked. */
export interface Section {
  readonly title: string;
  readonly facts: readonly Fact[];
  /** What all its facts are about and need not be said again. */
  readonly about: Thing | null;
  /** All facts are called alike: the title says it, and rows show the other end alone. */
  readonly alike: boolean;
  readonly open: boolean;
  readonly parts: readonly { readonly thing: Thing; readonly facts: readonly Fact[] }[];
}

const CITES = "cites";
const ADDRESSEE = "addressee";
/** The document is an end only because the act has no other: nothing is done towards it. */
const STATED_IN = "statedIn";
/** From this strength on a verb asks for something: "calls upon", "requests", "decides that … shall". */
const ASKS = 3;

function asks(fact: Fact): boolean {
  const strength = fact.attributes["strength"];
  return fact.attributes["target_role"] === ADDRESSEE && typeof strength === "number" && strength >= ASKS;
}

const plain = (title: string, facts: readonly Fact[], about: Thing | null, open = true, alike = false): Section => ({ title, facts, about, alike, open, parts: [] });

/** The sections of a thing; `around` are its facts, `stated` those that a document states about others. */
export function sectionsOf(data: Data, thing: Thing, around: readonly Fact[], stated: readonly Fact[]): Section[] {
  const left = new Set(around);
  const take = (which: (fact: Fact) => boolean): Fact[] => {
    const taken = [...left].filter(which);
    for (const fact of taken) left.delete(fact);
    return taken;
  };
  const from = (fact: Fact): boolean => fact.source === thing;
  const rests = take((fact) => from(fact) && fact.relation === CITES).sort((one, other) => other.weight - one.weight || one.index - other.index);
  const citedBy = take((fact) => fact.relation === CITES);
  const asked = take((fact) => !from(fact) && asks(fact));
  const said = take((fact) => !from(fact) && "verb" in fact.attributes && fact.attributes["target_role"] === STATED_IN);
  const does = take((fact) => from(fact) && "verb" in fact.attributes);
  const toward = take((fact) => "verb" in fact.attributes);
  const others = [...new Set([...said, ...stated.filter((fact) => fact.source !== thing && fact.target !== thing)])];
  const asking = others.filter(asks);
  const found = [
    plain(t("rests"), rests, thing, true, true),
    { ...plain(t("asks"), asking, null), parts: byTarget(asking) },
    ...named(data, thing, [...left].filter((fact) => !fact.listed)),
    plain(t("asked"), asked, thing),
    plain(t("does"), does, thing),
    plain(t("toward"), toward, thing),
    plain(t("citedBy"), citedBy, thing, true, true),
    ...named(data, thing, [...left].filter((fact) => fact.listed)),
    ...byRelation(data, others.filter((fact) => !asks(fact))),
  ];
  return found.filter((section) => section.facts.length);
}

/** Facts that are called alike and lead the same way together: who founded, who was there. */
function named(data: Data, thing: Thing, facts: readonly Fact[]): Section[] {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) add(found, `${factName(data, fact)} ${fact.source === thing}`, fact);
  return [...found.values()].sort((one, other) => one.length - other.length).map((members) => {
    const first = members[0] as Fact;
    const name = factName(data, first);
    return plain(name.charAt(0).toUpperCase() + name.slice(1), members, thing, true, true);
  });
}

function byRelation(data: Data, facts: readonly Fact[]): Section[] {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) add(found, fact.relation, fact);
  return [...found].sort((one, other) => other[1].length - one[1].length)
    .map(([relation, members]) => plain(`${t("otherFacts")}: ${term(data, relation)}`, members, null, false));
}

function byTarget(facts: readonly Fact[]): Section["parts"] {
  const found = new Map<Thing, Fact[]>();
  for (const fact of facts) {
    const known = found.get(fact.target);
    if (known) known.push(fact);
    else found.set(fact.target, [fact]);
  }
  return [...found].map(([thing, members]) => ({ thing, facts: members })).sort((one, other) => other.facts.length - one.facts.length || one.thing.index - other.thing.index);
}

function add(found: Map<string, Fact[]>, key: string, fact: Fact): void {
  const known = found.get(key);
  if (known) known.push(fact);
  else found.set(key, [fact]);
}

export interface Beginning {
  readonly title: string;
  readonly things: readonly Thing[];
}

const FIRST = 4;

/** What to open first: of each family the things that most is said about; of documents those that state most. */
export function beginnings(data: Data, stated: ReadonlyMap<string, readonly Fact[]>): Beginning[] {
  const weight = (thing: Thing): number => (thing.group === "document" ? (stated.get(thing.id)?.length ?? 0) : thing.weight);
  return ["document", "fund", "meeting", "initiative", "group", "body", "state"].map((family) => ({
    title: group(family),
    things: data.things.filter((thing) => thing.group === family && weight(thing) > 0).sort((one, other) => weight(other) - weight(one) || one.index - other.index).slice(0, FIRST),
  })).filter(({ things }) => things.length);
}
