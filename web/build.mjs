// Puts the pinned browser parts into motcua_web/static/vendor, with their licences and a manifest of hashes.
// `node build.mjs --check` builds beside it and fails when the committed files differ.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const vendor = join(here, "motcua_web", "static", "vendor");
const part = (...path) => join(here, "node_modules", ...path);

// Only what the pages use: the whole of designsystemet-css is three times as much.
const components = [
  "base", "alert", "breadcrumbs", "button", "card", "details", "divider", "error-summary", "field", "fieldset", "heading",
  "input", "label", "link", "list", "paragraph", "skip-link", "table", "tag", "validation-message",
];
const weights = [400, 600];
const subsets = ["vietnamese", "latin"];
const licences = {
  "designsystemet.LICENSE": ["@digdir", "designsystemet-css", "LICENSE"],
  "be-vietnam-pro.LICENSE": ["@fontsource", "be-vietnam-pro", "LICENSE"],
  "htmx.LICENSE": ["htmx.org", "LICENSE"],
};

function designSystem() {
  const layers = "@layer ds.theme, ds.base, ds.components;\n";
  const read = (name) => readFileSync(part("@digdir", "designsystemet-css", "dist", "src", `${name}.css`), "utf8");
  const layered = (name) => `@layer ds.${name === "base" ? "base" : "components"} {\n${read(name)}\n}\n`;
  return layers + components.map(layered).join("");
}

function theme() {
  const work = mkdtempSync(join(tmpdir(), "motcua-theme-"));
  try {
    const config = JSON.parse(readFileSync(join(here, "designsystemet.config.json"), "utf8"));
    writeFileSync(join(work, "config.json"), JSON.stringify({ ...config, outDir: join(work, "tokens") }));
    const cli = part(".bin", "designsystemet");
    execFileSync(cli, ["tokens", "create", "--config", join(work, "config.json")], { cwd: work });
    execFileSync(cli, ["tokens", "build", "-t", "tokens", "-o", "theme"], { cwd: work });
    return readFileSync(join(work, "theme", "motcua.css"), "utf8");
  } finally {
    rmSync(work, { recursive: true });
  }
}

function fontFaces() {
  const ranges = JSON.parse(readFileSync(part("@fontsource", "be-vietnam-pro", "unicode.json"), "utf8"));
  const face = (subset, weight) => `@font-face {
  font-family: "Be Vietnam Pro";
  font-weight: ${weight};
  font-display: swap;
  src: url("be-vietnam-pro-${subset}-${weight}.woff2") format("woff2");
  unicode-range: ${ranges[subset]};
}
`;
  return subsets.flatMap((subset) => weights.map((weight) => face(subset, weight))).join("");
}

function files() {
  const made = {
    "designsystemet.css": designSystem(),
    "theme.css": theme(),
    "fonts.css": fontFaces(),
    "htmx.min.js": readFileSync(part("htmx.org", "dist", "htmx.min.js")),
  };
  for (const subset of subsets) for (const weight of weights) {
    const source = `be-vietnam-pro-${subset}-${weight}-normal.woff2`;
    made[source.replace("-normal", "")] = readFileSync(part("@fontsource", "be-vietnam-pro", "files", source));
  }
  for (const [name, path] of Object.entries(licences)) made[name] = readFileSync(part(...path));
  return Object.fromEntries(Object.entries(made).map(([name, bytes]) => [name, Buffer.from(bytes)]));
}

function manifest(made) {
  const { devDependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const names = Object.keys(made).sort();
  const sha256 = Object.fromEntries(names.map((name) => [name, hash(made[name])]));
  return Buffer.from(`${JSON.stringify({ packages: devDependencies, sha256 }, null, 2)}\n`);
}

const made = files();
made["manifest.json"] = manifest(made);
if (process.argv.includes("--check")) {
  const differing = Object.keys(made).filter((name) => !made[name].equals(readFileSync(join(vendor, name))));
  const strays = readdirSync(vendor).filter((name) => !(name in made));
  if (differing.length || strays.length) throw new Error(`differs from a fresh build: ${[...differing, ...strays].join(", ")}`);
} else {
  rmSync(vendor, { recursive: true, force: true });
  mkdirSync(vendor, { recursive: true });
  for (const [name, bytes] of Object.entries(made)) writeFileSync(join(vendor, name), bytes);
}
console.log(`${Object.keys(made).length} files`);
