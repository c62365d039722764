// What things and facts are called in the language chosen.

import { listOf, type Attributes, type Data, type Fact, type Thing } from "./data";
import { language, number, pick } from "./i18n";

/** Documents go by their symbol, which is no language's; other things, and documents without one, by their name. */
export function thingName(data: Data, thing: Thing): string {
  if (language() === data.language || (thing.group === "document" && !titled(data, thing))) return thing.label;
  return thing.labels[language()] ?? thing.label;
}

const ALIKE = 20;

function titled(data: Data, thing: Thing): boolean {
  return thing.labels[data.language]?.slice(0, ALIKE) === thing.label.slice(0, ALIKE);
}

export function factName(data: Data, fact: Fact): string {
  return language() === data.language ? fact.label : pick(fact.labels, fact.label);
}

export function term(data: Data, name: string): string {
  const found = pick(data.terms[name] ?? {}, name);
  return found.charAt(0).toUpperCase() + found.slice(1);
}

/** The values of an attribute as texts, those that are of the lists in the language chosen. */
export function valuesOf(data: Data, attributes: Attributes, key: string): string[] {
  const values = listOf(attributes[key]);
  const ids = listOf(attributes[`${key}_id`]);
  return values.map((value, place) => {
    if (typeof value === "number") return number(value);
    return ids.length === values.length ? pick(data.terms[String(ids[place])] ?? {}, String(value)) : String(value);
  });
}

/** Signs that all readers know, for what an id calls a paragraph, an operative or a preambular one, or a section. */
const SIGNS: Record<string, string> = { p: "¶", op: "¶", pp: "¶ (pp)", s: "§" };

/** A part of a document as people cite it, "¶ 12 (a)", by what follows the document's id. */
export function paragraphName(paragraph: string, document: string): string {
  const path = paragraph.startsWith(document) ? paragraph.slice(document.length).replace(/^\//, "") : paragraph;
  const [, kind = "", number = "", items = ""] = /^(pp?|op|s)\/([^/]+)((?:\/[^/]+)*)$/.exec(path) ?? [];
  return kind ? `${SIGNS[kind]} ${number}${items.replace(/\/([^/]+)/g, " ($1)")}` : path;
}

/** A sum as the text hedges it; "" before what it does not hedge. */
export function hedge(attributes: Attributes): string {
  return { about: "≈ ", "at least": "≥ ", "at most": "≤ " }[String(attributes["bound"])] ?? "";
}

/** The whole name where there is room for it; of a document its symbol all the same. */
export function wholeName(data: Data, thing: Thing): string {
  return thing.group === "document" && !titled(data, thing) ? thingName(data, thing) : thingTitle(data, thing);
}

/** The whole name of what has a short one; of a document its symbol and title. */
export function thingTitle(data: Data, thing: Thing): string {
  const short = thingName(data, thing);
  const title = thing.attributes["title"];
  const named = thing.labels[language()] ?? (typeof title === "string" ? title : short);
  if (thing.group === "document" && !titled(data, thing)) {
    return short.includes(named) ? short : named.includes(short) ? named : `${short}: ${named}`;
  }
  // What describes a thing without a name in this language ends in the beginning of the name that it has.
  const begins = typeof title === "string" ? named.indexOf(title.slice(0, ALIKE)) : -1;
  return begins < 0 || named.includes(String(title)) ? named : named.slice(0, begins) + String(title);
}
