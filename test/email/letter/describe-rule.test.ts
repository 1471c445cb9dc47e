import { describe, expect, it } from "vitest";
import { describeRule } from "../../../src/email/letter/describe-rule.ts";
import type { Language } from "../../../src/email/letter/wording.table.ts";
import { wordingOf } from "../../../src/email/letter/wording.ts";
import {
  composeEmail,
  createInvite,
  type EventInput,
  type InviteChanges,
  letterOf,
  updateInvite,
} from "../../../src/index.ts";
import type { EventTime } from "../../../src/time/event-time.ts";
import { outgoing } from "../../support/fixtures/outgoing.ts";

const told = (rule: string, language: Language = "en", start?: EventTime) =>
  describeRule(rule, {
    wording: wordingOf(language),
    locale: language === "en" ? "en-GB" : language,
    start,
  });

describe("how often, and until when", () => {
  it.each([
    ["FREQ=DAILY", "every day"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "every 2 weeks, Monday, Wednesday"],
    ["FREQ=MONTHLY;COUNT=5", "every month, 5 times"],
    ["FREQ=YEARLY;UNTIL=20300131T090000Z", "every year, until Thursday, 31 January 2030"],
    ["freq=weekly;interval=01;wkst=su;", "every week"],
  ])('%s is "%s"', (rule, words) => {
    expect(told(rule)).toBe(words);
  });

  it.each([
    // 23:00 in UTC is eight o'clock of the next morning in Tokyo, and three in the afternoon in Los Angeles.
    ["20300131T230000Z", "08:00", "Asia/Tokyo", "until Friday, 1 February 2030"],
    ["20300131T230000Z", "08:01", "Asia/Tokyo", "until Thursday, 31 January 2030"],
    ["20300131T230000Z", "15:00", "America/Los_Angeles", "until Thursday, 31 January 2030"],
    ["20300131T030000Z", "15:00", "America/Los_Angeles", "until Wednesday, 30 January 2030"],
    // One minute before midnight in UTC is after midnight in Berlin, where no meeting begins at ten in the morning any more.
    ["20301231T235959Z", "10:00", "Europe/Berlin", "until Tuesday, 31 December 2030"],
    ["20301231T235959Z", "00:30", "Europe/Berlin", "until Wednesday, 1 January 2031"],
    ["20300131T233000", "10:00", "Asia/Tokyo", "until Thursday, 31 January 2030"],
    ["20300131", "10:00", "America/Los_Angeles", "until Thursday, 31 January 2030"],
  ])("UNTIL=%s of an event at %s in %s is told as %s", (until, clock, tzid, words) => {
    const start = { time: `2030-01-02T${clock}:00`, tzid };
    expect(told(`FREQ=DAILY;UNTIL=${until}`, "en", start)).toBe(`every day, ${words}`);
  });

  it("UNTIL of an event that has no time is told by the day that it names", () => {
    expect(told("FREQ=DAILY;UNTIL=20300131T230000Z")).toBe("every day, until Thursday, 31 January 2030");
  });

  it("says nothing about what it cannot read, nor that what happens once repeats", () => {
    for (const rule of ["", "x", "FREQ=__proto__", "FREQ=HOURLY2", "FREQ=WEEKLY;COUNT=1"])
      expect(told(rule)).toBeUndefined();
  });

  it("a letter tells the last day on the clocks of the event", () => {
    const start = { time: "2030-01-01T08:00:00+09:00", tzid: "Asia/Tokyo" };
    const end = { time: "2030-01-01T09:00:00+09:00", tzid: "Asia/Tokyo" };
    const recurrence = { rule: "FREQ=DAILY;UNTIL=20300131T230000Z" };
    const event = { ...outgoing().event, start, end, recurrence };
    expect(letterOf(outgoing("REQUEST", { event })).rows).toContainEqual({
      label: "Repeats",
      value: "every day, until Friday, 1 February 2030",
    });
  });
});

