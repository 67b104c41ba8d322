/** Characters of XML: strict UTF-8, the five entities and character references, nothing else. */
import type { Fault } from './fault.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Returns bytes[from, to) as text; bytes that are not UTF-8 are refused. */
export function utf8Text(bytes: Uint8Array, from: number, to: number, fault: Fault): string {
  try {
    return UTF8.decode(bytes.subarray(from, to));
  } catch {
    throw fault('is not UTF-8');
  }
}

/** Returns character data or an attribute value with its references replaced. Unknown entities are refused. */
export function resolveReferences(raw: string, fault: Fault): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&([^;&]{0,12})(;?)/g, (_, name: string, end: string) => {
    if (end !== ';') throw fault('has a & that starts no reference');
    const known = ENTITIES.get(name);
    if (known !== undefined) return known;
    const digits = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))$/.exec(name);
    if (digits === null) throw fault(`uses the undefined entity &${name};`);
    const code = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 10) : Number.parseInt(digits[1], 16);
    if (!isXmlChar(code)) throw fault(`refers to character ${code}, which XML does not have`);
    return String.fromCodePoint(code);
  });
}

/** Returns text with the five characters escaped that XML reserves; `null` when XML cannot carry the text. */
export function escapeXml(text: string): string | null {
  for (const char of text) if (!isXmlChar(char.codePointAt(0) ?? 0)) return null;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Char of XML 1.0, production 2. */
function isXmlChar(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
