import { describe, expect, it } from "vitest";
import { apply } from "../support/laws/smart-invite.ts";

const event = {
  summary: "Lunch",
  start: "2027-07-01T12:00:00+02:00",
  end: "2027-07-01T13:00:00+02:00",
  tzid: "Europe/Paris",
};

function answered(changes: object) {
  const recipient = { email: "ann@example.test" };
  const { response } = apply(undefined, {
    smart_invite_id: "lunch",
    recipient,
    event: { ...event, ...changes },
  });
  return { event: response.event, ics: response.attachments?.icalendar ?? "" };
}

describe("the times of an answer", () => {
  it("are in UTC beside their zone, in summer too", () => {
    const { start, end } = answered({}).event;
    expect(start).toEqual({ time: "2027-07-01T10:00:00Z", tzid: "Europe/Paris" });
    expect(end).toEqual({ time: "2027-07-01T11:00:00Z", tzid: "Europe/Paris" });
  });

  it("are dates in an all-day event, and may name two different zones", () => {
    expect(answered({ start: "2027-07-01", end: "2027-07-03" }).event).toMatchObject({
      start: { time: "2027-07-01", tzid: "Europe/Paris" },
      end: { time: "2027-07-03", tzid: "Europe/Paris" },
    });
    const end = { time: "2027-07-01T08:00:00", tzid: "America/New_York" };
    expect(answered({ end }).event.end).toEqual({ time: "2027-07-01T12:00:00Z", tzid: "America/New_York" });
  });

  it("take a wall time that names no zone anywhere for UTC", () => {
    const bare = { start: "2027-07-01T12:00:00", end: "2027-07-01T13:00:00", tzid: undefined };
    expect(answered(bare).event.start).toEqual({ time: "2027-07-01T12:00:00Z", tzid: "Etc/UTC" });
  });
});

describe("transparency", () => {
  it.each([
    [
      { extended_transparency: "tentative" },
      { transparency: "opaque", extended_transparency: "tentative" },
      "TENTATIVE",
    ],
    [
      { extended_transparency: "out_of_office" },
      { transparency: "opaque", extended_transparency: "out_of_office" },
      "OOF",
    ],
    [
      { transparency: "opaque", extended_transparency: "working_elsewhere" },
      { transparency: "transparent", extended_transparency: "working_elsewhere" },
      "WORKINGELSEWHERE",
    ],
    [
      { transparency: "opaque", extended_transparency: "transparent" },
      { transparency: "transparent" },
      "FREE",
    ],
    [{ transparency: "transparent" }, { transparency: "transparent" }, "FREE"],
    [{ extended_transparency: "opaque" }, { transparency: "opaque" }, "BUSY"],
  ])("of %j is answered as %j and reaches Outlook as %s", (posted, expected, busy) => {
    const { event: shown, ics } = answered(posted);
    const { transparency, extended_transparency } = shown;
    expect(JSON.parse(JSON.stringify({ transparency, extended_transparency }))).toEqual(expected);
    const stated = /^X-MICROSOFT-CDO-BUSYSTATUS:(\w+)/m.exec(ics)?.[1];
    if (busy !== "FREE" && busy !== "BUSY") expect(stated).toBe(busy);
    expect(/^TRANSP:(\w+)/m.exec(ics)?.[1]).toBe(expected.transparency.toUpperCase());
  });
});
