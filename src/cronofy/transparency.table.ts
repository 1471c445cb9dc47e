import type { Transparency } from "../event/busy-status.table.ts";

/** `extended_transparency` → what an event has for it. `unknown` is a word of the API's answers about other events alone. */
export const extendedTransparencies = {
  opaque: "opaque",
  transparent: "transparent",
  tentative: "tentative",
  out_of_office: "out-of-office",
  working_elsewhere: "working-elsewhere",
} as const satisfies Record<string, Transparency>;
