import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/**
 * The whole page in one file. Its policy lets nothing in and nothing out: no script but its own, no connection, no image but
 * what is written in the page. Styles may be inline, because the email in its sandbox inherits the policy.
 */
export async function buildInspector(): Promise<string> {
  const [html, style, script] = await Promise.all([
    readFile(new URL("../../inspector/page.html", import.meta.url), "utf8"),
    readFile(new URL("../../inspector/page.css", import.meta.url), "utf8"),
    bundle(),
  ]);
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html
    .replace("default-src 'none'", () => policy)
    .replace("<!-- style -->", () => `<style>\n${style}</style>`)
    .replace("<!-- script -->", () => `<script type="module">${script}</script>`);
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL("../../inspector/page.ts", import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  // What would end the script early, or begin a comment in it, stands in strings alone.
  return (outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const folder = new URL("../../../dist/", import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL("inspector.html", folder), await buildInspector());
}
