import { describe, expect, it } from "vitest";
import { type FormedType, hasForm } from "../../src/check/value-form.ts";

/** Values that RFC 5545 section 3.3 prints as examples, or that its grammar allows; and values that it rules out. */
const values: Readonly<
  Record<FormedType, { readonly good: readonly string[]; readonly bad: readonly string[] }>
> = {
  BINARY: { good: ["", "AAAB", "AAE=", "AA=="], bad: ["AAA", "A A=", "A===", "AA=A", "äöü="] },
  BOOLEAN: { good: ["TRUE", "FALSE", "true"], bad: ["YES", "1", "", "TRUEx", "xFALSE"] },
  DATE: {
    good: ["19970714", "20240229", "00010101"],
    bad: ["19970229", "20230229", "19971301", "19970700", "1997-07-14", "199707", "19970714Z"],
  },
  "DATE-TIME": {
    good: ["19980118T230000", "19980119T070000Z", "19970630T235960Z", "20240229T000000"],
    bad: [
      "19980119T230000-0800",
      "19980119T240000",
      "19980119T236000",
      "19980119T235961",
      "19980230T000000",
      "19980119",
      "19980119T2300",
      "19980119t230000",
      "19970701T2100000Z",
      "199706211T173000Z",
    ],
  },
  DURATION: {
    good: ["P15DT5H0M20S", "P7W", "PT0S", "-PT15M", "+P1D", "PT1H0M0S", "PT1H30M", "PT30S"],
    bad: ["P", "PT", "P1Y", "P1M", "P1W1D", "PT1H30S", "P1DT", "1D", "PT1.5H", "pt1h"],
  },
  FLOAT: { good: ["1000000.0000001", "1.333", "-3.14", "+1"], bad: ["1.", ".5", "1e3", "1,5", ""] },
  INTEGER: {
    good: ["1234567890", "-1234567890", "+1234567890", "432109876", "2147483647", "-2147483648"],
    bad: ["2147483648", "-2147483649", "1.0", "0x1", "", "1407317367304"],
  },
  PERIOD: {
    good: ["19970101T180000Z/19970102T070000Z", "19970101T180000Z/PT5H30M", "19970101T180000/PT1H"],
    bad: [
      "19970102T070000Z/19970101T180000Z",
      "19970101T180000Z/19970101T180000Z",
      "19970101T180000Z/19970102T070000",
      "19970101T180000Z/-PT1H",
      "19970101T180000Z",
      "19970101/PT1H",
      "19970101T180000/19970102T070000Z",
      "19970101T180000ZPT1H",
      "/",
    ],
  },
  TIME: { good: ["230000", "070000Z", "083000"], bad: ["230000-0800", "240000", "2300", "23:00:00"] },
  "UTC-OFFSET": {
    good: ["-0500", "+0100", "+0000", "-080030", "+1400", "+2359", "-000001", "-0001", "-0100", "+010059"],
    bad: ["+010060", "-0000", "-000000", "0100", "+01:00", "+2400", "+0060", "+1", "Z"],
  },
  GEO: {
    good: ["37.386013;-122.082932", "0;0", "-90;180", "+90;-180"],
    bad: ["37.386013,-122.082932", "91;0", "0;181", "1", "1;2;3", ";", "N37;W122"],
  },
  "REQUEST-STATUS": {
    good: [
      "2.0;Success",
      "3.1;Invalid property value;DTSTART:96-Apr-01",
      "2.8;Success\\, repeating",
      "3.1.1;x",
    ],
    bad: ["2;Success", "2.0", "Success", "2.0\\;Success", "2.0.0.0;x"],
  },
};

describe.each(Object.entries(values))("%s", (name, { good, bad }) => {
  const type = Object.keys(values).find((known): known is FormedType => known === name);

  it.each(good)("allows %j", (value) => {
    expect(type !== undefined && hasForm(type, value)).toBe(true);
  });

  it.each(bad)("rules out %j", (value) => {
    expect(type !== undefined && hasForm(type, value)).toBe(false);
  });
});
