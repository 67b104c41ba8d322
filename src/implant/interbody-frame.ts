/** Where the faces, the canals and the core of an interbody cage lie. */
import { cosineOfCycles, sineOfCycles } from '../geometry/sine.ts';
import { footprintFrontMm } from './footprint.ts';
import type { InterbodySize } from './interbody-size.ts';

/** Sine and cosine of an angle. */
export interface SineCosine {
  readonly sin: number;
  readonly cos: number;
}

/** One screw canal in its sagittal plane. */
export interface CanalLine {
  /** The field of the size that holds the height of its entry. */
  readonly entryField: 'cranialCanalEntryMm' | 'caudalCanalEntryMm';
  /** 1 on the right, -1 on the left. */
  readonly side: 1 | -1;
  /** 1 where it leaves through the cranial face, -1 where it leaves through the caudal one. */
  readonly rise: 1 | -1;
  /** Where its axis meets the anterior wall. */
  readonly entryMm: readonly [number, number, number];
}

/** What follows from the size of a cage. */
export interface InterbodyFrame {
  readonly lordosis: SineCosine;
  readonly inclination: SineCosine;
  readonly canals: readonly CanalLine[];
  /** Distance along the axis of a canal from the anterior wall to the end of the cone below the seat. */
  readonly coneEndMm: number;
  /** The rearmost y of seats and cones. */
  readonly seatRearMm: number;
  /** The core lies behind this y; in front of it, where the screw heads are, the part is solid. */
  readonly coreFrontMm: number;
}

/** Returns the height of the plane of the cranial face at a y. */
export function cranialHeightMm(size: InterbodySize, { sin, cos }: SineCosine, yMm: number): number {
  return size.anteriorHeightMm - ((size.depthMm / 2 - yMm) * sin) / cos;
}

/**
 * Places the canals and the front of the core. The core begins where all seats are a collar away, and where between each
 * canal and the endplate face that it does not pierce there is room for the least width of the core.
 */
export function interbodyFrame(size: InterbodySize): InterbodyFrame {
  const lordosis = sineCosine(size.lordosisDeg);
  const inclination = sineCosine(size.canalInclinationDeg);
  const cone = sineCosine(size.seatConeDeg / 2);
  const seatMm = size.seatDiameterMm / 2;
  const boreMm = size.canalDiameterMm / 2;
  const coneEndMm = size.seatDepthMm + ((seatMm - boreMm) * cone.cos) / cone.sin;
  const xMm = size.canalOffsetMm;
  const yMm = footprintFrontMm(size, xMm);
  const canals: readonly CanalLine[] = [
    { entryField: 'cranialCanalEntryMm', side: 1, rise: 1, entryMm: [xMm, yMm, size.cranialCanalEntryMm] },
    { entryField: 'caudalCanalEntryMm', side: -1, rise: -1, entryMm: [-xMm, yMm, size.caudalCanalEntryMm] },
  ];
  const { sin, cos } = inclination;
  const seatRearMm = yMm - Math.max(cos * size.seatDepthMm + sin * seatMm, cos * coneEndMm + sin * boreMm);
  const roomMm = canals.map((canal) => headroom(size, canal, lordosis, inclination));
  return {
    lordosis,
    inclination,
    canals,
    coneEndMm,
    seatRearMm,
    coreFrontMm: Math.min(seatRearMm - size.collarMm, ...roomMm),
  };
}

/** The y behind which the collar of a canal leaves the least width of the core to the face that the canal does not pierce. */
function headroom(size: InterbodySize, { rise, entryMm }: CanalLine, lordosis: SineCosine, { sin, cos }: SineCosine) {
  const [, y, z] = entryMm;
  const roomAtEntryMm = rise > 0 ? z : cranialHeightMm(size, lordosis, y) - z;
  const missingMm = size.coreWidthMm + (size.canalDiameterMm / 2 + size.collarMm) / cos - roomAtEntryMm;
  const gain = sin / cos - (rise > 0 ? 0 : lordosis.sin / lordosis.cos);
  return y - missingMm / gain;
}

function sineCosine(deg: number): SineCosine {
  return { sin: sineOfCycles(deg / 360), cos: cosineOfCycles(deg / 360) };
}
