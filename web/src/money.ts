// Flows of money: stated sums from who gives to who receives.

import { sankey, sankeyLinkHorizontal, type SankeyGraph } from "d3-sankey";
import { listOf, type Data, type Fact, type Thing } from "./data";
import { fitted, h, name, s } from "./dom";
import { number, t } from "./i18n";
import { factName, hedge, thingName, valuesOf, wholeName } from "./names";
import { opener, type Open } from "./views";

/** Relations by which money goes from one to another; of the others it is somebody's or something's. */
const GIVEN = ["Contribution", "Allocation"];

interface End { readonly key: string; readonly thing: Thing }
interface Flow { readonly source: number; readonly target: number; readonly value: number; readonly fact: Fact }

/** Flows of money in a window so many pixels wide. */
export function money(data: Data, facts: readonly Fact[], open: Open, room: number): HTMLElement {
  const sums = facts.filter((fact) => {
    const amounts = listOf(fact.attributes["amount"]);
    return amounts.length === 1 && typeof amounts[0] === "number" && amounts[0] > 0 && fact.source !== fact.target;
  });
  if (!sums.length) return h("p", { class: "note" }, t("noMoney"));
  const currencies = grouped(sums, (fact) => valuesOf(data, fact.attributes, "currency").join(", "));
  return h("div", { class: "money" }, h("p", { class: "mute" }, t("moneyHelp")), ...currencies.map(([currency, members]) => {
    const totals = totalsOf(members);
    return h("section", {}, h("h2", {}, currency), ...pictures(data, members.filter((fact) => !totals.has(fact)), open, room),
      given(data, members.filter((fact) => GIVEN.includes(fact.relation)), totals, open), held(data, members.filter((fact) => !GIVEN.includes(fact.relation)), totals, open));
  }));
}

function grouped(facts: readonly Fact[], key: (fact: Fact) => string): [string, Fact[]][] {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) found.set(key(fact), [...(found.get(key(fact)) ?? []), fact]);
  return [...found].sort(([one], [other]) => one.localeCompare(other));
}

/** A picture for each status: what is pledged and what is paid is often the same money, and is never added up. */
function pictures(data: Data, facts: readonly Fact[], open: Open, room: number): (HTMLElement | null)[] {
  const status = (fact: Fact): string => valuesOf(data, fact.attributes, "status").join(", ");
  const found = grouped(facts.filter((fact) => stated(fact.source) && stated(fact.target)), status);
  return found.flatMap(([name, members]) => [
    name && found.length > 1 ? h("h3", {}, name) : null,
    h("div", { class: "scroll", tabindex: "0" }, flows(data, members, open, room))]);
}

/** How far a total may be from its parts, which are rounded. */
const ROUNDED = 0.001;

/** Sums that are the total of others which the same party gives by the same document: drawn beside those they would count twice. */
function totalsOf(facts: readonly Fact[]): Set<Fact> {
  const documents = (fact: Fact): string => [...new Set(fact.quotes.map((quote) => quote.document))].sort().join();
  const found = new Set<Fact>();
  for (const [, members] of grouped(facts, (fact) => [fact.source.index, fact.relation, String(fact.attributes["status"]), documents(fact)].join())) {
    const [most, ...others] = [...members].sort((one, other) => amount(other) - amount(one));
    const sum = others.reduce((whole, fact) => whole + amount(fact), 0);
    if (most && others.length > 1 && Math.abs(amount(most) - sum) <= ROUNDED * sum) found.add(most);
  }
  return found;
}

/** An end that the text names: where it names one alone, the document that states the sum stands for the other. */
function stated(end: Thing): boolean {
  return end.group !== "document";
}

function amount(fact: Fact): number {
  return Number(listOf(fact.attributes["amount"])[0]);
}

/** Of a picture, and of one of its columns with its names. */
const [WIDEST, COLUMN] = [1000, 160];

