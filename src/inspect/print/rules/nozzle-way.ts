/** Where nozzle and head may not be: `nozzle-below-bed`, `nozzle-through-part` and `head-through-part`. */
import type { RuleDefinition } from '../../finding-log.ts';

/** The rule on what comes before the print. */
export const nozzleBelowBed: RuleDefinition = {
  id: 'nozzle-below-bed',
  meaning: 'Before the print begins no line drives the nozzle below the bed.',
  severity: 'warning',
  unit: 'mm',
};

/** The rule on the nozzle. */
export const nozzleThroughPart: RuleDefinition = {
  id: 'nozzle-through-part',
  meaning:
    'The nozzle goes through nothing that is printed already, to the end lines; by the heights of beads in squares of 0.5 mm.',
  severity: 'error',
  unit: 'mm',
};

/** The rule on what is around and above the nozzle. */
export const headThroughPart: RuleDefinition = {
  id: 'head-through-part',
  meaning: 'Nothing that is printed already stands in the room that the head takes around and above the nozzle.',
  severity: 'error',
  unit: 'mm',
};
