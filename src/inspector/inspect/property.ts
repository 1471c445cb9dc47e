import type { ItipMessage } from "../../index.ts";
import { cutOutsideQuotes } from "./cut-outside-quotes.ts";

/** A component of a message, with its lines as they were read. */
export type Component = ItipMessage["components"][number];

/** A content line taken apart (RFC 5545 section 3.1): parameters by their names in upper case, without quotation marks. */
export interface Property {
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** Nobody reads more of one line than this. */
const longest = 4_000;

/** The properties of one name, in the order written. */
export function propertiesOf(component: Component | undefined, name: string): Property[] {
  const lines = component?.lines.filter((line) => line.name === name) ?? [];
  return lines.map(({ text }) => readProperty(text.slice(0, longest)));
}

/** The first property of a name: the one that counts where it stands more often than it may. */
export function propertyOf(component: Component | undefined, name: string): Property | undefined {
  const line = component?.lines.find((candidate) => candidate.name === name);
  return line === undefined ? undefined : readProperty(line.text.slice(0, longest));
}

/** A TEXT value with its escapes undone (RFC 5545 section 3.3.11). */
export function textOf(component: Component | undefined, name: string): string | undefined {
  return propertyOf(component, name)?.value.replace(/\\([\\;,nN])/g, (_, escaped) =>
    escaped === "n" || escaped === "N" ? "\n" : escaped,
  );
}

/** A person's name and address, from ORGANIZER or ATTENDEE. */
export function personOf({ parameters, value }: Property): string {
  const address = value.trim().replace(/^mailto:/i, "");
  return nameAndAddress({ name: parameters.get("CN")?.trim(), email: address });
}

/** A person as mail programs write one: the name with the address, or the address alone. */
export function nameAndAddress({ name = "", email }: { name?: string | undefined; email: string }): string {
  return name === "" || name === email ? email : `${name} <${email}>`;
}

function readProperty(text: string): Property {
  const [head = ""] = cutOutsideQuotes(text, ":");
  const parameters = new Map<string, string>();
  for (const piece of cutOutsideQuotes(head, ";").slice(1)) {
    const equals = piece.indexOf("=");
    const name = piece.slice(0, Math.max(equals, 0)).trim().toUpperCase();
    if (name !== "" && !parameters.has(name)) parameters.set(name, decoded(piece.slice(equals + 1)));
  }
  return { parameters, value: text.slice(head.length + 1) };
}

/** RFC 6868 section 3: `^n`, `^^` and `^'` stand for what a parameter cannot hold. */
function decoded(written: string): string {
  return written
    .replaceAll('"', "")
    .replace(/\^([n^'])/g, (_, escaped) => (escaped === "n" ? "\n" : escaped === "'" ? '"' : "^"));
}
