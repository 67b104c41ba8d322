/** What one model part says, while it is being read and after: lengths still in the unit of the part, except slices. */
import type { Polyline } from '../../core/polyline.ts';
import { type GrowableFloats, type GrowableInts, growableFloats, growableInts } from '../../geometry/growable.ts';
import type { Fault } from '../xml/fault.ts';
import { attributeAt, attributeIndex, attributeNumber, attributeText, type XmlTag } from '../xml/xml-tag.ts';
import type { ThreeMfObjectType, ThreeMfSlice, ThreeMfUnit } from './threemf-model.ts';

/** Twelve numbers of a transform, and whether its text keeps the plane of the layers (slice extension 2.1). */
export interface PartTransform {
  readonly numbers: readonly number[];
  readonly planar: boolean;
}

/** A use of an object; `path` names another part. */
export interface PartReference {
  readonly objectId: number;
  readonly path: string | null;
  readonly transform: PartTransform | null;
}

/** A slice stack; with `refs` its slices lie in other parts. */
export interface PartStack {
  readonly zBottomMm: number;
  readonly slices: ThreeMfSlice[];
  readonly refs: { readonly stackId: number; readonly path: string }[];
}

/** An object as the part has it. */
export interface PartObject {
  readonly id: number;
  readonly type: ThreeMfObjectType;
  readonly name: string;
  readonly pid: number | null;
  readonly stackId: number | null;
  readonly lowres: boolean;
  vertices: GrowableFloats;
  readonly triangles: GrowableInts;
  readonly components: PartReference[];
  shape: 'none' | 'mesh' | 'components';
  meshStage: 'start' | 'vertices' | 'triangles';
  beams: number;
}

/** A resource of the part; groups of properties know how many they hold. */
export interface PartResource {
  readonly kind: string;
  count: number;
}

/** Everything of one part, with the state of its reading. */
export interface PartBuilder {
  readonly isRoot: boolean;
  readonly fault: Fault;
  unit: ThreeMfUnit;
  stage: 'start' | 'resources' | 'build';
  readonly metadata: Map<string, string>;
  readonly objects: Map<number, PartObject>;
  readonly stacks: Map<number, PartStack>;
  readonly resources: Map<number, PartResource>;
  readonly items: PartReference[];
  prefixes: ReadonlyMap<string, string>;
  /** What is open at the moment. */
  object: PartObject | null;
  resource: PartResource | null;
  stack: PartStack | null;
  sliceTop: number;
  readonly sliceVertices: GrowableFloats;
  sliceLoops: Polyline[];
  readonly polygon: GrowableInts;
  metadataName: string;
  metadataText: string;
}

/** Returns the state before the first tag. */
export function partBuilder(isRoot: boolean, fault: Fault): PartBuilder {
  return {
    isRoot,
    fault,
    unit: 'millimeter',
    stage: 'start',
    metadata: new Map(),
    objects: new Map(),
    stacks: new Map(),
    resources: new Map(),
    items: [],
    prefixes: new Map(),
    object: null,
    resource: null,
    stack: null,
    sliceTop: 0,
    sliceVertices: growableFloats(256),
    sliceLoops: [],
    polygon: growableInts(64),
    metadataName: '',
    metadataText: '',
  };
}

/** Returns an attribute as text, or null when it is absent. */
export function optionalText(tag: XmlTag, key: string): string | null {
  const at = attributeAt(tag, key);
  return at < 0 ? null : attributeText(tag, at);
}

/** Returns an attribute that must be there. */
export function requiredText(tag: XmlTag, key: string): string {
  const text = optionalText(tag, key);
  if (text === null) throw tag.fault(`lacks attribute ${key}`);
  return text;
}

/** Returns a number attribute (ST_Number) that must be there and be finite. */
export function requiredNumber(tag: XmlTag, key: string): number {
  const at = attributeAt(tag, key);
  if (at < 0) throw tag.fault(`lacks attribute ${key}`);
  const value = attributeNumber(tag, at, '3mf');
  if (!Number.isFinite(value))
    throw tag.fault(`has ${key}="${attributeText(tag, at).slice(0, 40)}", must be a finite number`);
  return value;
}

/** Returns an index attribute (0 to 2^31 - 1), or null when it is absent. */
export function optionalIndex(tag: XmlTag, key: string): number | null {
  const at = attributeAt(tag, key);
  if (at < 0) return null;
  const value = attributeIndex(tag, at);
  if (value < 0) throw tag.fault(`has ${key}="${attributeText(tag, at).slice(0, 40)}", must be a whole number from 0`);
  return value;
}

/** Returns an index attribute that must be there. */
export function requiredIndex(tag: XmlTag, key: string): number {
  const value = optionalIndex(tag, key);
  if (value === null) throw tag.fault(`lacks attribute ${key}`);
  return value;
}
