// The lines of a drawing, and how so many of them are drawn that each cannot be an element of its own.

import type { Drawn } from "./choose";
import type { Data, Fact, Thing } from "./data";
import type { Place } from "./layout";
import { factName } from "./names";

export interface Line {
  readonly id: string;
  readonly one: Thing;
  readonly other: Thing;
  readonly facts: Fact[];
  readonly label: string;
}

/** The lines of a drawing: facts between the same two things are one. */
export function linesOf(data: Data, drawn: Drawn): Line[] {
  const found = new Map<number, Fact[]>();
  for (const fact of drawn.facts) {
    const [source, target] = [fact.source.index, fact.target.index];
    if (source === target) continue;
    const key = Math.min(source, target) * data.things.length + Math.max(source, target);
    const known = found.get(key);
    if (known) known.push(fact);
    else found.set(key, [fact]);
  }
  return [...found].map(([key, facts]) => {
    const first = facts[0] as Fact;
    return { id: `l${key}`, one: first.source, other: first.target, facts, get label() { return labelOf(data, facts); } };
  });
}

function labelOf(data: Data, facts: readonly Fact[]): string {
  const labels = [...new Set(facts.map((fact) => factName(data, fact)))];
  return labels.length <= 2 ? labels.join(" · ") : `${labels[0]} +${labels.length - 1}`;
}

/** Whether all facts of a line lead the same way, which an arrow then shows. */
export const leadsOneWay = (line: Line): boolean => line.facts.every((fact) => fact.source === line.one);

export const widthOf = (line: Line, most: number): number => Math.min(1 + line.facts.length / 4, most);

/** Where one looks: the zoom, and the place of the drawing's middle in pixels. */
export interface Look {
  readonly zoom: number;
  readonly pan: { readonly x: number; readonly y: number };
}

const THIN = 3;
const FAINT = 0.35;
const FAINTER = 0.08;
/** How far from a line, in pixels, a click still means it. */
const REACH = 5;

/** Thousands of lines, painted at once behind the things: as elements of the drawing they would take seconds. */
export class Crowd {
  readonly canvas = document.createElement("canvas");
  private paths: Map<number, Path2D> | null = null;
  private lines: readonly Line[] = [];

  constructor(private readonly places: ReadonlyMap<string, Place>) {
    this.canvas.className = "crowd";
  }

  show(lines: readonly Line[]): void {
    this.lines = lines;
    this.moved();
  }

  /** A thing has another place: the lines are laid anew when they are painted next. */
  moved(): void {
    this.paths = null;
  }

  paint({ zoom, pan }: Look, colour: string, far: boolean): void {
    const { canvas } = this;
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio].map(Math.round);
    if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
    const context = canvas.getContext("2d");
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!this.lines.length) return;
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, pan.x * ratio, pan.y * ratio);
    context.strokeStyle = colour;
    context.globalAlpha = far ? FAINTER : FAINT;
    this.paths ??= this.lay();
    for (const [width, path] of this.paths) {
      context.lineWidth = width;
      context.stroke(path);
    }
  }

  /** The line that a click at a place of the drawing means. */
  at(x: number, y: number, zoom: number): Line | undefined {
    let [best, found]: [number, Line | undefined] = [REACH / zoom, undefined];
    for (const line of this.lines) {
      const away = distance(x, y, this.places.get(line.one.id), this.places.get(line.other.id));
      if (away < best) [best, found] = [away, line];
    }
    return found;
  }

  private lay(): Map<number, Path2D> {
    const paths = new Map<number, Path2D>();
    for (const line of this.lines) {
      const width = widthOf(line, THIN);
      const path = paths.get(width) ?? new Path2D();
      paths.set(width, path);
      const [from, to] = [this.places.get(line.one.id), this.places.get(line.other.id)];
      path.moveTo(from?.x ?? 0, from?.y ?? 0);
      path.lineTo(to?.x ?? 0, to?.y ?? 0);
    }
    return paths;
  }
}

/** From a point to the nearest point of what lies between two places. */
function distance(x: number, y: number, from: Place | undefined, to: Place | undefined): number {
  const [x1, y1, x2, y2] = [from?.x ?? 0, from?.y ?? 0, to?.x ?? 0, to?.y ?? 0];
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = length ? Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) : 0;
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}
