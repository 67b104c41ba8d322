/** Lines that change how the machine turns numbers into places: what is judged holds for the machine as it was before. */
import type { FindingLog, RuleDefinition } from '../../finding-log.ts';

/** The rule. */
export const machineChanged: RuleDefinition = {
  id: 'machine-changed',
  meaning: 'No line changes steps per mm, offsets of axes, tools or probe, or the geometry of a delta.',
  severity: 'warning',
  unit: null,
};

/** By the documentation of Marlin 2.1 and RepRapFirmware 3; what each changes. */
const CHANGED: ReadonlyMap<string, string> = new Map([
  ['M92', 'the steps per mm'],
  ['M206', 'the offsets of the axes'],
  ['M218', 'the offset of a tool'],
  ['M428', 'the offsets of the axes'],
  ['M665', 'the geometry of the machine'],
  ['M666', 'the offsets of the end stops'],
  ['M851', 'the offset of the probe'],
]);

/** Notes a command that changes the machine; others pass. */
export function noteMachineChanged(code: string, by: () => string, layer: number | null, log: FindingLog): void {
  const what = CHANGED.get(code);
  if (what === undefined) return;
  const line = by();
  log.add(machineChanged, {
    cause: code,
    layer,
    measured: null,
    limit: null,
    weight: 0,
    message: () => `${line} changes ${what} (${code}): places and amounts are judged as if it did not`,
  });
}
