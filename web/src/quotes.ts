// The words that state a fact: whole paragraphs with places marked, and snippets of them.

import type { Fact, PageBox, Quote } from "./data";
import { h } from "./dom";
import { language, LANGUAGES } from "./i18n";

export interface Marked {
  readonly quote: Quote;
  readonly places: [number, number][];
  readonly pages: PageBox[];
}

/** Several quotes of one paragraph as that paragraph with several places marked. */
export function merge(quotes: readonly Quote[]): Marked[] {
  const found = new Map<string, Marked>();
  for (const quote of quotes) {
    const key = quote.paragraph ? `${quote.paragraph} ${quote.words}` : `${found.size}`;
    const known = found.get(key);
    if (known) {
      known.places.push([quote.begin, quote.end]);
      known.pages.push(...quote.pages);
    } else found.set(key, { quote, places: [[quote.begin, quote.end]], pages: [...quote.pages] });
  }
  for (const { places } of found.values()) places.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return [...found.values()];
}

/** Languages in which a fact is stated, the one chosen first. */
export function languagesOf(fact: Fact): string[] {
  const rank = (code: string): number => (code === language() ? -1 : Object.keys(LANGUAGES).indexOf(code));
  return [...new Set(fact.quotes.map((quote) => quote.language))].sort((one, other) => rank(one) - rank(other));
}

export function markedWords({ quote, places }: Marked): HTMLElement {
  const words = h("p", { lang: quote.language || "und", dir: "auto" });
  let at = 0;
  for (const [begin, end] of places) {
    if (begin > at) words.append(quote.words.slice(at, begin));
    if (end > at) words.append(h("mark", {}, quote.words.slice(Math.max(begin, at), end)));
    at = Math.max(at, end);
  }
  words.append(quote.words.slice(at));
  return words;
}

const BEFORE = 40;
const LONG = 170;

/** The beginning of a fact's words in the language chosen, else in another; null where no text states it. */
export function snippet(fact: Fact): { element: HTMLElement; quote: Quote } | null {
  const [best] = languagesOf(fact);
  const quote = fact.quotes.find((one) => one.language === best);
  if (!quote) return null;
  const { words } = quote;
  const from = quote.begin <= BEFORE ? 0 : boundary(words, quote.begin - BEFORE);
  const until = Math.min(words.length, Math.max(quote.begin + 20, from + LONG));
  const end = Math.min(quote.end, until);
  const element = h("span", { class: "snippet", lang: quote.language || "und", dir: "auto" },
    from > 0 && "… ", words.slice(from, quote.begin), h("mark", {}, words.slice(quote.begin, end)), words.slice(end, until), until < words.length && " …");
  return { element, quote };
}

/** The start of a word at or after a place, so that no word and no pair of units is cut. */
function boundary(words: string, place: number): number {
  const space = words.indexOf(" ", place);
  if (space >= 0 && space - place < BEFORE) return space + 1;
  const unit = words.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place;
}
