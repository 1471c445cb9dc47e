import { excerpt } from "../errors.ts";
import { emailOf } from "../event/address.ts";
import { statusOfPartstat } from "../event/status.table.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { type Component, type ContentLine, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, readProperty } from "../icalendar/property.ts";

/**
 * What the ATTENDEE of a calendar user has for PARTSTAT, in upper case; RFC 5545 section 3.2.12: absent is NEEDS-ACTION. In vCalendar 1.0
 * the parameter was called STATUS.
 */
export function partstatIn(attendee: Property): string {
  const word = parameter(attendee, "PARTSTAT") ?? parameter(attendee, "STATUS") ?? "";
  return word.trim().toUpperCase() || "NEEDS-ACTION";
}

/** Whether an ATTENDEE states an answer. */
export function isAnswering(attendee: Property): boolean {
  return (statusOfPartstat(partstatIn(attendee)) ?? "pending") !== "pending";
}

/**
 * Whether an answer stands in an ATTENDEE that cannot be read as one: its PARTSTAT is damaged, or misspelt. To take that for NEEDS-ACTION, as
 * other values that are not registered, would replace what was said before.
 */
function hidesPartstat(line: ContentLine): boolean {
  const attendee = readProperty(line);
  const partstat = parameter(attendee, "PARTSTAT") ?? parameter(attendee, "STATUS");
  if (partstat !== undefined)
    return statusOfPartstat(partstatIn(attendee)) === undefined && answeringWord.test(partstat);
  if ([...attendee.parameters.values()].some(([value = ""]) => wholeWord.test(value))) return true;
  const parameters = line.text.slice(0, line.text.length - attendee.value.length);
  return damaged.test(parameters.replace(/"[^"]*"/g, ""));
}

const answeringWord = /ACCEPTED|DECLINED|TENTATIVE|DELEGATED/i;

const wholeWord = /^\s*(?:ACCEPTED|DECLINED|TENTATIVE|DELEGATED)\s*$/i;

/** `;PARTSTAT` without its equals sign, or an answer without the name of a parameter. */
const damaged = /;\s*(?:PARTSTAT|(?:ACCEPTED|DECLINED|TENTATIVE|DELEGATED)\s*[;:])/i;

/** Findings about an answer that cannot count as it is written: an invalid address, an unknown PARTSTAT. */
export function answerProblems(components: readonly Component[]): Finding[] {
  const problems: Finding[] = [];
  for (const [index, component] of components.entries()) {
    const lines = linesOf(component, "ATTENDEE");
    for (const [at, line] of lines.entries()) {
      const attendee = readProperty(line);
      const hidden = hidesPartstat(line);
      if (!hidden && isSound(attendee)) continue;
      const path = `VCALENDAR.VEVENT[${index}].ATTENDEE${lines.length === 1 ? "" : `[${at}]`}`;
      const here = { path, line: line.line };
      problems.push(...withoutAddress(attendee, here));
      if (!hidden) problems.push(...unknownPartstat(attendee, here));
      else
        problems.push(
          finding({ code: "malformed-attendee", at: here, values: { text: excerpt(line.text) } }),
        );
    }
  }
  return problems;
}

/** Nearly every ATTENDEE there is. */
function isSound(attendee: Property): boolean {
  return statusOfPartstat(partstatIn(attendee)) !== undefined && emailOf(attendee) !== undefined;
}

function withoutAddress(attendee: Property, here: Place): Finding[] {
  if (!isAnswering(attendee) || emailOf(attendee) !== undefined) return [];
  return [finding({ code: "attendee-without-address", at: here, values: { value: attendee.value } })];
}

/** RFC 5545 section 3.2.12: what is not known counts as NEEDS-ACTION. */
function unknownPartstat(attendee: Property, here: Place): Finding[] {
  const partstat = partstatIn(attendee);
  if (statusOfPartstat(partstat) !== undefined) return [];
  const values = { name: "PARTSTAT", value: partstat.slice(0, 30) };
  const note = "It counts as no answer.";
  return [
    finding({ code: "unregistered-value", at: here, values, note, reference: "RFC 5545 section 3.2.12" }),
  ];
}
