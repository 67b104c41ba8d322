/** What a 3MF file says, in millimetres. */
import type { BeamSet } from '../../core/beams.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Loops } from '../../core/polyline.ts';

/** Unit of length of a model part. */
export type ThreeMfUnit = 'micron' | 'millimeter' | 'centimeter' | 'inch' | 'foot' | 'meter';

/** What an object is for; only `model` is the part itself. */
export type ThreeMfObjectType = 'model' | 'solidsupport' | 'support' | 'surface' | 'other';

/** One layer of a slice stack, as the file has it: closed polygons bound the solid, open ones are support lines. */
export interface ThreeMfSlice {
  readonly zTopMm: number;
  readonly loops: Loops;
}

/** The layers of one object, from below. */
export interface ThreeMfSliceStack {
  readonly zBottomMm: number;
  readonly slices: readonly ThreeMfSlice[];
}

/** One object of the package in its own coordinates. */
export interface ThreeMfObject {
  /** Part of the package that defines it, such as `/3D/3dmodel.model`. */
  readonly partName: string;
  readonly id: number;
  readonly type: ThreeMfObjectType;
  readonly name: string;
  /** Null for an object that is made of components. */
  readonly mesh: TriangleMesh | null;
  /** Solid beams and balls of a beam lattice, which belong to the shape and are not in `mesh`. */
  readonly beams: number;
  readonly sliceStack: ThreeMfSliceStack | null;
  /** True when the mesh only stands in for the slices, which are the shape. */
  readonly lowres: boolean;
}

/** One object on the plate. */
export interface ThreeMfItem {
  readonly partName: string;
  readonly objectId: number;
  /** m00 m01 m02 m10 ... m30 m31 m32 for row vectors; the last three in mm. */
  readonly transform: readonly number[];
}

/** One solid object where the build places it. */
export interface ThreeMfPlaced {
  /** Name of the object, or of the nearest one around it that has a name; may be empty. */
  readonly name: string;
  readonly triangles: number;
  /** Solid beams and balls. */
  readonly beams: number;
}

/** A whole file. */
export interface ThreeMfModel {
  readonly unit: ThreeMfUnit;
  readonly metadata: Readonly<Record<string, string>>;
  readonly objects: readonly ThreeMfObject[];
  readonly items: readonly ThreeMfItem[];
  /** The triangles of all that the items place and that is of type `model`, in mm. */
  readonly mesh: TriangleMesh;
  /** The beams of the same, in mm: one set for each placed object that has some. The shape is the union of mesh and beams. */
  readonly beams: readonly BeamSet[];
  /** The objects of type `model` that the items place, components one by one, in order. */
  readonly placed: readonly ThreeMfPlaced[];
  /** One sentence for each kind of thing that the items place and `mesh` and `beams` do not hold (supports, slices, short beams). */
  readonly leftOut: readonly string[];
}

/** Millimetres in a unit as a fraction of two whole numbers, so that a conversion rounds as little as possible. */
const MM_PER_UNIT: Readonly<Record<ThreeMfUnit, readonly [number, number]>> = {
  micron: [1, 1000],
  millimeter: [1, 1],
  centimeter: [10, 1],
  inch: [127, 5],
  foot: [1524, 5],
  meter: [1000, 1],
};

/** Tells whether a word is a unit of 3MF. */
export function isThreeMfUnit(word: string): word is ThreeMfUnit {
  return Object.hasOwn(MM_PER_UNIT, word);
}

/** Returns a length in mm. */
export function toMm(value: number, unit: ThreeMfUnit): number {
  const [factor, divisor] = MM_PER_UNIT[unit];
  return (value * factor) / divisor;
}
