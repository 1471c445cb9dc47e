/** A component of jCal (RFC 7265 section 3.3): name in lower case, properties, components. */
export type Jcal = [name: string, properties: JcalProperty[], components: Jcal[]];

/** A property of jCal (section 3.4): name in lower case, parameters, type in lower case, values. */
export type JcalProperty = [
  name: string,
  parameters: Record<string, string | string[]>,
  type: string,
  ...values: unknown[],
];

/** The type of a value that is kept as it stands (section 5). */
export const unknownType = "unknown";

/**
 * A content line that a property was made of, with what the property was then. It stands where JSON and ical.js do not look, and
 * tells whether somebody has changed the property since.
 */
interface Origin {
  /** The content line, letter by letter. */
  readonly text: string;
  /** The property as it was made of that line, as JSON. */
  readonly jcal: string;
}

const origin = Symbol("content line");

/** Notes what a property was made of. */
export function markOrigin(property: JcalProperty, text: string): JcalProperty {
  const mark: Origin = { text, jcal: JSON.stringify(property) };
  return Object.defineProperty(property, origin, { value: mark });
}

/** The content line that a property was made of; undefined where it was made of none, or was changed. */
export function unchangedText(property: readonly unknown[]): string | undefined {
  const mark: unknown = Reflect.get(property, origin);
  return isOrigin(mark) && mark.jcal === JSON.stringify(property) ? mark.text : undefined;
}

function isOrigin(mark: unknown): mark is Origin {
  return typeof mark === "object" && mark !== null && "text" in mark && "jcal" in mark;
}
