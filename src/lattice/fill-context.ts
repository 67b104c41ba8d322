/** What a fill may ask about its part, in job coordinates. */
import type { Box3 } from '../core/mesh.ts';
import type { TriangleBvhData } from '../geometry/triangle-bvh.ts';
import type { SampleCloud } from './grading/sample-cloud.ts';
import type { PorousRegion } from './porous-region.ts';
import type { OpenSide } from './settings.ts';

/** The part, its regions and its tables. */
export interface FillContext {
  readonly boxMm: Box3;
  /** Where the origin of the part's file has gone. */
  readonly originMm: readonly [number, number, number];
  /** The surface of the part; made when first asked for. */
  surface(): TriangleBvhData;
  /** The triangles of the part that face a side; empty where none does. */
  sideSurface(side: OpenSide): TriangleBvhData;
  /** The surface of a named region; undefined where there is none. */
  regionSurface(id: string): TriangleBvhData | undefined;
  /** What is filled under a skin of a thickness, open sides without; absent where a fill has no part. */
  readonly porousRegion?: (skinMm: number, openSides: readonly OpenSide[]) => PorousRegion;
  /** A table of samples by its name in the settings, in job coordinates. */
  samples(file: string): SampleCloud;
  /** Young's modulus of the solid; null where nobody knows it. */
  readonly solidYoungsGPa: number | null;
}
