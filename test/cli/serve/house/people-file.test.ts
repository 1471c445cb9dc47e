import { expect, it } from "vitest";
import { readPeopleFile } from "../../../../src/cli/serve/house/people-file.ts";
import { refused } from "../../../support/refusal.ts";

const read = (value: unknown) => readPeopleFile(JSON.stringify(value), "people.json");

it("reads people who answer by themselves", () => {
  const jane = { email: "jane@example.test", client: "google", status: "accepted" };
  const otto = {
    email: "otto@example.test",
    name: "Otto",
    client: "exchange",
    status: "declined",
    comment: "Away",
    delay: 2.5,
  };
  expect(read([jane, otto])).toEqual([jane, otto]);
  expect(read([])).toEqual([]);
});

it("refuses with everything that is wrong, each under its place in the file", () => {
  expect(refused(() => readPeopleFile("[", "people.json"))).toEqual([
    "invalid-argument",
    "people.json invalid-json",
  ]);
  expect(refused(() => read({}))).toEqual(["invalid-argument", "people.json invalid-type"]);
  const wrong = [
    7,
    {},
    { email: "jane", client: "gmail", status: "maybe", delay: -1, comment: 7, mood: "good" },
    { email: "a@example.test", client: "google", status: "accepted" },
    { email: "A@example.test", client: "google", status: "accepted" },
    { email: "b@example.test", client: "apple", status: "accepted", comment: "Hello" },
  ];
  expect(refused(() => read(wrong))).toEqual([
    "invalid-argument",
    "people.json[0] invalid-type",
    "people.json[1].email required",
    "people.json[1].client required",
    "people.json[1].status required",
    "people.json[2].mood unknown-field",
    "people.json[2].email invalid-address",
    "people.json[2].client invalid-choice",
    "people.json[2].status invalid-choice",
    "people.json[2].comment invalid-type",
    "people.json[2].delay out-of-range",
    "people.json[4] duplicate",
    "people.json[5].comment unsupported",
  ]);
});
