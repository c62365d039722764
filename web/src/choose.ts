// Which facts pass the filters, which things are drawn, and the shortest way between two.

import { communities, type Community } from "./communities";
import type { Data, Fact, Thing } from "./data";
import type { State } from "./state";

/** With more things than this the graph opens on its communities. */
export const WHOLE = 2500;
/** With more than this its communities are offered instead of a crowd. */
export const CROWD = 150;
/** An overview draws so many communities, of each so many things, or, where more of it is wanted, so many. */
const COMMUNITIES = 14;
const TOP = 9;
const GROWN = 60;
const NEIGHBOURS = 120;

export function passes(fact: Fact, state: State): boolean {
  if (state.hiddenRelations.has(fact.relation)) return false;
  if (state.hiddenKinds.has(fact.source.kind) || state.hiddenKinds.has(fact.target.kind)) return false;
  const strength = fact.attributes["strength"];
  if (state.strength >= 0 && typeof strength === "number" && strength < state.strength) return false;
  if (state.document && !fact.quotes.some((quote) => quote.document === state.document)) return false;
  if (state.textLanguage && !fact.quotes.some((quote) => quote.language === state.textLanguage)) return false;
  return inTime(fact, state.from, state.to);
}

/** Whether a fact is drawn: what only the lists say, such as all members of a group, is clutter until it is wanted. */
export function shown(fact: Fact, state: State): boolean {
  return (state.lists || !fact.listed) && passes(fact, state);
}

/** Dates may be less exact than asked: a year lies in a time of which it shares a day. */
function inTime(fact: Fact, from: string, to: string): boolean {
  if (!from && !to) return true;
  if (!fact.start) return false;
  const last = fact.end || fact.start;
  if (from && last.slice(0, from.length) < from.slice(0, last.length)) return false;
  return !to || fact.start.slice(0, to.length) <= to.slice(0, fact.start.length);
}

export interface Drawn {
  readonly things: readonly Thing[];
  readonly facts: readonly Fact[];
  readonly overview: boolean;
  /** How many things pass. */
  readonly all: number;
  /** Of an overview the communities that are drawn, else none. */
  readonly communities: readonly Community[];
}

/** All facts that pass, and of their things those that are drawn. */
export function drawn(data: Data, state: State): Drawn {
  const facts = data.facts.filter((fact) => shown(fact, state));
  const weights = new Map<Thing, number>();
  for (const fact of facts) {
    for (const end of [fact.source, fact.target]) weights.set(end, (weights.get(end) ?? 0) + (fact.listed ? 0 : 1));
  }
  const overview = weights.size > WHOLE || state.grouped;
  const heavy = (one: Thing, other: Thing): number =>
    (weights.get(other) ?? 0) - (weights.get(one) ?? 0) || one.index - other.index;
  const drawn = overview && !state.only ? largest(facts, heavy) : [];
  const kept = new Set<Thing>(state.only || overview ? [] : weights.keys());
  for (const community of drawn) {
    for (const thing of community.things.slice(0, state.grown.has(community.id) ? GROWN : TOP)) kept.add(thing);
  }
  for (const id of [...state.opened, state.thing]) {
    const thing = data.byId.get(id);
    if (!thing) continue;
    kept.add(thing);
    if (state.opened.has(id)) {
      for (const other of neighbours(data, thing, state).sort(heavy).slice(0, NEIGHBOURS)) kept.add(other);
    }
  }
  // Around what is opened everything shows, from the lists too.
  const near = [...kept].filter((thing) => thing.id === state.thing || state.opened.has(thing.id));
  const listed = near.flatMap((thing) => data.around[thing.index] ?? []).filter((fact) => !shown(fact, state) && passes(fact, state));
  const between = [...facts, ...new Set(listed)].filter((fact) => kept.has(fact.source) && kept.has(fact.target));
  return { things: [...kept].sort((one, other) => one.index - other.index), facts: between, overview, all: weights.size, communities: drawn };
}

let known: { key: string; found: Community[] } = { key: "", found: [] };

/** The largest communities; kept while the same facts pass, for finding them takes a while. */
function largest(facts: readonly Fact[], heavy: (one: Thing, other: Thing) => number): Community[] {
  const key = `${facts.length} ${facts[0]?.id} ${facts[facts.length - 1]?.id} ${facts.reduce((sum, fact) => (sum * 31 + fact.index) | 0, 7)}`;
  if (key !== known.key) known = { key, found: communities(facts, heavy) };
  return known.found.slice(0, COMMUNITIES).filter((community) => community.things.length > 2);
}

export function neighbours(data: Data, thing: Thing, state: State): Thing[] {
  const found = new Set<Thing>();
  for (const fact of data.around[thing.index] ?? []) {
    if (passes(fact, state)) found.add(fact.source === thing ? fact.target : fact.source);
  }
  found.delete(thing);
  return [...found];
}

/** The facts of a shortest way from one thing to another by what passes the filters; null where there is none. */
export function shortest(data: Data, from: Thing, to: Thing, state: State): Fact[] | null {
  const came = new Map<Thing, Fact | null>([[from, null]]);
  let border = [from];
  while (border.length && !came.has(to)) {
    const next: Thing[] = [];
    for (const thing of border) {
      for (const fact of data.around[thing.index] ?? []) {
        const other = fact.source === thing ? fact.target : fact.source;
        if (came.has(other) || !passes(fact, state)) continue;
        came.set(other, fact);
        next.push(other);
      }
    }
    border = next;
  }
  if (!came.has(to)) return null;
  const path: Fact[] = [];
  for (let thing = to; ; ) {
    const fact = came.get(thing);
    if (!fact) return path.reverse();
    path.push(fact);
    thing = fact.source === thing ? fact.target : fact.source;
  }
}
