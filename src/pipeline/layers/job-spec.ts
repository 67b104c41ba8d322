/** What decides the layers of a job, in plain data and shared buffers: any thread builds the same job from it. */
import type { RegionFill } from '../../config/region-kinds.ts';
import type { BeamSet } from '../../core/beams.ts';
import type { TriangleMesh } from '../../core/mesh.ts';
import type { BeadSettings } from '../../fff/settings.ts';
import type { MeshEdges } from '../../geometry/mesh-edges.ts';
import type { TriangleBvhData } from '../../geometry/triangle-bvh.ts';
import type { FillSpec } from '../../lattice/fill-spec.ts';
import type { Compensation } from '../../lattice/settings.ts';
import type { LaserShare } from '../../scan/lasers/settings.ts';
import type { ScanSpeeds } from '../../scan/scan-time.ts';
import type { ScanSettings } from '../../scan/settings.ts';
import type { CutPosition, LayersBelow } from '../../slicing/settings.ts';
import type { LoosePieces } from '../../volume/loose-pieces.ts';
import type { AreaSpec } from './area-spec.ts';

/** A lattice inside a part, solved. */
export interface LatticeSpec {
  readonly fill: FillSpec;
  /** Thickness of the solid where it is thinnest, mm; null where nobody knows it. */
  readonly leastSolidMm: number | null;
  /** What the process adds to walls, taken away beforehand; null: the fill as it is. */
  readonly compensation: Compensation | null;
  readonly stepMm: number;
  /** Origin of the lattice in job coordinates: where the origin of the part's file has gone. */
  readonly originMm: readonly [number, number, number];
  /** Thickness of the solid skin, and the surface that keeps it; null without a skin. */
  readonly skin: { readonly thicknessMm: number; readonly surface: TriangleBvhData } | null;
}

/** Where a region lies, in job coordinates. */
export type RegionShape =
  | { readonly by: 'mesh'; readonly mesh: TriangleMesh; readonly edges: MeshEdges }
  /** From `fromMm` to `withinMm` of a surface, on both sides of it; what lies in `inside` has the distance 0. */
  | {
      readonly by: 'distance';
      readonly surface: TriangleBvhData;
      readonly inside: { readonly mesh: TriangleMesh; readonly edges: MeshEdges } | null;
      readonly fromMm: number;
      readonly withinMm: number;
    };

/** Material on the surface of a region that is taken away later; inward: around what is empty, which it makes narrower. */
export interface StockSpec {
  readonly mesh: TriangleMesh;
  readonly edges: MeshEdges;
  readonly inward: boolean;
}

/** A region of a part in order of precedence: a place belongs to the first region that has it. */
export interface RegionSpec {
  /** Null for the one region of a bare mesh. */
  readonly id: string | null;
  /** What stands in it; `beneath` takes no place from those after it. */
  readonly fill: RegionFill;
  /** Null: all that no region before it has. */
  readonly shape: RegionShape | null;
  /** The fill of a region whose `fill` is `lattice`, else null. */
  readonly lattice: LatticeSpec | null;
  /** Null: none. */
  readonly stock: StockSpec | null;
}

/** Beads to be planned. */
export interface BeadSpec {
  readonly kind: 'beads';
  readonly settings: BeadSettings;
  /** Distance of the rows on which bare solid is measured. */
  readonly coverRowMm: number;
  /** The convex outline of what is made, counter-clockwise in job coordinates, for what stands upright around it; absent: nothing does. */
  readonly outline?: Float64Array;
  /** Bodies that are filled with support, in job coordinates; absent: none. */
  readonly supports?: readonly { readonly mesh: TriangleMesh; readonly edges: MeshEdges }[];
  /** Regions that travels keep off, and how far above them the nozzle passes freely; absent: none. */
  readonly keptOff?: { readonly ids: readonly string[]; readonly clearMm: number };
}

