// Which names have room in the drawing.

import type { Thing } from "./data";
import type { Place } from "./layout";

export interface Box { readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number }

/** Where a name stands: below its thing, or, where there is no room, above or beside it. */
export type Side = "bottom" | "top" | "right" | "left";
export const SIDES: readonly Side[] = ["bottom", "top", "right", "left"];

interface Wanted {
  /** Named even where they cover a thing or cross the edge: what is chosen, and what it touches. */
  readonly first: readonly Thing[];
  readonly others: readonly Thing[];
  readonly all: readonly Thing[];
  readonly places: ReadonlyMap<string, Place>;
  /** The height of a name; the most names; the longest of them, in widths of a Chinese character. */
  readonly font: number;
  readonly most: number;
  readonly wide: number;
  readonly view: Box;
  /** What is written already. */
  readonly taken: readonly Box[];
  /** Where names may stand, the best first. */
  readonly sides: readonly Side[];
  readonly name: (thing: Thing) => string;
}

/** Signs from here on are as wide as high. */
const SQUARE = "\u2e80";
const NARROW = 0.55;
const LINE = 1.3;
/** Of how many candidates the names are chosen, for each that is shown. */
const TRIED = 4;
const KEPT_OFF = 120;
/** The weightiest things are named even where their names cover another thing. */
const SURE = 12;

/** The things whose names cover no other name, and but for the first ones no other thing, and lie in the window; where
 * their names stand. */
export function uncovered(wanted: Wanted): { named: Map<Thing, Side>; boxes: Box[] } {
  const { font, places, view } = wanted;
  const named = new Map<Thing, Side>();
  const boxes: Box[] = [...wanted.taken];
  // In a large graph there is no room between all things: names keep off the weightiest alone.
  const discs = wanted.all.slice(0, KEPT_OFF).map((thing) => disc(thing, places)).filter((box) => overlap(box, view));
  const first = new Set([...wanted.first, ...wanted.others.slice(0, SURE)]);
  for (const thing of [...wanted.first, ...wanted.others.slice(0, wanted.most * TRIED)]) {
    const place = places.get(thing.id);
    if (named.size >= wanted.most || !place || named.has(thing)) continue;
    const written = Math.min(wanted.wide, width(wanted.name(thing))) * font;
    const free = wanted.sides.map((side) => ({ side, box: boxAt(place, side, written, font) }))
      .filter(({ box }) => !boxes.some((other) => overlap(box, other)) && (wanted.first.includes(thing) || inside(box, view)));
    const own = disc(thing, places);
    const hidden = free.map(({ box }) => discs.reduce((sum, other) => sum + (same(other, own) ? 0 : shared(box, other)), 0));
    const least = Math.min(...hidden);
    const chosen = least === 0 || first.has(thing) ? free[hidden.indexOf(least)] : undefined;
    if (!chosen) continue;
    boxes.push(chosen.box);
    named.set(thing, chosen.side);
  }
  return { named, boxes };
}

function boxAt({ x = 0, y = 0, size }: Place, side: Side, wide: number, font: number): Box {
  const high = font * LINE;
  if (side === "bottom" || side === "top") {
    const top = side === "bottom" ? y + size / 2 : y - size / 2 - high;
    return { x1: x - wide / 2, x2: x + wide / 2, y1: top, y2: top + high };
  }
  const left = side === "right" ? x + size / 2 + font / 4 : x - size / 2 - font / 4 - wide;
  return { x1: left, x2: left + wide, y1: y - high / 2, y2: y + high / 2 };
}

const same = (one: Box, other: Box): boolean => one.x1 === other.x1 && one.y1 === other.y1;

interface Written {
  readonly one: Thing;
  readonly other: Thing;
  readonly label: string;
}

/** Of lines in order of worth those whose names, written along them, have room: they fit between the line's ends and cover
 * no other name, of a thing (`taken`) or a line. */
export function alongLines<L extends Written>(lines: readonly L[], taken: readonly Box[], places: ReadonlyMap<string, Place>, font: number): Set<L> {
  const boxes = [...taken];
  const named = new Set<L>();
  for (const line of lines) {
    const [from, to] = [places.get(line.one.id), places.get(line.other.id)];
    const [dx, dy] = [(to?.x ?? 0) - (from?.x ?? 0), (to?.y ?? 0) - (from?.y ?? 0)];
    const length = Math.hypot(dx, dy) || 1;
    const wide = width(line.label) * font;
    if (wide > length - ((from?.size ?? 0) + (to?.size ?? 0)) / 2) continue;
    // The name is a row of small boxes along the line: one box around a slanting name would claim too much.
    const steps = Math.max(1, Math.round(wide / font));
    const row = Array.from({ length: steps }, (_, step): Box => {
      const along = ((step + 0.5) / steps - 0.5) * wide;
      const [x, y] = [((from?.x ?? 0) + (to?.x ?? 0)) / 2 + (dx / length) * along, ((from?.y ?? 0) + (to?.y ?? 0)) / 2 + (dy / length) * along];
      return { x1: x - font / 2, x2: x + font / 2, y1: y - font / 2, y2: y + font / 2 };
    });
    if (row.some((box) => boxes.some((other) => overlap(box, other)))) continue;
    boxes.push(...row);
    named.add(line);
  }
  return named;
}

function disc(thing: Thing, places: ReadonlyMap<string, Place>): Box {
  const { x = 0, y = 0, size = 0 } = places.get(thing.id) ?? {};
  // A name begins where its own thing ends, and may touch the rim of another.
  const half = size * 0.4;
  return { x1: x - half, x2: x + half, y1: y - half, y2: y + half };
}

/** About how wide a text is, in widths of a Chinese character. */
export function width(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > SQUARE ? 1 : NARROW), 0);
}

function overlap(one: Box, other: Box): boolean {
  return one.x1 < other.x2 && one.x2 > other.x1 && one.y1 < other.y2 && one.y2 > other.y1;
}

/** The area that two boxes share. */
function shared(one: Box, other: Box): number {
  return Math.max(0, Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1)) * Math.max(0, Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1));
}

function inside(box: Box, view: Box): boolean {
  return box.x1 >= view.x1 && box.x2 <= view.x2 && box.y1 >= view.y1 && box.y2 <= view.y2;
}
