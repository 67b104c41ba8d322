/** The package around a 3MF model (OPC, core specification chapter 2): content types, relationships, part names. */
import type { Fault } from '../xml/fault.ts';
import { type XmlHandler, xmlParser } from '../xml/xml-parser.ts';
import { attributeAt, attributeText, type XmlTag } from '../xml/xml-tag.ts';
import { openZip, type ZipArchive, type ZipLimits } from '../zip/read-zip.ts';

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const MODEL_TYPE = 'application/vnd.ms-package.3dmanufacturing-3dmodel+xml';
const MODEL_RELATION = 'http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel';
const TICKET_RELATION = 'http://schemas.microsoft.com/3dmanufacturing/2013/01/printticket';
const THUMBNAIL_RELATION = `${RELATIONSHIPS}/metadata/thumbnail`;
/** Bytes of a content types or relationships part. */
const MAX_SMALL_PART = 16 * 1024 ** 2;

/** A package whose root model has been found. Part names begin with `/`. */
export interface ThreeMfPackage {
  readonly rootPart: string;
  /** Feeds the bytes of a model part. */
  feed(partName: string, take: (chunk: Uint8Array) => void): void;
  /** Returns the model parts that a part has a relationship to. */
  modelsOf(partName: string): ReadonlySet<string>;
  /** Feeds the bytes of a part of any kind. */
  feedAny(partName: string, take: (chunk: Uint8Array) => void): void;
  contentTypeOf(partName: string): string | undefined;
  /** Returns the parts that a part has a relationship of one type to; only those of models are sure to be there. */
  targetsOf(partName: string, relation: string): ReadonlySet<string>;
}

/** Opens a package and finds its root model by relationship, never by name. */
export function openPackage(bytes: Uint8Array, fault: Fault, limits: ZipLimits): ThreeMfPackage {
  const zip = openZip(bytes, fault, limits);
  const contentTypeOf = readContentTypes(zip, fault);
  const related = new Map<string, Relationships>();
  const targetsOf = (partName: string, relation: string) => {
    const known = related.get(partName) ?? readRelationships(zip, partName, fault);
    related.set(partName, known);
    return known.get(relation) ?? new Set<string>();
  };
  const modelsOf = (partName: string) => targetsOf(partName, MODEL_RELATION);
  const feedAny = (partName: string, take: (chunk: Uint8Array) => void) => {
    const entry = zip.entries.get(partName.slice(1));
    if (entry === undefined) throw fault('is missing in the package', partName);
    zip.inflate(entry, take);
  };
  const roots = [...modelsOf('/')];
  const [rootPart] = roots;
  if (rootPart === undefined || roots.length > 1)
    throw fault(`has ${roots.length} root models, must have one`, '_rels/.rels');
  modelsOf(rootPart);
  return {
    rootPart,
    modelsOf,
    targetsOf,
    contentTypeOf,
    feedAny,
    feed: (partName, take) => {
      const type = contentTypeOf(partName);
      if (zip.entries.has(partName.slice(1)) && type !== MODEL_TYPE)
        throw fault(`has the content type ${type ?? 'none'}, must be ${MODEL_TYPE}`, partName);
      feedAny(partName, take);
    },
  };
}

function readContentTypes(zip: ZipArchive, fault: Fault): (partName: string) => string | undefined {
  const defaults = new Map<string, string>();
  const overrides = new Map<string, string>();
  const found = readSmallPart(zip, '[Content_Types].xml', fault, `{${TYPES}}Types`, (tag) => {
    const isDefault = tag.key === `{${TYPES}}Default`;
    if (!isDefault && tag.key !== `{${TYPES}}Override`) return;
    const [table, key] = isDefault ? [defaults, 'Extension'] : [overrides, 'PartName'];
    const name = attribute(tag, key).toLowerCase();
    if (table.has(name)) throw tag.fault(`has ${key} "${name}" twice`);
    table.set(name, attribute(tag, 'ContentType'));
  });
  if (!found) throw fault('lacks its part [Content_Types].xml');
  return (partName) => {
    const lower = partName.toLowerCase();
    return overrides.get(lower) ?? defaults.get(lower.slice(lower.lastIndexOf('.') + 1));
  };
}

/** The targets of a part by type of relationship. */
type Relationships = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the relationships of a part. Targets that the specification needs must be there. */
function readRelationships(zip: ZipArchive, partName: string, fault: Fault): Relationships {
  const slash = partName.lastIndexOf('/');
  const name = `${partName.slice(1, slash + 1)}_rels/${partName.slice(slash + 1)}.rels`;
  const ids = new Set<string>();
  const pairs = new Set<string>();
  const targets = new Map<string, Set<string>>();
  let tickets = 0;
  readSmallPart(zip, name, fault, `{${RELATIONSHIPS}}Relationships`, (tag) => {
    if (tag.key !== `{${RELATIONSHIPS}}Relationship`) return;
    const id = attribute(tag, 'Id');
    if (ids.has(id)) throw tag.fault(`has the relationship id "${id}" twice`);
    ids.add(id);
    const at = attributeAt(tag, 'TargetMode');
    if (at >= 0 && attributeText(tag, at) !== 'Internal') throw tag.fault('points out of the package');
    const type = attribute(tag, 'Type');
    const target = resolveTarget(attribute(tag, 'Target'), partName, tag.fault);
    if (pairs.has(`${type} ${target}`)) throw tag.fault(`has two relationships of one type to ${target}`);
    pairs.add(`${type} ${target}`);
    const needed = type === MODEL_RELATION || type === TICKET_RELATION || type === THUMBNAIL_RELATION;
    if (needed && !zip.entries.has(target.slice(1)))
      throw tag.fault(`points to ${target}, which is missing in the package`);
    if (type === TICKET_RELATION && ++tickets > 1) throw tag.fault('has more than one print ticket');
    const ofType = targets.get(type) ?? new Set();
    targets.set(type, ofType.add(target));
  });
  return targets;
}

/** Returns a target as an absolute part name; one that climbs out or that names another host is refused. */
function resolveTarget(target: string, source: string, fault: Fault): string {
  const path = target.startsWith('/') ? target : source.slice(0, source.lastIndexOf('/') + 1) + target;
  const safe = path
    .slice(1)
    .split('/')
    .every((segment) => segment !== '' && !/^\.+$/.test(segment));
  if (!safe || /[\\:?#%]/.test(path)) throw fault(`has the unsafe target "${target.slice(0, 80)}"`);
  return path;
}

function readSmallPart(
  zip: ZipArchive,
  name: string,
  fault: Fault,
  root: string,
  open: (tag: XmlTag) => void,
): boolean {
  const entry = zip.entries.get(name);
  if (entry === undefined) return false;
  if (entry.size > MAX_SMALL_PART) throw fault(`has ${entry.size} bytes, more than ${MAX_SMALL_PART}`, name);
  let depth = 0;
  const handler: XmlHandler = {
    wantsSpace: false,
    open(tag) {
      if (depth === 0 && tag.key !== root) throw tag.fault(`has the root element ${tag.key}, must be ${root}`);
      if (depth++ === 1) open(tag);
    },
    close() {
      depth--;
    },
    text() {},
  };
  const parser = xmlParser(handler, (reason, ...place) => fault(reason, name, ...place));
  zip.inflate(entry, (chunk) => parser.push(chunk));
  parser.end();
  return true;
}

function attribute(tag: XmlTag, key: string): string {
  const at = attributeAt(tag, key);
  if (at < 0) throw tag.fault(`lacks attribute ${key}`);
  return attributeText(tag, at);
}
