// The drawing: things and lines between them, on a canvas.

import cytoscape from "cytoscape";
import type { Drawn } from "./choose";
import type { Data, Fact, Thing } from "./data";
import { h } from "./dom";
import { t } from "./i18n";
import { layOut, type Place } from "./layout";
import { factName, thingName } from "./names";

export interface Line {
  readonly id: string;
  readonly one: Thing;
  readonly other: Thing;
  readonly facts: Fact[];
  readonly label: string;
}

const PAN = 70;
const ZOOM = 1.25;
/** With more lines than this they are drawn without arrows and left out while the view moves. */
const MANY = 1500;
/** Names shown where everything fits the window; the closer one looks, the more. */
const NAMES = 28;
const LINE_NAMES = 1.7;
const MOST_NAMES = 400;
const FONT = 12;
/** The longest name that is shown whole, in widths of a Chinese character. */
const WIDE = 16;
const PAD = 40;
const SETTLE = 90;

/** The lines of a drawing: facts between the same two things are one. */
export function linesOf(data: Data, drawn: Drawn): Line[] {
  const found = new Map<string, Fact[]>();
  for (const fact of drawn.facts) {
    if (fact.source === fact.target) continue;
    const key = [fact.source.index, fact.target.index].sort((a, b) => a - b).join("-");
    const known = found.get(key);
    if (known) known.push(fact);
    else found.set(key, [fact]);
  }
  return [...found].map(([key, facts]) => {
    const first = facts[0] as Fact;
    const labels = [...new Set(facts.map((fact) => factName(data, fact)))];
    const label = labels.length <= 2 ? labels.join(" · ") : `${labels[0]} +${labels.length - 1}`;
    return { id: `l${key}`, one: first.source, other: first.target, facts, label };
  });
}

export class GraphView {
  readonly element = h("div", { id: "graph", tabindex: "0", role: "application" });
  lines: Line[] = [];
  private readonly places = new Map<string, Place>();
  private cy: cytoscape.Core | null = null;
  private key = "";
  private ranked: Thing[] = [];
  private fitZoom = 1;
  private timer = 0;
  private chosen: Thing | null = null;
  private path: readonly Fact[] = [];

  constructor(
    private readonly data: Data,
    private readonly openThing: (thing: Thing, expand: boolean) => void,
    private readonly openFacts: (facts: readonly Fact[]) => void,
  ) {
    this.element.addEventListener("keydown", (event) => this.press(event));
  }

  /** Draw what is chosen; places change only where things do. */
  show(drawn: Drawn, chosen: Thing | null, path: readonly Fact[]): void {
    this.element.setAttribute("aria-label", t("graphHelp"));
    this.lines = linesOf(this.data, drawn);
    const key = drawn.things.map((thing) => thing.index).join() + "|" + this.lines.map((line) => line.id).join();
    if (key !== this.key || !this.cy) {
      this.key = key;
      this.place(drawn);
      this.build(drawn);
    }
    this.chosen = chosen;
    this.path = path;
    this.mark(chosen, path);
    this.label();
  }

  private place(drawn: Drawn): void {
    const heaviest = Math.max(1, ...drawn.things.map((thing) => thing.weight));
    const places = drawn.things.map((thing) => {
      const size = 14 + 34 * Math.sqrt(thing.weight / heaviest);
      const known = this.places.get(thing.id);
      const place: Place = { id: thing.id, size };
      if (known?.x !== undefined && known.y !== undefined) Object.assign(place, { x: known.x, y: known.y });
      this.places.set(thing.id, place);
      return place;
    });
    layOut(places, this.lines.map((line) => [line.one.id, line.other.id] as const));
  }

