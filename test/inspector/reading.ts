import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { acceptance, calendarText, emailText, eventText, zoneText } from "./calendar.ts";
import type { Opened } from "./inspector-page.ts";

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel("Or paste an email or calendar text").fill(text);
  // The page opens with an example of two files, which what was pasted takes the place of.
  await expect.poll(() => page.locator("#results > .file").count()).toBe(1);
}

function fileOf(name: string, text: string) {
  return { name, mimeType: "", buffer: Buffer.from(text) };
}

function headings(page: Page) {
  return page.locator(".file > h2");
}

/** What stands beside a word in the lists of what is known. */
function said(page: Page, word: string) {
  return page.locator("dt", { hasText: new RegExp(`^${word}$`) }).locator("+ dd");
}

/** What the half of the page that looks into files does, in a real browser. */
export function describeReading(open: (options?: BrowserContextOptions) => Promise<Opened>): void {
  describe("Times", () => {
    // Berlin is two hours before UTC in June, Tokyo nine.
    it.each([
      ["a date is of no zone", "DTSTART;VALUE=DATE:20270610", "Thursday 10 June 2027, all day", undefined],
      [
        "a floating time is everybody's own",
        "DTSTART:20270610T100000\r\nDURATION:PT90M",
        "Thursday 10 June 2027, 10:00–11:30 (local time)",
        undefined,
      ],
      [
        "a VTIMEZONE tells its own zone",
        "DTSTART;TZID=Our House:20270610T100000\r\nDURATION:PT1H",
        "Thursday 10 June 2027, 03:00–04:00 (Europe/Berlin)",
        "Thursday 10 June 2027, 10:00–11:00 (Asia/Tokyo)",
      ],
      [
        "a zone that nobody knows is named",
        "DTSTART;TZID=Narnia:20270610T100000\r\nDTEND;TZID=Narnia:20270610T110000",
        "Thursday 10 June 2027, 10:00–11:00 (unknown time zone “Narnia”)",
        undefined,
      ],
      [
        "an end before the start is shown as it is",
        "DTSTART:20270610T100000Z\r\nDTEND:20270610T090000Z",
        "Thursday 10 June 2027 at 12:00 (Europe/Berlin) – Thursday 10 June 2027 at 11:00 (Europe/Berlin)",
        "Thursday 10 June 2027 at 19:00 (Asia/Tokyo) – Thursday 10 June 2027 at 18:00 (Asia/Tokyo)",
      ],
    ])("are told as they are meant: %s", async (_, lines, berlin, tokyo = berlin) => {
      const { page, wrong } = await open();
      await paste(page, calendarText("REQUEST", zoneText("Our House", "+0900"), eventText(lines)));
      const when = async () => (await said(page, "When").innerText()).replaceAll("day, ", "day ");
      expect(await when()).toBe(berlin);
      await page.getByLabel("Show times in").selectOption("Asia/Tokyo");
      expect(await when()).toBe(tokyo);
      expect(wrong).toEqual([]);
    });

    it("are shown in the chosen zone wherever an answer has one", async () => {
      const { page } = await open();
      await paste(
        page,
        calendarText(
          "REPLY",
          eventText("RECURRENCE-ID:20270611T100000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test"),
        ),
      );
      expect(await said(page, "Occurrence").innerText()).toMatch(/11 June 2027 at 12:00 \(Europe\/Berlin\)$/);
      expect(await said(page, "Said").innerText()).toMatch(/1 May 2027 at 12:00 \(Europe\/Berlin\)$/);
      await page.getByLabel("Show times in").selectOption("Asia/Tokyo");
      expect(await said(page, "Occurrence").innerText()).toMatch(/11 June 2027 at 19:00 \(Asia\/Tokyo\)$/);
      expect(await said(page, "Said").innerText()).toMatch(/1 May 2027 at 19:00 \(Asia\/Tokyo\)$/);
    });

    it("are drawn beside one another where they can be compared, and said where they cannot", async () => {
      const { page, wrong } = await open();
      const counter = (start: string) => {
        const original =
          "X-MS-OLK-ORIGINALSTART;VALUE=DATE:20270610\r\nX-MS-OLK-ORIGINALEND;VALUE=DATE:20270611";
        const guest = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:jane@example.test";
        return calendarText("COUNTER", eventText(start, original, guest));
      };
      await paste(page, counter("DTSTART;VALUE=DATE:20270612"));
      const line = page.locator(".time-line");
      expect(await line.innerText()).toMatch(/Original: .*10 June 2027, all day/);
      expect(await line.innerText()).toMatch(/Proposed: .*12 June 2027, all day/);
      await page.getByLabel("Show times in").selectOption("America/Los_Angeles");
      expect(await line.innerText()).toMatch(/Proposed: .*12 June 2027, all day/);
      expect(await line.locator(".bar").count()).toBe(2);
      await paste(page, counter("DTSTART;TZID=Narnia:20270612T100000"));
      await expect.poll(() => line.innerText()).toContain("unknown time zone “Narnia”");
      expect(await line.locator(".bar").count()).toBe(0);
      expect(wrong).toEqual([]);
    });
  });

  describe("An invitation", () => {
    it("shows each of its components, with who is to come and what they answered", async () => {
      const { page } = await open();
      const series = eventText(
        "DTSTART:20270610T100000Z",
        "SUMMARY:Tea\\, weekly",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "LOCATION:Room 4",
        "DESCRIPTION:Bring a cup.",
        'ATTENDEE;CN="Doe; Jane";PARTSTAT=ACCEPTED:mailto:jane@example.test',
        "ATTENDEE;PARTSTAT=X-PERHAPS:mailto:tove@example.test",
        "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:kim@example.test",
      );
      const moved = eventText(
        "RECURRENCE-ID:20270617T100000Z",
        "DTSTART:20270618T100000Z",
        "SUMMARY:Tea on a Friday",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.test",
      );
      await paste(page, calendarText("REQUEST", series, moved));
      const events = page.locator(".event");
      expect(await events.locator("h3").allInnerTexts()).toEqual(["Tea, weekly", "Tea on a Friday"]);
      expect(await said(page, "Repeats").allInnerTexts()).toEqual(["FREQ=WEEKLY;COUNT=4"]);
      expect(await said(page, "Where").allInnerTexts()).toEqual(["Room 4"]);
      expect(await said(page, "Description").allInnerTexts()).toEqual(["Bring a cup."]);
      expect(await said(page, "Organizer").first().innerText()).toBe("Paula <planner@example.com>");
      expect(await events.first().locator("li").allInnerTexts()).toEqual([
        "Doe; Jane <jane@example.test> accepted",
        "tove@example.test pending",
        "kim@example.test pending (optional)",
      ]);
      expect(await events.last().locator("li").allInnerTexts()).toEqual(["jane@example.test declined"]);
    });

    it("that is called off without saying when still says what it is, and for whom", async () => {
      const { page } = await open();
      const lines = [
        "SUMMARY:Tea",
        "STATUS:CANCELLED",
        "COMMENT:It rains.",
        "ATTENDEE:mailto:jane@example.test",
      ];
      await paste(page, calendarText("CANCEL", eventText(...lines)));
      expect(await page.locator(".event h3").textContent()).toBe("Tea");
      expect(await said(page, "For").innerText()).toBe("jane@example.test");
      expect(await said(page, "Comment").innerText()).toBe("It rains.");
    });
  });

  describe("Foreign text", () => {
    it("shows what is not seen in it as its number, and leaves emoji and letters whole", async () => {
      const { page } = await open();
      const family = "\u{1F469}\u200D\u{1F467}";
      const summary = `a\u202Egnp.exe \u2066b\u2069 c\u200Bd \u061C ${family} jane\u200D@example`;
      const shown = `aU+202Egnp.exe U+2066bU+2069 cU+200Bd U+061C ${family} janeU+200D@example`;
      await paste(page, calendarText("REQUEST", eventText("DTSTART:20270610T100000Z", `SUMMARY:${summary}`)));
      expect(await page.locator(".event h3").textContent()).toBe(shown);
      expect(await page.locator(".source").textContent()).toContain(shown);
      await paste(page, emailText("Content-Type: text/plain\r\n\r\n", "left\u200Fright"));
      await expect.poll(() => page.locator("pre").first().textContent()).toContain("leftU+200Fright");
    });
  });

  describe("Findings", () => {
    it("lead to their lines, by keyboard too", async () => {
      const { page } = await open();
      const comments = Array.from({ length: 60 }, (_, number) => `COMMENT:${number}`);
      await paste(page, calendarText("REPLY", eventText(...comments, "no line")));
      const line = page.locator("li.found", { hasText: "no line" });
      const outOfSight = () =>
        line.evaluate((row) => {
          const around = row.parentElement?.getBoundingClientRect();
          const { top, bottom } = row.getBoundingClientRect();
          return around === undefined || top < around.top || bottom > around.bottom;
        });
      expect(await outOfSight()).toBe(true);
      await page.getByRole("button", { name: "Line 69", exact: true }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(outOfSight).toBe(false);
      expect(await line.evaluate((row) => row === document.activeElement)).toBe(true);
    });

    it("are counted wherever they are, and each is said", async () => {
      const { page } = await open();
      const part = `Content-Type: application/octet-stream; name=a.ics\r\n\r\n${acceptance}`;
      await paste(page, emailText(part));
      expect(await page.locator("#told").textContent()).toBe(
        "Looked into: 1. Findings: 3, of which errors: 2.",
      );
      expect(await page.locator(".finding").count()).toBe(3);
    });

    it("tell of a forwarded calendar or of a missing one, and never of both", async () => {
      const { page } = await open();
      const inner = `Content-Type: text/calendar\r\n\r\n${acceptance}`;
      await paste(page, emailText(`Content-Type: message/rfc822\r\n\r\n${inner}`));
      const text = await page.locator("#results").innerText();
      expect(text).toContain("A forwarded mail holds a calendar");
      expect(text).not.toContain("There is no calendar");
      expect(text).toContain("The email's text");
      expect(text).not.toContain("What the person wrote");
      await paste(page, emailText("Content-Type: text/plain\r\n\r\nBye"));
      await expect.poll(() => page.locator("#results").innerText()).toContain("There is no calendar");
    });
  });

  describe("Files", () => {
    /** Makes reading slow or impossible for files that are called so. */
    async function withFaultyFiles(page: Page): Promise<void> {
      await page.evaluate(() => {
        const read = File.prototype.arrayBuffer;
        File.prototype.arrayBuffer = async function (this: File) {
          if (this.name.startsWith("folder")) throw new DOMException("It is a folder", "NotFoundError");
          if (this.name.startsWith("slow")) await new Promise((resolve) => setTimeout(resolve, 500));
          document.body.dataset.read = `${document.body.dataset.read ?? ""} ${this.name}`;
          return read.call(this);
        };
      });
    }

    it("that are chosen later count, however long an earlier one takes", async () => {
      const { page, wrong } = await open();
      await withFaultyFiles(page);
      const files = page.getByLabel(/Open \.eml/);
      await files.setInputFiles(fileOf("slow.ics", acceptance));
      await files.setInputFiles(fileOf("quick.ics", acceptance));
      const heading = headings(page);
      await expect.poll(() => heading.allInnerTexts()).toEqual(["quick.ics"]);
      await expect.poll(() => page.evaluate(() => document.body.dataset.read)).toContain("slow.ics");
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
      expect(await heading.allInnerTexts()).toEqual(["quick.ics"]);
      expect(wrong).toEqual([]);
    });

    it("that cannot be read are refused beside the others", async () => {
      const { page, wrong } = await open();
      await withFaultyFiles(page);
      await page
        .getByLabel(/Open \.eml/)
        .setInputFiles([fileOf("folder", ""), fileOf("reply.ics", acceptance)]);
      await expect.poll(() => headings(page).allInnerTexts()).toEqual(["folder", "reply.ics"]);
      expect(await page.locator(".finding.error").first().textContent()).toBe("It is a folder");
      expect(await page.locator("#told").textContent()).toBe(
        "Looked into: 2. Findings: 1, of which errors: 1.",
      );
      expect(wrong).toEqual([]);
    });

    it("that are too many are counted", async () => {
      const { page } = await open();
      const files = Array.from({ length: 23 }, (_, number) => fileOf(`${number}.ics`, acceptance));
      await page.getByLabel(/Open \.eml/).setInputFiles(files);
      await expect
        .poll(() => page.locator("#told").textContent())
        .toBe(
          "Looked into: 20. Findings: 0, of which errors: 0. Left out: 3, because 20 are looked at together.",
        );
    });

    it("take the place of what was pasted, and are named once", async () => {
      const { page } = await open();
      await paste(page, acceptance);
      await page.getByLabel(/Open \.eml/).setInputFiles(fileOf("reply.ics", acceptance));
      await expect.poll(() => headings(page).allInnerTexts()).toEqual(["reply.ics"]);
      expect(await page.getByLabel("Or paste an email or calendar text").inputValue()).toBe("");
      expect(await page.locator("#results").getByText("reply.ics").count()).toBe(1);
    });
  });
}
