import { readFileSync } from "node:fs";
import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmail, readReplies } from "../../src/index.ts";
import { type Inspector, startInspector } from "./inspector-page.ts";
import { describeReading } from "./reading.ts";
import { describeServing } from "./serving.ts";

let inspector: Inspector;
const open = (options?: BrowserContextOptions) => inspector.open(options);

beforeAll(async () => {
  inspector = await startInspector();
});

afterAll(() => inspector.stop());

const reply = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//Example//EN",
  "METHOD:REPLY",
  "BEGIN:VEVENT",
  "UID:tea@example.com",
  "ORGANIZER:mailto:planner@example.com",
  "ATTENDEE;PARTSTAT=DECLINED;CN=Jane:mailto:jane@example.test",
  "DTSTAMP:20270501T100000Z",
  "DTSTAMP:20270501T110000Z",
  "COMMENT:<img src=x onerror=alert(1)> On leave",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");

describe("Looking into a file", () => {
  it("opens with the example shown, and says of a finding what it means", async () => {
    const { page, wrong } = await open();
    await expect.poll(() => page.locator(".file").count()).toBe(2);
    expect(await page.locator(".answer").textContent()).toContain("Could we meet after lunch?");
    const meaning = page.locator(".meaning", { hasText: "Exchange and Outlook write no ORGANIZER" });
    expect(await meaning.first().textContent()).toContain("`receive` takes the answer all the same.");
    expect(wrong).toEqual([]);
  });

  it("shows who answered what, and the proposed time beside the original in the chosen zone", async () => {
    const { page, wrong } = await open();
    await page.getByRole("button", { name: "Show an example" }).click();
    const answer = page.locator(".answer");
    await expect.poll(() => answer.count()).toBe(1);
    const text = await answer.textContent();
    expect(text).toContain("Tove <tove@example.test>");
    expect(text).toContain("tentative");
    expect(text).toContain("Could we meet after lunch?");
    expect(text).toMatch(/Original: .* 11:00.12:00 \(Europe\/Berlin\)/);
    expect(text).toMatch(/Proposed: .* 15:00.16:00 \(Europe\/Berlin\)/);
    const boxes = await Promise.all(
      [".bar.original", ".bar.proposed"].map((bar) => page.locator(bar).boundingBox()),
    );
    const [original, proposed] = boxes;
    expect((original?.x ?? 0) + (original?.width ?? 0)).toBeLessThan(proposed?.x ?? 0);
    await page.getByLabel("Show times in").selectOption("Asia/Tokyo");
    expect(await answer.textContent()).toMatch(/Original: .* 19:00.20:00 \(Asia\/Tokyo\)/);
    expect(wrong).toEqual([]);
  });

  it("puts each finding beside its line, with a link to the section of the RFC", async () => {
    const { page } = await open();
    await page.getByLabel("Or paste an email or calendar text").fill(reply);
    const found = page.locator("li.found", { hasText: "DTSTAMP:20270501T110000Z" });
    await expect.poll(() => found.count()).toBe(1);
    expect(await found.getAttribute("value")).toBe("10");
    expect(await found.locator("a").first().getAttribute("href")).toMatch(
      /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc55(45|46)#section-/,
    );
  });

  it("shows what a message says as text, never as markup", async () => {
    const { page, wrong } = await open();
    await page.getByLabel("Or paste an email or calendar text").fill(reply);
    await expect
      .poll(() => page.locator("blockquote").textContent())
      .toBe("<img src=x onerror=alert(1)> On leave");
    expect(await page.locator("#results img").count()).toBe(0);
    expect(wrong).toEqual([]);
  });

  it("takes files that are chosen or dropped, and says what is none", async () => {
    const { page } = await open();
    await page.getByLabel(/Open \.eml/).setInputFiles({
      name: "reply.ics",
      mimeType: "text/calendar",
      buffer: Buffer.from(reply),
    });
    await expect.poll(() => page.locator(".status").textContent()).toBe("declined");
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array([0, 1, 2])], "cat.png"));
      return transfer;
    });
    await page.dispatchEvent("body", "drop", { dataTransfer: dropped });
    await expect.poll(() => page.locator(".finding.error").textContent()).toContain("not-an-email");
  });
});

