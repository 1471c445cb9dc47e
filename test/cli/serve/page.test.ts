import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromiumOptions } from "../../support/chromium.ts";
import { letTheClockGo } from "../../support/clock.ts";
import { eventually, postTo, recipientOf, type Serving, serving } from "../../support/serving.ts";

const jane = "jane@example.test";
let browser: Browser;
const pages: Page[] = [];
let service: Serving;

beforeAll(async () => {
  letTheClockGo();
  browser = await chromium.launch(chromiumOptions);
});

afterAll(() => browser.close());

beforeEach(async () => {
  service = await serving();
  await postTo(service.url, {
    smart_invite_id: "viewing-7",
    recipient: { email: jane },
    event: {
      summary: "Flat viewing <b>now</b>",
      start: "2027-05-07T09:30:00Z",
      end: "2027-05-07T10:00:00Z",
      tzid: "Europe/London",
      location: { description: "4 Quay Street" },
    },
  });
  return async () => {
    for (const page of pages.splice(0)) await page.close();
    await service.stop();
  };
});

/** A page of the service, and what the browser complained about. */
async function open(
  path: string,
  options: { width?: number; scheme?: "light" | "dark" } = {},
): Promise<Page> {
  const { width = 1_200, scheme = "light" } = options;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  pages.push(page);
  page.on("pageerror", (error) => expect.unreachable(error.message));
  page.on("console", (message) => {
    // Pages that are refused are no fault; a script or a style that the policy stops is.
    if (!message.text().startsWith("Failed to load resource"))
      expect(message.type(), message.text()).not.toBe("error");
  });
  await page.goto(`${service.url}${path}`);
  return page;
}

/**
 * The page that a link within a frame opens. Chromium drops a click into a frame that was moved a moment ago, as one is while a page is laid
 * out on a busy machine: a person clicks again.
 */
async function openedBy(page: Page, link: Locator): Promise<Page> {
  const opened: Page[] = [];
  page.on("popup", (other) => opened.push(other));
  for (let tries = 0; tries < 10; tries++) {
    await link.click();
    // The page asks for news every two seconds, which is long enough for another to open.
    await page.waitForResponse("**/state");
    const [first] = opened;
    if (first !== undefined) return first;
  }
  return expect.unreachable("the link opens no page, however often it is clicked");
}

/** The ratio of two colours (WCAG 2.2, relative luminance). */
function contrast(a: readonly number[], b: readonly number[]): number {
  const light = (rgb: readonly number[]) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const value = (rgb[at] ?? 0) / 255;
      return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0.05);
  const [one, two] = [light(a), light(b)];
  return Math.max(one, two) / Math.min(one, two);
}

