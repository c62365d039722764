// Where things stand: d3's forces, the same for the same graph.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";

export interface Place extends SimulationNodeDatum {
  id: string;
  size: number;
}
type Link = SimulationLinkDatum<Place>;
export type Pairs = readonly (readonly [string, string])[];

/** Time for a layout; the larger the graph, the fewer rounds fit in. */
const WORK = 200_000;
const [FEWEST, MOST] = [18, 240];
/** Room for a thing with its name in a community. */
const ROOM = 46;
/** Rounds for the things of communities, which begin near where they belong. */
const INNER = 60;
/** Communities are drawn as boxes, whose corners reach further than the circles that are kept apart. */
const APART = 1.55;

/** Places for nodes in a window `aspect` times as wide as high; those that have one already start from there. */
export function layOut(places: Place[], pairs: Pairs, aspect: number): void {
  if (!places.length) return;
  const degrees = new Map<string, number>();
  for (const pair of pairs) for (const id of pair) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const degree = (end: Link["source"]): number => degrees.get(typeof end === "object" ? end.id : String(end)) ?? 1;
  const links: Link[] = pairs.map(([source, target]) => ({ source, target }));
  const rounds = Math.max(FEWEST, Math.min(MOST, Math.round(WORK / (places.length + pairs.length))));
  const spread = places.length > 400 ? 60 : 120;
  forceSimulation(places)
    .force("link", forceLink<Place, Link>(links).id((place) => place.id).distance(spread).strength((link) => {
      return 0.6 / Math.max(1, Math.sqrt(Math.min(degree(link.source), degree(link.target))));
    }))
    .force("charge", forceManyBody<Place>().strength(-spread * 7).theta(places.length > 400 ? 1.3 : 1).distanceMax(spread * 12))
    .force("x", forceX<Place>(0).strength(0.11 / Math.sqrt(aspect)))
    .force("y", forceY<Place>(0).strength(0.11 * Math.sqrt(aspect)))
    .force("collide", places.length > 1200 ? null : forceCollide<Place>((place) => place.size * 0.7 + 8))
    .alphaDecay(1 - Math.pow(0.001, 1 / rounds))
    .stop()
    .tick(rounds);
}

/** Places for an overview: each community apart from the others, near those with which it has most to do. */
export function layOutGroups(places: Place[], pairs: Pairs, groups: readonly (readonly string[])[], aspect: number): void {
  const groupOf = new Map<string, number>();
  groups.forEach((ids, number) => ids.forEach((id) => groupOf.set(id, number)));
  const centres: Place[] = groups.map((ids, number) => ({ id: String(number), size: ROOM * APART * (1 + Math.sqrt(ids.length)) }));
  const between = new Map<string, number>();
  for (const [one, other] of pairs) {
    const ends = [groupOf.get(one), groupOf.get(other)].sort();
    if (ends[0] !== undefined && ends[1] !== undefined && ends[0] !== ends[1]) between.set(ends.join("-"), (between.get(ends.join("-")) ?? 0) + 1);
  }
  const links: Link[] = [...between.keys()].map((key) => { const [source = "", target = ""] = key.split("-"); return { source, target }; });
  forceSimulation(centres)
    .force("link", forceLink<Place, Link>(links).id((place) => place.id).distance(ROOM * 6).strength(0.05))
    .force("x", forceX<Place>(0).strength(0.1 / Math.sqrt(aspect)))
    .force("y", forceY<Place>(0).strength(0.1 * Math.sqrt(aspect)))
    .force("collide", forceCollide<Place>((place) => place.size).iterations(3))
    .stop()
    .tick(300);
  const centre = (place: Place): Place | undefined => centres[groupOf.get(place.id) ?? -1];
  for (const place of places) {
    if (place.x === undefined && centre(place)) Object.assign(place, { x: (centre(place)?.x ?? 0) + place.size / 10, y: centre(place)?.y ?? 0 });
  }
  forceSimulation(places)
    .force("x", forceX<Place>((place) => centre(place)?.x ?? 0).strength((place) => (centre(place) ? 0.4 : 0.02)))
    .force("y", forceY<Place>((place) => centre(place)?.y ?? 0).strength((place) => (centre(place) ? 0.4 : 0.02)))
    .force("collide", forceCollide<Place>((place) => Math.max(place.size * 0.7, ROOM)).iterations(2))
    .alphaDecay(1 - Math.pow(0.001, 1 / INNER))
    .stop()
    .tick(INNER);
}

/** The outermost places. */
export function extent(places: readonly (Place | undefined)[]): { left: number; right: number; top: number; bottom: number } {
  const found = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x = 0, y = 0 } of places.map((place) => place ?? ({} as Partial<Place>))) {
    found.left = Math.min(found.left, x);
    found.right = Math.max(found.right, x);
    found.top = Math.min(found.top, y);
    found.bottom = Math.max(found.bottom, y);
  }
  return found;
}
