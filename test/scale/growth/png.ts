import { chromium } from "playwright-core";
import { chromiumOptions } from "../../support/chromium.ts";

/** An SVG as PNG, twice as many dots a side, drawn by the system's own Chromium. */
export async function pngOf({
  svg,
  width,
  height,
}: {
  svg: string;
  width: number;
  height: number;
}): Promise<Uint8Array> {
  const browser = await chromium.launch(chromiumOptions);
  try {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    return await page.screenshot({ type: "png" });
  } finally {
    await browser.close();
  }
}
