/** The metadata lines of a model part. */
import { PrepError } from '../../core/prep-error.ts';
import { escapeXml } from '../xml/xml-text.ts';

/** Namespace of our own metadata names. */
const OWN_METADATA = 'urn:trabecula:metadata:1';
const CORE_METADATA: readonly string[] = ['Title', 'Designer', 'Description', 'Copyright', 'LicenseTerms', 'Rating'];

/** Metadata as XML, and the declaration of the prefix that its own names need (empty where there are none). */
export interface MetadataXml {
  readonly namespace: string;
  readonly lines: string;
}

/** Returns the lines for `Application` and all others. Names of the core specification stand as they are, others get a prefix. */
export function metadataXml(version: string, metadata: Readonly<Record<string, string>>): MetadataXml {
  const lines = [`<metadata name="Application">${xmlText(`Trabecula ${version}`, 'version')}</metadata>\n`];
  const own: string[] = [];
  for (const [name, value] of Object.entries(metadata)) {
    if (CORE_METADATA.includes(name)) {
      lines.push(`<metadata name="${name}">${xmlText(value, `metadata ${name}`)}</metadata>\n`);
      continue;
    }
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
      throw new PrepError('value-out-of-range', 'is no name that metadata of 3MF can have', ['metadata', name]);
    }
    own.push(`<metadata name="trabecula:${name}">${xmlText(value, `metadata ${name}`)}</metadata>\n`);
  }
  const namespace = own.length > 0 ? ` xmlns:trabecula="${OWN_METADATA}"` : '';
  return { namespace, lines: lines.join('') + own.join('') };
}

/** Returns text fit for XML; refuses characters that XML cannot carry. `what` names it in the message. */
export function xmlText(text: string, what: string): string {
  const escaped = escapeXml(text);
  if (escaped === null) throw new PrepError('value-out-of-range', 'has a character that XML cannot carry', [what]);
  return escaped;
}
