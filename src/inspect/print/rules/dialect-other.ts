/** A file in the words of another firmware than that of the printer. */
import type { FindingLog, RuleDefinition } from '../../finding-log.ts';

/** The rule. */
export const dialectOther: RuleDefinition = {
  id: 'dialect-other',
  meaning: 'The file is written for the firmware of the printer.',
  severity: 'warning',
  unit: null,
};

/** Gathers what a file says of its firmware. */
export interface DialectWatch {
  comment(text: string): void;
  command(code: string): void;
  finish(): void;
}

/** What slicers of the family of PrusaSlicer, and Cura, call a firmware: the first word that it begins with. */
const FLAVORS: readonly (readonly [begins: string, firmware: string])[] = [
  ['marlin', 'marlin'],
  ['klipper', 'klipper'],
  ['reprapfirmware', 'reprapfirmware'],
  ['reprap (reprap)', 'reprapfirmware'],
  ['reprap', 'generic'],
];
/** Commands that one firmware alone has. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['SET_HEATER_TEMPERATURE', 'klipper'],
  ['TEMPERATURE_WAIT', 'klipper'],
  ['SET_VELOCITY_LIMIT', 'klipper'],
  ['SET_PRESSURE_ADVANCE', 'klipper'],
  ['M568', 'reprapfirmware'],
  ['M572', 'reprapfirmware'],
  ['M566', 'reprapfirmware'],
  ['M900', 'marlin'],
]);

/** Returns the watch of one file; nothing is told where nobody knows the firmware of the printer. */
export function dialectWatch(
  firmware: { readonly printer: string; readonly name: string } | null,
  log: FindingLog,
): DialectWatch {
  let said: { readonly firmware: string; readonly by: string } | null = null;
  let used: { readonly firmware: string; readonly by: string } | null = null;
  return {
    comment(text) {
      const flavor = /^\s*gcode_flavor\s*=\s*(\S.*?)\s*$/.exec(text)?.[1] ?? /^FLAVOR:\s*(\S.*?)\s*$/.exec(text)?.[1];
      if (flavor === undefined) return;
      const known = FLAVORS.find(([begins]) => flavor.toLowerCase().startsWith(begins));
      said = { firmware: known?.[1] ?? flavor, by: `it says '${flavor}'` };
    },
    command(code) {
      const own = OWN.get(code);
      if (own !== undefined && own !== firmware?.name) used ??= { firmware: own, by: `it has ${code}` };
    },
    finish() {
      const found = said ?? used;
      // What is written for no firmware in particular keeps to what all of them take.
      if (firmware === null || found === null || found.firmware === 'generic' || found.firmware === firmware.name)
        return;
      const message = () =>
        `the file is for ${found.firmware} (${found.by}), the printer '${firmware.printer}' has ${firmware.name}: it may not understand it`;
      log.add(dialectOther, { cause: 'dialect', layer: null, measured: null, limit: null, weight: 1, message });
    },
  };
}
