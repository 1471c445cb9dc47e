import { describe, expect, it } from "vitest";
import { readReplies, showReply } from "../../src/reply/show-reply.ts";
import { refused } from "../support/refusal.ts";
import { zone } from "../support/zones.ts";

describe("answers as they are shown", () => {
  it("are of messages that were read", () => {
    expect(refused(() => Reflect.apply(readReplies, undefined, [{}]))).toEqual([
      "invalid-argument",
      "message invalid-type",
    ]);
  });

  it("have KDE's DESCRIPTION for a comment, where it is known not to be the invitation's", () => {
    const stated = {
      method: "REPLY",
      uid: "1",
      email: "jane@example.test",
      sequence: 0,
      description: " Mine ",
    } as const;
    const comment = (description: string | undefined, own = stated.description as string) =>
      showReply(
        { ...stated, description: own },
        { zone: zone("Etc/UTC"), ...(description === undefined ? {} : { description }) },
      ).comment;
    expect(comment(undefined)).toBeUndefined();
    expect(comment("")).toBe("Mine");
    expect(comment("Theirs")).toBe("Mine");
    expect(comment("  Mine")).toBeUndefined();
    expect(comment("Theirs", " ")).toBeUndefined();
    const { description: _, ...silent } = stated;
    expect(showReply(silent, { zone: zone("Etc/UTC"), description: "Theirs" })).not.toHaveProperty("comment");
    expect(
      showReply({ ...stated, comment: "Said" }, { zone: zone("Etc/UTC"), description: "" }).comment,
    ).toBe("Said");
  });
});
