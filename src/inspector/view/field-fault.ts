import { ItipError } from "../../index.ts";
import { said } from "../inspect/inspect.ts";

/** What is wrong with the form: in a field, or in no field. */
interface FieldFault {
  readonly field?: string;
  /** As the field is labelled. */
  readonly label?: string;
  readonly message: string;
}

/** Where a problem of an event is typed: its path, or the beginning of it, and the name of the field. */
const fields = [
  ["organizer.name", "organizerName"],
  ["organizer", "organizer"],
  ["recipients[0].name", "recipientName"],
  ["recipients", "recipient"],
  ["event.summary", "summary"],
  ["event.description", "description"],
  ["event.location", "location"],
  ["event.start", "start"],
  ["event.end", "end"],
  ["event.tzid", "tzid"],
  ["event.recurrence", "rule"],
  ["options.locale", "locale"],
  ["options.timeZone", "readerZone"],
] as const;

/** What an error means for a person who fills in the form. */
export function fieldFaults(form: HTMLFormElement, error: unknown): FieldFault[] {
  if (!(error instanceof ItipError)) return [{ message: said(error) }];
  return error.problems.map(({ path, message }) => {
    const field = fields.find(([beginning]) => path.startsWith(beginning))?.[1];
    const label = field === undefined ? undefined : labelOf(controlOf(form, field));
    return field === undefined || label === undefined ? { message } : { field, label, message };
  });
}

/** Tells in each field whether it is at fault, for those who do not see the message beside it. */
export function markFaults(form: HTMLFormElement, faults: readonly FieldFault[]): void {
  const wrong = new Set(faults.map(({ field }) => field));
  for (const [, field] of fields) {
    const control = controlOf(form, field);
    if (wrong.has(field)) {
      control?.setAttribute("aria-invalid", "true");
      control?.setAttribute("aria-describedby", "faults");
    } else {
      control?.removeAttribute("aria-invalid");
      control?.removeAttribute("aria-describedby");
    }
  }
}

function controlOf(form: HTMLFormElement, name: string): HTMLElement | undefined {
  const control = form.elements.namedItem(name);
  return control instanceof HTMLElement ? control : undefined;
}

/** A label holds its field: the words before it are what it is called. */
function labelOf(control: HTMLElement | undefined): string | undefined {
  return control?.closest("label")?.firstChild?.textContent?.trim();
}
