// What is drawn as plain shapes, for a file.

import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import type { Place } from "./layout";
import type { Side } from "./labels";
import { leadsOneWay, widthOf, type Line } from "./lines";

export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
/** Where an arrow ends, and the direction in which it points, as an angle. */
interface Tip { readonly x: number; readonly y: number; readonly turn: number }
interface Named { readonly label: string; readonly font: number; readonly far: boolean }

export interface Shapes {
  readonly box: Box;
  /** What of it is in the window. */
  readonly seen: Box;
  readonly things: readonly (Named & { readonly x: number; readonly y: number; readonly size: number; readonly side: Side; readonly shape: string; readonly colour: string })[];
  readonly lines: readonly (Named & { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly width: number; readonly tip: Tip | null })[];
  readonly hulls: readonly (Named & { readonly box: Box })[];
}

const PAD = 40;
const THICK = 6;

const named = (element: NodeSingular | EdgeSingular): Named => ({ label: String(element.data("label") ?? ""), font: Number(element.data("font") ?? 0), far: element.hasClass("far") });

function sideOf(node: NodeSingular): Side {
  const [across, along] = [node.data("across"), node.data("side")];
  return across === "left" || across === "right" ? across : along === "top" ? "top" : "bottom";
}

/** The tip of a line that leads one way, at the rim of the thing that it leads to. */
function tipOf(line: Line, places: ReadonlyMap<string, Place>): Tip | null {
  const [from, to] = [places.get(line.one.id), places.get(line.other.id)];
  if (!from || !to || !leadsOneWay(line)) return null;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [from.x, from.y, to.x, to.y];
  const turn = Math.atan2(y2 - y1, x2 - x1);
  return { x: x2 - (Math.cos(turn) * to.size) / 2, y: y2 - (Math.sin(turn) * to.size) / 2, turn };
}

export function shapesOf(cy: Core, lines: readonly Line[], places: ReadonlyMap<string, Place>): Shapes {
  const round = (number: number): number => Math.round(number * 10) / 10;
  const boxOf = ({ x1, y1, w, h }: { x1: number; y1: number; w: number; h: number }, pad = 0): Box =>
    ({ x: round(x1 - pad), y: round(y1 - pad), width: round(w + 2 * pad), height: round(h + 2 * pad) });
  const thing = (node: NodeSingular): Shapes["things"][number] => {
    const { x, y } = node.position();
    return { ...named(node), x: round(x), y: round(y), size: Number(node.data("size")), side: sideOf(node), shape: String(node.data("shape")), colour: String(node.data("colour")) };
  };
  const place = (id: string): { x: number; y: number } => ({ x: round(places.get(id)?.x ?? 0), y: round(places.get(id)?.y ?? 0) });
  return {
    box: boxOf(cy.elements().boundingBox(), PAD),
    seen: boxOf(cy.extent()),
    things: cy.nodes("[size]").map((node) => thing(node)),
    hulls: cy.nodes(".community").map((node) => ({ ...named(node), box: boxOf(node.boundingBox({ includeLabels: false })) })),
    lines: lines.map((line) => {
      const [from, to] = [place(line.one.id), place(line.other.id)];
      return { ...named(cy.$id(line.id)), x1: from.x, y1: from.y, x2: to.x, y2: to.y, width: widthOf(line, THICK), tip: tipOf(line, places) };
    }),
  };
}
