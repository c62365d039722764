// Counts nodes and edges with the readers that people use in JavaScript: readers.mjs FOLDER, with the libraries of web/.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const need = createRequire(new URL("../web/package.json", import.meta.url));
const { MultiDirectedGraph } = need("graphology");
const gexf = need("graphology-gexf");
const graphml = need("graphology-graphml");
const cytoscape = need("cytoscape");
const text = (name) => readFileSync(`${process.argv[2]}/${name}`, "utf8");
const counted = (graph) => [graph.order, graph.size];
const drawn = cytoscape({ headless: true, elements: JSON.parse(text("cyjs")).elements });
console.log(JSON.stringify({
  gexf: counted(gexf.parse(MultiDirectedGraph, text("gexf"))),
  graphml: counted(graphml.parse(MultiDirectedGraph, text("graphml"))),
  yed: counted(graphml.parse(MultiDirectedGraph, text("yed"))),
  graphology: counted(new MultiDirectedGraph().import(JSON.parse(text("graphology")))),
  cyjs: [drawn.nodes().length, drawn.edges().length],
}));
