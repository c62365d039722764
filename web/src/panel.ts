// The side panel: a thing with its facts, or a fact with the words that state it, language by language.

import type { Community } from "./communities";
import { passes } from "./choose";
import { listOf, type Data, type Fact, type Thing } from "./data";
import { button, h, name, replace } from "./dom";
import { LANGUAGES, number, t } from "./i18n";
import { factName, hedge, paragraphName, term, thingName, thingTitle, valuesOf, wholeName } from "./names";
import { pagesOf } from "./pages";
import { languagesOf, markedWords, merge, snippet, type Marked } from "./quotes";
import { beginnings, sectionsOf, type Section } from "./sections";
import type { State } from "./state";

export interface Acts {
  openThing(thing: Thing): void;
  openFact(fact: Fact): void;
  closeFact(): void;
  expand(thing: Thing): void;
  only(thing: Thing): void;
  path(thing: Thing): void;
  grow(community: Community): void;
}

const FACTS = 20;
const ALSO = 12;
const MEMBERS = 40;
/** What a row's words, or its title, say anyway. */
const SAID = ["verb", "role", "target_role", "strength", "text", "title"];

export class Panel {
  readonly element = h("aside", { id: "panel", tabindex: "-1" });
  private paragraphs: Map<string, Fact[]> | null = null;
  private documents: Map<string, Fact[]> | null = null;

  constructor(private readonly data: Data, private readonly acts: Acts) {}

  show(state: State, path: readonly Fact[] | null, waiting: boolean, community: Community | null): void {
    this.element.setAttribute("aria-label", t("details"));
    const fact = this.data.byFact.get(state.fact);
    const thing = this.data.byId.get(state.thing);
    if (waiting) replace(this.element, h("p", { class: "note wait", role: "status" }, t("pathTo")), thing ? this.thing(thing, state) : null);
    else if (path) replace(this.element, this.path(path), fact ? this.fact(fact, null) : null);
    else if (fact) replace(this.element, this.fact(fact, thing ?? null));
    else if (thing) replace(this.element, this.thing(thing, state));
    else if (community) replace(this.element, this.community(community));
    else replace(this.element, this.start(), this.left());
  }

  private start(): HTMLElement {
    return h("div", {}, h("p", {}, t("start")), h("h2", {}, t("begin")), ...beginnings(this.data, this.stated()).map(({ title, things }) =>
      h("section", {}, h("h3", {}, title), h("ul", { class: "plain" }, ...things.map((thing) => h("li", {}, this.link(thing, thingTitle(this.data, thing))))))));
  }

  private left(): HTMLElement {
    return h("details", { class: "left" }, h("summary", {}, t("left")), h("ul", {}, ...this.data.loss.map((line) => h("li", { lang: "en", dir: "ltr" }, line.trim()))));
  }

  /** The facts that each document states. */
  private stated(): Map<string, Fact[]> {
    this.documents ??= collect(this.data.facts, (fact) => fact.quotes.map((quote) => quote.document));
    return this.documents;
  }

  private link(thing: Thing, text = thingName(this.data, thing)): HTMLElement {
    const shown = h("button", { type: "button", class: "link", on: { click: () => this.acts.openThing(thing) } });
    shown.append(h("span", { class: `dot ${thing.group}` }), name(text));
    return shown;
  }

  private thing(thing: Thing, state: State): HTMLElement {
    const facts = (this.data.around[thing.index] ?? []).filter((fact) => passes(fact, state));
    const stated = (this.stated().get(thing.id) ?? []).filter((fact) => passes(fact, state));
    const count = new Set([...facts, ...stated]).size;
    return h("div", {},
      h("h2", {}, h("span", { class: `dot ${thing.group}` }), name(thingTitle(this.data, thing))),
      h("p", { class: "mute" }, [term(this.data, thing.kind), ...codes(thing), `${count} ${t("facts")}`].join(" · ")),
      h("p", { class: "buttons" },
        button(t("expand"), () => this.acts.expand(thing)),
        button(t("only"), () => this.acts.only(thing)),
        button(t("path"), () => this.acts.path(thing))),
      ...sectionsOf(this.data, thing, facts, stated).map((section) => this.section(section)),
      this.attributes(thing.attributes), this.names(thing));
  }

