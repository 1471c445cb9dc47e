/** The clock of the machine, as it was before `clock.ts` held it: this file is loaded once, by that one. */
export const RealDate = Date;

/** The clock goes again, until the next file of tests: for servers that look every second what is due. */
export function letTheClockGo(): void {
  globalThis.Date = RealDate;
}
