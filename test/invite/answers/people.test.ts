import { describe, expect, it } from "vitest";
import { joinKnown, partition, withKnown } from "../../../src/invite/answers/people.ts";

const jane = { address: "jane@example.test", email: "jane@example.test" };
const named = { ...jane, name: "Jane" };
const shouted = { ...jane, email: "JANE@example.test", name: "Jane" };
const omar = { address: "omar@example.test", email: "omar@example.test", name: "Omar" };

describe("the people ever invited", () => {
  it("are listed by address, each once", () => {
    expect(withKnown([], [omar, { email: "Jane@example.test" }])).toEqual([
      { address: "jane@example.test", email: "Jane@example.test" },
      omar,
    ]);
  });

  it("are the same list where nobody is new", () => {
    const list = [named, omar];
    expect(withKnown(list, [{ email: "omar@example.test", name: "Omar" }])).toBe(list);
    expect(joinKnown(list, [])).toBe(list);
  });

  it("have one spelling, whichever list it was in", () => {
    const joined = joinKnown([named], [shouted]);
    expect(joined).toHaveLength(1);
    expect(joinKnown([shouted], [named])).toEqual(joined);
    expect([named, shouted]).toContainEqual(joined[0]);
  });
});

describe("answers of strangers who turn out to be invited", () => {
  const reply = (address: string) => ({
    address,
    occurrence: "",
    reply: { email: address, status: "accepted" as const, sequence: 0 },
  });

  it("become answers, and the others stay", () => {
    const found = partition([jane], [reply("li@example.test")], [reply(jane.address), reply(omar.address)]);
    expect(found.answers.map(({ address }) => address)).toEqual([jane.address, "li@example.test"]);
    expect(found.strangers.map(({ address }) => address)).toEqual([omar.address]);
  });

  it("leave both lists as they are where nobody does", () => {
    const answers = [reply("li@example.test")];
    const strangers = [reply(omar.address)];
    const found = partition([jane], answers, strangers);
    expect(found.answers).toBe(answers);
    expect(found.strangers).toBe(strangers);
  });
});
