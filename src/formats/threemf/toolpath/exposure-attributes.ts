/**
 * The parameters of an exposure as attributes of a toolpath profile: those that the extension knows (chapter 4.1), and in a
 * namespace of our own those that it has no word for (chapter 2.3 asks for a namespace).
 */
import type { LaserExposure, Skywriting } from '../../../core/laser-file.ts';
import { clark } from '../../xml/xml-names.ts';
import { LASER } from './toolpath-names.ts';

type Fields<T> = { [Name in keyof T]-?: T[Name] extends number | null ? Name : never }[keyof T];

/** One attribute that is a number. */
export interface NumberAttribute<Field> {
  readonly field: Field;
  /** Name without prefix. */
  readonly name: string;
  /** What the attribute is of the field: the file has the radius of the spot, we have its diameter. */
  readonly factor: 1 | 0.5;
  readonly range: 'any' | 'from 0' | 'above 0';
}

const attribute = <Field>(
  field: Field,
  name: string,
  range: NumberAttribute<Field>['range'],
  factor: 1 | 0.5 = 1,
): NumberAttribute<Field> => ({ field, name, factor, range });

/** Attributes of the extension, in the order of its schema: W, mm/s, mm/s, mm (upward positive), mm. */
export const STANDARD_ATTRIBUTES: readonly NumberAttribute<Exclude<Fields<LaserExposure>, 'laser'>>[] = [
  attribute('powerW', 'laserpower', 'from 0'),
  attribute('speedMmPerS', 'laserspeed', 'above 0'),
  attribute('jumpSpeedMmPerS', 'jumpspeed', 'above 0'),
  attribute('focusMm', 'laserfocus', 'any'),
  attribute('spotMm', 'spotradius', 'above 0', 0.5),
];

/** Attributes of ours, in mm and microseconds. A delay of the laser may be negative: it is switched before the mirrors arrive. */
export const OWN_ATTRIBUTES: readonly NumberAttribute<Exclude<Fields<LaserExposure>, 'laser'>>[] = [
  attribute('pointDistanceMm', 'pointdistance', 'any'),
  attribute('pointExposureUs', 'pointexposure', 'any'),
  attribute('jumpDelayUs', 'jumpdelay', 'any'),
  attribute('markDelayUs', 'markdelay', 'any'),
  attribute('polygonDelayUs', 'polygondelay', 'any'),
  attribute('laserOnDelayUs', 'laserondelay', 'any'),
  attribute('laserOffDelayUs', 'laseroffdelay', 'any'),
];

/** Attributes of ours for skywriting, all three or none: mm, mm, degrees. */
export const SKYWRITING_ATTRIBUTES: readonly NumberAttribute<keyof Skywriting>[] = [
  attribute('runInMm', 'skywritingrunin', 'any'),
  attribute('runOutMm', 'skywritingrunout', 'any'),
  attribute('leastAngleDeg', 'skywritingleastangle', 'any'),
];

/** Returns the key of an attribute of ours. */
export function ownKey(name: string): string {
  return clark(LASER, name);
}

/** Tells whether a value lies in the range of its attribute. */
export function isInRange(value: number, range: NumberAttribute<unknown>['range']): boolean {
  return Number.isFinite(value) && (range === 'any' || (range === 'from 0' ? value >= 0 : value > 0));
}
