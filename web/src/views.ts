// The other views: a list of what is drawn, a timeline.

import type { Drawn } from "./choose";
import { listOf, type Data, type Fact, type Thing } from "./data";
import { button, h, name, s } from "./dom";
import { number, t } from "./i18n";
import { factName, term, thingName } from "./names";

export interface Open {
  years(from: string, to: string): void;
  thing(thing: Thing): void;
  fact(fact: Fact): void;
}

const ROWS = 500;

export function opener(open: () => void, ...children: (Node | string)[]): HTMLElement {
  const shown = h("button", { type: "button", class: "link", on: { click: open } });
  shown.append(...children);
  return shown;
}

export function list(data: Data, drawn: Drawn, open: Open): HTMLElement {
  const counts = new Map<Thing, number>();
  for (const fact of drawn.facts) for (const end of [fact.source, fact.target]) counts.set(end, (counts.get(end) ?? 0) + 1);
  const ordered = [...drawn.things].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || one.index - other.index);
  const row = (thing: Thing): HTMLElement => h("tr", {},
    h("th", { scope: "row" }, opener(() => open.thing(thing), h("span", { class: `dot ${thing.group}` }), name(thingName(data, thing)))),
    h("td", {}, term(data, thing.kind)), h("td", { class: "number" }, String(counts.get(thing) ?? 0)));
  const rows = h("tbody", {}, ...ordered.slice(0, ROWS).map(row));
  const more = h("p", {}, button("", () => { rows.append(...ordered.slice(rows.children.length, rows.children.length + ROWS).map(row)); left(); }));
  const left = (): void => {
    more.hidden = rows.children.length >= ordered.length;
    (more.firstChild as HTMLElement).textContent = `${t("more")} (${number(ordered.length - rows.children.length)})`;
  };
  left();
  return h("div", { class: "scroll" }, h("table", {}, h("caption", {}, `${number(drawn.things.length)} ${t("things")} · ${number(drawn.facts.length)} ${t("facts")}`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("nameColumn")), h("th", { scope: "col" }, t("kindColumn")), h("th", { scope: "col" }, t("factsColumn")))), rows), more);
}

interface Happening {
  readonly date: string;
  readonly kind: string;
  readonly group: string;
  readonly text: string;
  readonly open: () => void;
}

const OWN_DATES = ["adoptionDate", "date", "startDate"];
const DATE = /^\d{4}(-\d\d){0,2}$/;

export function timeline(data: Data, facts: readonly Fact[], open: Open, room: number): HTMLElement {
  const found: Happening[] = [];
  for (const thing of new Set(facts.flatMap((fact) => [fact.source, fact.target]))) {
    const date = OWN_DATES.flatMap((key) => listOf(thing.attributes[key])).map(String).filter((text) => DATE.test(text)).sort()[0];
    if (date) found.push({ date, kind: term(data, thing.kind), group: thing.group, text: thingName(data, thing), open: () => open.thing(thing) });
  }
  for (const fact of facts) {
    const said = `${thingName(data, fact.source)} · ${factName(data, fact)} · ${thingName(data, fact.target)}`;
    for (const date of listOf(fact.attributes["deadline"]).map(String).filter((text) => DATE.test(text))) {
      found.push({ date, kind: t("deadline"), group: "fact", text: said, open: () => open.fact(fact) });
    }
    for (const date of OWN_DATES.flatMap((key) => listOf(fact.attributes[key])).map(String).filter((text) => DATE.test(text))) {
      found.push({ date, kind: term(data, fact.relation), group: "fact", text: said, open: () => open.fact(fact) });
    }
  }
  if (!found.length) return h("p", { class: "note" }, t("noDates"));
  found.sort((one, other) => one.date.localeCompare(other.date) || one.text.localeCompare(other.text));
  const years = new Map<string, Happening[]>();
  for (const one of found) {
    const known = years.get(one.date.slice(0, 4));
    if (known) known.push(one);
    else years.set(one.date.slice(0, 4), [one]);
  }
  return h("div", { class: "timeline" }, years.size > 2 && bars(years, open, room), ...[...years].map(([year, items]) => h("section", {}, h("h2", {}, year),
    h("ol", {}, ...items.map((item) => h("li", {}, h("time", { datetime: item.date }, item.date),
      h("span", {}, h("span", { class: `dot ${item.group}` }), h("small", { class: "mute" }, `${item.kind} `), opener(item.open, name(item.text)))))))));
}

const [TALL, LOW, STEP] = [90, 72, 40];
/** The widest that a year is drawn. */
const BAR = 28;

/** How much happened in each year, to choose one by a click; as wide as there is room, so that years can be read. */
function bars(years: ReadonlyMap<string, readonly Happening[]>, open: Open, room: number): SVGElement {
  const numbers = [...years.keys()].map(Number);
  const [first, last] = [numbers[0] ?? 0, numbers[numbers.length - 1] ?? 0];
  const most = Math.max(...[...years.values()].map((items) => items.length));
  const wide = Math.max(200, room - 40);
  const bar = Math.min(BAR, (wide - STEP) / (last - first + 1));
  const drawn = s("svg", { viewBox: `0 0 ${wide} ${TALL}`, width: wide, class: "years", role: "img", "aria-label": `${t("timeline")}, ${first}–${last}` });
  let written = -STEP;
  for (const [year, items] of years) {
    const x = (Number(year) - first) * bar;
    const high = Math.max(2, (LOW - 4) * Math.sqrt(items.length / most));
    const one = s("rect", { x, y: LOW - high, width: Math.max(1, bar - 2), height: high }, s("title", {}, `${year}: ${items.length}`));
    one.addEventListener("click", () => open.years(year, year));
    drawn.append(one);
    if (x - written < STEP) continue;
    written = x;
    drawn.append(s("text", { x, y: TALL - 4 }, year));
  }
  return drawn;
}
