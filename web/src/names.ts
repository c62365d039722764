// What things and facts are called in the language chosen.

import type { Data, Fact, Thing } from "./data";
import { language, pick } from "./i18n";

/** Documents go by their symbol, which is no language's; other things by their name. */
export function thingName(data: Data, thing: Thing): string {
  if (language() === data.language || thing.group === "document") return thing.label;
  return thing.labels[language()] ?? thing.label;
}

export function factName(data: Data, fact: Fact): string {
  return language() === data.language ? fact.label : pick(fact.labels, fact.label);
}

export function term(data: Data, name: string): string {
  const found = pick(data.terms[name] ?? {}, name);
  return found.charAt(0).toUpperCase() + found.slice(1);
}

/** A part of a document as people cite it: what follows the document's id. */
export function paragraphName(paragraph: string, document: string): string {
  return paragraph.startsWith(document) ? paragraph.slice(document.length).replace(/^\//, "") : paragraph;
}
