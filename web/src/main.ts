// The page: reads the data, keeps the state in the address, and lets each part show it.

import { CROWD, drawn as choose, shortest, shown, WHOLE } from "./choose";
import type { Community } from "./communities";
import { readData, type Fact, type Thing } from "./data";
import { button, h, replace } from "./dom";
import { Filters, legend, select } from "./filters";
import { GraphView } from "./graph";
import { LANGUAGES, number, setLanguage, t } from "./i18n";
import { take } from "./packed";
import { Panel } from "./panel";
import { download, printed, svg } from "./save";
import { search } from "./search";
import { fromHash, initial, toHash, type State, type View } from "./state";
import { map } from "./map";
import { money } from "./money";
import * as views from "./views";
import "./style.css";

const data = readData(take());
const plain = initial(data.language, data.facts.every((fact) => fact.listed));
let state = fromHash(location.hash, plain);
let pathFrom: Thing | null = null;
let path: readonly Fact[] | null = null;
/** In the frame of a notebook's cell, which is told what is shown and may say what to show. */
const framed = parent !== window;

const graph = new GraphView(data, (thing, expand) => (expand ? acts.expand(thing) : openThing(thing, false)), (facts) => {
  const strongest = [...facts].sort((one, other) => Number(other.quotes.length > 0) - Number(one.quotes.length > 0) || one.index - other.index)[0];
  if (strongest) openFact(strongest);
}, (community) => change((next) => { Object.assign(next, { community: community.id, thing: "", fact: "" }); }));
const acts = {
  openFact,
  openThing: (thing: Thing) => openThing(thing, true),
  expand: (thing: Thing) => change((next) => { next.opened.add(thing.id); next.thing = thing.id; next.fact = ""; }),
  only: (thing: Thing) => change((next) => { next.opened = new Set([thing.id]); next.only = true; next.thing = thing.id; next.fact = ""; next.view = "graph"; }),
  path: (thing: Thing) => { pathFrom = thing; path = null; show(); },
  closeFact: () => change((next) => { next.fact = ""; }),
  grow: (community: Community) => change((next) => { next.grown.add(community.id); next.view = "graph"; }),
};
const panel = new Panel(data, acts);
const filters = new Filters(data, change);
const finder = search(data, (thing) => openThing(thing));
const tools = h("div", { class: "tools" });
const options = h("summary");
const narrow = matchMedia("(max-width: 60rem)");
const toolbox = h("details", { class: "toolbox" }, options, tools);
const tabs = h("div", { class: "tabs", role: "group" });
const note = h("p", { class: "note", role: "status", dir: "auto" });
const stage = h("div", { id: "stage" });
const zoom = h("div", { class: "zoom", role: "group" });
const families = h("div");
const skip = h("a", { href: "#panel", class: "skip", on: { click: (event) => { event.preventDefault(); panel.element.focus(); } } });
const main = h("main", { id: "main" }, tabs, note, stage, families);

function openThing(thing: Thing, centre = true): void {
  if (pathFrom && pathFrom !== thing) {
    path = shortest(data, pathFrom, thing, state) ?? [];
    const ends = path.flatMap((fact) => [fact.source.id, fact.target.id]);
    pathFrom = null;
    change((next) => { next.fact = ""; next.thing = thing.id; for (const id of ends) next.opened.add(id); }, true);
    return;
  }
  pathFrom = null;
  change((next) => { next.thing = thing.id; next.fact = ""; });
  if (centre || narrow.matches) graph.focus(thing);
  if (centre) {
    panel.element.focus({ preventScroll: true });
  }
  reveal();
}

function openFact(fact: Fact): void {
  change((next) => { next.fact = fact.id; }, true);
  reveal();
}

/** What was opened in sight: beside the graph it is, in a narrow window below it. */
function reveal(): void {
  panel.element.scrollTop = 0;
  if (narrow.matches) (state.view === "graph" && !state.fact ? stage : panel.element).scrollIntoView();
}

function change(how: (state: State) => void, keepPath = false): void {
  if (!keepPath) path = null;
  how(state);
  show();
}

