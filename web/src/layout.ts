// Where things stand: d3's forces, the same for the same graph.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";

export interface Place extends SimulationNodeDatum {
  id: string;
  size: number;
}
type Link = SimulationLinkDatum<Place>;

/** Time for a layout; the larger the graph, the fewer rounds fit in. */
const WORK = 200_000;

/** Places for nodes; those that have one already start from there. */
export function layOut(places: Place[], pairs: readonly (readonly [string, string])[]): void {
  if (!places.length) return;
  const degrees = new Map<string, number>();
  for (const pair of pairs) for (const id of pair) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const degree = (end: Link["source"]): number => degrees.get(typeof end === "object" ? end.id : String(end)) ?? 1;
  const links: Link[] = pairs.map(([source, target]) => ({ source, target }));
  const rounds = Math.max(25, Math.min(300, Math.round(WORK / (places.length + pairs.length))));
  const spread = places.length > 400 ? 60 : 120;
  forceSimulation(places)
    .force("link", forceLink<Place, Link>(links).id((place) => place.id).distance(spread).strength((link) => {
      return 0.6 / Math.max(1, Math.sqrt(Math.min(degree(link.source), degree(link.target))));
    }))
    .force("charge", forceManyBody<Place>().strength(-spread * 7).theta(1).distanceMax(spread * 12))
    .force("x", forceX<Place>(0).strength(0.09))
    .force("y", forceY<Place>(0).strength(0.13))
    .force("collide", places.length > 1200 ? null : forceCollide<Place>((place) => place.size * 0.7 + 8))
    .alphaDecay(1 - Math.pow(0.001, 1 / rounds))
    .stop()
    .tick(rounds);
}
