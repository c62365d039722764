// The side panel: a thing with its facts, or a fact with the words that state it, language by language.

import { passes } from "./choose";
import { listOf, type Data, type Fact, type Quote, type Thing } from "./data";
import { button, h, name, replace } from "./dom";
import { language, LANGUAGES, t } from "./i18n";
import { factName, paragraphName, term, thingName } from "./names";
import type { State } from "./state";

export interface Acts {
  openThing(thing: Thing): void;
  openFact(fact: Fact): void;
  expand(thing: Thing): void;
  only(thing: Thing): void;
  path(thing: Thing): void;
}

const FACTS = 30;
const ALSO = 12;

export class Panel {
  readonly element = h("aside", { id: "panel", tabindex: "-1" });
  private readonly inParagraph = new Map<string, Fact[]>();

  constructor(private readonly data: Data, private readonly acts: Acts) {
    for (const fact of data.facts) {
      for (const paragraph of new Set(fact.quotes.map((quote) => quote.paragraph).filter(Boolean))) {
        const known = this.inParagraph.get(paragraph);
        if (known) known.push(fact);
        else this.inParagraph.set(paragraph, [fact]);
      }
    }
  }

  show(state: State, path: readonly Fact[] | null, waiting: boolean): void {
    this.element.setAttribute("aria-label", t("details"));
    const fact = this.data.byFact.get(state.fact);
    const thing = this.data.byId.get(state.thing);
    if (waiting) replace(this.element, h("p", { class: "note", role: "status" }, t("pathTo")), thing ? this.thing(thing, state) : null);
    else if (path) replace(this.element, this.path(path), fact ? this.fact(fact) : null);
    else if (fact) replace(this.element, this.fact(fact));
    else if (thing) replace(this.element, this.thing(thing, state));
    else replace(this.element, h("p", {}, t("start")), this.left());
  }

  private left(): HTMLElement {
    return h("details", {}, h("summary", {}, t("left")), h("ul", {}, ...this.data.loss.map((line) => h("li", { lang: "en" }, line.trim()))));
  }

  private link(thing: Thing): HTMLElement {
    const shown = h("button", { type: "button", class: "link", on: { click: () => this.acts.openThing(thing) } });
    shown.append(h("span", { class: `dot ${thing.group}` }), name(thingName(this.data, thing)));
    return shown;
  }

  private thing(thing: Thing, state: State): HTMLElement {
    const facts = (this.data.around[thing.index] ?? []).filter((fact) => passes(fact, state));
    const groups = new Map<string, Fact[]>();
    for (const fact of facts) {
      const known = groups.get(fact.relation);
      if (known) known.push(fact);
      else groups.set(fact.relation, [fact]);
    }
    const title = h("h2", {}, h("span", { class: `dot ${thing.group}` }), name(thingName(this.data, thing)));
    return h("div", {},
      title,
      h("p", { class: "mute" }, `${term(this.data, thing.kind)} · ${facts.length} ${t("facts")}`),
      this.names(thing),
      this.attributes(thing.attributes),
      h("p", { class: "buttons" },
        button(t("expand"), () => this.acts.expand(thing)),
        button(t("only"), () => this.acts.only(thing)),
        button(t("path"), () => this.acts.path(thing))),
      ...[...groups].sort((one, other) => one[1].length - other[1].length).map(([relation, members]) => this.group(relation, members)));
  }

  private group(relation: string, facts: readonly Fact[]): HTMLElement {
    const list = h("ul", { class: "facts" });
    const more = (from: number): void => {
      for (const fact of facts.slice(from, from + FACTS)) list.append(h("li", {}, this.line(fact)));
      const left = facts.length - from - FACTS;
      if (left > 0) {
        const item = h("li", {}, button(`${t("more")} (${left})`, () => { item.remove(); more(from + FACTS); }));
        list.append(item);
      }
    };
    more(0);
    return h("section", {}, h("h3", {}, `${term(this.data, relation)} (${facts.length})`), list);
  }

  /** A fact as a line to open: who, what, whom. */
  private line(fact: Fact): HTMLElement {
    const line = h("button", { type: "button", class: "fact", on: { click: () => this.acts.openFact(fact) } });
    line.append(name(thingName(this.data, fact.source)), " ", h("span", { class: "said" }, name(factName(this.data, fact))), " ", name(thingName(this.data, fact.target)));
    if (fact.start) line.append(h("small", { class: "mute" }, ` ${fact.start}`));
    return line;
  }

