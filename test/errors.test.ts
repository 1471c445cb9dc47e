import { expect, it } from "vitest";
import { ItipError, refusal } from "../src/errors.ts";
import { fresh } from "./support/fresh.ts";

const problem = { path: "event.start", code: "required", message: "must be given" };

it("An error of another copy of the package is an ItipError too: an application may have a bundle and node_modules", async () => {
  const load = await fresh<typeof import("../src/errors.ts")>("src/errors.ts");
  const { ItipError: Other, refusal: refusedThere } = load();
  expect(Other).not.toBe(ItipError);
  const [here, there] = [refusal, refusedThere].map((refuse) =>
    refuse("invalid-event", "event.start", "required", "must be given"),
  );
  expect([here instanceof ItipError, here instanceof Other]).toEqual([true, true]);
  expect([there instanceof ItipError, there instanceof Other]).toEqual([true, true]);
});

it("What only looks like an ItipError is none", () => {
  const { name, code, problems } = new ItipError("invalid-event", [problem]);
  const alike: readonly unknown[] = [
    { name, code, problems },
    Object.assign(new Error("invalid-event"), { name, code, problems }),
    new TypeError("invalid-event"),
    "invalid-event",
    null,
    undefined,
    ItipError,
  ];
  expect(alike.filter((value) => value instanceof ItipError)).toEqual([]);
});

it("A class that extends ItipError has its own instances alone", () => {
  class Own extends ItipError {}
  const [own, other] = [Own, ItipError].map((Kind) => new Kind("invalid-event", [problem]));
  expect([own instanceof Own, own instanceof ItipError]).toEqual([true, true]);
  expect([other instanceof Own, other instanceof ItipError]).toEqual([false, true]);
});

it("Nothing of what makes it known is shown with the error", () => {
  const error = new ItipError("invalid-event", [problem]);
  expect(Reflect.ownKeys({ ...error })).toEqual(["name", "code", "problems"]);
});
