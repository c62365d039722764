// How things, lines and communities are drawn, in the colours of the page.

import type cytoscape from "cytoscape";

/** The style of a drawing; `faint` lines let names stand out. */
export function drawingStyle(faint: boolean): cytoscape.StylesheetJson {
  const css = getComputedStyle(document.documentElement);
  const [ink, paper, line, accent] = ["--ink", "--paper", "--line", "--accent"].map((name) => css.getPropertyValue(name).trim());
  const fonts = "system-ui, Noto Sans, Noto Sans CJK SC, sans-serif";
  return [
    { selector: "node[size]", style: { "background-color": "data(colour)", shape: "data(shape)", width: "data(size)", height: "data(size)" } },
    { selector: "node", style: { label: "data(label)", "font-size": "data(font)", "font-family": fonts, color: ink, "text-valign": "bottom", "text-margin-y": 3,
      "text-outline-color": paper, "text-outline-width": 2, "border-width": 1, "border-color": paper } },
    { selector: "node[side]", style: { "text-valign": "data(side)", "text-halign": "data(across)", "text-margin-y": "data(margin)", "text-margin-x": "data(aside)" } },
    { selector: "node.community", style: {
      shape: "round-rectangle", "background-color": line, "background-opacity": 0.1, "border-color": line, "border-opacity": 0.5,
      "text-valign": "top", "text-margin-y": -4, "font-weight": "bold", padding: "14px", "compound-sizing-wrt-labels": "exclude", "z-index": 0 } },
    { selector: "node[label != ''][wide]", style: { "text-wrap": "ellipsis", "text-max-width": "data(wide)" } },
    { selector: "edge", style: {
      width: "data(width)", "line-color": line, "target-arrow-color": line, "target-arrow-shape": "data(arrow)", "arrow-scale": 0.8,
      "curve-style": "straight", label: "data(label)", "font-size": "data(font)", "font-family": fonts, color: ink, "text-rotation": "autorotate", "text-background-color": paper, "text-background-opacity": 0.8,
      opacity: faint ? 0.35 : 0.8 } },
    { selector: ".far", style: { opacity: 0.18, "text-opacity": 0 } },
    { selector: "edge.near, edge.path", style: { "line-color": accent, "target-arrow-color": accent, opacity: 1 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": accent, "z-index": 9 } },
    { selector: "node.path", style: { "border-width": 3, "border-color": accent } },
  ] as unknown as cytoscape.StylesheetJson;
}
