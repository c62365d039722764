// Things, lines and communities as the elements that cytoscape draws.

import type { ElementDefinition } from "cytoscape";
import type { Community } from "./communities";
import type { Data, Thing } from "./data";
import type { Place } from "./layout";
import type { Side } from "./labels";
import { leadsOneWay, widthOf, type Line } from "./lines";

/** The height of a name where nothing is brought nearer. */
export const FONT = 12;
/** Between a thing and its name. */
const GAP = 3;
const SMALLEST = 14;
const THICK = 6;
const THIN = 2;

export function communityElement(number: number, label: string): ElementDefinition {
  return { group: "nodes", classes: "community", selectable: false, grabbable: false, data: { id: `c${number}`, label, font: FONT } };
}

/** The community of each thing that is in one of those drawn, as an element's id. */
export function parentsOf(communities: readonly Community[]): Map<Thing, string> {
  const parents = new Map<Thing, string>();
  communities.forEach((community, number) => { for (const thing of community.things) parents.set(thing, `c${number}`); });
  return parents;
}

export function thingElement(data: Data, thing: Thing, place: Place | undefined, parent: string | undefined): ElementDefinition {
  const look = data.looks[thing.group];
  const shape = (look?.shape ?? "ELLIPSE").toLowerCase().replace("_", "-").replace("parallelogram", "rhomboid");
  return {
    group: "nodes",
    data: { id: `n${thing.index}`, ...(parent && { parent }), label: "", font: FONT, ...standing("bottom"), size: place?.size ?? SMALLEST, colour: look?.colour ?? "#888", shape },
    position: { x: place?.x ?? 0, y: place?.y ?? 0 },
  };
}

/** How cytoscape puts a name at a side of its thing. */
export function standing(side: Side): Record<string, string | number> {
  const beside = side === "right" || side === "left";
  return {
    across: beside ? side : "center", side: beside ? "center" : side,
    aside: side === "right" ? GAP : side === "left" ? -GAP : 0, margin: side === "bottom" ? GAP : side === "top" ? -GAP : 0,
  };
}

/** A line, with an arrow where all its facts lead the same way; among communities a thin one. */
export function lineElement(line: Line, grouped: boolean): ElementDefinition {
  return {
    group: "edges",
    data: {
      id: line.id, source: `n${line.one.index}`, target: `n${line.other.index}`, label: "", font: FONT,
      width: widthOf(line, grouped ? THIN : THICK), arrow: leadsOneWay(line) ? "triangle" : "none",
    },
  };
}
