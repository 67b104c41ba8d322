/** From the segment styles of scan files to exposures: which of them mark, with what, and which laser is which number. */
import { type LaserExposure, type NamedExposure, UNKNOWN_EXPOSURE } from '../../core/laser-file.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';
import { quoted, type ScanLayer, type VelocityProfile } from './scan-layer.ts';

/** What a style does: a jump with its speed, or a mark with its exposure, of which the jump speed is still open. */
export type StyleSense =
  | { readonly kind: 'jump'; readonly speedMmPerS: number | null; readonly namesLaser: boolean }
  | { readonly kind: 'mark'; readonly name: string; readonly exposure: LaserExposure };

/** Exposures and lasers of a whole file, in the order in which they are met. */
export interface ExposureTable {
  readonly exposures: readonly NamedExposure[];
  /** Says what style `name` of a layer does; a style or velocity profile that the layer does not have is refused. */
  senseOf(scan: ScanLayer, name: string, fault: Fault): StyleSense;
  /** Returns the number of the exposure of a mark between jumps of this speed; null where there are none to learn it from. */
  numberOf(mark: StyleSense & { kind: 'mark' }, jumpSpeedMmPerS: number | null): number;
}

/** Returns an empty table. */
export function exposureTable(notes: ReadingNotes): ExposureTable {
  const exposures: NamedExposure[] = [];
  /** Numbers of what is alike but for the jump speed, by that speed. */
  const byContent = new Map<string, Map<number | null, number>>();
  const lasers = new Map<string, number>();
  const taken = new Set<number>();
  let lowestFree = 0;

  /** IDs count from 1 in the schema's example; what is no such number gets the lowest that is free. */
  function laserOf(id: string): number {
    const known = lasers.get(id);
    if (known !== undefined) return known;
    let laser = /^[1-9]\d{0,5}$/.test(id) ? Number(id) - 1 : -1;
    if (laser < 0 || taken.has(laser)) {
      while (taken.has(lowestFree)) lowestFree++;
      laser = lowestFree;
      notes.add(
        `laser ${id}`,
        `the laser with the ID ${quoted(id)} was read as number ${laser} from 0: IDs should be 1, 2, ...`,
      );
    }
    taken.add(laser);
    lasers.set(id, laser);
    return laser;
  }

  function senseOf(scan: ScanLayer, name: string, fault: Fault): StyleSense {
    const style = scan.segmentStyles.get(name);
    if (style === undefined) throw fault(`uses the segment style ${quoted(name)}, which its list does not have`);
    const profile = style.velocityProfileId === null ? null : scan.profiles.get(style.velocityProfileId);
    if (profile === undefined) {
      throw fault(
        `has the segment style ${quoted(name)} with the velocity profile ${quoted(style.velocityProfileId ?? '')}, which it does not have`,
      );
    }
    if (profile === null) notes.add(`profile ${name}`, `segment style ${quoted(name)} names no velocity profile`);
    const marking = style.travelers.filter(({ power }) => power > 0);
    const lead = marking.find(({ syncDelay }) => syncDelay === 0) ?? marking[0];
    if (lead === undefined) {
      return { kind: 'jump', speedMmPerS: profile?.velocity ?? null, namesLaser: style.travelers.length > 0 };
    }
    if (marking.length > 1) {
      notes.add(
        `lasers ${name}`,
        `of the ${marking.length} lasers of segment style ${quoted(name)} only the leading one, ${quoted(lead.id)}, was read`,
      );
    }
    if (marking.some(({ wobbles }) => wobbles))
      notes.add(`wobble ${name}`, `the wobble of segment style ${quoted(name)} was not read`);
    const exposure: LaserExposure = {
      ...UNKNOWN_EXPOSURE,
      ...delaysOf(profile, style.velocityProfileId ?? '', notes),
      powerW: lead.power,
      speedMmPerS: profile?.velocity ?? null,
      spotMm: lead.spotSize === null ? null : lead.spotSize / 1000,
      laser: lead.id === '' ? null : laserOf(lead.id),
    };
    return { kind: 'mark', name, exposure };
  }

  function numberOf({ name, exposure }: StyleSense & { kind: 'mark' }, jumpSpeedMmPerS: number | null): number {
    const content = JSON.stringify([name, exposure]);
    const alike = byContent.get(content) ?? new Map<number | null, number>();
    byContent.set(content, alike);
    const entry = { name, exposure: { ...exposure, jumpSpeedMmPerS } };
    const [first] = alike.values();
    const same = jumpSpeedMmPerS === null ? first : alike.get(jumpSpeedMmPerS);
    if (same !== undefined) return same;
    // A path without jumps left the speed open; this one closes it.
    const number = alike.get(null) ?? exposures.length;
    alike.delete(null);
    exposures[number] = entry;
    alike.set(jumpSpeedMmPerS, number);
    return number;
  }

  return { exposures, senseOf, numberOf };
}

type Delays = Pick<
  LaserExposure,
  'jumpDelayUs' | 'markDelayUs' | 'polygonDelayUs' | 'laserOnDelayUs' | 'laserOffDelayUs'
>;

/** The delays of a profile; in mode `Auto` the scanner sets its own. */
function delaysOf(profile: VelocityProfile | null, id: string, notes: ReadingNotes): Partial<Delays> {
  if (profile === null) return {};
  if (profile.mode?.toLowerCase() === 'auto') {
    notes.add(
      `auto ${id}`,
      `velocity profile ${quoted(id)} leaves its delays to the scanner (Auto); they were not read`,
    );
    return {};
  }
  return {
    jumpDelayUs: profile.jumpDelay,
    markDelayUs: profile.markDelay,
    polygonDelayUs: profile.polygonDelay,
    laserOnDelayUs: profile.laserOnDelay,
    laserOffDelayUs: profile.laserOffDelay,
  };
}
