import { type Component, firstLine } from "../icalendar/component.ts";
import { textValue } from "../icalendar/property.ts";

/** The UID of a component, as it is written but for blanks around it; `""` where it has none. */
export function uidIn(component: Component): string {
  return textValue(firstLine(component, "UID"))?.trim() ?? "";
}

/** The first octets of every GlobalObjectId ([MS-OXOCAL] section 2.2.1.27), then date and creation time, 24 digits and 16 zeros. */
const globalObjectId =
  /^040000008200E00074C5B7101A82E008[0-9A-F]{8}[0-9A-F]{16}0{16}([0-9A-F]{8})([0-9A-F]*)$/i;
/** `vCal-Uid`, and a 1 in four octets. */
const wrapper = "7643616C2D55696401000000";
/** A UID of 255 octets and far more. */
const longest = 4_000;

/**
 * The UID that Exchange has wrapped into a GlobalObjectId, because it was none of its own ([MS-OXCICAL] section
 * 2.1.3.1.1.20.26); any other text as it is.
 *
 * @example
 * unwrapUid("040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000100000007643616C2D55696401000000612D6200")
 * // "a-b"
 */
export function unwrapUid(uid: string): string {
  if (uid.length > longest || !uid.startsWith("04")) return uid;
  const [, size = "", data = ""] = globalObjectId.exec(uid) ?? [];
  if (!data.toUpperCase().startsWith(wrapper)) return uid;
  const length = Number.parseInt((size.match(/../g) ?? []).reverse().join(""), 16) * 2;
  const text = textOf(data.slice(wrapper.length, Math.max(wrapper.length, Math.min(length, data.length))));
  return text === undefined || text === "" ? uid : text;
}

/** The text of hexadecimal digits up to the first NUL; nothing where they are no UTF-8, or hold a control character. */
function textOf(digits: string): string | undefined {
  const octets = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const end = octets.indexOf(0);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(end < 0 ? octets : octets.slice(0, end)),
    );
    return /[\u0000-\u001f\u007f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
