/** A region that has no place in its part is a mistake: mostly a wrong file, unit or place. */

import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { loadClipping } from '../../geometry/clipping.ts';
import { intersectSets } from '../../geometry/combine-sets.ts';
import { meshBox } from '../../geometry/mesh-measures.ts';
import { triangleBvh } from '../../geometry/triangle-bvh.ts';
import { buildTriangleBvh } from '../../geometry/triangle-bvh-build.ts';
import type { JobSpec, RegionSpec } from '../layers/job-spec.ts';
import { madeLayers } from '../layers/made-shape.ts';
import { regionCutter } from '../layers/region-body.ts';
import { regionPlacer } from '../layers/region-places.ts';
import type { RegionRequest } from '../request/prepare-request.ts';
import type { PartJob } from './part-job.ts';

/** An empty region that the part's mesh has already as a void must touch its surface this closely. */
const TOUCH_MM = 0.25;

/** Throws `case-invalid` for the first region that has no place in any layer of the part. The rest may be nothing. */
export async function refuseMissing({ spec, layerCount }: PartJob, requests: readonly RegionRequest[]): Promise<void> {
  if (requests.every(({ shape }) => shape === null)) return;
  await loadClipping();
  const plan = madeLayers(spec);
  const placesAt = regionPlacer(spec);
  const missing = new Set(requests.flatMap(({ shape }, n) => (shape === null ? [] : [n])));
  for (const layer of fromAllOver(layerCount)) {
    const { places } = placesAt(plan.zDesignMm(layer));
    for (const n of missing) if ((places[n]?.length ?? 0) > 0) missing.delete(n);
    if (missing.size === 0) return;
  }
  for (const n of missing) {
    const region = spec.regions[n] as RegionSpec;
    const { id, place } = requests[n] as RegionRequest;
    if (region.fill === 'empty' && region.stock !== null) {
      throw new PrepError('case-invalid', `the region '${id}' is closed by its own stock and allowances`, place);
    }
    if (region.fill === 'empty' && touches(spec, region)) continue;
    throw new PrepError('case-invalid', `the region '${id}' ${reasonOf(spec, region, layerCount)}`, [
      ...place,
      'shape',
    ]);
  }
}

/** Numbers from 0 to count - 1, far apart at first: halves, quarters, eighths. */
function* fromAllOver(count: number): Generator<number> {
  let step = 1;
  while (step < count) step *= 2;
  const seen = new Set<number>();
  for (; step >= 1; step /= 2) {
    for (let n = Math.floor(step / 2); n < count; n += step) {
      if (seen.has(n)) continue;
      seen.add(n);
      yield n;
    }
  }
  for (let n = 0; n < count; n++) if (!seen.has(n)) yield n;
}

function touches({ mesh }: JobSpec, { shape }: RegionSpec): boolean {
  return shape?.by === 'mesh' && (comesNear(shape.mesh, mesh) || comesNear(mesh, shape.mesh));
}

/** Whether a corner of one mesh lies near the surface of the other. */
function comesNear({ positions }: TriangleMesh, other: TriangleMesh): boolean {
  const surface = triangleBvh(buildTriangleBvh(other));
  for (let i = 0; i < positions.length; i += 3) {
    if (surface.distanceWithin(positions[i]!, positions[i + 1]!, positions[i + 2]!, TOUCH_MM) < TOUCH_MM) return true;
  }
  return false;
}

function reasonOf(spec: JobSpec, { shape }: RegionSpec, layerCount: number): string {
  if (shape === null) return 'is empty';
  const plan = madeLayers(spec);
  const whole = regionPlacer({
    ...spec,
    regions: [{ id: null, fill: 'solid', shape: null, lattice: null, stock: null }],
  });
  const cut = regionCutter(shape, spec.originMm);
  for (let layer = 0; layer < layerCount; layer++) {
    const zMm = plan.zDesignMm(layer);
    const { envelope } = whole(zMm);
    const area = cut(zMm, envelope);
    if (area.length > 0 && envelope.length > 0 && intersectSets(envelope, area).length > 0) {
      return 'has no place left: the regions before it have all of it';
    }
  }
  if (shape.by === 'distance') return 'misses the part: nothing of it lies at that distance';
  const own = meshBox(shape.mesh);
  const { thicknessMm } = plan;
  const meets = [0, 1, 2].every((a) => own[a]! < spec.box[a + 3]! && own[a + 3]! > spec.box[a]!);
  if (meets && own[5] - own[2] < thicknessMm) {
    return `is ${shortMm(own[5] - own[2])} mm high and lies between two layers of ${thicknessMm} mm: no cut meets it`;
  }
  const [x, y, z] = spec.originMm;
  const inFile = (box: Box3) => boxText([box[0] - x, box[1] - y, box[2] - z, box[3] - x, box[4] - y, box[5] - z]);
  return `misses the part: it lies in ${inFile(own)}, the part in ${inFile(spec.box as Box3)}`;
}

function boxText([x0, y0, z0, x1, y1, z1]: Box3): string {
  const range = (axis: string, low: number, high: number) => `${axis} ${shortMm(low)} to ${shortMm(high)}`;
  return `${range('x', x0, x1)}, ${range('y', y0, y1)}, ${range('z', z0, z1)} mm`;
}

function shortMm(value: number): string {
  return String(Number(value.toFixed(3)) + 0);
}
