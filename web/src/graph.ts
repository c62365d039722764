// The drawing: things and lines between them, on a canvas.

import cytoscape from "cytoscape";
import type { Drawn } from "./choose";
import type { Community } from "./communities";
import type { Data, Fact, Thing } from "./data";
import { h } from "./dom";
import { communityElement, FONT, lineElement, parentsOf, standing, thingElement } from "./elements";
import { number, t } from "./i18n";
import { alongLines, SIDES, uncovered, width, type Box, type Side } from "./labels";
import { extent, layOut, layOutGroups, type Place } from "./layout";
import { Crowd, linesOf, type Line } from "./lines";
import { drawingStyle } from "./look";
import { thingName } from "./names";
import { shapesOf, type Shapes } from "./shapes";

const PAN = 70;
const ZOOM = 1.25;
/** More lines than this are painted, but for those of what is chosen: without arrows, and at once. */
const MANY = 1500;
/** Names shown where everything fits the window; the closer one looks, the more. */
const NAMES = 28;
const LINE_NAMES = 1.7;
const MOST_NAMES = 400;
/** The longest name that is shown whole, in widths of a Chinese character; and in a narrow window. */
const WIDE = 16;
const NARROW = 11;
/** How much wider bold signs are. */
const BOLD = 1.1;
const PAD = 40;
/** How close a thing that is looked for is brought. */
const CLOSEST = 2.5;
const SETTLE = 90;

export class GraphView {
  readonly element = h("div", { id: "graph", tabindex: "0", role: "application" });
  private lines: Line[] = [];
  private readonly places = new Map<string, Place>();
  private cy: cytoscape.Core | null = null;
  private key = "";
  private ranked: Thing[] = [];
  private fitZoom = 1;
  private timer = 0;
  private chosen: Thing | null = null;
  private path: readonly Fact[] = [];
  private communities: readonly Community[] = [];
  private readonly crowd = new Crowd(this.places);

  constructor(
    private readonly data: Data,
    private readonly openThing: (thing: Thing, expand: boolean) => void,
    private readonly openFacts: (facts: readonly Fact[]) => void,
    private readonly openCommunity: (community: Community) => void,
  ) {
    this.element.addEventListener("keydown", (event) => this.press(event));
  }

  /** Draw what is chosen; places change only where things do. */
  show(drawn: Drawn, chosen: Thing | null, path: readonly Fact[]): void {
    this.element.setAttribute("aria-label", t("graphHelp"));
    this.lines = linesOf(this.data, drawn);
    const key = drawn.things.map((thing) => thing.index).join() + "|" + this.lines.map((line) => line.id).join() + "|" + drawn.communities.map(({ id }) => id).join();
    if (key !== this.key || !this.cy) {
      this.key = key;
      this.communities = drawn.communities;
      this.place(drawn);
      this.build(drawn);
    }
    this.chosen = chosen;
    this.path = path;
    this.mark();
    this.label();
  }

  private place(drawn: Drawn): void {
    const shown = new Set(drawn.things.map(({ id }) => id));
    const heaviest = Math.max(1, ...drawn.things.map((thing) => thing.weight));
    const places = drawn.things.map((thing) => {
      const size = 14 + 34 * Math.sqrt(thing.weight / heaviest);
      const known = this.places.get(thing.id);
      const place: Place = { id: thing.id, size };
      if (known?.x !== undefined && known.y !== undefined) Object.assign(place, { x: known.x, y: known.y });
      this.places.set(thing.id, place);
      return place;
    });
    // What is new begins in a spiral, the weightiest things in the middle, where they end.
    places.sort((one, other) => other.size - one.size);
    const pairs = this.lines.map((line) => [line.one.id, line.other.id] as const);
    const aspect = Math.min(2, Math.max(0.5, (this.element.clientWidth || 1) / (this.element.clientHeight || 1)));
    if (!drawn.communities.length) layOut(places, pairs, aspect);
    else layOutGroups(places, pairs, drawn.communities.map(({ things }) => things.map(({ id }) => id).filter((id) => shown.has(id))), aspect);
  }

  private build(drawn: Drawn): void {
    this.cy?.destroy();
    const crowded = this.lines.length > MANY;
    const parents = parentsOf(drawn.communities);
    const cy = this.cy = cytoscape({
      container: this.element, layout: { name: "preset", fit: false }, style: drawingStyle(drawn.communities.length > 0),
      elements: [
        ...drawn.communities.map((community, number) => communityElement(number, this.named(community))),
        ...drawn.things.map((thing) => thingElement(this.data, thing, this.places.get(thing.id), parents.get(thing))),
        ...(crowded ? [] : this.lines.map((line) => lineElement(line, this.communities.length > 0))),
      ],
      minZoom: 0.02, maxZoom: 6, textureOnViewport: crowded, pixelRatio: crowded ? 1 : "auto", boxSelectionEnabled: false,
    });
    this.crowd.show(crowded ? this.lines : []);
    this.element.prepend(this.crowd.canvas);
    this.ranked = [...drawn.things].sort((one, other) => other.weight - one.weight || one.index - other.index);
    this.fit();
    this.listen(cy);
  }

