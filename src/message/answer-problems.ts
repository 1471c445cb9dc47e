import { excerpt } from "../errors.ts";
import { emailOf } from "../event/address/email-of.ts";
import { type Status, statusOfPartstat } from "../event/status.table.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { type Property, parameter, readProperty } from "../icalendar/property.ts";
import { placesIn } from "./places.ts";

/**
 * What the ATTENDEE of a calendar user has for PARTSTAT, in upper case; RFC 5545 section 3.2.12: absent is NEEDS-ACTION. In vCalendar 1.0
 * the parameter was called STATUS.
 */
function partstatIn(attendee: Property): string {
  return (writtenPartstat(attendee) ?? "").trim().toUpperCase() || "NEEDS-ACTION";
}

function writtenPartstat(attendee: Property): string | undefined {
  return parameter(attendee, "PARTSTAT") ?? parameter(attendee, "STATUS");
}

/** What an ATTENDEE answers; `undefined` where its PARTSTAT is none that is known. Nearly all stand there in upper case. */
export function statusIn(attendee: Property): Status | undefined {
  return statusOfPartstat(writtenPartstat(attendee) ?? "") ?? statusOfPartstat(partstatIn(attendee));
}

/** Whether an ATTENDEE states an answer. */
export function isAnswering(attendee: Property): boolean {
  return isAnswer(statusIn(attendee));
}

function isAnswer(status: Status | undefined): boolean {
  return (status ?? "pending") !== "pending";
}

/**
 * Whether an answer stands in an ATTENDEE that cannot be read as one: its PARTSTAT is damaged, or misspelt. To take that for NEEDS-ACTION, as
 * other values that are not registered, would replace what was said before.
 */
function hidesPartstat(line: ContentLine, attendee: Property): boolean {
  const partstat = writtenPartstat(attendee);
  if (statesTwice(line.text)) return true;
  if (partstat !== undefined)
    return statusIn(attendee) === undefined && (answeringWord.test(partstat) || !token.test(partstat.trim()));
  if (
    [...attendee.parameters.values()].some(([value = ""]) =>
      isAnswer(statusOfPartstat(value.trim().toUpperCase())),
    )
  )
    return true;
  const parameters = line.text.slice(0, line.text.length - attendee.value.length);
  return damaged.test(parameters.replace(/"[^"]*"/g, ""));
}

/** Whether PARTSTAT stands in an ATTENDEE twice, with different values: RFC 5545 section 3.2 wants it once, and either may be what was meant. */
function statesTwice(text: string): boolean {
  const first = text.indexOf("PARTSTAT");
  // Nearly all state it once, in upper case.
  if (first !== -1 && text.indexOf("PARTSTAT", first + 8) === -1) return false;
  const stated = text.replace(/"[^"]*"/g, "").matchAll(/;\s*PARTSTAT\s*=([^;:]*)/gi);
  return new Set([...stated].map(([, value = ""]) => value.trim().toUpperCase())).size > 1;
}

/** The value of a parameter that is a word (RFC 5545 section 3.2.12: `iana-token` and `x-name`). */
const token = /^[A-Za-z0-9-]*$/;

const answeringWord = /ACCEPTED|DECLINED|TENTATIVE|DELEGATED/i;

/** `;PARTSTAT` without its equals sign, or an answer without the name of a parameter. */
const damaged = /;\s*(?:PARTSTAT|(?:ACCEPTED|DECLINED|TENTATIVE|DELEGATED)\s*[;:])/i;

/** Findings about an answer that cannot count as it is written: an invalid address, an unknown PARTSTAT. */
export function answerProblems(components: readonly Component[]): Finding[] {
  const problems: Finding[] = [];
  for (const [index, component] of components.entries()) {
    const placeOf = placesIn(component, "VEVENT", index);
    for (const line of component.lines) {
      if (line.name !== "ATTENDEE") continue;
      const attendee = readProperty(line);
      const hidden = hidesPartstat(line, attendee);
      if (!hidden && isSound(attendee)) continue;
      const here = placeOf(line);
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
  return statusIn(attendee) !== undefined && emailOf(attendee) !== undefined;
}

function withoutAddress(attendee: Property, here: Place): Finding[] {
  if (!isAnswering(attendee) || emailOf(attendee) !== undefined) return [];
  return [finding({ code: "attendee-without-address", at: here, values: { value: attendee.value } })];
}

/** RFC 5545 section 3.2.12: what is not known counts as NEEDS-ACTION. */
function unknownPartstat(attendee: Property, here: Place): Finding[] {
  if (statusIn(attendee) !== undefined) return [];
  const values = { name: "PARTSTAT", value: partstatIn(attendee).slice(0, 30) };
  const note = "It counts as no answer.";
  return [
    finding({ code: "unregistered-value", at: here, values, note, reference: "RFC 5545 section 3.2.12" }),
  ];
}
