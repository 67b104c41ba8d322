/** The settings of an interbody cage. */
import type { FootprintSize } from './footprint.ts';

/**
 * Size of an interbody cage with two screws. It stands with its flat caudal face on z = 0; x points to the patient's right,
 * y to anterior, z to cranial. The right screw runs up through the cranial face, the left one down through the caudal face.
 */
export interface InterbodySize extends FootprintSize {
  /** Height between the planes of the two endplate faces in front, at y = depthMm / 2. */
  readonly anteriorHeightMm: number;
  /** Angle between the two endplate faces, open to anterior, in degrees; 0 makes them parallel. */
  readonly lordosisDeg: number;
  /** Chamfer of 45 degrees along the caudal rim, which prints without support, and radius along the cranial rim. */
  readonly edgeMm: number;
  /** Width of the graft window from left to right; the window is centred on the axis. */
  readonly windowWidthMm: number;
  /** Depth of the graft window from posterior to anterior. */
  readonly windowDepthMm: number;
  /** Radius of the upright corners of the window. */
  readonly windowCornerRadiusMm: number;
  /** Diameter of the screw canals. */
  readonly canalDiameterMm: number;
  /** Angle between a canal and the caudal face in degrees. */
  readonly canalInclinationDeg: number;
  /** Distance of the canals from the midline. */
  readonly canalOffsetMm: number;
  /** Height at which the axis of the cranial (right) canal enters the anterior wall. */
  readonly cranialCanalEntryMm: number;
  /** Height at which the axis of the caudal (left) canal enters the anterior wall. */
  readonly caudalCanalEntryMm: number;
  /** Diameter of the seat of a screw head. */
  readonly seatDiameterMm: number;
  /** Depth of the seat along the axis, from the anterior wall to its cone. */
  readonly seatDepthMm: number;
  /** Full angle of the cone between seat and canal in degrees. */
  readonly seatConeDeg: number;
  /** Thickness of the solid frame along the outside, all around. */
  readonly frameMm: number;
  /** Thickness of the solid collar around window, canals and seats. */
  readonly collarMm: number;
  /** Least width of the porous core: where there is less room, the part stays solid. */
  readonly coreWidthMm: number;
}