  private listen(cy: cytoscape.Core): void {
    cy.on("viewport", () => {
      this.paint();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.label(), SETTLE);
    });
    cy.on("tap", "node", (event) => this.tapped(event.target.id(), false));
    cy.on("dbltap", "node", (event) => this.tapped(event.target.id(), true));
    cy.on("mouseover", "node, edge", () => { this.element.style.cursor = "pointer"; });
    cy.on("mouseout", "node, edge", () => { this.element.style.cursor = ""; });
    cy.on("tap", (event) => {
      const line = event.target === cy ? this.crowd.at(event.position.x, event.position.y, cy.zoom())
        : event.target.isEdge() && this.lines.find(({ id }) => id === event.target.id());
      if (line) this.openFacts(line.facts);
    });
    cy.on("drag", "node", (event) => {
      const thing = this.data.things[Number(event.target.id().slice(1))];
      const place = thing && this.places.get(thing.id);
      if (place) Object.assign(place, event.target.position());
      this.crowd.moved();
      this.paint();
    });
  }

  private paint(): void {
    const cy = this.cy;
    const colour = getComputedStyle(document.documentElement).getPropertyValue("--line").trim();
    if (cy) this.crowd.paint({ zoom: cy.zoom(), pan: cy.pan() }, colour, this.path.length > 0 || this.chosen !== null);
  }

  private tapped(id: string, expand: boolean): void {
    const number = Number(id.slice(1));
    const community = id.startsWith("c") ? this.communities[number] : undefined;
    const thing = id.startsWith("n") ? this.data.things[number] : undefined;
    if (community) this.openCommunity(community);
    else if (thing) this.openThing(thing, expand);
  }

  private named(community: Community): string {
    return `${community.names.map((thing) => thingName(this.data, thing)).join(", ")} · ${number(community.things.length)}`;
  }

  /** Names at a size that can be read, where they do not cover each other: of what is chosen and what it touches, then
   * of the weightiest things. */
  private label(): void {
    const cy = this.cy;
    if (!cy) return;
    const zoom = cy.zoom();
    const closer = zoom / this.fitZoom;
    const near = this.touching(this.chosen);
    const onPath = this.lines.filter((line) => line.facts.some((fact) => this.path.includes(fact)));
    const first = new Set<Thing>(this.chosen ? [this.chosen] : []);
    for (const line of [...onPath, ...near]) first.add(line.one).add(line.other);
    const font = FONT / zoom;
    const most = this.communities.length ? MOST_NAMES : Math.min(MOST_NAMES, Math.round(NAMES * closer * closer) + first.size);
    const { named, boxes } = uncovered({
      first: [...first], others: first.size ? [] : this.ranked, all: this.ranked, places: this.places, font, most, wide: this.wide(), view: cy.extent(),
      // Above the things of a community is its own name.
      taken: this.communities.flatMap((community, number) => this.title(community, number, font)),
      sides: this.communities.length ? SIDES.filter((side) => side !== "top") : SIDES,
      name: (thing) => thingName(this.data, thing),
    });
    const everywhere = this.lines.length < NAMES || (closer > LINE_NAMES && this.lines.length <= MANY && !first.size);
    const lines = alongLines([...onPath, ...(onPath.length ? [] : near), ...(everywhere ? this.lines : [])], boxes, this.places, font * 0.9);
    cy.batch(() => {
      for (const thing of this.ranked) this.put(`n${thing.index}`, named.has(thing) ? thingName(this.data, thing) : "", font, named.get(thing));
      for (const line of this.lines) this.put(line.id, lines.has(line) ? line.label : "", font * 0.9);
      this.communities.forEach((community, number) => this.put(`c${number}`, this.named(community), font));
    });
  }

  /** Where the name of a community is written. */
  private title(community: Community, number: number, font: number): Box[] {
    const node = this.cy?.$id(`c${number}`);
    if (!node?.nonempty()) return [];
    const { x1, x2, y1 } = node.boundingBox({ includeLabels: false });
    const half = (Math.min(this.wide(), width(this.named(community)) * BOLD) * font) / 2;
    return [{ x1: (x1 + x2) / 2 - half, x2: (x1 + x2) / 2 + half, y1: y1 - 2 * font, y2: y1 }];
  }

  private wide(): number {
    return (this.cy?.width() ?? 0) < 600 ? NARROW : WIDE;
  }

  private put(id: string, label: string, font: number, side: Side = "bottom"): void {
    const element = this.cy?.$id(id);
    if (!element || (label === "" && element.data("label") === "")) return;
    element.data({ label, font, wide: font * this.wide(), ...standing(side) });
  }

  private mark(): void {
    const { cy, chosen, path } = this;
    if (!cy) return;
    const onPath = this.lines.filter((line) => line.facts.some((fact) => path.includes(fact)));
    cy.batch(() => {
      cy.elements(".chosen, .near, .far, .path").removeClass("chosen near far path");
      if (this.lines.length > MANY) this.lift(onPath.length ? onPath : this.touching(chosen));
      const node = chosen ? cy.$id(`n${chosen.index}`) : cy.collection();
      if (onPath.length) {
        cy.elements().not(".community").addClass("far");
        for (const line of onPath) {
          const edge = cy.$id(line.id);
          edge.union(edge.connectedNodes()).removeClass("far").addClass("path");
        }
      } else if (node.nonempty()) {
        cy.elements().difference(node.closedNeighborhood()).not(".community").addClass("far");
        node.connectedEdges().addClass("near");
      }
      node.addClass("chosen");
    });
    this.paint();
  }

  private touching(thing: Thing | null): Line[] {
    return thing ? this.lines.filter((line) => line.one === thing || line.other === thing) : [];
  }

  /** Of a crowd of lines those that matter become elements, which can be marked and named. */
  private lift(lines: readonly Line[]): void {
    this.cy?.edges().remove();
    this.cy?.add(lines.map((line) => lineElement(line, this.communities.length > 0)));
  }

  restyle(): void {
    this.cy?.style(drawingStyle(this.communities.length > 0));
    this.paint();
  }

  /** Everything in the window; names, which are as large as ever, are left out of the sum. */
  fit(): void {
    const cy = this.cy;
    if (!cy) return;
    cy.resize();
    if (!this.ranked.length) return;
    const { left, right, top, bottom } = extent(this.ranked.map(({ id }) => this.places.get(id)));
    const zoom = Math.min(cy.width() * 0.82 / Math.max(right - left, 1), (cy.height() - 2 * PAD) / Math.max(bottom - top, 1), 1.6);
    this.fitZoom = Math.max(zoom, 0.02);
    const pan = { x: cy.width() / 2 - (zoom * (left + right)) / 2, y: cy.height() / 2 - (zoom * (top + bottom)) / 2 };
    cy.viewport({ zoom: this.fitZoom, pan });
  }

  zoom(factor: number): void {
    const cy = this.cy;
    if (!cy) return;
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  zoomIn(): void {
    this.zoom(ZOOM);
  }

  zoomOut(): void {
    this.zoom(1 / ZOOM);
  }

  /** Bring a thing and what it touches, or some things, into view, if they are drawn. */
  focus(...things: readonly Thing[]): void {
    const cy = this.cy;
    const nodes = cy?.nodes(things.map((thing) => `#n${thing.index}`).join());
    if (!cy || !nodes?.nonempty()) return;
    const near = (things.length > 1 ? nodes : nodes.closedNeighborhood().nodes()).boundingBox({ includeLabels: false });
    const zoom = Math.min(cy.width() * 0.7 / Math.max(near.w, 1), (cy.height() - 2 * PAD) / Math.max(near.h, 1), this.fitZoom * CLOSEST);
    cy.viewport({ zoom, pan: { x: cy.width() / 2 - (zoom * (near.x1 + near.x2)) / 2, y: cy.height() / 2 - (zoom * (near.y1 + near.y2)) / 2 } });
    this.label();
  }

  private press(event: KeyboardEvent): void {
    const moves: Record<string, [number, number]> = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
    const move = moves[event.key];
    if (move) this.cy?.panBy({ x: move[0], y: move[1] });
    else if (event.key === "+" || event.key === "=") this.zoomIn();
    else if (event.key === "-") this.zoomOut();
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  png(): Blob | null {
    const css = getComputedStyle(document.documentElement);
    const crowded = this.lines.length > MANY;
    if (crowded) this.lift(this.lines);
    const drawn = this.cy?.png({ output: "blob", bg: css.getPropertyValue("--paper").trim(), scale: 2, maxWidth: 6000, maxHeight: 6000 }) ?? null;
    if (crowded) this.mark();
    return drawn;
  }

  /** What is drawn, as plain shapes for a file. */
  shapes(): Shapes | null {
    return this.cy && shapesOf(this.cy, this.lines, this.places);
  }
}
