// A map of the states in what is shown: the land without borders, a circle for each state.

import world from "virtual:world";
import { listOf, type Data, type Fact, type Thing } from "./data";
import { h, name, s, width } from "./dom";
import { t } from "./i18n";
import { thingName } from "./names";

const [SMALL, LARGE] = [4, 18];
/** Names that are written beside the circles; the others show on pointing, and stand in the list below. */
const NAMED = 14;
const LINE = 16;

interface Spot { readonly thing: Thing; readonly count: number; readonly x: number; readonly y: number; readonly radius: number }

function place(thing: Thing): [number, number] | undefined {
  return listOf(thing.attributes["notation"]).map((code) => world.places[String(code)]).find(Boolean);
}

export function map(data: Data, facts: readonly Fact[], open: (thing: Thing) => void, room: number): HTMLElement {
  // Names and circles keep their size on the screen however small the map.
  const scale = Math.max(1, world.wide / Math.max(room - 40, 200));
  const counts = new Map<Thing, number>();
  for (const fact of facts) for (const end of [fact.source, fact.target]) if (end.kind === "Country") counts.set(end, (counts.get(end) ?? 0) + 1);
  if (!counts.size) return h("p", { class: "note" }, t("noMap"));
  const ordered = [...counts].sort((one, other) => other[1] - one[1] || one[0].index - other[0].index);
  const most = Math.max(1, ordered[0]?.[1] ?? 1);
  const spots = ordered.flatMap(([thing, count]): Spot[] => {
    const at = place(thing);
    return at ? [{ thing, count, x: at[0], y: at[1], radius: (SMALL + (LARGE - SMALL) * Math.sqrt(count / most)) * Math.sqrt(scale) }] : [];
  });
  const drawn = s("svg", { viewBox: `0 0 ${world.wide} ${world.high}`, role: "img", "aria-label": t("mapHelp"), class: "map" }, s("path", { d: world.land, class: "land" }));
  const named = withRoom(data, spots, scale);
  for (const spot of spots) {
    const circle = s("circle", { cx: spot.x, cy: spot.y, r: spot.radius, class: "spot", fill: data.looks["state"]?.colour ?? "#888" }, s("title", {}, `${thingName(data, spot.thing)}: ${spot.count} ${t("facts")}`));
    circle.addEventListener("click", () => open(spot.thing));
    drawn.append(circle);
  }
  for (const { thing, x, top } of named) drawn.append(s("text", { x, y: top + 12 * scale, "text-anchor": "middle", "font-size": 13 * scale }, thingName(data, thing)));
  return h("div", { class: "mapped" }, h("p", { class: "mute" }, t("mapHelp")), drawn, h("ul", { class: "plain columns" }, ...ordered.map(([thing, count]) => {
    const link = h("button", { type: "button", class: "link", on: { click: () => open(thing) } });
    link.append(name(thingName(data, thing)));
    return h("li", {}, link, h("small", { class: "mute" }, ` ${count}`));
  })));
}

/** A spot with the place of its name: half its width, and its upper edge. */
type Named = Spot & { readonly half: number; readonly top: number };

/** The largest spots whose names, below or above them, cover neither each other nor the edge nor the middle of another spot. */
function withRoom(data: Data, spots: readonly Spot[], scale: number): Named[] {
  const found: Named[] = [];
  const high = LINE * scale;
  for (const spot of spots) {
    if (found.length >= NAMED) break;
    const half = (width(thingName(data, spot.thing)) * scale) / 2;
    if (spot.x < half || spot.x > world.wide - half) continue;
    const free = (top: number): boolean => top >= 0 && top + high <= world.high
      && !spots.some((other) => other !== spot && Math.abs(other.x - spot.x) < half && other.y > top && other.y < top + high)
      && !found.some((other) => Math.abs(other.x - spot.x) < half + other.half && Math.abs(other.top - top) < high);
    const top = [spot.y + spot.radius, spot.y - spot.radius - high].find(free);
    if (top !== undefined) found.push({ ...spot, half, top });
  }
  return found;
}
