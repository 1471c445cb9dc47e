/** What the octets 80 to 9F mean in Windows-1252; the five that it leaves open stay as they are. */
const upperControls = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/**
 * Puts right what a runtime has read as Latin-1 although it was Windows-1252, as every label of the Latin-1 family
 * means (WHATWG Encoding section 4.2).
 *
 * Node.js does so from 20.18.3 and 22.13.0 on, in 23 and early 24 (nodejs/node#56542), and Outlook's curly quotes become
 * control characters. Where the runtime is right there is nothing left to replace.
 *
 * @example
 * repairWindows1252("It\u0092s") // "It’s"
 */
export function repairWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => upperControls.charAt(control.charCodeAt(0) - 0x80));
}
