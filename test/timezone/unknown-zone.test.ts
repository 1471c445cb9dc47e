import { expect, it } from "vitest";
import { unknownZone } from "../../src/timezone/unknown-zone.ts";

const said = (name: unknown) => /did you mean (\S+)\?$/.exec(unknownZone(name))?.[1];

it.each([
  ["W. Europe Standard Time", "Europe/Berlin"],
  ["eastern daylight time", "America/New_York"],
  ["America/Los Angeles", "America/Los_Angeles"],
  ["US-Eastern", "America/New_York"],
  ["Berlin", "Europe/Berlin"],
  ["new york", "America/New_York"],
  ["Kolkata", "Asia/Kolkata"],
  ["EDT", "America/New_York"],
  ["UTC+02:00", "Etc/GMT-2"],
  [" Europe/Paris ", "Europe/Paris"],
])("%o is told the zone that is meant by it", (name, zone) => {
  expect(unknownZone(name)).toContain(`must be an IANA time zone such as Europe/London, got "${name}"`);
  expect(said(name)).toBe(zone);
});

it.each(["CST", "somewhere", "", "x".repeat(201), 7, undefined])("%o is told none", (name) => {
  expect(said(name)).toBeUndefined();
});
