import { describe, expect, it } from "vitest";
import { jane, type Rig, rig, viewing } from "../support/fixtures/service.ts";

const secret = "an invented secret of forty-two octets....";
const base = "https://app.example.com/answer";
const query = { smart_invite_id: "viewing-7", recipient_email: jane };
const links = { base, secret, expires: () => new Date("2027-06-01T00:00:00Z") };

/** Every address in the newest mail, as a scanner finds them. */
function addressesIn({ sent }: Rig): string[] {
  const html = sent.at(-1)?.parts.html ?? "";
  return [...html.matchAll(/href="([^"]+)"/g)].map(([, url = ""]) => url.replaceAll("&amp;", "&"));
}

function press(all: Rig, url: string, form: Record<string, string> = {}, language = "en"): Promise<Response> {
  return all.service.fetch(
    new Request(url, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { "Accept-Language": language },
    }),
  );
}

const look = (all: Rig, url: string, method = "GET") => all.service.fetch(new Request(url, { method }));
const shown = async (all: Rig) => (await all.get(query)).json();

describe("a link in a letter of the service", () => {
  it("changes nothing when it is followed, by whomever", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const before = await shown(all);
    const urls = addressesIn(all);
    expect(urls.filter((url) => url.startsWith(base))).toHaveLength(3);
    for (const url of urls)
      for (const method of ["GET", "HEAD"]) expect((await look(all, url, method)).status).toBe(200);
    expect(await shown(all)).toEqual(before);
    expect(all.heard).toEqual([]);
  });

  it("leads to /answer where the address of the service has no path, and is served there behind a proxy too", async () => {
    const all = rig({ links: { ...links, base: "https://app.example.com" } });
    await all.post(viewing());
    const [accept = ""] = addressesIn(all);
    expect(new URL(accept).pathname).toBe("/answer");
    expect((await look(all, accept)).status).toBe(200);
    const prefixed = rig({ links: { ...links, base: "https://app.example.com/invites/reply" } });
    await prefixed.post(viewing());
    const [inside = ""] = addressesIn(prefixed);
    expect(new URL(inside).pathname).toBe("/invites/reply");
    for (const url of [inside, inside.replace("/invites/reply", "/answer")])
      expect((await look(prefixed, url)).status).toBe(200);
  });

  it("shows a form, which answers when it is posted, and calls the application back", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const [accept = "", , decline = ""] = addressesIn(all);
    const page = await look(all, decline);
    expect(await page.text()).toContain("Flat viewing");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    const answered = await press(all, decline, { comment: "Moved\u0007 already" }, "de-AT,de;q=0.9");
    expect(await answered.text()).toContain("Danke. Sie haben abgesagt.");
    expect((await shown(all)).recipient).toEqual({
      email: jane,
      status: "declined",
      comment: "Moved  already",
    });
    expect(all.heard.map(({ body }) => JSON.parse(body).smart_invite.reply.status)).toEqual(["declined"]);
    all.time.forward(1);
    await press(all, accept);
    expect((await shown(all)).recipient).toEqual({ email: jane, status: "accepted" });
  });

  it("calls back once, however often it is used", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const [accept = ""] = addressesIn(all);
    for (let times = 0; times < 3; times++) {
      expect(await (await press(all, accept)).text()).toContain("You have accepted.");
      all.time.forward(60);
    }
    expect(all.heard).toHaveLength(1);
  });

  it("of an older time of the event is refused in words, and those of the new time answer", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const [old = ""] = addressesIn(all);
    all.time.forward(60);
    await all.post(viewing({}, { start: "2027-05-07T11:30:00Z", end: "2027-05-07T12:00:00Z" }));
    expect(await (await press(all, old)).text()).toContain("The invitation has changed");
    expect((await shown(all)).recipient.status).toBe("pending");
    const [current = ""] = addressesIn(all);
    await press(all, current);
    expect((await shown(all)).recipient.status).toBe("accepted");
  });

  it("to an invitation that the service has lost is answered in words, and shown without a title", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const [accept = ""] = addressesIn(all);
    const empty = rig({ links });
    const page = await (await look(empty, accept)).text();
    expect(page).not.toContain("Flat viewing");
    const answered = await press(empty, accept);
    expect([answered.status, await answered.text()]).toEqual([
      200,
      expect.stringContaining("Your answer could not be taken."),
    ]);
    expect(empty.heard).toEqual([]);
  });

  it("is a 404 when it was changed, and a 410 once it has expired, also when it is posted", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const [accept = ""] = addressesIn(all);
    for (const answer of [
      await look(all, `${accept}x`),
      await press(all, `${accept}x`),
      await look(all, base),
    ]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("This link is not valid.");
    }
    all.time.forward(40 * 86_400);
    for (const answer of [await look(all, accept), await press(all, accept)]) expect(answer.status).toBe(410);
    expect((await shown(all)).recipient.status).toBe("pending");
  });

  it("takes a POST without a form for an answer without a comment, and no more than a megabyte", async () => {
    const all = rig({ links });
    await all.post(viewing());
    const [accept = ""] = addressesIn(all);
    const huge = await all.service.fetch(
      new Request(accept, { method: "POST", body: "x".repeat(1_000_001) }),
    );
    expect(huge.status).toBe(413);
    const bare = await all.service.fetch(new Request(accept, { method: "POST", body: "{" }));
    expect(bare.status).toBe(200);
    expect((await shown(all)).recipient).toEqual({ email: jane, status: "accepted" });
    expect((await look(all, accept, "DELETE")).status).toBe(404);
  });

  it("stands in no cancellation", async () => {
    const all = rig({ links });
    await all.post(viewing());
    await all.post({ ...viewing(), method: "cancel" });
    expect(all.sent.at(-1)?.parts.method).toBe("CANCEL");
    expect(addressesIn(all)).toEqual([]);
  });
});
