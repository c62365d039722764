// One script and one style sheet, which the Python side puts into a page: no chunks, no source map, no network.
import { defineConfig } from "vite";
import world from "./world.js";

export default defineConfig({
  plugins: [world],
  build: {
    // Who wrote what is in the bundle, which their licences ask for.
    license: { fileName: "licenses.md" },
    target: "es2022",
    outDir: "dist",
    sourcemap: false,
    cssCodeSplit: false,
    lib: { entry: "src/entry.ts", formats: ["iife"], name: "explorer", fileName: () => "explorer.js", cssFileName: "explorer" },
  },
});