describe("the page of itip serve", () => {
  it.each([390, 1_200].flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ width, scheme }))))(
    "fits in %j, and can be read",
    async (options) => {
      for (const path of ["/", "/mail/1"]) {
        const page = await open(path, options);
        for (const details of await page.locator("details").all())
          await details.evaluate((one) => one.setAttribute("open", ""));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
        const colours = await page.evaluate(() => {
          const numbers = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
          const groundOf = (element: Element | null): number[] => {
            if (element === null) return [255, 255, 255, 1];
            const ground = numbers(getComputedStyle(element).backgroundColor);
            return ground.length === 4 && ground[3] === 0 ? groundOf(element.parentElement) : ground;
          };
          const shown = [
            ...document.querySelectorAll("h1, h2, h3, p, a, label, button, summary, .status, .faint"),
          ];
          return shown.map((one) => [numbers(getComputedStyle(one).color), groundOf(one)] as const);
        });
        for (const [text, ground] of colours) expect(contrast(text, ground)).toBeGreaterThan(4.5);
      }
    },
  );

  it("shows an invitation as the mail that its reader sees, with what they typed as text", async () => {
    const page = await open("/mail/1");
    const letter = page.frameLocator("iframe");
    expect(await letter.locator("h1").textContent()).toBe("Flat viewing <b>now</b>");
    expect(await letter.locator("a.button").allTextContents()).toEqual(["Accept", "Maybe", "Decline"]);
    expect(await page.locator("h1").textContent()).toBe("Invitation: Flat viewing <b>now</b>");
  });

  it("is answered with the keyboard alone", async () => {
    const page = await open("/");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
    const focused = () => page.locator(":focus");
    const tabTo = async (what: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press("Tab");
        const name = await page.evaluate(() => {
          const focus = document.activeElement;
          return focus?.getAttribute("name") ?? focus?.textContent ?? "";
        });
        if (name === what) return;
      }
      expect.unreachable(`the Tab key does not lead to ${what}`);
    };
    await tabTo(`Answer as ${jane}`);
    await page.keyboard.press("Enter");
    await tabTo("client");
    await page.keyboard.type("Exchange");
    await tabTo("comment");
    await page.keyboard.type("I will be late");
    await tabTo("start");
    await page.keyboard.type("05072027");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("0300PM");
    await tabTo("end");
    await page.keyboard.type("05072027");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("0330PM");
    await tabTo("status");
    await tabTo("status");
    expect(await focused().textContent()).toBe("Maybe");
    const outline = await focused().evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(outline).not.toBe("none");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#invite-/);
    expect(await recipientOf(service.url, "viewing-7", jane)).toMatchObject({
      email: jane,
      status: "tentative",
      comment: "I will be late",
      proposal: {
        start: { time: "2027-05-07T15:00:00+01:00", tzid: "Europe/London" },
        end: { time: "2027-05-07T15:30:00+01:00", tzid: "Europe/London" },
      },
    });
    expect(await page.locator(".people .status").first().textContent()).toBe("tentative");
  });

  it("says what a calendar cannot say, and keeps the invitation as it was", async () => {
    const page = await open("/");
    await page.locator("summary", { hasText: "Answer as" }).click();
    await page.getByLabel("Calendar").selectOption("apple");
    await page.getByLabel("Comment").fill("Hello");
    await page.getByRole("button", { name: "Accept" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("apple");
    expect(await recipientOf(service.url, "viewing-7", jane)).toEqual({ email: jane, status: "pending" });
  });

  it("shows what happens meanwhile, but not under the hands of somebody who is writing", async () => {
    const [reader, writer] = [await open("/"), await open("/")];
    await writer.locator("summary", { hasText: "Answer as" }).click();
    await writer.getByLabel("Comment").fill("Half a sen");
    await postTo(service.url, {
      smart_invite_id: "viewing-8",
      recipient: { email: "otto@example.test" },
      event: { summary: "Second viewing", start: "2027-05-08T09:30:00Z", end: "2027-05-08T10:00:00Z" },
    });
    await eventually(
      () => reader.locator("h3", { hasText: "Second viewing" }).count(),
      (count) => count === 1,
    );
    await eventually(
      () => writer.locator("#news").isVisible(),
      (isVisible) => isVisible,
    );
    expect(await writer.getByLabel("Comment").first().inputValue()).toBe("Half a sen");
  });

  it("stays as it is while nothing happens: a click on a page that is drawn anew is lost", async () => {
    const page = await open("/mail/1");
    await page.evaluate(() => document.body.setAttribute("data-untouched", ""));
    for (let looks = 0; looks < 2; looks++) await page.waitForResponse("**/state");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    expect(await page.locator("body[data-untouched]").count()).toBe(1);
    expect(await page.locator("#news").isVisible()).toBe(false);
  });

  it("lets a person answer by the link in the letter", async () => {
    const page = await open("/mail/1");
    const link = page.frameLocator("iframe").locator("a.button", { hasText: "Decline" });
    const answering = await openedBy(page, link);
    await answering.getByLabel(/Message/).fill("Moved already");
    expect(await recipientOf(service.url, "viewing-7", jane)).toMatchObject({ status: "pending" });
    await answering.getByRole("button", { name: "Decline" }).click();
    await answering.getByText("You have declined.").waitFor();
    expect(await recipientOf(service.url, "viewing-7", jane)).toEqual({
      email: jane,
      status: "declined",
      comment: "Moved already",
    });
  });
});
