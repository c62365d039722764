export const EN = {
  search: "Search things", searchHint: "Name or symbol, in any language", results: "results", nothing: "Nothing found",
  graph: "Graph", list: "List", timeline: "Timeline", money: "Money", map: "Map", filters: "Filters", kinds: "Kinds of things",
  relations: "Relations", strength: "Verbs, at least", document: "Document", all: "all", from: "From", to: "To",
  textLanguage: "Language of the text", reset: "Reset", language: "Language", theme: "Theme", light: "light", dark: "dark",
  auto: "automatic", save: "Save", link: "Copy link", copied: "Link copied", print: "Print", details: "Details",
  facts: "facts", things: "things", expand: "Show neighbours", only: "Only this and its neighbours",
  path: "Path from here", pathTo: "Search or click the other end of the path", noPath: "No path with these filters",
  pathFound: "Shortest path", steps: "steps", also: "Also in this paragraph",
  overview: "Overview: the largest communities and their most connected things. Search or open one to see more.",
  whole: "Show the whole graph", start: "Click a thing or a line to read its facts and the words that state them.",
  begin: "Where to begin", graphHelp: "Graph. Arrow keys move, plus and minus zoom, 0 fits. All that it shows is in the view List.",
  noMoney: "No stated sums in what is shown.", noDates: "Nothing in what is shown has a date.",
  moneyHelp: "Sums as the texts state them, by currency, from who gives to who receives. Click a flow to read where it is said.",
  mapHelp: "States in what is shown; the larger a circle, the more facts. Positions are approximate and imply no view on boundaries.",
  noMap: "No states in what is shown.", deadline: "deadline", legend: "Legend", more: "More",
  skip: "Skip to the details", left: "What the graph leaves out", inLists: "from the lists, not from a text", zoomIn: "Zoom in",
  zoomOut: "Zoom out", fit: "Fit", nameColumn: "Name", kindColumn: "Kind", factsColumn: "Facts", amount: "Amount",
  minimum: "any", back: "Back", options: "Options", community: "Community", showAll: "Show more of it",
  rests: "What it rests on", asks: "What it asks, and of whom", asked: "What is asked of it", citedBy: "Cited by", does: "What it does",
  toward: "Done towards it", finds: "What it states", names: "Names", strength0: "notes", strength1: "welcomes", strength2: "stresses",
  strength3: "calls upon", strength4: "requests", strength5: "decides", mentions: "Names that stand in it",
  page: "page", enlarge: "Enlarge", lists: "Also what the lists say, not the texts", given: "Given and received", otherSums: "Budgets, spending and balances", whose: "Of whom or what",
  total: "total of others, not in the picture", giver: "From whom", receiver: "To whom",
  grouped: "Group by communities",
  otherFacts: "Other facts in it", close: "Close",
};
export type Key = keyof typeof EN;
export type Words = Record<Key, string>;
export const EN_GROUPS: Record<string, string> = {
  state: "States", fund: "Funds", body: "Bodies", group: "Groups", person: "People and posts", meeting: "Meetings",
  initiative: "Initiatives", document: "Documents", fact: "Facts",
};
