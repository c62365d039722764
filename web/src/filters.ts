// What is to be seen: kinds, relations, strength, document, language, time.

import type { Data, Fact } from "./data";
import { button, h, replace } from "./dom";
import { group, LANGUAGES, number, t } from "./i18n";
import { term, thingName } from "./names";
import { QUIET, type State } from "./state";

const STRENGTHS = [0, 1, 2, 3, 4, 5] as const;

export class Filters {
  private readonly content = h("details");
  readonly element = h("section", { id: "filters" }, this.content);
  private counted: { readonly key: string; readonly counts: Counts } | null = null;
  private readonly documents: string[];
  private readonly languages: string[];

  constructor(private readonly data: Data, private readonly change: (change: (state: State) => void) => void) {
    const documents = new Set<string>();
    const languages = new Set<string>();
    for (const fact of data.facts) {
      for (const quote of fact.quotes) {
        documents.add(quote.document);
        languages.add(quote.language);
      }
    }
    this.documents = [...documents].filter((id) => data.byId.has(id)).sort();
    this.languages = [...languages].filter((code) => code in LANGUAGES).sort();
    this.content.open = !matchMedia("(max-width: 60rem)").matches;
  }

  show(state: State): void {
    this.element.setAttribute("aria-label", t("filters"));
    replace(this.content, h("summary", {}, t("filters")), this.kindBoxes(state), this.relationBoxes(state), this.others(state));
  }

  /** Of each relation the facts, of each kind the things that those facts are about which are shown. */
  private counts(state: State): Counts {
    const key = [Number(state.lists), ...state.hiddenRelations].join();
    if (this.counted?.key !== key) this.counted = { key, counts: count(this.data.facts.filter((fact) => state.lists || !fact.listed), state.hiddenRelations) };
    return this.counted.counts;
  }

  private box(text: string, count: number, shown: boolean, toggle: (state: State) => void, mark?: string): HTMLElement {
    const input = h("input", { type: "checkbox", on: { change: () => this.change(toggle) } });
    input.checked = shown;
    return h("label", { class: "box" }, input, mark !== undefined && h("span", { class: `dot ${mark}` }), h("span", {}, text), h("small", { class: "mute" }, ` ${number(count)}`));
  }

  private kindBoxes(state: State): HTMLElement {
    const ordered = [...this.counts(state).kinds].sort((one, other) => one[1].group.localeCompare(other[1].group) || other[1].count - one[1].count);
    return h("fieldset", {}, h("legend", {}, t("kinds")), ...ordered.map(([kind, { count, group: family }]) =>
      this.box(term(this.data, kind), count, !state.hiddenKinds.has(kind), (next) => flip(next.hiddenKinds, kind), family)));
  }

  private relationBoxes(state: State): HTMLElement {
    const ordered = [...this.counts(state).relations].sort((one, other) => Number(QUIET.includes(one[0])) - Number(QUIET.includes(other[0])) || other[1] - one[1]);
    return h("fieldset", { class: "long" }, h("legend", {}, t("relations")), ...ordered.map(([relation, count]) =>
      this.box(term(this.data, relation), count, !state.hiddenRelations.has(relation), (next) => flip(next.hiddenRelations, relation))));
  }

  private others(state: State): HTMLElement {
    const documents = this.documents.map((id): [string, string] => {
      const thing = this.data.byId.get(id);
      return [id, thing ? thingName(this.data, thing) : id];
    });
    const listed = this.data.facts.filter((fact) => fact.listed).length;
    return h("div", { class: "fields" },
      select(t("strength"), [["-1", t("minimum")], ...STRENGTHS.map((n): [string, string] => [String(n), `${n} – ${t(`strength${n}`)}`])], String(state.strength),
        (value) => this.change((next) => { next.strength = Number(value); })),
      select(t("document"), [["", t("all")], ...documents], state.document, (value) => this.change((next) => { next.document = value; })),
      select(t("textLanguage"), [["", t("all")], ...this.languages.map((code): [string, string] => [code, LANGUAGES[code] ?? code])], state.textLanguage,
        (value) => this.change((next) => { next.textLanguage = value; })),
      date(t("from"), state.from, (value) => this.change((next) => { next.from = value; })),
      date(t("to"), state.to, (value) => this.change((next) => { next.to = value; })),
      listed > 0 && this.box(t("lists"), listed, state.lists, (next) => { next.lists = !next.lists; }),
      button(t("reset"), () => this.change((next) => {
        next.hiddenKinds.clear();
        next.hiddenRelations = new Set(QUIET);
        Object.assign(next, { strength: -1, document: "", textLanguage: "", from: "", to: "", only: false, grouped: false, community: "", lists: this.data.facts.every((fact) => fact.listed) });
        next.opened.clear();
        next.grown.clear();
      })));
  }
}

interface Counts {
  readonly kinds: ReadonlyMap<string, { readonly count: number; readonly group: string }>;
  readonly relations: ReadonlyMap<string, number>;
}

function count(facts: readonly Fact[], hidden: ReadonlySet<string>): Counts {
  const kinds = new Map<string, { count: number; group: string }>();
  const relations = new Map<string, number>();
  for (const { relation } of facts) relations.set(relation, (relations.get(relation) ?? 0) + 1);
  for (const { kind, group } of new Set(facts.flatMap((fact) => (hidden.has(fact.relation) ? [] : [fact.source, fact.target])))) {
    kinds.set(kind, { count: (kinds.get(kind)?.count ?? 0) + 1, group });
  }
  return { kinds, relations };
}

function flip(set: Set<string>, value: string): void {
  if (!set.delete(value)) set.add(value);
}

export function select(label: string, options: readonly (readonly [string, string])[], value: string, change: (value: string) => void): HTMLElement {
  const field = h("select", { on: { change: () => change(field.value) } }, ...options.map(([key, text]) => h("option", { value: key }, text)));
  field.value = options.some(([key]) => key === value) ? value : (options[0]?.[0] ?? "");
  return h("label", {}, h("span", {}, label), field);
}

function date(label: string, value: string, change: (value: string) => void): HTMLElement {
  const field = h("input", { type: "text", inputmode: "numeric", placeholder: "2009-10", pattern: "\\d{4}(-\\d\\d){0,2}", size: "10",
    on: { change: () => { if (field.checkValidity()) change(field.value.trim()); } } });
  field.value = value;
  return h("label", {}, h("span", {}, label), field);
}

/** The legend: a mark for each family that is in the graph. */
export function legend(data: Data): HTMLElement {
  const families = [...new Set(data.things.map((thing) => thing.group))];
  return h("ul", { class: "legend", tabindex: "0", "aria-label": t("legend") }, ...families.map((family) => h("li", {}, h("span", { class: `dot ${family}` }), group(family))));
}
