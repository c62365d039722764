// What is drawn as plain shapes, for a file.

import type { Core, NodeSingular } from "cytoscape";
import type { Place } from "./layout";
import { widthOf, type Line } from "./lines";

export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
interface Named { readonly label: string; readonly font: number }

export interface Shapes {
  readonly box: Box;
  readonly things: readonly (Named & { readonly x: number; readonly y: number; readonly size: number; readonly above: boolean; readonly shape: string; readonly colour: string })[];
  readonly lines: readonly (Named & { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly width: number })[];
  readonly hulls: readonly (Named & { readonly box: Box })[];
}

const PAD = 40;
const THICK = 6;

const named = (data: { label?: unknown; font?: unknown }): Named => ({ label: String(data.label ?? ""), font: Number(data.font ?? 0) });

export function shapesOf(cy: Core, lines: readonly Line[], places: ReadonlyMap<string, Place>): Shapes {
  const round = (number: number): number => Math.round(number * 10) / 10;
  const boxOf = ({ x1, y1, w, h }: { x1: number; y1: number; w: number; h: number }, pad = 0): Box =>
    ({ x: round(x1 - pad), y: round(y1 - pad), width: round(w + 2 * pad), height: round(h + 2 * pad) });
  const thing = (node: NodeSingular): Shapes["things"][number] => {
    const { x, y } = node.position();
    return { ...named(node.data()), x: round(x), y: round(y), size: Number(node.data("size")), above: node.data("side") === "top", shape: String(node.data("shape")), colour: String(node.data("colour")) };
  };
  const place = (id: string): { x: number; y: number } => ({ x: round(places.get(id)?.x ?? 0), y: round(places.get(id)?.y ?? 0) });
  return {
    box: boxOf(cy.elements().boundingBox(), PAD),
    things: cy.nodes("[size]").map((node) => thing(node)),
    hulls: cy.nodes(".community").map((node) => ({ ...named(node.data()), box: boxOf(node.boundingBox({ includeLabels: false })) })),
    lines: lines.map((line) => {
      const [from, to] = [place(line.one.id), place(line.other.id)];
      return { ...named(cy.$id(line.id).data() ?? {}), x1: from.x, y1: from.y, x2: to.x, y2: to.y, width: widthOf(line, THICK) };
    }),
  };
}
