/**
 * The files of a provenance, from the index of the clients' corpus: the first word of the notes says where a file is from.
 */
export function filesOf(index: string, provenance: string): ReadonlySet<string> {
  const rows = index.split("\n").map((line) => line.split("\t"));
  return new Set(
    rows.flatMap(([path, , , , , notes]) =>
      notes?.split(";")[0]?.trim() === provenance ? [`clients/${path}`] : [],
    ),
  );
}

/** No whole calendar: whoever copied it into a test suite left its end out. */
export function isCutShort(text: string): boolean {
  return /^begin:vcalendar\s*$/im.test(text) && !/^end:vcalendar\s*$/im.test(text);
}

/** VPOLL is a draft of its own: RFC 5546 schedules no polls. */
export function isPoll(text: string): boolean {
  return /^begin:vpoll\s*$/im.test(text);
}
