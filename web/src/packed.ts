// The data of the page as text, between its unpacking and its reading.

let text = "{}";

export function keep(unpacked: string): void {
  text = unpacked;
}

/** The text, which is let go of: it is large, and read once. */
export function take(): string {
  const taken = text;
  text = "{}";
  return taken;
}
