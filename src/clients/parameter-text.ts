import { contentLine } from "../icalendar/write.ts";

/**
 * A parameter as it stands in a content line, with its semicolon; nothing where there is no value.
 *
 * @param quoted in quotation marks whether it needs them or not
 * @example
 * parameterText("CN", "Doe, Jane") // ';CN="Doe, Jane"'
 */
export function parameterText(name: string, value: string | undefined, quoted = false): string {
  if (value === undefined || value === "") return "";
  const text = contentLine("X", "", { [name]: value }).text.slice(1, -1);
  const at = text.indexOf("=") + 1;
  return quoted && text[at] !== '"' ? `${text.slice(0, at)}"${text.slice(at)}"` : text;
}
