/** Whether a printer can run a profile. */

import { TAKES_ARCS } from '../formats/gcode/settings.ts';
import { adhesionProblems } from './adhesion-problems.ts';
import { laserShareProblems } from './laser-share.ts';
import type { FffPrinter, LpbfPrinter, Printer } from './printer-schema.ts';
import type { Problem } from './problems.ts';
import type { FffProfile, LpbfProfile, Profile } from './profile-schema.ts';
import { problemsError } from './settings-file.ts';
import { supportProblems } from './support-settings.ts';

/** A profile and the printer that is to run it, both of one process. */
export type Pairing =
  | { readonly process: 'lpbf'; readonly printer: LpbfPrinter; readonly profile: LpbfProfile }
  | { readonly process: 'fff'; readonly printer: FffPrinter; readonly profile: FffProfile };

/**
 * Throws `profile-invalid` with everything that the profile asks and the printer cannot do. `file` names the profile, `printerFile` the
 * printer where a key is missing from it.
 */
export function assertProfileFits(
  profile: Profile,
  printer: Printer,
  file: string,
  printerFile = `${printer.id}.json`,
): Pairing {
  const pairing = pairingOf(profile, printer);
  if (pairing === null) {
    const reason = `is for ${profile.process}; printer '${printer.id}' is for ${printer.process}`;
    throw problemsError('profile-invalid', file, [{ place: ['process'], reason }]);
  }
  const problems: Problem[] = [];
  const within: Within = (value, low, high, unit, place) => {
    if (value >= low && value <= high) return;
    const range = high === Number.POSITIVE_INFINITY ? `at least ${low}` : `${low} to ${high}`;
    problems.push({ place, reason: `must be ${range} ${unit} on printer '${printer.id}', got ${value}` });
  };
  const { minMm, maxMm } = printer.layerThickness;
  within(profile.layerThicknessMm.value, minMm.value, maxMm.value, 'mm', ['layerThicknessMm']);
  if (pairing.process === 'lpbf') {
    problems.push(...laserProblems(pairing.profile, pairing.printer, within));
    problems.push(...laserShareProblems(pairing));
    problems.push(...gasFlowProblems(pairing.profile, pairing.printer, printerFile));
  }
  if (pairing.process === 'fff') problems.push(...extrusionProblems(pairing.profile, pairing.printer, within));
  if (problems.length > 0) throw problemsError('profile-invalid', file, problems);
  return pairing;
}

function pairingOf(profile: Profile, printer: Printer): Pairing | null {
  if (profile.process === 'lpbf' && printer.process === 'lpbf') return { process: 'lpbf', printer, profile };
  if (profile.process === 'fff' && printer.process === 'fff') return { process: 'fff', printer, profile };
  return null;
}

type Within = (value: number, low: number, high: number, unit: string, place: readonly string[]) => void;

/** What holds for the laser that a key names; of one that no key names what holds for the strongest. */
function laserProblems(profile: LpbfProfile, printer: LpbfPrinter, within: Within): Problem[] {
  const problems: Problem[] = [];
  const count = printer.lasers?.length ?? 1;
  for (const [key, set] of Object.entries(profile.parameters)) {
    const place = (name: string) => ['parameters', key, name];
    const index = set.laser?.value;
    // Of several that share a key each must be able to run it.
    const shared = index === undefined && profile.laserSeam !== undefined && count > 1;
    const lasers = shared ? (printer.lasers ?? []) : [printer.lasers?.[index ?? (count === 1 ? 0 : -1)]];
    if (index !== undefined && index >= count) {
      const has = count === 1 ? 'one laser, number 0' : `lasers 0 to ${count - 1}`;
      problems.push({ place: place('laser'), reason: `printer '${printer.id}' has ${has}; got ${index}` });
    }
    for (const laser of lasers) {
      within(set.powerW.value, 0, (laser ?? printer).maxPowerW.value, 'W', place('powerW'));
      const spot = laser?.spot ?? printer.spotRange;
      if (spot === undefined) continue;
      // Out of focus a laser's spot is larger, never smaller: see `spotsBeyondFocus`.
      const high = printer.spotRange?.maxMm.value ?? Number.POSITIVE_INFINITY;
      within(set.spotMm.value, spot.minMm.value, high, 'mm', place('spotMm'));
    }
  }
  return problems;
}

