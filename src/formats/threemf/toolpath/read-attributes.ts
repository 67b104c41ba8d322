/** Attributes of toolpath elements by the types of the schema. */
import { attributeAt, attributeNumber, attributeText, type XmlTag } from '../../xml/xml-tag.ts';
import { requiredText } from '../part-builder.ts';
import { isInRange, type NumberAttribute } from './exposure-attributes.ts';

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** Returns a UUID in lower case. */
export function requiredUuid(tag: XmlTag, key: string): string {
  const text = requiredText(tag, key);
  if (!UUID.test(text)) throw tag.fault(`has ${key}="${text.slice(0, 40)}", must be a UUID`);
  return text.toLowerCase();
}

/** Returns a number (ST_Number of the extension, which knows `1.` too), or null when it is absent. */
export function optionalNumber(tag: XmlTag, key: string, range: NumberAttribute<unknown>['range']): number | null {
  const at = attributeAt(tag, key);
  if (at < 0) return null;
  const value = attributeNumber(tag, at, 'stl');
  if (isInRange(value, range)) return value;
  throw tag.fault(
    `has ${key}="${attributeText(tag, at).slice(0, 40)}", must be a number${range === 'any' ? '' : ` ${range}`}`,
  );
}

/** Returns a number that must be there. */
export function requiredNumber(tag: XmlTag, key: string, range: NumberAttribute<unknown>['range'] = 'any'): number {
  const value = optionalNumber(tag, key, range);
  if (value === null) throw tag.fault(`lacks attribute ${key}`);
  return value;
}

/** Returns a whole number of 32 bits with sign, or null when it is absent. */
export function optionalInteger(tag: XmlTag, key: string): number | null {
  const value = optionalNumber(tag, key, 'any');
  if (value === null || (Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31)) return value;
  throw tag.fault(`has ${key}="${value}", must be a whole number of 32 bits`);
}
