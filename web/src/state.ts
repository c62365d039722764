// What is shown, and the address that restores it.

export type View = "graph" | "list" | "timeline" | "map" | "money";

export interface State {
  view: View;
  language: string;
  theme: string;
  thing: string;
  fact: string;
  hiddenKinds: Set<string>;
  hiddenRelations: Set<string>;
  strength: number;
  document: string;
  textLanguage: string;
  from: string;
  to: string;
  /** Things opened beside the overview; `only` says that nothing else is drawn. */
  opened: Set<string>;
  only: boolean;
  /** The community that is read about, and those of which more is drawn, by their ids. */
  community: string;
  grown: Set<string>;
  /** Also facts of the authority lists, which no text states. */
  lists: boolean;
  /** Drawn by communities although everything could be drawn. */
  grouped: boolean;
}

const VIEWS: readonly string[] = ["graph", "list", "timeline", "map", "money"];
// Of relations that only say that a name stands somewhere there are many; they are shown when wanted.
export const QUIET = ["mentions"];

export function initial(language: string, lists = false): State {
  return {
    view: "graph", language, theme: "auto", thing: "", fact: "", hiddenKinds: new Set(), hiddenRelations: new Set(QUIET),
    strength: -1, document: "", textLanguage: "", from: "", to: "", opened: new Set(), only: false, community: "", grown: new Set(), grouped: false, lists,
  };
}

const join = (values: Iterable<string>): string => [...values].sort().join("~");
const split = (text: string | null): Set<string> => new Set((text ?? "").split("~").filter(Boolean));

export function toHash(state: State, plain: State): string {
  const found = new URLSearchParams();
  const put = (name: string, value: string, normal: string): void => {
    if (value !== normal) found.set(name, value);
  };
  put("view", state.view, plain.view);
  put("lang", state.language, plain.language);
  put("theme", state.theme, plain.theme);
  put("thing", state.thing, "");
  put("fact", state.fact, "");
  put("nokind", join(state.hiddenKinds), join(plain.hiddenKinds));
  put("norel", join(state.hiddenRelations) || "-", join(plain.hiddenRelations) || "-");
  put("strength", String(state.strength), String(plain.strength));
  put("doc", state.document, "");
  put("text", state.textLanguage, "");
  put("from", state.from, "");
  put("to", state.to, "");
  put("open", join(state.opened), "");
  put("only", state.only ? "1" : "", "");
  put("community", state.community, "");
  put("grown", join(state.grown), "");
  put("grouped", state.grouped ? "1" : "", "");
  put("lists", state.lists ? "1" : "0", plain.lists ? "1" : "0");
  return found.toString();
}

export function fromHash(hash: string, plain: State): State {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const view = given.get("view") ?? "";
  const strength = Number(given.get("strength") ?? plain.strength);
  const relations = given.get("norel");
  return {
    view: VIEWS.includes(view) ? (view as View) : plain.view,
    language: given.get("lang") ?? plain.language,
    theme: given.get("theme") ?? plain.theme,
    thing: given.get("thing") ?? "",
    fact: given.get("fact") ?? "",
    hiddenKinds: given.has("nokind") ? split(given.get("nokind")) : new Set(plain.hiddenKinds),
    hiddenRelations: relations === null ? new Set(plain.hiddenRelations) : split(relations === "-" ? "" : relations),
    strength: Number.isFinite(strength) ? strength : -1,
    document: given.get("doc") ?? "",
    textLanguage: given.get("text") ?? "",
    from: given.get("from") ?? "",
    to: given.get("to") ?? "",
    opened: split(given.get("open")),
    only: given.get("only") === "1",
    community: given.get("community") ?? "",
    grown: split(given.get("grown")),
    grouped: given.get("grouped") === "1",
    lists: given.has("lists") ? given.get("lists") === "1" : plain.lists,
  };
}
