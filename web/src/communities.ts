// Communities: things with more facts between them than with others, by the method of Louvain.

import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import type { Fact, Thing } from "./data";

export interface Community {
  /** The id of its weightiest thing, which names it in the address. */
  readonly id: string;
  /** Its weightiest things, which it is called by. */
  readonly names: readonly Thing[];
  /** All its things, the weightiest first. */
  readonly things: readonly Thing[];
}

const NAMES = 2;

/** The communities of what `facts` link, the largest first; the same facts give the same. */
export function communities(facts: readonly Fact[], heavy: (one: Thing, other: Thing) => number): Community[] {
  const graph = new UndirectedGraph<{ thing: Thing }, { weight: number }>({ allowSelfLoops: false });
  // Facts between the same two are counted first: to change a line of the graph costs more than to add it.
  const counts = new Map<Thing, Map<Thing, number>>();
  for (const { source, target } of facts) {
    if (source === target) continue;
    const [one, other] = source.index < target.index ? [source, target] : [target, source];
    let known = counts.get(one);
    if (!known) counts.set(one, known = new Map<Thing, number>());
    known.set(other, (known.get(other) ?? 0) + 1);
  }
  const put = (thing: Thing): void => { if (!graph.hasNode(thing.id)) graph.addNode(thing.id, { thing }); };
  for (const [one, others] of counts) {
    put(one);
    for (const [other, weight] of others) {
      put(other);
      graph.addUndirectedEdge(one.id, other.id, { weight });
    }
  }
  if (!graph.size) return [];
  const found = new Map<number, Thing[]>();
  for (const [id, number] of Object.entries(louvain(graph, { rng: steady(), getEdgeWeight: "weight" }))) {
    const thing = graph.getNodeAttribute(id, "thing");
    const known = found.get(number);
    if (known) known.push(thing);
    else found.set(number, [thing]);
  }
  return [...found.values()].map((things) => {
    things.sort(heavy);
    return { id: things[0]?.id ?? "", names: things.slice(0, NAMES), things };
  }).sort((one, other) => other.things.length - one.things.length || one.id.localeCompare(other.id));
}

/** Numbers that look random and are always the same (Mulberry32). */
function steady(): () => number {
  let seed = 7;
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
