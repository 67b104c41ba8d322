/** A lattice that is denser or lighter than asked. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const densityOff: RuleDefinition = {
  id: 'density-off',
  meaning:
    'The relative density of the whole cells is the target; an error at twice the limit. Where the density varies within a cell, or cells are random, the limit is wider by what chance makes of that.',
  severity: 'warning',
  unit: 'relative density',
};

/** Checks the relative density, its deviation taken relative to the target. */
export function checkDensityOff(
  relativeDensity: number,
  targetRelativeDensity: number,
  densityRelative: number,
  log: FindingLog,
): void {
  const off = Math.abs(relativeDensity / targetRelativeDensity - 1);
  if (off <= densityRelative) return;
  log.add(densityOff, {
    cause: 'density',
    severity: off > 2 * densityRelative ? 'error' : 'warning',
    layer: null,
    measured: relativeDensity,
    limit: targetRelativeDensity,
    weight: off,
    message: () => densityOffWords(relativeDensity, targetRelativeDensity, densityRelative),
  });
}

/** Says how far a density is off. */
export function densityOffWords(relativeDensity: number, target: number, limitRelative: number): string {
  const off = Math.abs(relativeDensity / target - 1);
  return (
    `relative density of the whole cells is ${said(relativeDensity)}, ${said(100 * off, 2)} % off the target ` +
    `${said(target)} (limit ${said(100 * limitRelative, 2)} %)`
  );
}
