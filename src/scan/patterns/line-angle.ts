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
 * Brings all directions into what the cone leaves, evenly: of lines that turn all the way around the half circle beside the cone is squeezed out of it, so
 * that two layers whose lines lie `d` apart have theirs d (1 - cone / room) apart, or more. Turned to the nearer edge of the cone alone, all that was
 * inside would lie on two directions, and layers in a row on one. Lines have no sense here: 170 degrees is 10 degrees off a flow at 0. Of several
 * directions none may lie in the cone; so their room is 180 / directions, and the whole cone may open by that at most.
 */
export function outOfCone(angleDeg: number, gasFlowDeg: number, coneDeg: number, directions: number): number {
  const apartDeg = 180 / directions;
  if (!(coneDeg >= 0 && coneDeg <= apartDeg)) {
    const of = directions === 1 ? 'this pattern' : `a pattern of ${directions} directions`;
    throw new PrepError('value-out-of-range', `the cone of ${of} opens by 0 to ${apartDeg} deg, got ${coneDeg}`, [
      'coneDeg',
    ]);
  }
  if (coneDeg === 0) return angleDeg;
  const rooms = Math.floor((angleDeg - gasFlowDeg) / apartDeg);
  const startDeg = gasFlowDeg + rooms * apartDeg;
  const offDeg = coneDeg / 2 + (angleDeg - startDeg) * (1 - coneDeg / apartDeg);
  const turned = (startDeg + offDeg) % 360;
  return turned < 0 ? turned + 360 : turned + 0;
}
