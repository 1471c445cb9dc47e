import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { buildInspector } from "../../src/cli/inspector/build.ts";
import { chromiumOptions } from "../support/chromium.ts";

/** The page, with everything that it asks the outside for, and everything that goes wrong in it. */
export interface Opened {
  readonly page: Page;
  readonly asked: readonly string[];
  readonly wrong: readonly string[];
}

/** The page in a browser of its own. */
export interface Inspector {
  readonly address: string;
  readonly open: (options?: BrowserContextOptions) => Promise<Opened>;
  readonly stop: () => Promise<void>;
}

/** Builds the page and opens it as a file, as a reader in Berlin has it. */
export async function startInspector(): Promise<Inspector> {
  const folder = mkdtempSync(join(tmpdir(), "itip-inspector-"));
  const file = join(folder, "inspector.html");
  writeFileSync(file, await buildInspector());
  const address = pathToFileURL(file).href;
  const browser = await chromium.launch(chromiumOptions);
  return {
    address,
    open: async (options = {}) => {
      const context = await browser.newContext({ timezoneId: "Europe/Berlin", locale: "en-GB", ...options });
      const page = await context.newPage();
      const asked: string[] = [];
      const wrong: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => wrong.push(error.message));
      await page.goto(address);
      return { page, asked: asked.splice(0), wrong };
    },
    stop: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
