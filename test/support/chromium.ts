import { existsSync } from "node:fs";
import type { LaunchOptions } from "playwright-core";

const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** The system's own Chromium, quiet: it opens what it is given and nothing else. */
export const chromiumOptions: LaunchOptions = {
  executablePath: process.env.CHROMIUM ?? found ?? "chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
