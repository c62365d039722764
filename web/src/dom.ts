// Elements are built, never parsed from text: no label can become markup.

type Child = Node | string | null | undefined | false;
interface Props {
  readonly class?: string;
  readonly lang?: string;
  readonly dir?: string;
  readonly on?: Record<string, (event: Event) => void>;
  readonly [attribute: string]: unknown;
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [type, listener] of Object.entries(props.on ?? {})) element.addEventListener(type, listener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null && !name.startsWith("on")) element.setAttribute(name, String(value));
  }
  add(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function s(tag: string, attributes: Record<string, string | number> = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  add(element, children);
  return element;
}

function add(element: Element, children: Child[]): void {
  for (const child of children) if (child) element.append(child);
}

export function replace(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  add(element, children);
}

/** A name that keeps its own direction, whatever stands around it. */
export function name(text: string, language?: string): HTMLElement {
  return h("bdi", language ? { lang: language } : {}, text);
}

export function button(text: string, press: () => void, props: Props = {}): HTMLButtonElement {
  return h("button", { type: "button", ...props, on: { click: press } }, text);
}

/** The width of a sign, and of one of those of Chinese, in points of 13. */
const [SIGN, WIDE] = [7.5, 13];
const wide = (sign: string): number => ((sign.codePointAt(0) ?? 0) >= 0x2e80 ? WIDE : SIGN);

/** How wide a name is in a picture, about. */
export function width(text: string): number {
  return [...text].reduce((sum, sign) => sum + wide(sign), 0);
}

/** As much of a name as has room in a picture. */
export function fitted(text: string, room: number): string {
  if (width(text) <= room) return text;
  let left = room - WIDE;
  const kept = [...text].filter((sign) => (left -= wide(sign)) >= 0);
  return `${kept.join("").trimEnd()}…`;
}
