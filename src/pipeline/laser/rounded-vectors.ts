/** What the short hatches of a file for EOS cost: ends rounded to 0.01 mm, and vectors that have no length left there. */
import { type Finding, finding } from '../../core/finding.ts';
import { addLost, type LostVectors, NO_LOST_VECTORS } from '../../formats/common-layer/short-vectors.ts';
import type { PrepareRequest } from '../request/prepare-request.ts';

/** The rules of this file, for the report. */
export const ROUNDED_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'vectors-rounded', meaning: 'The file holds the vectors as they were planned, to the grid.' },
];

/** Sums of what the files of a part left out. */
export interface RoundedVectors {
  add(lost: LostVectors): void;
  /** A note; a warning where a whole line has gone. */
  findings(request: Pick<PrepareRequest, 'outputs' | 'cliDialect' | 'cliContent'>, partId: string): Finding[];
}

/** Starts with nothing left out. */
export function roundedVectors(): RoundedVectors {
  let sum = NO_LOST_VECTORS;
  return {
    add(lost) {
      sum = addLost(sum, lost);
    },
    findings({ outputs, cliDialect, cliContent }, partId) {
      if (!outputs.includes('cli') || cliDialect !== 'eos' || cliContent === 'boundary') return [];
      const message = `the dialect eos rounds the ends of hatch and thin-wall vectors to 0.01 mm; contours keep the grid${lostWords(sum)}`;
      const severity = sum.lines > 0 ? 'warning' : 'note';
      return [finding('vectors-rounded', severity, message, { partId, limit: 0.01, unit: 'mm' })];
    },
  };
}

function lostWords({ vectors, lengthMm, lines }: LostVectors): string {
  if (vectors === 0) return '';
  const have = vectors === 1 ? 'one vector has' : `${vectors} vectors have`;
  const left = `; ${have} no length left there and ${vectors === 1 ? 'is' : 'are'} left out, ${Number(lengthMm.toPrecision(3))} mm in all`;
  if (lines === 0) return `${left}, between others that join as before`;
  return `${left}, with them ${lines === 1 ? 'one line' : `${lines} lines`} of which nothing else is left`;
}
