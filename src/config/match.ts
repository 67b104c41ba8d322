/** Whether a printer can run a profile. */
import type { Printer } from './printer.ts';
import type { Problem } from './problems.ts';
import type { Profile } from './profile.ts';
import { problemsError } from './settings-file.ts';

/** Throws `profile-invalid` with everything that the profile asks and the printer cannot do. `file` names the profile. */
export function assertProfileFits(profile: Profile, printer: Printer, file: string): void {
  const problems: Problem[] = [];
  const { minMm, maxMm } = printer.layerThickness;
  const layer = profile.layerThicknessMm.value;
  const within = (value: number, low: number, high: number, unit: string, place: readonly string[]) => {
    if (value >= low && value <= high) return;
    problems.push({ place, reason: `must be ${low} to ${high} ${unit} on printer '${printer.id}', got ${value}` });
  };
  within(layer, minMm.value, maxMm.value, 'mm', ['layerThicknessMm']);
  for (const [key, set] of Object.entries(profile.parameters)) {
    within(set.powerW.value, 0, printer.maxPowerW.value, 'W', ['parameters', key, 'powerW']);
    if (printer.spotRange === undefined) continue;
    const { minMm: low, maxMm: high } = printer.spotRange;
    within(set.spotMm.value, low.value, high.value, 'mm', ['parameters', key, 'spotMm']);
  }
  if (problems.length > 0) throw problemsError('profile-invalid', file, problems);
}
