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

/** A part of a document as people cite it: what follows the document's id. */
export function paragraphName(paragraph: string, document: string): string {
  return paragraph.startsWith(document) ? paragraph.slice(document.length).replace(/^\//, "") : paragraph;
}

/** The whole name of what has a short one; of a document its symbol and title. */
export function thingTitle(data: Data, thing: Thing): string {
  const short = thingName(data, thing);
  const title = thing.labels[language()] ?? thing.attributes["title"];
  if (typeof title !== "string") return short;
  if (thing.group !== "document" || titled(data, thing) || title.includes(short.replace(/…$/, ""))) return title;
  return short.includes(title) ? short : `${short}: ${title}`;
}
