// Search by name in all languages: a combobox with a list of what fits.

import { listOf, type Data, type Thing } from "./data";
import { h, name, replace } from "./dom";
import { group, t } from "./i18n";
import { thingName } from "./names";

const MOST = 30;

export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export interface Search {
  readonly element: HTMLElement;
  relabel(): void;
}

export function search(data: Data, choose: (thing: Thing) => void): Search {
  // Of a large graph these are many, and not wanted before somebody types.
  let names: { text: string; folded: string }[][] | null = null;
  const list = h("ul", { id: "found", role: "listbox", hidden: true });
  const status = h("span", { class: "unseen", role: "status" });
  const input = h("input", {
    type: "search", id: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false",
    "aria-controls": "found", "aria-autocomplete": "list",
  });
  const label = h("label", { for: "search", class: "unseen" });
  let found: Thing[] = [];
  let active = -1;

  function update(): void {
    const wanted = fold(input.value.trim());
    const all = (names ??= data.things.map(namesOf));
    const ranked: [number, Thing, string][] = [];
    if (wanted) {
      data.things.forEach((thing, index) => {
        let best = 9;
        let shown = "";
        for (const { text, folded } of all[index] ?? []) {
          const at = folded.indexOf(wanted);
          const rank = at < 0 ? 9 : folded === wanted ? 0 : at === 0 ? 1 : 2;
          if (rank < best) [best, shown] = [rank, text];
        }
        if (best < 9) ranked.push([best, thing, shown]);
      });
    }
    ranked.sort((one, other) => one[0] - other[0] || other[1].weight - one[1].weight || one[1].index - other[1].index);
    found = ranked.slice(0, MOST).map(([, thing]) => thing);
    active = found.length ? 0 : -1;
    replace(list, ...ranked.slice(0, MOST).map(([, thing, shown], index) => {
      const own = thingName(data, thing);
      return h("li", { role: "option", id: `found-${index}`, on: { mousedown: (event) => { event.preventDefault(); pick(index); } } },
        h("span", { class: `dot ${thing.group}` }), name(own), shown !== own && h("small", {}, " ", name(shown)),
        h("small", { class: "mute" }, ` ${group(thing.group)}`));
    }));
    status.textContent = !wanted ? "" : found.length ? `${ranked.length} ${t("results")}` : t("nothing");
    open(found.length > 0);
    mark();
  }

  function open(shown: boolean): void {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
  }

  function mark(): void {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    if (active >= 0 && !list.hidden) {
      input.setAttribute("aria-activedescendant", `found-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function pick(index: number): void {
    const thing = found[index];
    if (!thing) return;
    open(false);
    input.value = "";
    mark();
    choose(thing);
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", () => input.value && update());
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      mark();
    } else if (event.key === "Enter") pick(active);
    else if (event.key === "Escape") open(false);
  });
  const relabel = (): void => {
    label.textContent = t("search");
    input.placeholder = t("searchHint");
    list.setAttribute("aria-label", t("search"));
  };
  relabel();
  return { element: h("div", { class: "search", role: "search" }, label, input, list, status), relabel };
}

function namesOf(thing: Thing): { text: string; folded: string }[] {
  const title = typeof thing.attributes["title"] === "string" ? thing.attributes["title"] : "";
  const codes = listOf(thing.attributes["notation"]).map(String);
  return [...new Set([thing.label, title, ...Object.values(thing.labels), ...codes].filter(Boolean))].map((text) => ({ text, folded: fold(text) }));
}
