/** Holds what the lines of a file ask of the machine against what its printer file says of it. */
import type { FindingLog } from '../finding-log.ts';
import type { HeaterAsked, PrintCommand, PrintMove } from './print-events.ts';
import { checkHeaterLimit } from './rules/heater-beyond-printer.ts';
import { noteMachineChanged } from './rules/machine-changed.ts';
import { checkSpeed } from './rules/speed-beyond-printer.ts';
import type { PrintInspectOptions } from './settings.ts';

/** Takes what a file asks for. */
export interface MachineWatch {
  heater(asked: HeaterAsked, layer: number | null): void;
  move(move: PrintMove, layer: number | null): void;
  command(command: PrintCommand, layer: number | null): void;
}

/** Returns the watch of one file. */
export function machineWatch({ machine = null, ownLines }: PrintInspectOptions, log: FindingLog): MachineWatch {
  const lineOf = (line: number | undefined): string =>
    line === undefined ? 'a line' : (ownLines?.(line) ?? `line ${line}`);

  return {
    heater({ heater, celsius, line }, layer) {
      const limit = machine?.[`${heater}C`] ?? null;
      if (machine === null || limit === null) return;
      checkHeaterLimit(heater, celsius, limit, { by: lineOf(line), printer: machine.printer, layer }, log);
    },
    move({ line, x0, y0, z0, x1, y1, z1, feedMmPerS, lengthMm }, layer) {
      if (machine === null || lengthMm === 0) return;
      const { printer, maxSpeedMmPerS, zSpeedMmPerS } = machine;
      if (feedMmPerS <= Math.min(maxSpeedMmPerS, zSpeedMmPerS)) return;
      const where = { by: () => lineOf(line), printer, layer };
      if (x0 !== x1 || y0 !== y1) checkSpeed(feedMmPerS, maxSpeedMmPerS, 'maxSpeedMmPerS', where, log);
      // What others lift by is theirs: the speed is that of our planned moves, and of lines that were written for this printer.
      if (z0 === z1 || line === undefined || (ownLines?.(line) ?? null) === null) return;
      checkSpeed((feedMmPerS * Math.abs(z1 - z0)) / lengthMm, zSpeedMmPerS, 'zSpeedMmPerS', where, log);
    },
    command({ code, line, isBare }, layer) {
      if (isBare !== true) noteMachineChanged(code, () => lineOf(line), layer, log);
    },
  };
}