function show(): void {
  setLanguage(state.language);
  document.documentElement.dataset["theme"] = state.theme;
  const hash = toHash(state, plain);
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
  if (framed) parent.postMessage({ explorer: hash }, "*");
  const chosen = choose(data, state);
  const thing = data.byId.get(state.thing) ?? null;
  const fact = data.byFact.get(state.fact);
  const opened = Boolean(thing ?? fact ?? state.community);
  const moved = narrow.matches && document.body.classList.contains("opened") !== opened;
  document.body.classList.toggle("opened", opened);
  options.textContent = t("options");
  showTools();
  const toggle = state.only || (state.grouped && chosen.all <= WHOLE)
    ? button(t("whole"), () => change((next) => { next.only = false; next.grouped = false; }))
    : !chosen.overview && chosen.all > CROWD && button(t("grouped"), () => change((next) => { next.grouped = true; }));
  replace(note, `${number(chosen.things.length)} ${t("things")} · ${number(chosen.facts.length)} ${t("facts")}. `, chosen.overview && !state.only && `${t("overview")} `, state.view === "graph" && toggle);
  filters.show(state);
  finder.relabel();
  if (state.view === "graph") replace(families, legend(data));
  else replace(families);
  const passing = (): Fact[] => data.facts.filter((one) => shown(one, state));
  const open = { years: (from: string, to: string) => change((next) => { Object.assign(next, { from, to }); }), thing: (one: Thing) => openThing(one), fact: openFact };
  if (state.view === "graph") {
    if (graph.element.parentElement !== stage) replace(stage, graph.element, zoom);
    graph.show(chosen, thing, path?.length ? path : fact ? [fact] : []);
    if (moved) graph.fit();
  } else if (state.view === "list") replace(stage, views.list(data, chosen, open));
  else if (state.view === "timeline") replace(stage, views.timeline(data, passing(), open, stage.clientWidth));
  else if (state.view === "map") replace(stage, map(data, passing(), (one) => openThing(one), stage.clientWidth));
  else replace(stage, money(data, passing(), open, stage.clientWidth));
  panel.show(state, path, pathFrom !== null, chosen.communities.find(({ id }) => id === state.community) ?? null);
}

function restore(hash: string): void {
  state = fromHash(hash, plain);
  path = null;
  show();
  focus();
}

/** What a link opens, in sight. */
function focus(): void {
  if (state.view !== "graph") return;
  const thing = data.byId.get(state.thing);
  const fact = data.byFact.get(state.fact);
  if (thing) graph.focus(thing);
  else if (fact) graph.focus(fact.source, fact.target);
}

function showTools(): void {
  skip.textContent = t("skip");
  tabs.setAttribute("aria-label", t("graph"));
  replace(tabs, ...(["graph", "list", "timeline", "map", "money"] as View[]).map((view) =>
    button(t(view), () => change((next) => { next.view = view; }, true), { "aria-pressed": String(view === state.view) })));
  replace(zoom, button("+", () => graph.zoomIn(), { "aria-label": t("zoomIn") }), button("−", () => graph.zoomOut(), { "aria-label": t("zoomOut") }),
    button("⤢", () => graph.fit(), { "aria-label": t("fit") }));
  zoom.setAttribute("aria-label", t("fit"));
  const status = h("span", { role: "status" });
  replace(tools,
    select(t("language"), Object.entries(LANGUAGES), state.language, (value) => change((next) => { next.language = value; }, true)),
    select(t("theme"), [["auto", t("auto")], ["light", t("light")], ["dark", t("dark")]], state.theme, (value) => {
      change((next) => { next.theme = value; }, true);
      graph.restyle();
    }),
    button("SVG", () => save(svg(graph), "svg"), { "aria-label": `${t("save")} SVG` }),
    button("PNG", () => save(graph.png(), "png"), { "aria-label": `${t("save")} PNG` }),
    button(t("print"), () => print()),
    button(t("link"), () => void navigator.clipboard?.writeText(location.href).then(() => { status.textContent = ` ${t("copied")}`; }, () => undefined)), status);
}

function save(content: Blob | null, suffix: string): void {
  if (content) download(content, `${data.title}.${suffix}`);
}

toolbox.open = !narrow.matches;
narrow.addEventListener("change", () => { toolbox.open = !narrow.matches; });
setLanguage(state.language);
for (const [name, look] of Object.entries(data.looks)) document.documentElement.style.setProperty(`--of-${name}`, look.colour);
const title = h("h1", {}, data.title);
document.body.append(skip, h("header", {}, title, finder.element, toolbox), filters.element, main, panel.element);
addEventListener("hashchange", () => restore(location.hash));
addEventListener("message", (event: MessageEvent<{ explorer?: unknown } | null>) => {
  if (framed && event.source === parent && typeof event.data?.explorer === "string") restore(event.data.explorer);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.restyle());
addEventListener("beforeprint", () => { if (state.view === "graph") stage.append(printed(graph) ?? ""); });
addEventListener("afterprint", () => stage.querySelector(".printed")?.remove());
addEventListener("resize", () => { if (state.view === "graph") graph.fit(); });
show();
focus();
requestAnimationFrame(() => { document.documentElement.dataset["ready"] = String(Math.round(performance.now())); });