/** Returns the keys whose spot is larger than every laser of the printer makes in focus, with the largest that one makes. */
export function spotsBeyondFocus(
  { parameters }: LpbfProfile,
  { lasers = [] }: LpbfPrinter,
): { readonly key: string; readonly spotMm: number; readonly largestMm: number }[] {
  const largestMm = Math.max(0, ...lasers.map(({ spot }) => spot?.maxMm?.value ?? Number.POSITIVE_INFINITY));
  if (lasers.length === 0) return [];
  return Object.entries(parameters).flatMap(([key, { spotMm }]) =>
    spotMm.value > largestMm ? [{ key, spotMm: spotMm.value, largestMm }] : [],
  );
}

/** What goes by the gas flow needs its direction. */
function gasFlowProblems({ hatch }: LpbfProfile, printer: LpbfPrinter, printerFile: string): Problem[] {
  if (printer.gasFlow !== undefined) return [];
  const reason = `goes by the gas flow; ${printerFile} of printer '${printer.id}' does not say where it flows (gasFlow)`;
  const cone = 'gasFlowConeDeg' in hatch ? (hatch.gasFlowConeDeg?.value ?? 0) : 0;
  return [
    ...(hatch.order === 'gas' ? [{ place: ['hatch', 'order'], reason }] : []),
    ...(cone > 0 ? [{ place: ['hatch', 'gasFlowConeDeg'], reason }] : []),
  ];
}

function extrusionProblems(profile: FffProfile, printer: FffPrinter, within: Within): Problem[] {
  const problems: Problem[] = [];
  const { temperatures, speeds } = profile;
  const same = (value: number, of: number, place: readonly string[]): void => {
    if (value === of) return;
    problems.push({ place, reason: `must be ${of} mm as on printer '${printer.id}', got ${value}` });
  };
  same(profile.nozzleDiameterMm.value, printer.nozzleDiameterMm.value, ['nozzleDiameterMm']);
  same(profile.filament.diameterMm.value, printer.filamentDiameterMm.value, ['filament', 'diameterMm']);
  within(temperatures.nozzleC.value, 0, printer.maxNozzleC.value, 'C', ['temperatures', 'nozzleC']);
  within(temperatures.bedC.value, 0, printer.maxBedC.value, 'C', ['temperatures', 'bedC']);
  const place = ['temperatures', 'chamberC'];
  // A chamber where the printer controls none is a finding of the build: the file is right, the print may not be.
  if (temperatures.chamberC !== undefined && printer.chamber !== undefined) {
    within(temperatures.chamberC.value, 0, printer.chamber.maxC.value, 'C', place);
  }
  const { firmware, id } = printer;
  if (profile.arcs !== undefined && !(printer.arcs ?? TAKES_ARCS[firmware])) {
    problems.push({ place: ['arcs'], reason: `asks for arcs; printer '${id}' (${firmware}) takes none` });
  }
  if (profile.pressureAdvanceS !== undefined && firmware === 'generic') {
    problems.push({ place: ['pressureAdvanceS'], reason: `printer '${id}' is generic and has no command for it` });
  }
  if (profile.acceleration !== undefined && firmware === 'generic') {
    problems.push({ place: ['acceleration'], reason: `printer '${id}' is generic and has no command for it` });
  }
  for (const [key, speed] of Object.entries(speeds)) {
    within(speed.value, 0, printer.maxSpeedMmPerS.value, 'mm/s', ['speeds', key]);
  }
  for (const [key, acceleration] of Object.entries(profile.acceleration ?? {})) {
    within(acceleration.value, 0, printer.accelerationMmPerS2.value, 'mm/s2', ['acceleration', key]);
  }
  problems.push(...adhesionProblems(profile, printer), ...supportProblems(profile, printer));
  return problems;
}
