/** A file that stops while it prints. */
import type { FindingLog, RuleDefinition } from '../../finding-log.ts';

/** The rule. */
export const fileTruncated: RuleDefinition = {
  id: 'file-truncated',
  meaning: 'After the last bead the file ends the print: nozzle or motors off, or the last comments of a slicer.',
  severity: 'error',
  unit: null,
};

/** Checks for an end. */
export function checkFileTruncated(hasEnd: boolean, lastLayer: number | null, log: FindingLog): void {
  if (hasEnd) return;
  log.add(fileTruncated, {
    cause: 'end',
    layer: lastLayer,
    measured: null,
    limit: null,
    weight: 0,
    message: () => 'nothing ends the print after its last extrusion: the file is truncated',
  });
}
