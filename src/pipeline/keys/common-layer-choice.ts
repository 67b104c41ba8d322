/** How the Common Layer files of a build are written: what was wished, what the printer asks for, and what makes no sense. */
import type { CommonLayerDialect } from '../../config/common-layer-dialects.ts';
import type { Printer } from '../../config/printer.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { CommonLayerContent } from './exposure-table.ts';
import type { OutputKind } from './output-kinds.ts';

/** Wishes; null or absent: nobody said. */
export interface CommonLayerWishes {
  readonly cliEncoding?: 'binary' | 'ascii' | null;
  readonly cliContent?: CommonLayerContent | null;
  /** Absent: that of the printer, or plain. */
  readonly cliDialect?: CommonLayerDialect | null;
  /** `by-key`: a file for each key of exposure.json. */
  readonly cliFiles?: 'one' | 'by-key' | null;
  /** Puts the pseudonym of the case into the header (Appendix B of the specification). */
  readonly cliMedical?: boolean;
}

/** All of it decided. */
export interface CommonLayerChoice {
  readonly cliEncoding: 'binary' | 'ascii';
  readonly cliContent: CommonLayerContent;
  readonly cliDialect: CommonLayerDialect;
  /** Who chose the dialect. */
  readonly cliDialectBy: 'option' | 'printer' | 'default';
  readonly cliFiles: 'one' | 'by-key';
  readonly cliMedical: boolean;
}

/** Returns what is written for a printer; throws `usage` for what does not go together. `hasCase`: there is a pseudonym. */
export function commonLayerChoice(wishes: CommonLayerWishes, printer: Printer, hasCase: boolean): CommonLayerChoice {
  const { cliEncoding, cliContent, cliMedical = false } = wishes;
  const ofPrinter = printer.handover.dialect ?? null;
  const cliDialect = wishes.cliDialect ?? ofPrinter ?? 'plain';
  const cliDialectBy = wishes.cliDialect != null ? 'option' : ofPrinter === null ? 'default' : 'printer';
  const who =
    cliDialectBy === 'printer' ? `the dialect ${cliDialect} of printer '${printer.id}'` : `--cli-dialect ${cliDialect}`;
  const refuse = (reason: string): never => {
    const way = cliDialectBy === 'printer' ? '; --cli-dialect plain overrules it' : '';
    throw new PrepError('usage', `${who} ${reason}${way}`);
  };
  if ((cliDialect === 'eos' || cliDialect === 'aligned') && cliEncoding === 'ascii') {
    refuse('is a binary form, not --cli-encoding ascii');
  }
  if (cliDialect === 'plus' && cliEncoding === 'binary') refuse('is an ASCII form, not --cli-encoding binary');
  if (cliDialect === 'plus' && cliContent != null && cliContent !== 'scan') {
    refuse(`states what the laser runs, not --cli-content ${cliContent}: a machine would expose the boundary`);
  }
  if (cliMedical && !hasCase) {
    throw new PrepError('usage', '--cli-medical needs a case: a bare mesh has no pseudonym');
  }
  return {
    cliEncoding: cliEncoding ?? (cliDialect === 'plus' ? 'ascii' : 'binary'),
    cliContent: cliContent ?? (cliDialect === 'plus' ? 'scan' : 'both'),
    cliDialect,
    cliDialectBy,
    cliFiles: wishes.cliFiles ?? 'one',
    cliMedical,
  };
}

/** Throws `usage` where a wish is for files that no build of the run writes. */
export function refuseWithoutCommonLayer(
  { cliDialect, cliFiles, cliMedical }: CommonLayerWishes,
  outputs: readonly (readonly OutputKind[])[],
): void {
  if (outputs.some((kinds) => kinds.includes('cli'))) return;
  const asked = cliDialect != null ? '--cli-dialect' : cliFiles != null ? '--cli-files' : '--cli-medical';
  if (cliDialect == null && cliFiles == null && cliMedical !== true) return;
  throw new PrepError('usage', `${asked} is for Common Layer files, and none is written: the outputs are without cli`);
}
