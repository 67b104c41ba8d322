/** What one model part says, while it is being read and after: lengths still in the unit of the part, except slices. */
import type { BeamClip } from '../../core/beams.ts';
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

/** The beam lattice of an object, in its own coordinates. */
export interface PartLattice {
  readonly minLength: number;
  readonly radius: number;
  /** Number of a cap (`CAP_CODES`) where a beam names none. */
  readonly cap: number;
  readonly clip: { readonly keeps: BeamClip['keeps']; readonly objectId: number } | null;
  readonly ballMode: 'none' | 'mixed' | 'all';
  readonly ballRadius: number | null;
  /** Property group of beams that name none. */
  readonly pid: number | null;
  /** True where the lattice or its object says which property beams have that name none. */
  readonly hasProperty: boolean;
  /** Solid beams and balls: eight numbers and two caps each (`BeamSet`). */
  readonly solids: GrowableFloats;
  readonly caps: GrowableInts;
  /** Beams and balls as the file counts them, and those of them that make no solid. */
  beams: number;
  balls: number;
  shortBeams: number;
  unmadeBalls: number;
  /** What stands at each vertex, bit by bit: the end of a beam, that of a solid beam, a ball. */
  readonly atVertex: Uint8Array;
  stage: 'start' | 'beams';
  hasBalls: boolean;
  hasSets: boolean;
  readonly setNames: Set<string>;
  /** Highest number of a ball that a beam set names. */
  highestBallRef: number;
}

/** An object as the part has it. */
export interface PartObject {
  readonly id: number;
  readonly type: ThreeMfObjectType;
  readonly name: string;
  readonly pid: number | null;
  readonly hasPindex: boolean;
  readonly stackId: number | null;
  readonly lowres: boolean;
  vertices: GrowableFloats;
  readonly triangles: GrowableInts;
  readonly components: PartReference[];
  shape: 'none' | 'mesh' | 'components';
  meshStage: 'start' | 'vertices' | 'triangles' | 'lattice';
  lattice: PartLattice | null;
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
  /** Namespaces of the extensions that the part requires. */
  readonly required: Set<string>;
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
    required: new Set(),
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

/** Returns the object that is open. */
export function openObject(part: PartBuilder): PartObject {
  if (part.object === null) throw part.fault('has a shape outside any object');
  return part.object;
}

/** Returns the beam lattice that is open. */
export function openLattice(part: PartBuilder): PartLattice {
  const lattice = openObject(part).lattice;
  if (lattice === null) throw part.fault('has beams outside any beam lattice');
  return lattice;
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

/** Returns a number attribute above 0, or null when it is absent. */
export function optionalPositive(tag: XmlTag, key: string): number | null {
  if (attributeAt(tag, key) < 0) return null;
  const value = requiredNumber(tag, key);
  if (!(value > 0)) throw tag.fault(`has ${key}="${value}", must be above 0`);
  return value;
}

/** Returns an attribute that is one of some words, or null when it is absent. */
export function optionalWord<Word extends string>(tag: XmlTag, key: string, words: readonly Word[]): Word | null {
  const text = optionalText(tag, key);
  if (text === null) return null;
  const word = words.find((one) => one === text);
  if (word === undefined) throw tag.fault(`has ${key}="${text.slice(0, 40)}", must be one of ${words.join(', ')}`);
  return word;
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
