import { expect, it } from "vitest";
import { parseUrl } from "../src/url.ts";

it("reads an absolute URL, one beside a base, and nothing from what is none", () => {
  expect(parseUrl("https://bücher.example/a")?.href).toBe("https://xn--bcher-kva.example/a");
  expect(parseUrl("/a?b", "https://example.com/x")?.href).toBe("https://example.com/a?b");
  for (const text of ["", "soon", "https://", "https://xn--zz/", "https://example.com:99999/"])
    expect(parseUrl(text)).toBeUndefined();
});
