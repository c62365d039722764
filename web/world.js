// The land and the places of states for the map, drawn when the page is built: the page holds a path and points, no
// borders and no map library. Data: Natural Earth (public domain) as packed by world-atlas.
import { readFileSync } from "node:fs";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const WIDE = 960;
const NAME = "virtual:world";

function atlas(name) {
  const topology = JSON.parse(readFileSync(new URL(`node_modules/world-atlas/${name}.json`, import.meta.url), "utf8"));
  return (object) => feature(topology, topology.objects[object]);
}

/** The middle of the largest piece: an overseas part moves no state. */
function middle(geometry) {
  const pieces = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  const polygons = pieces.map((coordinates) => ({ type: "Polygon", coordinates }));
  return geoCentroid(polygons.reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one)));
}

function world() {
  const projection = geoEqualEarth().fitWidth(WIDE, { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const [, [, high]] = path.bounds({ type: "Sphere" });
  const places = {};
  for (const state of atlas("countries-50m")("countries").features) {
    if (state.id) places[state.id] = projection(middle(state.geometry)).map((number) => Math.round(number * 10) / 10);
  }
  return { wide: WIDE, high: Math.ceil(high), land: path(atlas("land-110m")("land")), places };
}

export default {
  name: "world",
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(world())};` : undefined),
};