  private section(section: Section): HTMLElement {
    const title = `${section.title} (${section.facts.length})`;
    const content = section.parts.length
      ? section.parts.map(({ thing, facts }, place) => h("details", { class: "part", open: place < 1 && section.parts.length < 4 },
        h("summary", {}, h("span", { class: `dot ${thing.group}` }), name(thingName(this.data, thing)), ` (${facts.length})`), this.rows(facts, thing, false)))
      : [this.rows(section.facts, section.about, section.alike)];
    if (section.open) return h("section", {}, h("h3", {}, title), ...content);
    return h("details", { class: "more" }, h("summary", {}, title), ...content);
  }

  private rows(facts: readonly Fact[], about: Thing | null, alike: boolean): HTMLElement {
    const list = h("ul", { class: "facts" });
    const more = (from: number): void => {
      for (const fact of facts.slice(from, from + FACTS)) list.append(h("li", {}, this.row(fact, about, alike)));
      const left = facts.length - from - FACTS;
      if (left > 0) {
        const item = h("li", {}, button(`${t("more")} (${left})`, () => { item.remove(); more(from + FACTS); }));
        list.append(item);
      }
    };
    more(0);
    return list;
  }

  /** A fact as a line to open – who, what, whom, but for what the panel is about – with the first of its words. */
  private row(fact: Fact, about: Thing | null, alike: boolean): HTMLElement {
    const [source, said, target] = [thingName(this.data, fact.source), factName(this.data, fact), thingName(this.data, fact.target)];
    const line = h("button", { type: "button", class: "fact", on: { click: () => this.acts.openFact(fact) } });
    const outward = fact.source === about;
    if (alike) {
      const other = outward ? fact.target : fact.source;
      line.append(h("span", { class: "arrow", "aria-hidden": "true" }, outward ? "→ " : "← "), h("span", { class: `dot ${other.group}` }), name(thingTitle(this.data, other)));
      line.append(h("span", { class: "unseen" }, ` – ${source} ${said} ${target}`));
    } else {
      if (fact.source !== about) line.append(name(source), " ");
      line.append(h("span", { class: "said" }, name(said)));
      if (fact.target !== about) line.append(" ", name(target));
    }
    const told = this.told(fact);
    if (told) line.append(h("small", { class: "mute" }, ` ${told}`));
    const words = snippet(fact);
    if (words) {
      const document = this.data.byId.get(words.quote.document);
      const where = [paragraphName(words.quote.paragraph, words.quote.document), document && document !== about ? thingName(this.data, document) : ""].filter(Boolean).join(" · ");
      line.append(words.element, h("small", { class: "mute where" }, name(where)));
    } else if (fact.listed) line.append(h("small", { class: "mute where" }, t("inLists")));
    return line;
  }

  /** What a row says in short: sum, deadline, date. */
  private told(fact: Fact): string {
    const { amount, deadline } = fact.attributes;
    const sum = typeof amount === "number" ? `${hedge(fact.attributes)}${number(amount)} ${valuesOf(this.data, fact.attributes, "currency").join(" ")}` : "";
    const due = deadline === undefined ? "" : `${t("deadline")} ${listOf(deadline).join(", ")}`;
    return [sum, due, valuesOf(this.data, fact.attributes, "status").join(", ")].filter(Boolean).join(" · ");
  }

  private fact(fact: Fact, from: Thing | null): HTMLElement {
    const between = (this.data.around[fact.source.index] ?? []).filter(
      (other) => other !== fact && (other.source === fact.target || other.target === fact.target) && other.source !== other.target);
    return h("div", {},
      from && h("p", {}, button(`${t("back")}: ${thingName(this.data, from)}`, () => this.acts.closeFact(), { class: "back" })),
      h("h2", { class: "sentence" }, this.link(fact.source, wholeName(this.data, fact.source)), said(fact), h("span", { class: "said" }, name(factName(this.data, fact))), said(fact), this.link(fact.target, wholeName(this.data, fact.target))),
      h("p", { class: "mute" }, [term(this.data, fact.relation), [fact.start, fact.end].filter(Boolean).join(" – "), fact.listed && t("inLists")].filter(Boolean).join(" · ")),
      ...this.quotes(fact),
      this.attributes(fact.attributes),
      between.length > 0 && h("details", { class: "more" }, h("summary", {}, `${thingName(this.data, fact.source)} – ${thingName(this.data, fact.target)} (${between.length})`), this.rows(between, null, false)));
  }

