/** The example implant with a porous core: a lumbar interbody cage with graft window and two screw canals. */
import type { CrossSection, Manifold, ManifoldToplevel } from 'manifold-3d';
import type { TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import { checkInterbody } from './check-interbody.ts';
import { footprintOutline } from './footprint.ts';
import { type CanalLine, cranialHeightMm, type InterbodyFrame, interbodyFrame } from './interbody-frame.ts';
import type { InterbodySize } from './interbody-size.ts';
import { loftRings } from './loft-rings.ts';
import { meshOfSolid } from './mesh-of-solid.ts';

/** A cage and the region of it that is to become porous. */
export interface Interbody {
  /** The solid part. */
  readonly part: TriangleMesh;
  /**
   * The porous region: it stays within frame and collars, and reaches beyond both endplate faces, so that what is in it is
   * open there. Where room is short it falls into several pieces.
   */
  readonly core: TriangleMesh;
}

/** Size of the cage that the examples prepare. An example of such an implant, not a design for a patient. */
export const EXAMPLE_INTERBODY: InterbodySize = {
  widthMm: 30,
  depthMm: 24,
  anteriorRadiusMm: 40,
  anteriorCornerRadiusMm: 6,
  posteriorCornerRadiusMm: 8,
  posteriorHollowMm: 0.7,
  anteriorHeightMm: 13,
  lordosisDeg: 8,
  edgeMm: 0.5,
  windowWidthMm: 8.5,
  windowDepthMm: 8,
  windowCornerRadiusMm: 2,
  canalDiameterMm: 4.5,
  canalInclinationDeg: 35,
  canalOffsetMm: 8.75,
  cranialCanalEntryMm: 6.6,
  caudalCanalEntryMm: 6.1,
  seatDiameterMm: 6.8,
  seatDepthMm: 3,
  seatConeDeg: 90,
  frameMm: 2,
  collarMm: 1.5,
  coreWidthMm: 3.5,
};

/** Segments of a full circle: the chord of a seat of 7 mm is 1 um from its arc. */
const CIRCLE_SEGMENTS = 128;

/** Steps of the cranial edge, a quarter circle. */
const EDGE_STEPS = 8;

/** How far the core reaches beyond the endplate faces. */
const BEYOND_MM = 0.5;

/** What is narrower than this in an outline is noise of the clipper. */
const SIMPLIFY_MM = 1e-4;

/**
 * Returns an interbody cage and its porous core as closed meshes; `manifold` is the loaded boolean library. A size that
 * cannot be built is refused by the name of the field.
 */
export function buildInterbody(manifold: ManifoldToplevel, size: InterbodySize): Interbody {
  const frame = interbodyFrame(size);
  checkInterbody(size, frame);
  return { part: meshOfSolid(partOf(manifold, size, frame)), core: meshOfSolid(coreOf(manifold, size, frame)) };
}

/** The body less window and canals. */
function partOf(manifold: ManifoldToplevel, size: InterbodySize, frame: InterbodyFrame): Manifold {
  const window = windowOf(manifold, size, 0)
    .extrude(size.anteriorHeightMm + 2)
    .translate(0, 0, -1);
  const canals = frame.canals.map((canal) => canalOf(manifold, size, frame, canal));
  return manifold.Manifold.difference([bodyOf(manifold, size, frame), window, ...canals]);
}

/** The footprint between the endplate faces: chamfered along the caudal rim, rounded along the cranial one. */
function bodyOf(manifold: ManifoldToplevel, size: InterbodySize, { lordosis }: InterbodyFrame): Manifold {
  const { edgeMm } = size;
  const rings = [ring(footprintOutline(size, edgeMm), () => 0), ring(footprintOutline(size, 0), () => edgeMm)];
  for (let step = 0; step <= EDGE_STEPS; step++) {
    const cycles = step / (4 * EDGE_STEPS);
    const insetMm = edgeMm * (1 - cosineOfCycles(cycles));
    const belowMm = edgeMm * (1 - sineOfCycles(cycles));
    rings.push(ring(footprintOutline(size, insetMm), (y) => cranialHeightMm(size, lordosis, y) - belowMm));
  }
  return loftRings(manifold, rings);
}

/** Gives each point of an outline its height. */
function ring(outline: Float64Array, heightMm: (yMm: number) => number): Float64Array {
  const xyz = new Float64Array((outline.length / 2) * 3);
  for (let from = 0, to = 0; from < outline.length; from += 2, to += 3) {
    xyz[to] = outline[from]!;
    xyz[to + 1] = outline[from + 1]!;
    xyz[to + 2] = heightMm(outline[from + 1]!);
  }
  return xyz;
}

/** The section of the window, grown all around. */
function windowOf({ CrossSection }: ManifoldToplevel, size: InterbodySize, growMm: number): CrossSection {
  const corner = size.windowCornerRadiusMm;
  const square: [number, number] = [size.windowWidthMm - 2 * corner, size.windowDepthMm - 2 * corner];
  return CrossSection.square(square, true).offset(corner + growMm, 'Round', 2, CIRCLE_SEGMENTS);
}

/** What a canal removes: the seat, from in front of the part, its cone and the bore until behind the part. */
function canalOf(
  { CrossSection }: ManifoldToplevel,
  size: InterbodySize,
  { coneEndMm }: InterbodyFrame,
  { rise, entryMm }: CanalLine,
): Manifold {
  const seat = size.seatDiameterMm / 2;
  const bore = size.canalDiameterMm / 2;
  const far = size.depthMm + size.anteriorHeightMm;
  const profile = new CrossSection([
    [
      [0, -far],
      [seat, -far],
      [seat, size.seatDepthMm],
      [bore, coneEndMm],
      [bore, far],
      [0, far],
    ],
  ]);
  return profile
    .revolve(CIRCLE_SEGMENTS)
    .rotate([90 - rise * size.canalInclinationDeg, 0, 0])
    .translate(entryMm);
}

/**
 * The porous region: upright walls, a frame from the outside, a collar from the window and behind the seats, opened so that
 * nothing narrow is left; less what lies above the cranial canal or below the caudal one, their collars included.
 */
function coreOf(manifold: ManifoldToplevel, size: InterbodySize, frame: InterbodyFrame): Manifold {
  const { lordosis, inclination, coreFrontMm, canals } = frame;
  const { sin, cos } = lordosis;
  const plan = corePlan(manifold, size, coreFrontMm);
  const cranial = size.anteriorHeightMm + BEYOND_MM;
  const block = plan.extrude(cranial + BEYOND_MM).translate(0, 0, -BEYOND_MM);
  const wedges = canals.map((canal) => wedgeOf(manifold, size, inclination, canal));
  const upright = block.trimByPlane([0, sin, -cos], (sin * size.depthMm) / 2 - cos * cranial);
  const core = manifold.Manifold.difference([upright, ...wedges]);
  if (core.isEmpty()) refuseCore(size);
  return core;
}

function corePlan(manifold: ManifoldToplevel, size: InterbodySize, frontMm: number): CrossSection {
  const { CrossSection } = manifold;
  const outline = footprintOutline(size, size.frameMm);
  const points: [number, number][] = [];
  for (let i = 0; i < outline.length; i += 2) points.push([outline[i]!, outline[i + 1]!]);
  const behind = CrossSection.square([size.widthMm, size.depthMm]).translate(-size.widthMm / 2, frontMm - size.depthMm);
  const room = new CrossSection([points]).subtract(windowOf(manifold, size, size.collarMm)).intersect(behind);
  const half = size.coreWidthMm / 2;
  const plan = room
    .offset(-half, 'Round', 2, CIRCLE_SEGMENTS)
    .offset(half, 'Round', 2, CIRCLE_SEGMENTS)
    .simplify(SIMPLIFY_MM);
  if (plan.isEmpty()) refuseCore(size);
  return plan;
}

/**
 * What a canal takes from the core: on its side of the midline all that lies on its side of a plane that touches its collar.
 * A sleeve alone would leave slivers of lattice beside and behind it.
 */
function wedgeOf(
  { Manifold }: ManifoldToplevel,
  size: InterbodySize,
  { sin, cos }: InterbodyFrame['inclination'],
  { side, rise, entryMm }: CanalLine,
): Manifold {
  const reach = 4 * (size.widthMm + size.depthMm + size.anteriorHeightMm);
  const box = Manifold.cube([reach, 2 * reach, 2 * reach]).translate(side > 0 ? 0 : -reach, -reach, -reach);
  const toAxis = sin * entryMm[1] + rise * cos * entryMm[2];
  return box.trimByPlane([0, sin, rise * cos], toAxis - size.canalDiameterMm / 2 - size.collarMm);
}

function refuseCore(size: InterbodySize): never {
  const reason = `leaves no core: nowhere between frame and collars is there room for ${size.coreWidthMm} mm`;
  throw new PrepError('value-out-of-range', reason, ['interbody', 'coreWidthMm']);
}
