// Where words stand in a file with pages: the page itself, where it is at hand, with the lines marked, else a sketch of it.

import type { Data, Picture } from "./data";
import { button, h, s } from "./dom";
import { t } from "./i18n";
import type { Marked } from "./quotes";

/** Left, top, width, height in points. */
type Box = readonly number[];

/** The size of a page of A4 in points: how large a page is the data does not say. */
const [PAGE_WIDE, PAGE_HIGH] = [595, 842];
/** What shows above and below the words, in points: some two lines. */
const AROUND = 30;

export function pagesOf(data: Data, marked: Marked): HTMLElement | null {
  const found = new Map<string, Box[]>();
  for (const { page, box } of marked.pages) {
    const numbers = box.split(",").map(Number).filter(Number.isFinite);
    found.set(page, [...(found.get(page) ?? []), ...(numbers.length === 4 ? [numbers] : [])]);
  }
  if (!found.size) return null;
  return h("p", { class: "pages" }, ...[...found].map(([page, boxes]) => {
    const title = `${t("page")} ${page}`;
    const drawn = boxes.length > 0 && sketch(page, boxes);
    const link = served(data.base, marked, page);
    if (!link) return h("span", {}, title, " ", cut(data, marked.quote.text, page, boxes) ?? drawn);
    const image = h("img", { src: link, alt: `${title}: ${boxes.map(told).join("; ")}`, loading: "lazy" });
    const shown = h("a", { href: link, target: "_blank", rel: "noopener" }, title, image);
    // The file may be gone, or another by now.
    image.addEventListener("error", () => { shown.replaceWith(title, " ", drawn || ""); });
    return h("span", {}, shown);
  }));
}

const told = ([x = 0, y = 0, w = 0, h = 0]: Box): string => `${Math.round(x)}, ${Math.round(y)}, ${Math.round(w)} × ${Math.round(h)}`;

/** Where `dao-graph serve` shows the page itself with the words marked; a page that is a file has no server. */
function served(base: string, { quote, pages }: Marked, page: string): string | null {
  if (!("served" in document.documentElement.dataset) || !quote.text) return null;
  const asked = new URLSearchParams({ text: base + quote.text, page });
  for (const { fragment } of pages) asked.append("box", fragment);
  return `/page?${asked.toString()}`;
}

/** The words as they are printed, from a picture that this page has in itself; a press shows it large. */
function cut(data: Data, text: string, page: string, boxes: readonly Box[]): HTMLElement | null {
  const top = Math.min(...boxes.map(([, y = 0]) => y));
  const bottom = Math.max(...boxes.map(([, y = 0, , high = 0]) => y + high));
  const picture = data.pictures.get(`${text} ${page}`)?.find(({ box: [, y, , high] }) => y <= top + 1 && bottom <= y + high + 1);
  if (!picture || !boxes.length) return null;
  const name = `${t("page")} ${page}: ${boxes.map(told).join("; ")}`;
  const shown = button("", () => large(name, printed(picture, boxes, top, bottom)), { class: "cut", title: t("enlarge") });
  shown.append(printed(picture, boxes, top, bottom, name));
  return shown;
}

function printed({ box: [x, y, width, height], image }: Picture, boxes: readonly Box[], top: number, bottom: number, name = ""): SVGElement {
  const upper = Math.max(y, top - AROUND);
  const lower = Math.min(y + height, bottom + AROUND);
  return s("svg", { viewBox: `${x} ${upper} ${width} ${lower - upper}`, class: "printed-page", role: "img", "aria-label": name },
    s("image", { x, y, width, height, preserveAspectRatio: "none", href: `data:image/png;base64,${image}` }),
    ...boxes.map((box) => line(box)));
}

function large(name: string, picture: SVGElement): void {
  picture.setAttribute("aria-label", name);
  const close = (): void => { shown.close(); };
  const beside = (event: Event): void => { if (event.target === shown) close(); };
  const shown = h("dialog", { class: "large", "aria-label": name, on: { close: () => { shown.remove(); }, click: beside } },
    h("div", {}, h("p", {}, button(t("close"), close)), h("div", { class: "sheet", tabindex: "0" }, picture)));
  document.body.append(shown);
  shown.showModal();
}

function sketch(page: string, boxes: readonly Box[]): SVGElement {
  const wide = Math.max(PAGE_WIDE, ...boxes.map(([x = 0, , w = 0]) => x + w));
  const high = Math.max(PAGE_HIGH, ...boxes.map(([, y = 0, , h = 0]) => y + h));
  const places = boxes.map(told).join("; ");
  return s("svg", { viewBox: `0 0 ${wide} ${high}`, class: "sketch", role: "img", "aria-label": `${t("page")} ${page}: ${places}` }, s("title", {}, places),
    s("rect", { x: 0, y: 0, width: wide, height: high, class: "paper" }),
    ...boxes.map((box) => line(box)));
}

const line = ([x = 0, y = 0, width = 0, height = 0]: Box): SVGElement => s("rect", { x, y, width, height, class: "line" });