  private build(drawn: Drawn): void {
    this.cy?.destroy();
    const many = this.lines.length > MANY;
    const nodes = drawn.things.map((thing): cytoscape.ElementDefinition => {
      const place = this.places.get(thing.id);
      const look = this.data.looks[thing.group];
      return {
        group: "nodes",
        data: {
          id: `n${thing.index}`, label: "", font: FONT, size: place?.size ?? 14, colour: look?.colour ?? "#888",
          shape: (look?.shape ?? "ELLIPSE").toLowerCase().replace("_", "-").replace("parallelogram", "rhomboid"),
        },
        position: { x: place?.x ?? 0, y: place?.y ?? 0 },
      };
    });
    const edges = this.lines.map((line): cytoscape.ElementDefinition => {
      const oneWay = line.facts.every((fact) => fact.source === line.one);
      return {
        group: "edges",
        data: {
          id: line.id, source: `n${line.one.index}`, target: `n${line.other.index}`, label: "", font: FONT,
          width: Math.min(1 + line.facts.length / 4, 6), arrow: many || !oneWay ? "none" : "triangle",
        },
      };
    });
    this.cy = cytoscape({
      container: this.element, elements: [...nodes, ...edges], layout: { name: "preset", fit: false }, style: this.style(many),
      minZoom: 0.02, maxZoom: 6, hideEdgesOnViewport: many, textureOnViewport: many, pixelRatio: many ? 1 : "auto",
      boxSelectionEnabled: false,
    });
    this.ranked = [...drawn.things].sort((one, other) => other.weight - one.weight || one.index - other.index);
    this.fit();
    this.cy.on("zoom", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.label(), SETTLE);
    });
    this.cy.on("tap", "node", (event) => this.tapped(event.target.id(), false));
    this.cy.on("dbltap", "node", (event) => this.tapped(event.target.id(), true));
    this.cy.on("tap", "edge", (event) => {
      const line = this.lines.find(({ id }) => id === event.target.id());
      if (line) this.openFacts(line.facts);
    });
    this.cy.on("dragfree", "node", (event) => {
      const thing = this.data.things[Number(event.target.id().slice(1))];
      const place = thing && this.places.get(thing.id);
      if (place) Object.assign(place, event.target.position());
    });
  }

  private tapped(id: string, expand: boolean): void {
    const thing = this.data.things[Number(id.slice(1))];
    if (thing) this.openThing(thing, expand);
  }

  /** Names at a size that can be read, where they do not cover each other: of what is chosen and what it touches, then
   * of the weightiest things. */
  private label(): void {
    const cy = this.cy;
    if (!cy) return;
    const zoom = cy.zoom();
    const closer = zoom / this.fitZoom;
    const lines = new Set<Line>();
    const first = new Set<Thing>(this.chosen ? [this.chosen] : []);
    for (const line of this.lines) {
      const onPath = line.facts.some((fact) => this.path.includes(fact));
      const near = this.chosen !== null && (line.one === this.chosen || line.other === this.chosen);
      if (onPath || near) first.add(line.one).add(line.other);
      const close = closer > LINE_NAMES && (near || this.lines.length <= MANY);
      if (onPath || close || this.lines.length < NAMES) lines.add(line);
    }
    const font = FONT / zoom;
    const most = Math.min(MOST_NAMES, Math.round(NAMES * closer * closer) + first.size);
    const named = this.uncovered([...first, ...this.ranked], font, most);
    cy.batch(() => {
      for (const thing of this.ranked) this.put(`n${thing.index}`, named.has(thing) ? thingName(this.data, thing) : "", font);
      for (const line of this.lines) this.put(line.id, lines.has(line) ? line.label : "", font * 0.9);
    });
  }

  /** The first of `things` whose names have room. */
  private uncovered(things: readonly Thing[], font: number, most: number): Set<Thing> {
    const named = new Set<Thing>();
    const boxes: [number, number, number, number][] = [];
    for (const thing of things.slice(0, most * 4)) {
      const place = this.places.get(thing.id);
      if (named.size >= most || !place || named.has(thing)) continue;
      const text = thingName(this.data, thing);
      const half = (Math.min(WIDE, [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.55), 0)) * font) / 2;
      const [x, top] = [place.x ?? 0, (place.y ?? 0) + place.size / 2];
      const box: [number, number, number, number] = [x - half, x + half, top, top + font * 1.3];
      if (boxes.some((other) => box[0] < other[1] && box[1] > other[0] && box[2] < other[3] && box[3] > other[2])) continue;
      boxes.push(box);
      named.add(thing);
    }
    return named;
  }

  private put(id: string, label: string, font: number): void {
    const element = this.cy?.$id(id);
    if (!element || (label === "" && element.data("label") === "")) return;
    element.data({ label, font, wide: font * WIDE });
  }

  private mark(chosen: Thing | null, path: readonly Fact[]): void {
    const cy = this.cy;
    if (!cy) return;
    cy.batch(() => {
      cy.elements().removeClass("chosen near far path");
      if (path.length) {
        cy.elements().addClass("far");
        for (const line of this.lines.filter((one) => one.facts.some((fact) => path.includes(fact)))) {
          const edge = cy.$id(line.id);
          edge.union(edge.connectedNodes()).removeClass("far").addClass("path");
        }
      } else if (chosen) {
        const node = cy.$id(`n${chosen.index}`);
        if (node.empty()) return;
        cy.elements().difference(node.closedNeighborhood()).addClass("far");
        node.connectedEdges().addClass("near");
      }
      if (chosen) cy.$id(`n${chosen.index}`).addClass("chosen");
    });
  }

  private style(many: boolean): cytoscape.StylesheetJson {
    const css = getComputedStyle(document.documentElement);
    const [ink, paper, line, accent] = ["--ink", "--paper", "--line", "--accent"].map((name) => css.getPropertyValue(name).trim());
    const fonts = "system-ui, Noto Sans, Noto Sans CJK SC, sans-serif";
    return [
      { selector: "node", style: {
        "background-color": "data(colour)", shape: "data(shape)", width: "data(size)", height: "data(size)", label: "data(label)",
        "font-size": "data(font)", "font-family": fonts, color: ink, "text-valign": "bottom", "text-margin-y": 3,
        "text-outline-color": paper, "text-outline-width": 2, "border-width": 1, "border-color": paper } },
      { selector: "node[label != ''][wide]", style: { "text-wrap": "ellipsis", "text-max-width": "data(wide)" } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": line, "target-arrow-color": line, "target-arrow-shape": "data(arrow)", "arrow-scale": 0.8,
        "curve-style": many ? "haystack" : "straight", label: "data(label)", "font-size": "data(font)", "font-family": fonts, color: ink, "text-rotation": "autorotate", "text-background-color": paper, "text-background-opacity": 0.8,
        opacity: many ? 0.35 : 0.8 } },
      { selector: ".far", style: { opacity: 0.22 } },
      { selector: "edge.near, edge.path", style: { "line-color": accent, "target-arrow-color": accent, opacity: 1 } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": accent, "z-index": 9 } },
      { selector: "node.path", style: { "border-width": 3, "border-color": accent } },
    ] as unknown as cytoscape.StylesheetJson;
  }

  restyle(): void {
    this.cy?.style(this.style(this.lines.length > MANY));
  }

  /** Everything in the window; names, which are as large as ever, are left out of the sum. */
  fit(): void {
    const cy = this.cy;
    if (!cy) return;
    cy.resize();
    const xs: number[] = [];
    const ys: number[] = [];
    for (const thing of this.ranked) {
      const place = this.places.get(thing.id);
      xs.push(place?.x ?? 0);
      ys.push(place?.y ?? 0);
    }
    if (!xs.length) return;
    const [left, right, top, bottom] = [min(xs), -min(xs.map((x) => -x)), min(ys), -min(ys.map((y) => -y))];
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

  /** Bring a thing into view, if it is drawn. */
  centre(thing: Thing): void {
    const node = this.cy?.$id(`n${thing.index}`);
    if (node?.nonempty()) this.cy?.center(node);
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
    return this.cy?.png({ output: "blob", bg: css.getPropertyValue("--paper").trim(), scale: 2, maxWidth: 6000, maxHeight: 6000 }) ?? null;
  }

  /** What is drawn, as plain shapes for a file. */
  shapes(): { nodes: cytoscape.NodeCollection; edges: cytoscape.EdgeCollection } | null {
    return this.cy ? { nodes: this.cy.nodes(), edges: this.cy.edges() } : null;
  }
}

function min(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Infinity);
}
