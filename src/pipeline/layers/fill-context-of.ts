/** What a fill asks about its part, answered from the loaded meshes and tables. */
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { assert } from '../../core/prep-error.ts';
import type { TriangleBvhData } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import { facingTriangles } from '../../lattice/facing-triangles.ts';
import type { FillContext } from '../../lattice/fill-context.ts';
import { type SampleCloud, sampleCloud } from '../../lattice/grading/sample-cloud.ts';
import type { RegionSpec } from './job-spec.ts';
import { regionQuery } from './region-body.ts';

/** What a fill needs beside the part's own mesh. */
export interface FillInputs {
  /** Tables of samples in the coordinates of the part's file, by the name that the settings have for them. */
  readonly samples: ReadonlyMap<string, Float64Array>;
  /** Young's modulus of the solid; null where nobody knows it. */
  readonly solidYoungsGPa: number | null;
}

/** A region of the part; a null shape is all that no region before it has. */
export type FilledRegion = Pick<RegionSpec, 'id' | 'fill' | 'shape'>;

/** Inputs of a fill that needs none. */
export const NO_FILL_INPUTS: FillInputs = { samples: new Map(), solidYoungsGPa: null };

/** Returns the context of the fill of one region, by its number; mesh, box and regions in job coordinates. */
export function fillContextOf(
  mesh: TriangleMesh,
  boxMm: Box3,
  originMm: readonly [number, number, number],
  regions: readonly FilledRegion[],
  region: number,
  inputs: FillInputs,
): FillContext {
  let surface: TriangleBvhData | null = null;
  const regionSurfaces = new Map<string, TriangleBvhData>();
  const clouds = new Map<string, SampleCloud>();
  return {
    boxMm,
    originMm,
    solidYoungsGPa: inputs.solidYoungsGPa,
    surface() {
      surface ??= buildTriangleBvh(mesh);
      return surface;
    },
    sideSurface(side) {
      return buildTriangleBvh(mesh, facingTriangles(mesh, [side], true));
    },
    regionSurface(id) {
      const known = regionSurfaces.get(id);
      if (known !== undefined) return known;
      const shape = regions.find((known) => known.id === id)?.shape;
      if (shape?.by !== 'mesh') return undefined;
      const built = buildTriangleBvh(shape.mesh);
      regionSurfaces.set(id, built);
      return built;
    },
    porousRegion(skinMm, openSides) {
      const skinned = skinMm > 0 ? facingTriangles(mesh, openSides, false) : new Uint32Array(0);
      const skin = skinned.length > 0 ? { thicknessMm: skinMm, surface: buildTriangleBvh(mesh, skinned) } : null;
      const shapes = regions.flatMap(({ fill, shape }, n) => {
        if (fill === 'beneath') return [];
        const kind = n === region ? ('porous' as const) : ('solid' as const);
        const body = shape === null ? null : shape.by === 'mesh' ? shape.mesh : regionQuery(shape);
        return [{ kind, shape: body }];
      });
      return { boxMm, part: mesh, regions: shapes, skin };
    },
    samples(file) {
      const known = clouds.get(file);
      if (known !== undefined) return known;
      const values = inputs.samples.get(file);
      assert(values !== undefined, `the samples ${file} were read`);
      const moved = values.map((value, i) => (i % 4 === 3 ? value : value + (originMm[i % 4] as number)));
      const cloud = sampleCloud(moved);
      clouds.set(file, cloud);
      return cloud;
    },
  };
}
