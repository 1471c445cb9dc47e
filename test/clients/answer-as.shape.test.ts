import { describe, expect, it } from "vitest";
import { answerAs, type Client, clientCapabilities } from "../../src/clients/index.ts";
import { buildRequest, createInvite, type InviteInput, openEmail } from "../../src/index.ts";
import { describedReview } from "../support/fixtures/review-event.ts";
import { headerOf, leavesOf, type SeenPart, seePart, textOf, treeOf } from "../support/oracle/part-tree.ts";
import { shapes } from "./answer-as.shape.table.ts";

const now = new Date("2026-05-01T07:30:00Z");
const jane = { email: "jane@example.test", name: "Jane Doe" };
const review: InviteInput = {
  id: "review",
  uid: "budget-review-7f3a@example.com",
  organizer: { email: "planner@example.com", name: "Planner" },
  recipients: [jane, { email: "omar@example.test", name: "Omar Nasr" }],
  event: describedReview,
};
const request = buildRequest(review, { now });

function calendarPart(raw: string): SeenPart {
  const part = leavesOf(seePart(raw)).find((leaf) =>
    headerOf(leaf, "content-type").startsWith("text/calendar"),
  );
  if (part === undefined) throw new Error("no calendar part");
  return part;
}

function linesOf(raw: string): string[] {
  return textOf(calendarPart(raw))
    .replace(/\r\n[ \t]/g, "")
    .trimEnd()
    .split("\r\n");
}

function names(lines: readonly string[]): string {
  return lines.map((line) => /^[A-Z-]+/.exec(line)?.[0] ?? "").join(" ");
}

function said(client: Client, as: Partial<Parameters<typeof answerAs>[2]>, from = request): string[] {
  return linesOf(answerAs(client, from, { ...jane, status: "tentative", ...as }, { now }).raw);
}

const every = Object.entries(shapes).flatMap(([name, shape]) =>
  name in clientCapabilities ? [{ client: name as Client, ...shape }] : [],
);

describe.each(every)("$client", ({ client, tree, type, subject, calendar, event, lines }) => {
  const { raw, envelope } = answerAs(client, request, { ...jane, status: "accepted" }, { now });

  it("has its parts, their encodings and the method as it spells it", () => {
    expect(treeOf(seePart(raw))).toBe(tree);
    expect(headerOf(calendarPart(raw), "content-type")).toBe(type);
  });

  it("writes its properties in its order", () => {
    const text = linesOf(raw);
    const firstChild = text.findIndex((line, index) => index > 0 && line.startsWith("BEGIN:"));
    expect(names(text.slice(1, firstChild))).toBe(calendar);
    expect(names(text.slice(text.indexOf("BEGIN:VEVENT") + 1, text.indexOf("END:VEVENT")))).toBe(event);
  });

  it("writes lines as the real one does", () => {
    expect(linesOf(raw)).toEqual(expect.arrayContaining([...lines]));
  });

  it("says the answer in its subject", async () => {
    for (const status of ["accepted", "tentative", "declined"] as const) {
      const opened = await openEmail(answerAs(client, request, { ...jane, status }, { now }).raw);
      expect(opened.subject).toMatch(new RegExp(`^${subject[status]}Budget review`));
    }
  });

  it("goes from the person to the organizer", async () => {
    expect(envelope).toEqual({ from: "jane@example.test", to: ["planner@example.com"] });
    const opened = await openEmail(raw);
    expect(opened.from).toEqual(jane);
    expect(opened.to).toEqual([{ email: "planner@example.com", name: "Planner" }]);
    expect(opened.messages).toHaveLength(1);
    expect(opened.problems).toEqual([]);
  });
});

describe("a comment", () => {
  const comment = "I’d rather not; it's “late”, <sorry>\nSee you";

  it("is HTML inside of TEXT inside of a parameter of Google's", () => {
    expect(said("google", { comment }).find((line) => line.startsWith("ATTENDEE"))).toContain(
      ';X-RESPONSE-COMMENT="I&rsquo\\;d rather not\\; it&#39\\;s &ldquo\\;late&rdquo\\;\\, &lt\\;sorry&gt\\;\\nSee you":',
    );
  });

  it("is a COMMENT that ends with a line break in Exchange, and the text of the email too", () => {
    expect(said("exchange", { comment })).toContain(
      "COMMENT;LANGUAGE=en-US:I’d rather not\\; it's “late”\\, <sorry>\\nSee you\\n",
    );
    const { raw } = answerAs("exchange", request, { ...jane, status: "declined", comment }, { now });
    const [text] = leavesOf(seePart(raw));
    expect(text === undefined ? "" : textOf(text)).toBe("I’d rather not; it's “late”, <sorry>\r\nSee you");
  });

  it("takes the place of the description in KOrganizer, and stands beside it where it only repeats it", () => {
    const lines = said("korganizer", { comment: "No time, sorry" });
    expect(lines).toContain("DESCRIPTION:No time\\, sorry");
    expect(lines).not.toContain("DESCRIPTION:Numbers for the second quarter.");
    const repeated = said("korganizer", { comment: "Numbers for the second quarter." });
    expect(repeated).toContain("COMMENT:Numbers for the second quarter.");
  });

  it("stands three times in what Outlook writes itself", () => {
    const lines = said("outlook", { comment: "Late" });
    expect(lines).toContain("COMMENT;LANGUAGE=en-US:Late\\n");
    expect(lines).toContain("DESCRIPTION:Late\\n");
    expect(
      lines.some((line) => line.startsWith("X-ALT-DESC;FMTTYPE=text/html:") && line.includes("Late")),
    ).toBe(true);
  });

  it("is a property in Evolution and a parameter in Yahoo", () => {
    expect(said("evolution", { comment: "Late" })).toContain("COMMENT:Late");
    expect(said("yahoo", { comment: "Late" }).some((line) => line.includes(';X-COMMENT="Late":'))).toBe(true);
  });
});

