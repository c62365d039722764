// Files of what is seen.

import type { GraphView } from "./graph";
import { s } from "./dom";
import type { Box, Shapes } from "./shapes";

export function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A text without what XML cannot hold. */
function clean(text: unknown): string {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** The drawing as a file. */
export function svg(view: GraphView): Blob | null {
  const shapes = view.shapes();
  return shapes && new Blob([new XMLSerializer().serializeToString(drawing(shapes, shapes.box))], { type: "image/svg+xml" });
}

/** What is in the window, for paper, on which a canvas of another size would be cut. */
export function printed(view: GraphView): SVGElement | null {
  const shapes = view.shapes();
  const root = shapes && drawing(shapes, shapes.seen);
  root?.setAttribute("class", "printed");
  return root;
}

/** Shapes as SVG: built as elements, so that every label is escaped. */
function drawing(shapes: Shapes, { x, y, width, height }: Box): SVGElement {
  const css = getComputedStyle(document.documentElement);
  const [ink = "", paper = "", line = ""] = ["--ink", "--paper", "--line"].map((name) => css.getPropertyValue(name).trim() || "#888");
  const root = s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [x, y, width, height].join(" "), "font-family": "sans-serif" });
  root.append(s("rect", { x, y, width, height, fill: paper }));
  const write = (text: string, x: number, y: number, size: number, more: Record<string, string> = {}): void => {
    const signs = [...clean(text)];
    const shown = signs.length > LONG ? `${signs.slice(0, LONG - 1).join("")}…` : signs.join("");
    // A rim in the colour of the paper keeps names readable on lines.
    const rim = { stroke: paper, "stroke-width": size / 5, "paint-order": "stroke" };
    if (shown) root.append(s("text", { x, y, "font-size": size, "text-anchor": "middle", fill: ink, ...rim, ...more }, shown));
  };
  for (const { box, label, font } of shapes.hulls) {
    root.append(s("rect", { ...box, rx: 8, fill: line, "fill-opacity": 0.1, stroke: line, "stroke-opacity": 0.5 }));
    write(label, box.x + box.width / 2, box.y - font * 0.4, font);
  }
  for (const one of shapes.lines) {
    root.append(s("line", { x1: one.x1, y1: one.y1, x2: one.x2, y2: one.y2, stroke: line, "stroke-width": one.width, opacity: one.far ? FAINT : 1 }));
    if (one.tip) root.append(s("polygon", { points: arrow(one.tip, TIP + one.width), fill: line, opacity: one.far ? FAINT : 1 }));
  }
  for (const one of shapes.things) {
    const shape = outline(one.shape, one.x, one.y, one.size / 2, one.colour);
    if (one.far) shape.setAttribute("opacity", String(FAINT));
    root.append(shape);
  }
  for (const one of shapes.lines) {
    const [x, y] = [(one.x1 + one.x2) / 2, (one.y1 + one.y2) / 2];
    const turn = (Math.atan((one.y2 - one.y1) / (one.x2 - one.x1 || 1e-9)) * 180) / Math.PI;
    write(one.label, x, y, one.font, { transform: `rotate(${turn.toFixed(1)} ${x} ${y})` });
  }
  for (const one of shapes.things) {
    const half = one.size / 2;
    if (one.side === "bottom" || one.side === "top") write(one.label, one.x, one.y + (one.side === "top" ? -half - one.font * 0.4 : half + one.font), one.font);
    else write(one.label, one.x + (one.side === "right" ? half + 3 : -half - 3), one.y + one.font * 0.35, one.font, { "text-anchor": one.side === "right" ? "start" : "end" });
  }
  return root;
}

/** How much shows of what has nothing to do with what is chosen. */
const FAINT = 0.18;
/** The longest name that is written whole, and the least length of an arrow's tip. */
const LONG = 40;
const TIP = 6;

function arrow({ x, y, turn }: { x: number; y: number; turn: number }, long: number): string {
  return [0, 2.7, -2.7].map((aside) => {
    const away = aside ? long : 0;
    return `${(x + away * Math.cos(turn + aside)).toFixed(1)},${(y + away * Math.sin(turn + aside)).toFixed(1)}`;
  }).join(" ");
}

const CORNERS: Record<string, number[]> = {
  diamond: [0, 90, 180, 270], triangle: [270, 30, 150], hexagon: [0, 60, 120, 180, 240, 300],
  octagon: [22, 67, 112, 157, 202, 247, 292, 337], rectangle: [45, 135, 225, 315], "round-rectangle": [45, 135, 225, 315],
  rhomboid: [30, 150, 210, 330],
};

function outline(shape: string, x: number, y: number, radius: number, fill: string): SVGElement {
  const corners = CORNERS[shape];
  if (!corners) return s("circle", { cx: x, cy: y, r: radius, fill });
  const points = corners.map((angle) => {
    const turn = (angle * Math.PI) / 180;
    return `${(x + radius * Math.cos(turn)).toFixed(1)},${(y + radius * Math.sin(turn)).toFixed(1)}`;
  });
  return s("polygon", { points: points.join(" "), fill });
}
