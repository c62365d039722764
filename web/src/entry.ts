// The beginning: unpacks the data of the page, then lets the page show it.

import { keep } from "./packed";

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const found = atob(text);
  const made = new Uint8Array(found.length);
  for (let at = 0; at < found.length; at++) made[at] = found.charCodeAt(at);
  return made;
}

async function begin(): Promise<void> {
  const packed = document.getElementById("data")?.textContent ?? "";
  const stream = new Blob([bytes(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  keep(await new Response(stream).text());
  await import("./main");
}

begin().catch((error: unknown) => {
  // A browser older than 2023 has no DecompressionStream: its reader is told, not left with an empty page.
  document.body.append(`This page cannot be shown in this browser: ${String(error)}`);
  throw error;
});
