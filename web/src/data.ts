// The data of the page: what dao_graph/publish/explorer/data.py writes, made convenient.

export type Value = string | number | boolean | (string | number | boolean)[];
export type Labels = Record<string, string>;
export type Attributes = Record<string, Value>;

export interface Thing {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly group: string;
  readonly label: string;
  readonly labels: Labels;
  readonly attributes: Attributes;
  readonly weight: number;
}

export interface Quote {
  readonly document: string;
  readonly paragraph: string;
  readonly language: string;
  /** The paragraph, or the quote alone where the text has it outside of paragraphs. */
  readonly words: string;
  readonly begin: number;
  readonly end: number;
  /** Where they stand in a file with pages: for each line of the words its page and, where it is known, its rectangle. */
  readonly pages: readonly PageBox[];
  /** The id of the text, where it was read from a file with pages. */
  readonly text: string;
}

export interface PageBox {
  readonly page: string;
  /** As the data has it. */
  readonly fragment: string;
  /** Left, top, width, height in points from the upper left corner of the page, as text. */
  readonly box: string;
}

/** A part of a page of a file, as it is printed. */
export interface Picture {
  /** Left, top, width, height in points from the upper left corner of the page. */
  readonly box: readonly [number, number, number, number];
  /** A PNG image in base64. */
  readonly image: string;
}

export interface Fact {
  readonly index: number;
  readonly id: string;
  readonly source: Thing;
  readonly target: Thing;
  readonly relation: string;
  readonly label: string;
  readonly labels: Labels;
  readonly attributes: Attributes;
  readonly start: string;
  readonly end: string;
  readonly weight: number;
  readonly listed: boolean;
  readonly quotes: readonly Quote[];
}

export interface Look {
  readonly colour: string;
  readonly shape: string;
}

export interface Data {
  readonly title: string;
  readonly language: string;
  /** What ids of the graph begin with as IRIs. */
  readonly base: string;
  readonly loss: readonly string[];
  readonly looks: Record<string, Look>;
  readonly terms: Record<string, Labels>;
  readonly things: readonly Thing[];
  readonly facts: readonly Fact[];
  /** The facts of each thing, by its index. */
  readonly around: readonly (readonly Fact[])[];
  readonly byId: ReadonlyMap<string, Thing>;
  readonly byFact: ReadonlyMap<string, Fact>;
  /** By a text's id and the number of a page, with a space between. */
  readonly pictures: ReadonlyMap<string, readonly Picture[]>;
}

type RawNode = [string, string, string, string, Labels, Attributes, number];
type RawQuote = [number, number, number, ...string[]] | [-1, string, string, string, ...string[]];
type RawEdge = [string, number, number, number, number, Attributes | 0, number, number, number, RawQuote[]];
interface Raw {
  format: number;
  title: string;
  language: string;
  loss: string[];
  looks: Record<string, Look>;
  terms: Record<string, Labels>;
  nodes: RawNode[];
  edges: RawEdge[];
  /** What many edges have alike: names, attributes, dates. */
  shared: unknown[];
  paragraphs: [string, string, string, string, string?][];
  pictures: [string, number, number, number, number, number, string][];
  base: string;
}

export function readData(text: string): Data {
  const raw = JSON.parse(text) as Raw;
  if (raw.format !== 4) throw new Error(`data of format ${raw.format}`);
  const things = raw.nodes.map(([id, kind, group, label, labels, attributes, weight], index): Thing => {
    return { index, id, kind, group, label, labels, attributes, weight };
  });
  const around: Fact[][] = things.map(() => []);
  const facts: Fact[] = [];
  for (const edge of raw.edges) {
    const [id, from, to, said, common, own, dates, weight, listed, quotes] = edge;
    const [relation, label, labels] = raw.shared[said] as [string, string, Labels | 0];
    const alike = raw.shared[common] as Attributes;
    const attributes = own ? { ...alike, ...own } : alike;
    const [start, end] = raw.shared[dates] as [string, string];
    const source = things[from];
    const target = things[to];
    if (!source || !target) continue;
    const fact: Fact = {
      index: facts.length, id, source, target, relation, label, labels: labels || (raw.terms[relation] ?? {}), attributes,
      start, end, weight, listed: listed === 1, quotes: quotes.map((quote) => readQuote(quote, raw.paragraphs)),
    };
    facts.push(fact);
    around[from]?.push(fact);
    if (to !== from) around[to]?.push(fact);
  }
  return {
    title: raw.title, language: raw.language, base: raw.base, loss: raw.loss, looks: raw.looks, terms: raw.terms, things, facts, around,
    byId: new Map(things.map((thing) => [thing.id, thing])),
    byFact: new Map(facts.map((fact) => [fact.id, fact])),
    pictures: readPictures(raw.pictures),
  };
}

function readPictures(raw: Raw["pictures"]): Map<string, Picture[]> {
  const found = new Map<string, Picture[]>();
  for (const [text, page, left, top, width, height, image] of raw) {
    const key = `${text} ${page}`;
    found.set(key, [...(found.get(key) ?? []), { box: [left, top, width, height], image }]);
  }
  return found;
}

function readQuote(raw: RawQuote, paragraphs: Raw["paragraphs"]): Quote {
  if (typeof raw[1] === "string") {
    const [, document, language, words, ...boxes] = raw as [-1, string, string, string, ...string[]];
    return { document, paragraph: "", language, words, begin: 0, end: words.length, pages: boxes.map(readBox), text: "" };
  }
  const [number, begin, end, ...boxes] = raw as [number, number, number, ...string[]];
  const [paragraph, document, language, words, text = ""] = paragraphs[number] ?? ["", "", "", ""];
  // Offsets count code points, JavaScript's strings UTF-16 units.
  return { document, paragraph, language, words, begin: units(words, begin), end: units(words, end), pages: boxes.map(readBox), text };
}

/** A fragment of RFC 8118: page=2&viewrect=72.0,90.5,451.0,12.0 */
function readBox(fragment: string): PageBox {
  const found = new URLSearchParams(fragment);
  return { fragment, page: found.get("page") ?? "", box: found.get("viewrect") ?? "" };
}

function units(words: string, points: number): number {
  let at = 0;
  for (let count = 0; count < points && at < words.length; count++) at += (words.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** The value of an attribute as a list. */
export function listOf(value: Value | undefined): (string | number | boolean)[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
