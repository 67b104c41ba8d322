/** The three phases of a fill: straight cells by a linear function, all others by control values. */
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { FillContext } from '../fill-context.ts';
import { axisOf } from '../grading/place-of.ts';
import type { Scalar, Vector3 } from '../grading/scalar.ts';
import type { PatchFrame } from '../patch-frame.ts';
import type { PhaseSpec } from '../recipe-field.ts';
import type { LatticeSettings } from '../settings.ts';
import { type Axes, cylindricalCells, gradedCells, type PhaseControls, surfaceCells } from './control-map.ts';
import { refuseNearAxis } from './refuse-axis.ts';

/** Returns the phases in periods of `periodCells` cells; `cellMm` is null where the cell has one size. */
export function phasesOf(
  settings: LatticeSettings,
  axes: Axes,
  cellMm: Scalar | null,
  periodCells: number,
  frame: PatchFrame,
  context: FillContext,
  place: Place,
): readonly [PhaseSpec, PhaseSpec, PhaseSpec] {
  const { map } = settings;
  const periodMm = settings.cellMm * periodCells;
  if (map.kind === 'surface') {
    const side = context.sideSurface(map.side);
    if (side.nodes.length === 0) {
      const reason = `no surface of the part faces ${map.side}`;
      throw new PrepError('lattice-invalid', reason, [...place, 'map', 'side']);
    }
    const sideAxis = map.side[0] === 'x' ? 0 : map.side[0] === 'y' ? 1 : 2;
    return controlled(surfaceCells(frame, context.surface(), side, periodMm, sideAxis));
  }
  if (map.kind === 'cylindrical') {
    const axis = axisOf(map, context, [...place, 'map']);
    const wished = map.cellsAround ?? (2 * Math.PI * outermost(context, axis)) / settings.cellMm;
    const around = Math.max(1, Math.round(wished / periodCells));
    const region = context.porousRegion?.(settings.skinMm, settings.openSides) ?? null;
    if (region !== null) refuseNearAxis(region, axis, around * periodCells, settings.cellMm, place);
    return controlled(cylindricalCells(frame, { ...axis, cellsAround: around }, periodMm));
  }
  if (cellMm !== null) return controlled(gradedCells(frame, axes, (x, y, z) => periodCells * cellMm(x, y, z)));
  const linear = (axis: Vector3): PhaseSpec => {
    const [x, y, z] = axis.map((value) => value / periodMm) as [number, number, number];
    const [ox, oy, oz] = context.originMm;
    return { linear: [-(x * ox + y * oy + z * oz), x, y, z] };
  };
  return [linear(axes[0]), linear(axes[1]), linear(axes[2])];
}

function controlled({ phases, turn }: PhaseControls): readonly [PhaseSpec, PhaseSpec, PhaseSpec] {
  const [first, second, third] = phases;
  return [
    { controls: first, cycles: 'phase' },
    { controls: second, cycles: turn === null ? 'phase' : { turn } },
    { controls: third, cycles: 'phase' },
  ];
}

/** Largest distance of a corner of the part's box from the axis; in a box round an upright axis the distance to its sides. */
function outermost({ boxMm }: FillContext, { originMm, direction }: { originMm: Vector3; direction: Vector3 }): number {
  let farthest = 0;
  // The middles of the box's edges across the axis: the corners of a box are seldom in the part.
  const [x0, y0, z0, x1, y1, z1] = boxMm;
  const middle: Vector3 = [(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2];
  const faces: Vector3[] = [
    [x0, middle[1], middle[2]],
    [x1, middle[1], middle[2]],
    [middle[0], y0, middle[2]],
    [middle[0], y1, middle[2]],
    [middle[0], middle[1], z0],
    [middle[0], middle[1], z1],
  ];
  for (const [x, y, z] of faces) {
    const [dx, dy, dz] = [x - originMm[0], y - originMm[1], z - originMm[2]];
    const along = dx * direction[0] + dy * direction[1] + dz * direction[2];
    farthest = Math.max(farthest, Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - along * along)));
  }
  return farthest;
}
