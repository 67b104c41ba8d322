/** Names every check that the result on a print does not rest on, with the reason. */
import type { CheckNotRun } from '../checks-not-run.ts';
import type { PrintSeal } from './print-events.ts';
import { UNMADE_PRINT_CHECKS } from './print-rules.ts';
import type { PrintInspectOptions } from './settings.ts';

/** Returns the checks that were not run, by rule id; `hasClaim`: the file counts its own filament. */
export function printChecksNotRun(
  options: PrintInspectOptions,
  hasClaim: boolean,
  seal: PrintSeal | null,
): CheckNotRun[] {
  const checks: CheckNotRun[] = [...UNMADE_PRINT_CHECKS];
  const skip = (isSkipped: boolean, rule: string, why: string): void => {
    if (isSkipped) checks.push({ rule, why });
  };
  const { expected, temperatures } = options;
  const noPrinter = options.bedBoxMm === null;
  skip(expected.layerCount === null, 'layer-missing', 'the planned number of layers is not known');
  skip(expected.layerCount === null, 'layer-surplus', 'the planned number of layers is not known');
  skip(
    expected.thicknessMm === null,
    'layer-spacing',
    'the layer thickness is not known; heights are held to what the layers announce',
  );
  skip(noPrinter, 'extrusion-outside-bed', 'no printer is given; beads below z 0 are found');
  skip(noPrinter, 'travel-outside-bed', 'no printer is given');
  skip((options.firmware ?? null) === null, 'dialect-other', 'no printer is given');
  skip((options.head ?? null) === null, 'head-through-part', 'nobody says what room the head of the printer takes');
  skip(options.designVolumeMm3 === null, 'extruded-volume-off', 'the volume of the design is not known');
  skip(!hasClaim, 'filament-claim-off', 'the file does not count its own filament');
  skip((seal?.lines ?? null) === null, 'file-lines-off', 'the file does not count its own lines');
  skip((seal?.sha256 ?? null) === null, 'file-hash-off', 'the file has no hash of itself');
  skip(temperatures === null, 'temperature-off', 'no material is given');
  const noMachine = (options.machine ?? null) === null;
  skip(noMachine, 'heater-beyond-printer', 'no printer is given');
  skip(noMachine, 'speed-beyond-printer', 'no printer is given');
  skip(options.maxFlowMm3PerS === null, 'flow-high', 'what the hot end melts is not known');
  return checks.sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