  private path(path: readonly Fact[]): HTMLElement {
    if (!path.length) return h("p", { class: "note", role: "status" }, t("noPath"));
    return h("section", {}, h("h2", {}, `${t("pathFound")}: ${path.length} ${t("steps")}`),
      h("ol", { class: "facts" }, ...path.map((fact) => h("li", {}, this.row(fact, null, false)))));
  }

  private community(community: Community): HTMLElement {
    return h("div", {}, h("h2", {}, `${t("community")}: ${community.names.map((thing) => thingName(this.data, thing)).join(", ")}`),
      h("p", { class: "mute" }, `${number(community.things.length)} ${t("things")}`),
      h("p", { class: "buttons" }, button(t("showAll"), () => this.acts.grow(community))),
      h("ul", { class: "plain" }, ...community.things.slice(0, MEMBERS).map((thing) => h("li", {}, this.link(thing)))));
  }

  private names(thing: Thing): HTMLElement | null {
    const others = Object.entries(thing.labels);
    if (!others.length) return null;
    return h("details", { class: "more" }, h("summary", {}, `${t("names")}: ${Object.keys(thing.labels).join(" · ")}`),
      h("ul", { class: "plain" }, ...others.map(([code, label]) => h("li", {}, h("small", { class: "mute" }, `${code} `), name(label, code)))));
  }

  private attributes(attributes: Data["things"][number]["attributes"]): HTMLElement | null {
    const rows = Object.entries(attributes).filter(([key]) => !key.endsWith("_id") && !SAID.includes(key) && key !== "mentions");
    if (!rows.length) return null;
    const list = h("dl");
    for (const [key] of rows) {
      const values = valuesOf(this.data, attributes, key);
      list.append(h("dt", {}, term(this.data, key.replace(/_$/, ""))));
      list.append(h("dd", { dir: "auto" }, values.join("; ")));
    }
    return list;
  }

  /** Quotes in the language chosen first; each in its paragraph, marked. */
  private quotes(fact: Fact): HTMLElement[] {
    return languagesOf(fact).map((code, place) => {
      const quotes = merge(fact.quotes.filter((quote) => quote.language === code));
      const shown = quotes.map((marked) => this.quote(marked, fact));
      const title = `${LANGUAGES[code] ?? code} (${quotes.length})`;
      return place === 0
        ? h("section", { class: "quotes" }, h("h3", { lang: code }, title), ...shown)
        : h("details", { class: "quotes" }, h("summary", { lang: code }, title), ...shown);
    });
  }

  private quote(marked: Marked, fact: Fact): HTMLElement {
    const { quote } = marked;
    this.paragraphs ??= collect(this.data.facts, (one) => one.quotes.map((words) => words.paragraph).filter(Boolean));
    const document = this.data.byId.get(quote.document);
    const also = (this.paragraphs.get(quote.paragraph) ?? []).filter((other) => other !== fact);
    const things = [...new Set(also.flatMap((other) => [other.source, other.target]))].filter((thing) => thing !== document && thing !== fact.source && thing !== fact.target);
    return h("blockquote", {}, markedWords(marked),
      h("p", { class: "mute" }, document ? this.link(document) : name(quote.document), " ", name(paragraphName(quote.paragraph, quote.document))),
      pagesOf(this.data, marked),
      things.length > 0 && h("details", {}, h("summary", {}, `${t("also")} (${things.length})`),
        h("p", { class: "chips" }, ...things.slice(0, ALSO).map((thing) => this.link(thing)))));
  }
}

/** What stands between a fact's ends and what it is called: a verb makes a sentence of them, a noun does not. */
const said = (fact: Fact): string => ("verb" in fact.attributes ? " " : " – ");

function codes(thing: Thing): string[] {
  return listOf(thing.attributes["notation"]).map(String).slice(0, 2);
}

/** Facts by each of the keys that they have, each fact once under a key. */
function collect(facts: readonly Fact[], keys: (fact: Fact) => string[]): Map<string, Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    for (const key of new Set(keys(fact))) {
      const known = found.get(key);
      if (known) known.push(fact);
      else found.set(key, [fact]);
    }
  }
  return found;
}
