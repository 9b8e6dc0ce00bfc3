// Joins the many small modules of the pure core into few files, in the built folder named on the command line: a command
// like `tocsin pattern prove` otherwise spends half of its time on opening them. Only the modules that commands and users
// of the package import by name are entries; the others stay as they were built, for whoever imports those.
import { resolve } from "node:path";
import { rolldown } from "rolldown";

const [dist = "dist"] = process.argv.slice(2);
const ENTRIES = [
  "pattern/index",
  "proof/assume/cloudtrail",
  "proof/assume/holds",
  "proof/differ",
  "proof/differ-render",
  "proof/index",
  "proof/lint/lint",
  "proof/repair/repair",
  "proof/synth/synthesize",
];

const bundle = await rolldown({
  input: Object.fromEntries(ENTRIES.map((name) => [name, resolve(dist, `${name}.js`)])),
  platform: "neutral",
});
await bundle.write({
  dir: dist,
  entryFileNames: "[name].js",
  chunkFileNames: "core/[name].js",
  codeSplitting: { groups: [{ name: "core", test: /./ }] },
  sourcemap: true,
});
await bundle.close();