/** Laser paths to be planned. */
export interface ScanSpec {
  readonly kind: 'scan';
  readonly settings: ScanSettings;
  readonly speeds: ScanSpeeds;
  readonly recoatS: number;
  /** How several lasers share the paths; null: nothing is shared out. */
  readonly share: LaserShare | null;
  /** Distance of the rows on which exposed and unexposed area are measured. */
  readonly exposureRowMm: number;
  /** Areas that are exposed in their own ways; null: all is core. */
  readonly areas: AreaSpec | null;
}

/** No paths, but what the search for loose pieces needs. */
export interface PieceSpec {
  readonly kind: 'pieces';
  /** Whether layers bring their cuts along, for a second pass over the same layers. */
  readonly keepCuts: boolean;
}

/** Changes of the shape before it is cut, to make up for the process. */
export interface ShapeSpec {
  /** Size along x, y and z of the plate of what is made, relative to the design. */
  readonly scale: readonly [number, number, number];
  /** The place that scaling leaves where it is, in job coordinates. */
  readonly aboutMm: readonly [number, number, number];
  /** Faces that look down are raised by so much on the plate; null: they stay. Of what loses its whole height a rim below the width goes. */
  readonly raise: { readonly byMm: number; readonly leastWidthMm: number } | null;
}

/** The first layers, made smaller than the design. */
export interface FootSpec {
  /** Layers that are. */
  readonly layers: number;
  /** By so much from the outside of the part and from its bores. */
  readonly byMm: number;
  /** What would be left narrower than this stays. */
  readonly leastMm: number;
}

/** One part cut into layers. Mesh, beams, box and regions are the design; what is made of it has `shape` applied. */
export interface JobSpec {
  readonly partId: string;
  /** The part in job coordinates (plate, or the file's own for contours only). */
  readonly mesh: TriangleMesh;
  readonly edges: MeshEdges;
  /** Beams that are solid too: the part is the union of mesh and beams. */
  readonly beams: readonly BeamSet[];
  readonly box: readonly [number, number, number, number, number, number];
  /** Where the origin of the case or of the part's file has gone: what is sampled is sampled on a grid through it. */
  readonly originMm: readonly [number, number, number];
  readonly layers: {
    readonly thicknessMm: number;
    readonly cut: CutPosition;
    /** What the part stands on; its layers count from the plate then. */
    readonly below?: LayersBelow;
    readonly from: number;
    readonly to: number;
  };
  readonly regions: readonly RegionSpec[];
  /** Null or absent: the part is made as designed. */
  readonly shape?: ShapeSpec | null;
  /** Null or absent: the first layers are as the others. */
  readonly foot?: FootSpec | null;
  /** Areas that are left out, layer by layer; null: none. */
  readonly dropped: Pick<LoosePieces, 'start' | 'areas'> | null;
  /** Whether layers tell their porous region, for measures. */
  readonly measured: boolean;
  /** Null: contours only. */
  readonly paths: ScanSpec | BeadSpec | PieceSpec | null;
}

/** Returns the fills of a job in the order of its regions. */
export function latticesOf({ regions }: Pick<JobSpec, 'regions'>): readonly LatticeSpec[] {
  return regions.flatMap(({ lattice }) => (lattice === null ? [] : [lattice]));
}

/** Returns a copy of a record with its typed arrays, however deep they lie, on shared memory; other values are kept. */
export function shareArrays<T extends object>(record: T): T {
  return shareDeep(record, new Map()) as T;
}

/** What the record holds twice is one thing in the copy too. */
function shareDeep(value: unknown, known: Map<unknown, unknown>): unknown {
  if (typeof value !== 'object' || value === null || value instanceof SharedArrayBuffer) return value;
  const found = known.get(value);
  if (found !== undefined) return found;
  const copy = copyOf(value, known);
  known.set(value, copy);
  return copy;
}

function copyOf(value: object, known: Map<unknown, unknown>): unknown {
  if (value instanceof Float64Array) return sharedFloats(value);
  if (value instanceof Uint32Array) return sharedWords(value);
  if (value instanceof Int32Array) {
    const copy = new Int32Array(new SharedArrayBuffer(value.byteLength));
    copy.set(value);
    return copy;
  }
  if (ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map((item) => shareDeep(item, known));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shareDeep(item, known)]));
}

function sharedFloats(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}

function sharedWords(values: Uint32Array): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