describe("a proposal", () => {
  const proposal = { start: "2026-05-08T14:00", end: "2026-05-08T15:00" };

  it("stands beside the original time in Exchange and Outlook, in Windows' zones", () => {
    const lines = said("exchange", { proposal });
    expect(lines).toContain("METHOD:COUNTER");
    expect(lines).toContain("DTSTART;TZID=GMT Standard Time:20260508T140000");
    expect(lines).toContain("X-MS-OLK-ORIGINALSTART;TZID=GMT Standard Time:20260507T103000");
    expect(lines).toContain("X-MS-OLK-ORIGINALEND;TZID=GMT Standard Time:20260507T113000");
    expect(said("outlook", { proposal })).toContain(
      'X-MS-OLK-ORIGINALSTART;TZID="GMT Standard Time":20260507T103000',
    );
  });

  it("is in UTC and without the original time in Google", () => {
    const lines = said("google", { proposal });
    expect(lines).toContain("DTSTART:20260508T130000Z");
    expect(lines.join("\n")).not.toContain("20260507T093000Z");
  });

  it("lists every guest in KOrganizer, and no REQUEST-STATUS", () => {
    const lines = said("korganizer", { proposal });
    expect(lines.filter((line) => line.startsWith("ATTENDEE"))).toHaveLength(2);
    expect(names(lines)).not.toContain("REQUEST-STATUS");
    expect(
      lines.some((line) => line.includes("PARTSTAT=NEEDS-ACTION") && line.endsWith("omar@example.test")),
    ).toBe(true);
  });

  it("names an occurrence in the series' zone, also where the new time is in UTC", () => {
    const weekly = buildRequest(
      { ...review, event: { ...review.event, recurrence: { rule: "FREQ=WEEKLY;COUNT=4" } } },
      { now },
    );
    const lines = said("google", { proposal, instance: "2026-05-14T10:30" }, weekly);
    expect(lines).toContain("RECURRENCE-ID;TZID=Europe/London:20260514T103000");
    expect(lines).toContain("DTSTART:20260508T130000Z");
  });
});

describe("days and zones", () => {
  const day: InviteInput = {
    ...review,
    event: { summary: "Team day", start: "2026-06-12", end: "2026-06-13", tzid: "Europe/Paris" },
  };

  it("are midnights and a flag in Exchange, dates elsewhere", () => {
    const asked = buildRequest(day, { now });
    const exchange = said("exchange", {}, asked);
    expect(exchange).toContain("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE");
    expect(exchange.some((line) => /^DTSTART;TZID=.*:20260612T000000$/.test(line))).toBe(true);
    expect(said("apple", {}, asked)).toContain("DTSTART;VALUE=DATE:20260612");
    expect(said("fastmail", {}, asked)).toContain("DURATION:P1D");
  });

  it("begin at the midnight of the invitation's zone where Exchange can know it", () => {
    const [sent] = createInvite(day, { now }).messages;
    if (sent === undefined) throw new Error("nobody was invited");
    const { raw } = answerAs("exchange", sent, { ...jane, status: "accepted" }, { now });
    expect(linesOf(raw)).toContain("DTSTART;TZID=Romance Standard Time:20260612T000000");
  });

  it("keeps the name of a zone that Windows does not know", () => {
    const oslo = buildRequest({ ...review, event: { ...review.event, tzid: "Europe/Oslo" } }, { now });
    expect(said("exchange", {}, oslo)).toContain("DTSTART;TZID=Europe/Oslo:20260507T103000");
  });

  it("says no daylight saving by two equal halves in Exchange, by one in Outlook", () => {
    const delhi = buildRequest({ ...review, event: { ...review.event, tzid: "Asia/Kolkata" } }, { now });
    const exchange = said("exchange", {}, delhi);
    expect(exchange).toContain("TZID:India Standard Time");
    expect(exchange.filter((line) => line === "TZOFFSETTO:+0530")).toHaveLength(2);
    expect(said("outlook", {}, delhi).filter((line) => line === "TZOFFSETTO:+0530")).toHaveLength(1);
  });

  it("calls UTC by Exchange's own name for it", () => {
    const utc = buildRequest({ ...review, event: { ...review.event, tzid: "Etc/UTC" } }, { now });
    expect(said("exchange", {}, utc)).toContain('DTSTART;TZID="tzone://Microsoft/Utc":20260507T103000');
    expect(said("outlook", {}, utc)).toContain("DTSTART:20260507T103000Z");
  });
});