describe("the dates of a month or a year", () => {
  it.each([
    ["FREQ=MONTHLY;BYDAY=2TH", "every month, on the second Thursday"],
    ["FREQ=MONTHLY;BYDAY=+2TH", "every month, on the second Thursday"],
    ["FREQ=MONTHLY;BYDAY=TH;BYSETPOS=2", "every month, on the second Thursday"],
    ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,-1", "every month, on the first Monday, on the last Monday"],
    ["FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=4", "every 3 months, on the last Friday, 4 times"],
    ["FREQ=MONTHLY;BYDAY=1MO,3MO", "every month, on the first Monday, on the third Monday"],
    ["FREQ=MONTHLY;BYDAY=5SU", "every month, on the fifth Sunday"],
    ["FREQ=MONTHLY;BYMONTHDAY=15", "every month, on day 15"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,15", "every month, on day 1, on day 15"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "every month, on the last day"],
    ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", "every year, 15 March"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "every year, 29 February"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "every year, on the last day, in February"],
    ["FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year, on the fourth Thursday, in November"],
    ["FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4", "every year, on the fourth Thursday, in November"],
    ["FREQ=YEARLY;BYMONTH=3,9", "every year, in March, September"],
    ["FREQ=YEARLY;INTERVAL=2;BYMONTH=3", "every 2 years, in March"],
    ["FREQ=WEEKLY;BYDAY=MO;BYMONTH=6,7", "every week, Monday, in June, July"],
    ["FREQ=DAILY;BYMONTH=1", "every day, in January"],
  ])('%s is "%s"', (rule, words) => {
    expect(told(rule)).toBe(words);
  });

  it.each([
    ["FREQ=MONTHLY;BYDAY=MO", "every week, Monday"],
    ["FREQ=YEARLY;BYDAY=MO,FR", "every week, Monday, Friday"],
    ["FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every week, Monday, Tuesday, Wednesday, Thursday, Friday"],
    ["FREQ=YEARLY;BYMONTH=6;BYDAY=MO", "every week, Monday, in June"],
    ["FREQ=DAILY;BYMONTHDAY=1", "every month, on day 1"],
    ["FREQ=YEARLY;BYMONTHDAY=1", "every month, on day 1"],
    ["FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=15", "every year, on day 15, in January, July"],
    ["FREQ=MONTHLY;BYMONTH=1;BYDAY=2TU", "every year, on the second Tuesday, in January"],
  ])("%s is told by how often it happens: %s", (rule, words) => {
    expect(told(rule)).toBe(words);
  });

  it("a day that a month never has is told by its number, and is no day of the next month", () => {
    expect(told("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")).toBe("every year, on day 30, in February");
  });
});

describe("dates that no short words name", () => {
  it.each([
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=-2FR",
    "FREQ=MONTHLY;BYDAY=MO,2TU",
    "FREQ=MONTHLY;BYMONTHDAY=-2",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=45",
    "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8",
    "FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,15",
  ])("of %s are those that the calendar shows, every month", (rule) => {
    expect(told(rule)).toBe("every month, as shown in your calendar");
  });

  it.each([
    "FREQ=YEARLY;BYWEEKNO=20",
    "FREQ=YEARLY;BYYEARDAY=100,200",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;BYDAY=-1FR",
    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=MO;BYSETPOS=2",
    "FREQ=YEARLY;BYMONTH=5L;RSCALE=HEBREW",
  ])("of %s are those that the calendar shows, every year", (rule) => {
    expect(told(rule)).toBe("every year, as shown in your calendar");
  });

  it.each([
    ["not every month has a Friday the thirteenth", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"],
    ["not every second month is in spring", "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3,4,5"],
    ["not every second day is a Monday", "FREQ=DAILY;INTERVAL=2;BYDAY=MO"],
    ["not every third day is the first of a month", "FREQ=DAILY;INTERVAL=3;BYMONTHDAY=1"],
    ["hours have no words", "FREQ=HOURLY;INTERVAL=4"],
    ["each hour of Mondays is more than each Monday", "FREQ=HOURLY;BYDAY=MO"],
    ["each minute of a first of the month is more than the first", "FREQ=MINUTELY;BYMONTHDAY=1"],
    ["what happens twice a day is not told as once", "FREQ=DAILY;BYHOUR=9,15"],
    ["only the first of two days of the week is meant", "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1"],
  ])("are told without a frequency that is not so: %s", (_, rule) => {
    expect(told(rule)).toBe("as shown in your calendar");
    expect(told(`${rule};COUNT=3`)).toBe("as shown in your calendar, 3 times");
  });

  it("are shown as rules in a change, where their words are the same", () => {
    const [from, to] = ["FREQ=MONTHLY;BYDAY=-2TU", "FREQ=MONTHLY;BYDAY=-2WE"];
    const { text } = composeEmail(
      outgoing("REQUEST", { changes: [{ field: "recurrence", from, to }] }),
    ).parts;
    expect(text).toContain(`Before: ${from}`);
    expect(text).toContain(`Now: ${to}`);
  });

  const zoned = { tzid: "Europe/London" };
  const series = {
    id: "series",
    organizer: { email: "planner@example.com" },
    recipients: [{ email: "jane@example.test" }],
    event: { summary: "Tea", start: "2027-03-04T10:00", end: "2027-03-04T11:00", ...zoned },
  };
  const now = new Date("2027-01-01T09:00:00Z");
  const changed = (before: EventInput["recurrence"], changes: InviteChanges["event"]) => {
    const { invite } = createInvite({ ...series, event: { ...series.event, recurrence: before } }, { now });
    const { messages } = updateInvite(invite, { event: changes ?? {} }, { now });
    const { text = "" } = messages[0] === undefined ? {} : composeEmail(messages[0]).parts;
    return text.slice(text.indexOf("What has changed:"), text.indexOf("\n\nWhen:"));
  };

  it("a date that is left out or added is told by its day, with a sign, and beside a rule that stays", () => {
    const rule = "FREQ=WEEKLY;COUNT=10";
    const recurrence = { rule, exclude: ["2027-03-18T10:00"], include: ["2027-03-20T15:00"] };
    expect(changed({ rule, exclude: ["2027-04-08T10:00"] }, { recurrence })).toBe(
      [
        "What has changed:",
        "- Repeats",
        "    Before: every week, 10 times",
        "      − Thursday, 8 April 2027",
        "    Now: every week, 10 times",
        "      + Saturday, 20 March 2027",
        "      − Thursday, 18 March 2027",
      ].join("\n"),
    );
  });

  it("of many dates the first twenty are told, and how many more there are", () => {
    const exclude = Array.from({ length: 30 }, (_, i) => new Date(Date.UTC(2027, 4, 1 + i, 9)).toISOString());
    const told = changed({ rule: "FREQ=DAILY" }, { recurrence: { rule: "FREQ=DAILY", exclude } });
    expect(told.match(/−/g)?.length).toBe(20);
    expect(told).toMatch(/Thursday, 20 May 2027\n +and 10 more$/);
  });

  it("a rule and dates that only follow the time are told by the time alone", () => {
    const recurrence = { rule: "FREQ=WEEKLY;UNTIL=20270513T090000Z", exclude: ["2027-03-18T10:00"] };
    const told = changed(recurrence, { start: "2027-03-04T15:00" });
    expect(told).toContain("Now: Thursday, 4 March 2027, 15:00 – 16:00");
    expect(told).not.toContain("Repeats");
  });

  it("a change from one weekday of the month to another is told in words", () => {
    const [from, to] = ["FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=3TU"];
    const { text } = composeEmail(
      outgoing("REQUEST", { changes: [{ field: "recurrence", from, to }] }),
    ).parts;
    expect(text).toContain("Before: every month, on the second Tuesday");
    expect(text).toContain("Now: every month, on the third Tuesday");
  });
});

/** One rule a line, in the order of `rules`. */
const rules = [
  "FREQ=MONTHLY;BYDAY=1MO",
  "FREQ=MONTHLY;BYDAY=2TH",
  "FREQ=MONTHLY;BYDAY=3SA",
  "FREQ=MONTHLY;BYDAY=4SU",
  "FREQ=MONTHLY;BYDAY=5WE",
  "FREQ=MONTHLY;BYDAY=-1FR",
  "FREQ=MONTHLY;BYDAY=-1SU",
  "FREQ=MONTHLY;BYMONTHDAY=1",
  "FREQ=MONTHLY;BYMONTHDAY=15",
  "FREQ=MONTHLY;BYMONTHDAY=-1",
  "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
  "FREQ=YEARLY;BYMONTH=8,10;BYDAY=2TU",
  "FREQ=MONTHLY;BYDAY=-2FR",
];

it.each<[Language, string[]]>([
  [
    "en",
    [
      "every month, on the first Monday",
      "every month, on the second Thursday",
      "every month, on the third Saturday",
      "every month, on the fourth Sunday",
      "every month, on the fifth Wednesday",
      "every month, on the last Friday",
      "every month, on the last Sunday",
      "every month, on day 1",
      "every month, on day 15",
      "every month, on the last day",
      "every year, 15 March",
      "every year, on the second Tuesday, in August, October",
      "every month, as shown in your calendar",
    ],
  ],
  [
    "de",
    [
      "jeden Monat, am ersten Montag",
      "jeden Monat, am zweiten Donnerstag",
      "jeden Monat, am dritten Samstag",
      "jeden Monat, am vierten Sonntag",
      "jeden Monat, am fünften Mittwoch",
      "jeden Monat, am letzten Freitag",
      "jeden Monat, am letzten Sonntag",
      "jeden Monat, am 1.",
      "jeden Monat, am 15.",
      "jeden Monat, am letzten Tag",
      "jedes Jahr, 15. März",
      "jedes Jahr, am zweiten Dienstag, im August, Oktober",
      "jeden Monat, wie im Kalender angezeigt",
    ],
  ],
  [
    "fr",
    [
      "tous les mois, le premier lundi",
      "tous les mois, le deuxième jeudi",
      "tous les mois, le troisième samedi",
      "tous les mois, le quatrième dimanche",
      "tous les mois, le cinquième mercredi",
      "tous les mois, le dernier vendredi",
      "tous les mois, le dernier dimanche",
      "tous les mois, le jour 1 du mois",
      "tous les mois, le jour 15 du mois",
      "tous les mois, le dernier jour",
      "tous les ans, 15 mars",
      "tous les ans, le deuxième mardi, en août, octobre",
      "tous les mois, comme indiqué dans votre agenda",
    ],
  ],
  [
    "es",
    [
      "cada mes, el primer lunes",
      "cada mes, el segundo jueves",
      "cada mes, el tercer sábado",
      "cada mes, el cuarto domingo",
      "cada mes, el quinto miércoles",
      "cada mes, el último viernes",
      "cada mes, el último domingo",
      "cada mes, el día 1",
      "cada mes, el día 15",
      "cada mes, el último día",
      "cada año, 15 de marzo",
      "cada año, el segundo martes, en agosto, octubre",
      "cada mes, como se indica en su calendario",
    ],
  ],
  [
    "nl",
    [
      "elke maand, op de eerste maandag",
      "elke maand, op de tweede donderdag",
      "elke maand, op de derde zaterdag",
      "elke maand, op de vierde zondag",
      "elke maand, op de vijfde woensdag",
      "elke maand, op de laatste vrijdag",
      "elke maand, op de laatste zondag",
      "elke maand, op de 1e",
      "elke maand, op de 15e",
      "elke maand, op de laatste dag",
      "elk jaar, 15 maart",
      "elk jaar, op de tweede dinsdag, in augustus, oktober",
      "elke maand, zoals in uw agenda staat",
    ],
  ],
  [
    // The working days of Portuguese are feminine (a feira), Saturday and Sunday masculine.
    "pt",
    [
      "todos os meses, na primeira segunda-feira",
      "todos os meses, na segunda quinta-feira",
      "todos os meses, no terceiro sábado",
      "todos os meses, no quarto domingo",
      "todos os meses, na quinta quarta-feira",
      "todos os meses, na última sexta-feira",
      "todos os meses, no último domingo",
      "todos os meses, no dia 1",
      "todos os meses, no dia 15",
      "todos os meses, no último dia",
      "todos os anos, 15 de março",
      "todos os anos, na segunda terça-feira, em agosto, outubro",
      "todos os meses, como indicado no seu calendário",
    ],
  ],
  [
    // Of the Italian days Sunday alone is feminine.
    "it",
    [
      "ogni mese, il primo lunedì",
      "ogni mese, il secondo giovedì",
      "ogni mese, il terzo sabato",
      "ogni mese, la quarta domenica",
      "ogni mese, il quinto mercoledì",
      "ogni mese, l’ultimo venerdì",
      "ogni mese, l’ultima domenica",
      "ogni mese, il giorno 1",
      "ogni mese, il giorno 15",
      "ogni mese, l’ultimo giorno",
      "ogni anno, 15 marzo",
      "ogni anno, il secondo martedì, in agosto, ottobre",
      "ogni mese, come indicato nel suo calendario",
    ],
  ],
  [
    "ja",
    [
      "毎月, 第1月曜日",
      "毎月, 第2木曜日",
      "毎月, 第3土曜日",
      "毎月, 第4日曜日",
      "毎月, 第5水曜日",
      "毎月, 最終金曜日",
      "毎月, 最終日曜日",
      "毎月, 1 日",
      "毎月, 15 日",
      "毎月, 最終日",
      "毎年, 3月15日",
      "毎年, 第2火曜日, 8月, 10月",
      "毎月, カレンダーに表示される日程",
    ],
  ],
])("the dates of a series are told in %s", (language, words) => {
  expect(rules.map((rule) => told(rule, language))).toEqual(words);
});

describe("words of the caller's own", () => {
  const frequency = {
    DAILY: { one: "varje dag", many: "var {n}:e dag" },
    WEEKLY: { one: "varje vecka", many: "var {n}:e vecka" },
    MONTHLY: { one: "varje månad", many: "var {n}:e månad" },
    YEARLY: { one: "varje år", many: "vart {n}:e år" },
  };
  const repeats = (rule: string, wording: object, locale = "sv") =>
    letterOf(outgoing("REQUEST", { event: { ...outgoing().event, recurrence: { rule } } }), {
      locale,
      wording,
    }).rows.find(({ label }) => label === "Repeats")?.value;

  it("that say how often and nothing of dates are not followed by English ones", () => {
    expect(repeats("FREQ=MONTHLY;BYDAY=2TH", { frequency })).toBe("varje månad");
    expect(repeats("FREQ=WEEKLY;BYDAY=TH", { frequency })).toBe("varje vecka, torsdag");
    expect(repeats("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", { frequency })).toBeUndefined();
    expect(repeats("FREQ=DAILY;BYHOUR=9,15", { frequency })).toBeUndefined();
  });

  it("may name the dates too", () => {
    const dates = {
      placed: "{nth} {day}en",
      nth: { 1: "första", 2: "andra", 3: "tredje", 4: "fjärde", 5: "femte", last: "sista" },
      day: "dag",
      monthDay: "den {n}:e",
      months: "i {months}",
      other: "enligt kalendern",
    };
    expect(repeats("FREQ=MONTHLY;BYDAY=2TH", { frequency, dates })).toBe("varje månad, andra torsdagen");
    expect(repeats("FREQ=MONTHLY;BYMONTHDAY=-1", { frequency, dates })).toBe("varje månad, sista dagen");
    expect(repeats("FREQ=YEARLY;BYMONTH=3,9", { frequency, dates })).toBe("varje år, i mars, september");
    expect(repeats("FREQ=YEARLY;BYWEEKNO=20", { frequency, dates })).toBe("varje år, enligt kalendern");
  });

  it("may replace a single phrase, and the rest stays as it is", () => {
    const dates = { monthDay: "on the {n}." };
    expect(repeats("FREQ=MONTHLY;BYMONTHDAY=15", { dates }, "en")).toBe("every month, on the 15.");
    expect(repeats("FREQ=MONTHLY;BYDAY=2TH", { dates }, "en")).toBe("every month, on the second Thursday");
  });

  it("may have two forms for the places, one of them for some days", () => {
    // Czech would say so of its feminine days.
    const dates = { placed: "{nth} {day}", nth: { 1: "he|she" }, feminine: "WE,SA,SU" };
    expect(repeats("FREQ=MONTHLY;BYDAY=1MO,1SU", { dates }, "en")).toBe("every month, he Monday, she Sunday");
  });
});