function flows(data: Data, facts: readonly Fact[], open: Open, room: number): SVGElement | null {
  if (!facts.length) return null;
  const split = circular(facts);
  const ends: End[] = [];
  const place = (thing: Thing, side: string): number => {
    const key = split ? `${side}${thing.index}` : String(thing.index);
    const known = ends.findIndex((end) => end.key === key);
    return known >= 0 ? known : ends.push({ key, thing }) - 1;
  };
  const links: Flow[] = facts.map((fact) => ({ source: place(fact.source, "s"), target: place(fact.target, "t"), value: amount(fact), fact }));
  const tall = Math.max(160, ends.length * 34);
  const laid = (wide: number): SankeyGraph<End, Flow> => sankey<End, Flow>().nodeWidth(14).nodePadding(18).extent([[4, 8], [wide - 4, tall - 8]])({
    nodes: ends.map((end) => ({ ...end })), links: links.map((link) => ({ ...link })),
  });
  const columns = Math.max(2, ...laid(WIDEST).nodes.map((node) => (node.depth ?? 0) + 1));
  const wide = Math.max(columns * COLUMN, Math.min(WIDEST, room - 40));
  const made = laid(wide);
  // Names of one column go to the right, those of the next to the left: each has half of what lies between.
  const longest = wide / (columns - 1) / 2 - 30;
  const path = sankeyLinkHorizontal();
  const root = s("svg", { viewBox: `0 0 ${wide} ${tall}`, width: wide, role: "img", "aria-label": t("moneyHelp"), class: "sankey" });
  for (const link of made.links) {
    const drawn = s("path", { d: path(link as never) ?? "", "stroke-width": Math.max(1, link.width ?? 1), class: "flow" });
    drawn.append(s("title", {}, `${thingName(data, link.fact.source)} → ${thingName(data, link.fact.target)}: ${hedge(link.fact.attributes)}${number(link.value)}`));
    drawn.addEventListener("click", () => open.fact(link.fact));
    root.append(drawn);
  }
  for (const node of made.nodes) {
    const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node;
    const left = x0 < wide / 2;
    const colour = data.looks[node.thing.group]?.colour ?? "#888";
    root.append(s("rect", { x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0), fill: colour }));
    root.append(s("text", { x: left ? x1 + 6 : x0 - 6, y: (y0 + y1) / 2, dy: "0.35em", "text-anchor": left ? "start" : "end" },
      fitted(thingName(data, node.thing), longest)));
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

/** What was given, with who gave and who received. */
function given(data: Data, facts: readonly Fact[], totals: ReadonlySet<Fact>, open: Open): HTMLElement | null {
  return table(data, facts, totals, open, t("given"), [t("giver"), t("receiver")], (fact) => [end(data, fact.source), end(data, fact.target)]);
}

/** Budgets and what else is somebody's, with whose it is. */
function held(data: Data, facts: readonly Fact[], totals: ReadonlySet<Fact>, open: Open): HTMLElement | null {
  return table(data, facts, totals, open, t("otherSums"), [t("whose")], (fact) => [end(data, stated(fact.source) ? fact.source : fact.target)]);
}

function end(data: Data, thing: Thing): HTMLElement {
  return h("td", {}, stated(thing) ? name(wholeName(data, thing)) : h("span", { class: "mute" }, "–"));
}

function table(data: Data, facts: readonly Fact[], totals: ReadonlySet<Fact>, open: Open, caption: string, columns: readonly string[], cells: (fact: Fact) => HTMLElement[]): HTMLElement | null {
  if (!facts.length) return null;
  const rows = [...facts].sort((one, other) => amount(other) - amount(one)).map((fact) => h("tr", {},
    // In a narrow window the first column is surely seen.
    h("td", { class: "number" }, opener(() => open.fact(fact), hedge(fact.attributes) + number(amount(fact)))), ...cells(fact),
    h("td", {}, name(factName(data, fact)), h("small", { class: "mute" }, ` ${told(data, fact, totals)}`))));
  const heads = [t("amount"), ...columns, t("kindColumn")].map((text) => h("th", { scope: "col" }, text));
  return h("div", { class: "scroll" }, h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows)));
}

function told(data: Data, fact: Fact, totals: ReadonlySet<Fact>): string {
  const kind = valuesOf(data, fact.attributes, "kind_").filter((kind) => kind !== factName(data, fact));
  const dates = [fact.attributes["startDate"], fact.attributes["endDate"]].filter(Boolean).join(" – ");
  return [...kind, ...valuesOf(data, fact.attributes, "status"), dates, totals.has(fact) && t("total")].filter(Boolean).join(" · ");
}
