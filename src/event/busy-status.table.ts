import { keysOf } from "../input.ts";

/**
 * How an event takes up time → TRANSP (RFC 5545 section 3.8.2.7) and X-MICROSOFT-CDO-BUSYSTATUS ([MS-OXCICAL] sections 2.1.3.1.1.20.25
 * and 2.1.3.1.1.20.31).
 */
export const busyStatus = {
  opaque: { transp: "OPAQUE", busy: "BUSY" },
  transparent: { transp: "TRANSPARENT", busy: "FREE" },
  tentative: { transp: "OPAQUE", busy: "TENTATIVE" },
  "out-of-office": { transp: "OPAQUE", busy: "OOF" },
  "working-elsewhere": { transp: "TRANSPARENT", busy: "WORKINGELSEWHERE" },
} as const satisfies Record<string, { transp: "OPAQUE" | "TRANSPARENT"; busy: string }>;

/** How an event takes up time, as calendars with five kinds of it know. */
export type Transparency = keyof typeof busyStatus;

/** The five words, for readers of what callers say. */
export const transparencies: readonly Transparency[] = /* @__PURE__ */ keysOf(busyStatus);
