// The other views: a list of what is drawn, a timeline, flows of money.

import { sankey, sankeyLinkHorizontal, type SankeyGraph } from "d3-sankey";
import type { Drawn } from "./choose";
import { listOf, type Data, type Fact, type Thing } from "./data";
import { h, name, s } from "./dom";
import { t } from "./i18n";
import { factName, term, thingName } from "./names";

interface Open {
  thing(thing: Thing): void;
  fact(fact: Fact): void;
}

const ROWS = 500;

function opener(open: () => void, ...children: (Node | string)[]): HTMLElement {
  const shown = h("button", { type: "button", class: "link", on: { click: open } });
  shown.append(...children);
  return shown;
}

export function list(data: Data, drawn: Drawn, open: Open): HTMLElement {
  const counts = new Map<Thing, number>();
  for (const fact of drawn.facts) for (const end of [fact.source, fact.target]) counts.set(end, (counts.get(end) ?? 0) + 1);
  const ordered = [...drawn.things].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || one.index - other.index);
  const rows = ordered.slice(0, ROWS).map((thing) => h("tr", {},
    h("th", { scope: "row" }, opener(() => open.thing(thing), h("span", { class: `dot ${thing.group}` }), name(thingName(data, thing)))),
    h("td", {}, term(data, thing.kind)), h("td", { class: "number" }, String(counts.get(thing) ?? 0))));
  return h("div", { class: "scroll" }, h("table", {}, h("caption", {}, `${drawn.things.length} ${t("things")}, ${drawn.facts.length} ${t("facts")}`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("nameColumn")), h("th", { scope: "col" }, t("kindColumn")), h("th", { scope: "col" }, t("factsColumn")))),
    h("tbody", {}, ...rows)));
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

export function timeline(data: Data, facts: readonly Fact[], open: Open): HTMLElement {
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
  return h("div", { class: "timeline" }, ...[...years].map(([year, items]) => h("section", {}, h("h2", {}, year),
    h("ol", {}, ...items.map((item) => h("li", {}, h("time", { datetime: item.date }, item.date), " ",
      h("span", { class: `dot ${item.group}` }), h("small", { class: "mute" }, `${item.kind} `), opener(item.open, name(item.text))))))));
}

interface End { readonly key: string; readonly thing: Thing }
interface Flow { readonly source: number; readonly target: number; readonly value: number; readonly fact: Fact }

export function money(data: Data, facts: readonly Fact[], open: Open): HTMLElement {
  const currencies = new Map<string, Fact[]>();
  for (const fact of facts) {
    const amounts = listOf(fact.attributes["amount"]);
    if (amounts.length !== 1 || typeof amounts[0] !== "number" || amounts[0] <= 0 || fact.source === fact.target) continue;
    const currency = String(listOf(fact.attributes["currency"])[0] ?? "");
    const known = currencies.get(currency);
    if (known) known.push(fact);
    else currencies.set(currency, [fact]);
  }
  if (!currencies.size) return h("p", { class: "note" }, t("noMoney"));
  return h("div", { class: "money" }, h("p", { class: "mute" }, t("moneyHelp")), ...[...currencies].sort().map(([currency, members]) =>
    h("section", {}, h("h2", {}, currency), flows(data, members, open), sums(data, members, open))));
}

function amount(fact: Fact): number {
  return Number(listOf(fact.attributes["amount"])[0]);
}

const WIDE = 900;
const LABEL = 34;

function flows(data: Data, facts: readonly Fact[], open: Open): SVGElement {
  const split = circular(facts);
  const ends: End[] = [];
  const place = (thing: Thing, side: string): number => {
    const key = split ? `${side}${thing.index}` : String(thing.index);
    const known = ends.findIndex((end) => end.key === key);
    return known >= 0 ? known : ends.push({ key, thing }) - 1;
  };
  const links: Flow[] = facts.map((fact) => ({ source: place(fact.source, "s"), target: place(fact.target, "t"), value: amount(fact), fact }));
  const tall = Math.max(160, ends.length * 34);
  const made: SankeyGraph<End, Flow> = sankey<End, Flow>().nodeWidth(14).nodePadding(14).extent([[4, 8], [WIDE - 4, tall - 8]])({
    nodes: ends.map((end) => ({ ...end })), links: links.map((link) => ({ ...link })),
  });
  const path = sankeyLinkHorizontal();
  const root = s("svg", { viewBox: `0 0 ${WIDE} ${tall}`, role: "img", "aria-label": t("moneyHelp"), class: "sankey" });
  for (const link of made.links) {
    const drawn = s("path", { d: path(link as never) ?? "", "stroke-width": Math.max(1, link.width ?? 1), class: "flow" });
    drawn.append(s("title", {}, `${thingName(data, link.fact.source)} → ${thingName(data, link.fact.target)}: ${link.value.toLocaleString()}`));
    drawn.addEventListener("click", () => open.fact(link.fact));
    root.append(drawn);
  }
  for (const node of made.nodes) {
    const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node;
    const left = x0 < WIDE / 2;
    const colour = data.looks[node.thing.group]?.colour ?? "#888";
    root.append(s("rect", { x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0), fill: colour }));
    const label = thingName(data, node.thing);
    root.append(s("text", { x: left ? x1 + 6 : x0 - 6, y: (y0 + y1) / 2, dy: "0.35em", "text-anchor": left ? "start" : "end" },
      label.length > LABEL ? `${label.slice(0, LABEL - 1)}…` : label));
  }
  return root;
}

/** Whether money goes in a circle, which the picture cannot show: then who gives and who receives stand apart. */
function circular(facts: readonly Fact[]): boolean {
  const onward = new Map<Thing, Thing[]>();
  for (const { source, target } of facts) onward.set(source, [...(onward.get(source) ?? []), target]);
  const state = new Map<Thing, number>();
  const visit = (thing: Thing): boolean => {
    if (state.get(thing) === 1) return true;
    if (state.get(thing) === 2) return false;
    state.set(thing, 1);
    const found = (onward.get(thing) ?? []).some(visit);
    state.set(thing, 2);
    return found;
  };
  return [...onward.keys()].some(visit);
}

function sums(data: Data, facts: readonly Fact[], open: Open): HTMLElement {
  const rows = [...facts].sort((one, other) => amount(other) - amount(one)).map((fact) => h("tr", {},
    h("td", {}, name(thingName(data, fact.source))), h("td", {}, name(thingName(data, fact.target))),
    h("td", { class: "number" }, opener(() => open.fact(fact), amount(fact).toLocaleString()))));
  return h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("from")), h("th", { scope: "col" }, t("to")), h("th", { scope: "col" }, t("amount")))), h("tbody", {}, ...rows)));
}