  private fact(fact: Fact): HTMLElement {
    const between = (this.data.around[fact.source.index] ?? []).filter(
      (other) => other !== fact && (other.source === fact.target || other.target === fact.target) && other.source !== other.target);
    return h("div", {},
      h("h2", { class: "sentence" }, this.link(fact.source), " ", h("span", { class: "said" }, name(factName(this.data, fact))), " ", this.link(fact.target)),
      h("p", { class: "mute" }, [term(this.data, fact.relation), fact.start, fact.end].filter(Boolean).join(" · "), fact.listed && ` · ${t("inLists")}`),
      this.attributes(fact.attributes),
      ...this.quotes(fact),
      between.length > 0 && this.group(fact.relation, between));
  }

  private path(path: readonly Fact[]): HTMLElement {
    if (!path.length) return h("p", { class: "note", role: "status" }, t("noPath"));
    return h("section", {}, h("h2", {}, `${t("pathFound")}: ${path.length} ${t("steps")}`),
      h("ol", { class: "facts" }, ...path.map((fact) => h("li", {}, this.line(fact)))));
  }

  private names(thing: Thing): HTMLElement | null {
    const others = Object.entries(thing.labels);
    if (!others.length) return null;
    return h("details", {}, h("summary", {}, Object.keys(thing.labels).join(" · ")),
      h("ul", { class: "plain" }, ...others.map(([code, label]) => h("li", {}, h("small", { class: "mute" }, `${code} `), name(label, code)))));
  }

  private attributes(attributes: Data["things"][number]["attributes"]): HTMLElement | null {
    const rows = Object.entries(attributes).filter(([key]) => !key.endsWith("_id"));
    if (!rows.length) return null;
    const list = h("dl");
    for (const [key, value] of rows) {
      const values = listOf(value).map(String);
      list.append(h("dt", {}, term(this.data, key.replace(/_$/, ""))));
      list.append(h("dd", { dir: "auto" }, values.join("; ")));
    }
    return list;
  }

  /** Quotes in the language chosen first; each in its paragraph, marked. */
  private quotes(fact: Fact): HTMLElement[] {
    const rank = (code: string): number => (code === language() ? -1 : Object.keys(LANGUAGES).indexOf(code));
    const codes = [...new Set(fact.quotes.map((quote) => quote.language))].sort((one, other) => rank(one) - rank(other));
    return codes.map((code, place) => {
      const quotes = merge(fact.quotes.filter((quote) => quote.language === code));
      const shown = quotes.map((marked) => this.quote(marked, fact));
      const title = `${LANGUAGES[code] ?? code} (${quotes.length})`;
      return place === 0
        ? h("section", { class: "quotes" }, h("h3", { lang: code }, title), ...shown)
        : h("details", { class: "quotes" }, h("summary", { lang: code }, title), ...shown);
    });
  }

  private quote(marked: Marked, fact: Fact): HTMLElement {
    const { quote, places } = marked;
    const words = h("p", { lang: quote.language || "und", dir: "auto" });
    let at = 0;
    for (const [begin, end] of places) {
      if (begin > at) words.append(quote.words.slice(at, begin));
      words.append(h("mark", {}, quote.words.slice(Math.max(begin, at), end)));
      at = Math.max(at, end);
    }
    words.append(quote.words.slice(at));
    const document = this.data.byId.get(quote.document);
    const also = (this.inParagraph.get(quote.paragraph) ?? []).filter((other) => other !== fact);
    const things = [...new Set(also.flatMap((other) => [other.source, other.target]))].filter((thing) => thing !== document && thing !== fact.source && thing !== fact.target);
    return h("blockquote", {}, words,
      h("p", { class: "mute" }, document ? this.link(document) : name(quote.document), " ", name(paragraphName(quote.paragraph, quote.document))),
      things.length > 0 && h("details", {}, h("summary", {}, `${t("also")} (${things.length})`),
        h("p", { class: "chips" }, ...things.slice(0, ALSO).map((thing) => this.link(thing)))));
  }
}

interface Marked {
  readonly quote: Quote;
  readonly places: [number, number][];
}

/** Several quotes of one paragraph as that paragraph with several places marked. */
function merge(quotes: readonly Quote[]): Marked[] {
  const found = new Map<string, Marked>();
  for (const quote of quotes) {
    const key = quote.paragraph ? `${quote.paragraph} ${quote.words}` : `${found.size}`;
    const known = found.get(key);
    if (known) known.places.push([quote.begin, quote.end]);
    else found.set(key, { quote, places: [[quote.begin, quote.end]] });
  }
  for (const { places } of found.values()) places.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return [...found.values()];
}
