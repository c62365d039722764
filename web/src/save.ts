// Files of what is seen.

import type { GraphView } from "./graph";
import { s } from "./dom";

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

/** The drawing as SVG: built as elements, so that every label is escaped. */
export function svg(view: GraphView): Blob | null {
  const shapes = view.shapes();
  if (!shapes) return null;
  const css = getComputedStyle(document.documentElement);
  const [ink, paper, line] = ["--ink", "--paper", "--line"].map((name) => css.getPropertyValue(name).trim() || "#888");
  const all = shapes.nodes.union(shapes.edges).boundingBox();
  const pad = 40;
  const box = [all.x1 - pad, all.y1 - pad, all.w + 2 * pad, all.h + 2 * pad].map((number) => number.toFixed(1)).join(" ");
  const root = s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: box, "font-family": "sans-serif" });
  const [x, y, width, height] = box.split(" ");
  root.append(s("rect", { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0, fill: paper ?? "#fff" }));
  shapes.edges.forEach((edge) => {
    const from = edge.source().position();
    const to = edge.target().position();
    root.append(s("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: line ?? "#888", "stroke-width": Number(edge.data("width")) }));
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, "font-size": 8, "text-anchor": "middle", fill: ink ?? "#000" };
    root.append(s("text", middle, clean(edge.data("label"))));
  });
  shapes.nodes.forEach((node) => {
    const { x: cx, y: cy } = node.position();
    const size = Number(node.data("size"));
    root.append(outline(String(node.data("shape")), cx, cy, size / 2, String(node.data("colour"))));
    root.append(s("text", { x: cx, y: cy + size / 2 + 12, "font-size": Number(node.data("font")), "text-anchor": "middle", fill: ink ?? "#000" },
      clean(node.data("label"))));
  });
  return new Blob([new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" });
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
