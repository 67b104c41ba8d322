/** A cylinder, a cone or a frustum as triangles. */
import type { TriangleMesh } from '../../core/mesh.ts';
import type { Place } from '../../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../../geometry/sine.ts';
import { addPoint, closeLoop, joinRows, type MeshDraft, meshDraft, meshOfDraft } from './mesh-draft.ts';
import { needFinite, refuseSolid } from './refuse-solid.ts';
import { cornerScale, roundFacets } from './round-facets.ts';
import type { CylinderShape, Point3 } from './solid-tree.ts';
import { along, type Frame, frameAcross, lengthOf, minus, unit } from './vector.ts';

/** Returns a cylinder or frustum of the volume of the true one, with flat ends. */
export function cylinderMesh(shape: CylinderShape, place: Place = []): TriangleMesh {
  const { fromMm, toMm, diameterMm } = shape;
  const toDiameterMm = shape.toDiameterMm ?? diameterMm;
  needFinite(fromMm, [...place, 'fromMm']);
  needFinite(toMm, [...place, 'toMm']);
  needDiameter(diameterMm, [...place, 'diameterMm']);
  needDiameter(toDiameterMm, [...place, 'toDiameterMm']);
  if (diameterMm === 0 && toDiameterMm === 0) refuseSolid('has no thickness at either end', [...place, 'diameterMm']);
  const axis = minus(toMm, fromMm);
  if (lengthOf(axis) === 0)
    refuseSolid(`has no length: it ends where it begins, at ${toMm.join(', ')}`, [...place, 'toMm']);
  const facets = roundFacets(Math.max(diameterMm, toDiameterMm) / 2);
  const frame = frameAcross(unit(axis));
  const draft = meshDraft();
  const low = ring(draft, fromMm, frame, diameterMm / 2, facets);
  const high = ring(draft, toMm, frame, toDiameterMm / 2, facets);
  for (let i = 0; i < facets; i++) {
    const next = (i + 1) % facets;
    joinRows(draft, [low[i]!, low[next]!], [high[i]!, high[next]!]);
  }
  if (diameterMm > 0) closeLoop(draft, [...low].reverse(), addPoint(draft, fromMm));
  if (toDiameterMm > 0) closeLoop(draft, high, addPoint(draft, toMm));
  return meshOfDraft(draft);
}

function needDiameter(valueMm: number, place: Place): void {
  if (!(Number.isFinite(valueMm) && valueMm >= 0)) refuseSolid(`must be 0 mm or more, got ${valueMm}`, place);
}

/** Corners around an end, counter-clockwise seen against the axis; all the same point at the tip of a cone. */
function ring(draft: MeshDraft, middle: Point3, { u, v }: Frame, radiusMm: number, facets: number): number[] {
  if (radiusMm === 0) return new Array<number>(facets).fill(addPoint(draft, middle));
  const cornerMm = radiusMm * cornerScale(facets);
  const points: number[] = [];
  for (let i = 0; i < facets; i++) {
    const aside = along(middle, cornerMm * cosineOfCycles(i / facets), u);
    points.push(addPoint(draft, along(aside, cornerMm * sineOfCycles(i / facets), v)));
  }
  return points;
}
