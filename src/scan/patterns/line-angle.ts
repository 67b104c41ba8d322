/** Direction of the lines of a pattern: turned from layer to layer, and out of the cone about the gas flow. */
import { PrepError } from '../../core/prep-error.ts';
import { hatchAngleDeg } from '../hatch-angle.ts';
import type { LineHatch } from './settings.ts';

/**
 * Returns the direction of a layer's lines in degrees, 0 to below 360. A pattern of several directions has them evenly apart:
 * at this one, and at 180 / directions more each.
 */
export function lineAngleDeg(settings: LineHatch, layerIndex: number, directions: number): number {
  const { gasFlowDeg, coneDeg } = settings;
  const turned = hatchAngleDeg(settings, layerIndex);
  return gasFlowDeg === null ? turned : outOfCone(turned, gasFlowDeg, coneDeg, directions);
}

/**
 * Turns a direction inside the cone to the nearer edge of the cone, and one that lies just along the flow counter-clockwise. Lines have no
 * sense here: 170 degrees is 10 degrees off a flow at 0. Of several directions none may lie in the cone, so all turn by what takes the
 * one nearest to the flow out of it. For that the whole cone may open by 180 / directions at most.
 */
export function outOfCone(angleDeg: number, gasFlowDeg: number, coneDeg: number, directions: number): number {
  const apartDeg = 180 / directions;
  if (!(coneDeg >= 0 && coneDeg <= apartDeg)) {
    const of = directions === 1 ? 'this pattern' : `a pattern of ${directions} directions`;
    throw new PrepError('value-out-of-range', `the cone of ${of} opens by 0 to ${apartDeg} deg, got ${coneDeg}`, [
      'coneDeg',
    ]);
  }
  // Of the nearest direction from the flow, above -apartDeg / 2 to apartDeg / 2.
  let offDeg = (angleDeg - gasFlowDeg) % apartDeg;
  if (offDeg > apartDeg / 2) offDeg -= apartDeg;
  else if (offDeg <= -apartDeg / 2) offDeg += apartDeg;
  const edgeDeg = coneDeg / 2;
  if (Math.abs(offDeg) >= edgeDeg) return angleDeg;
  const turned = (angleDeg + (offDeg < 0 ? -edgeDeg : edgeDeg) - offDeg) % 360;
  return turned < 0 ? turned + 360 : turned + 0;
}
