import { emailOf } from "../event/address.ts";
import { statusOfPartstat } from "../event/status.table.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { type Component, linesOf } from "../icalendar/component.ts";
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

/** Findings about an answer that cannot count as it is written: an invalid address, an unknown PARTSTAT. */
export function answerProblems(components: readonly Component[]): Finding[] {
  const problems: Finding[] = [];
  for (const [index, component] of components.entries()) {
    const lines = linesOf(component, "ATTENDEE");
    for (const [at, line] of lines.entries()) {
      const attendee = readProperty(line);
      if (isSound(attendee)) continue;
      const path = `VCALENDAR.VEVENT[${index}].ATTENDEE${lines.length === 1 ? "" : `[${at}]`}`;
      const here = { path, line: line.line };
      problems.push(...withoutAddress(attendee, here), ...unknownPartstat(attendee, here));
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