describe("Writing an invitation", () => {
  it("is done by keyboard, and shows the email as its recipient sees it, with parts and source", async () => {
    const { page, wrong } = await open();
    await page.getByRole("tab", { name: "Look into a file" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("write-tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Tea & <b>cake</b>");
    const letter = page.frameLocator("iframe").locator("body");
    await expect.poll(() => letter.textContent()).toContain("Tea & <b>cake</b>");
    expect(await page.locator("iframe").getAttribute("sandbox")).toBe("");
    expect(await page.locator("#preview .tree code").allInnerTexts()).toEqual([
      "multipart/mixed",
      "multipart/alternative",
      "text/plain",
      "text/html",
      "text/calendar",
      "application/ics",
    ]);
    await page.getByLabel("Language").selectOption("de");
    await expect
      .poll(() => page.locator("#preview dd").first().textContent())
      .toBe("Einladung: Tea & <b>cake</b>");
    expect(wrong).toEqual([]);
  });

  it("downloads the very email", async () => {
    const { page } = await open();
    await page.getByRole("tab", { name: "Write an invitation" }).click();
    const waiting = page.waitForEvent("download");
    await page.getByText("Download the .eml").click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe("invite.eml");
    const email = await openEmail(readFileSync(await download.path()));
    expect(email.messages.map(({ method }) => method)).toEqual(["REQUEST"]);
    expect(email.messages.flatMap(readReplies)).toEqual([]);
    expect(email.to).toEqual([{ email: "tove@example.test", name: "Tove" }]);
  });

  it("says what is wrong with an event by the names of the fields, and marks them", async () => {
    const { page } = await open();
    await page.getByRole("tab", { name: "Write an invitation" }).click();
    const recipient = page.getByLabel("Recipient's address");
    const rule = page.getByLabel("Repeats (RRULE)");
    await recipient.fill("nobody");
    await rule.fill("FREQ=NEVER");
    const alert = page.getByRole("alert");
    await expect
      .poll(() => alert.locator("b").allInnerTexts())
      .toEqual(["Recipient's address:", "Repeats (RRULE):"]);
    expect(await alert.textContent()).not.toContain("recipients[0]");
    for (const field of [recipient, rule]) {
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      expect(await field.getAttribute("aria-describedby")).toBe(await alert.getAttribute("id"));
    }
    await recipient.fill("tove@example.test");
    await expect.poll(() => alert.locator("b").allInnerTexts()).toEqual(["Repeats (RRULE):"]);
    expect(await recipient.getAttribute("aria-invalid")).toBeNull();
  });

  it("holds the email against the rules for its parts too", async () => {
    const { page } = await open();
    await page.getByRole("tab", { name: "Write an invitation" }).click();
    await expect.poll(() => page.getByText("Nothing to remark.").count()).toBe(1);
  });
});

describe("The page", () => {
  it("asks for nothing but itself, and could not if it would", async () => {
    const { page, asked } = await open();
    await page.getByRole("button", { name: "Show an example" }).click();
    await page.getByRole("tab", { name: "Write an invitation" }).click();
    expect(asked).toEqual([inspector.address]);
    const fetched = await page.evaluate(() =>
      fetch("https://example.com/").then(
        () => "let through",
        () => "refused",
      ),
    );
    expect(fetched).toBe("refused");
  });

  it.each(["light", "dark"] as const)("is readable in %s at 320 to 1280 pixels", async (colorScheme) => {
    const { page } = await open({ colorScheme });
    await page.getByLabel("Or paste an email or calendar text").fill(reply);
    await page.locator("li.found").first().waitFor();
    for (const width of [320, 480, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(scrolls, `scrolls sideways at ${width}`).toBe(false);
    }
    const pairs = await page.evaluate(coloursOfText);
    expect(pairs.length).toBeGreaterThan(30);
    for (const { text, colour, ground } of pairs) {
      expect(contrast(colour, ground), `${text}: ${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe("Reading", () => describeReading(open));

describe("Serving", describeServing);

/** Runs in the page: the colour of each element that holds text, and of what is behind it. */
function coloursOfText(): { text: string; colour: string; ground: string }[] {
  const groundOf = (element: Element | null): string => {
    if (element === null) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor === "rgba(0, 0, 0, 0)" ? groundOf(element.parentElement) : backgroundColor;
  };
  return Array.from(document.body.querySelectorAll("*")).flatMap((element) => {
    const own = Array.from(element.childNodes).some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
    );
    const visible = element.getClientRects().length > 0 && element.tagName !== "OPTION";
    const text = (element.textContent ?? "").slice(0, 30);
    return own && visible
      ? [{ text, colour: getComputedStyle(element).color, ground: groundOf(element) }]
      : [];
  });
}

/** WCAG 2.1's contrast of two colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
