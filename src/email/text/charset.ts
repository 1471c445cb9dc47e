import { kept } from "../../kept.ts";
import { repairWindows1252 } from "./windows-1252.ts";

/** Names that mail programs write and the WHATWG Encoding Standard does not list, each with the name that it has there. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["cp932", "shift_jis"],
  ["cp936", "gbk"],
  ["cp949", "euc-kr"],
  ["uhc", "euc-kr"],
  ["cp950", "big5"],
  ["iso-2022-jp-1", "iso-2022-jp"],
  ["iso-2022-jp-2", "iso-2022-jp"],
]);

/**
 * The decoder for a charset as a mail names it; `undefined` where no runtime knows such a charset.
 *
 * @example
 * decoderOf("ISO-8859-1")?.encoding // "windows-1252"
 * decoderOf("x-unknown")            // undefined
 */
export function decoderOf(label: string): TextDecoder | undefined {
  return decoderNamed(label.trim().toLowerCase());
}

/** There are some forty encodings. */
const decoderNamed = kept(40, newDecoder);

function newDecoder(name: string): TextDecoder | undefined {
  try {
    return new TextDecoder(aliases.get(name) ?? name);
  } catch {
    return undefined;
  }
}

/** The text that a decoder makes of octets, without a fault that some runtimes have, see {@link repairWindows1252}. */
export function decoded(octets: Uint8Array, decoder: TextDecoder): string {
  const text = decoder.decode(octets);
  return decoder.encoding === "windows-1252" ? repairWindows1252(text) : text;
}

const utf8 = new TextDecoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const windows1252 = new TextDecoder("windows-1252");
const littleEndian = new TextDecoder("utf-16le");
const bigEndian = new TextDecoder("utf-16be");

/**
 * The decoder of octets that do not say their charset: UTF-16 behind its byte order mark, UTF-8 where they are that, else the Windows
 * Latin-1 of an old client.
 */
export function likelyDecoder(octets: Uint8Array): TextDecoder {
  if (octets[0] === 0xff && octets[1] === 0xfe) return littleEndian;
  if (octets[0] === 0xfe && octets[1] === 0xff) return bigEndian;
  try {
    strictUtf8.decode(octets);
    return utf8;
  } catch {
    return windows1252;
  }
}
