/** Names every check that a report does not rest on, with the reason. */

import { judgeEnergy } from './rules/energy-window.ts';
import { isRuleOf, UNMADE_CHECKS } from './rules.ts';
import type { InspectOptions } from './settings.ts';

/** A check that was not run. */
export interface CheckNotRun {
  readonly rule: string;
  readonly why: string;
}

/** What only the whole file tells. */
export interface FileFacts {
  readonly layerCount: number;
  readonly thicknessMm: number | null;
  readonly relativeDensityOfCells: number | null;
}

const NO_BOUNDARY = 'the file holds no boundary';

/** Returns the checks that were not run, by rule id. */
export function checksNotRun(options: InspectOptions, facts: FileFacts): CheckNotRun[] {
  const checks: CheckNotRun[] = [...UNMADE_CHECKS];
  const skip = (rule: string, why: string): number => checks.push({ rule, why });
  const { expected, claims, written, partial } = options;
  const whole = partial ? 'partial' : null;
  const noBoundary = written.boundary ? null : NO_BOUNDARY;
  const noThickness = facts.thicknessMm === null ? 'the layer thickness is not known' : null;

  if (claims === null) skip('header-mismatch', 'the format has no header, or it was not read');
  if (expected.layerCount === null) skip('layer-missing', 'the planned number of layers is not known; gaps are found');
  if (expected.layerCount === null) skip('layer-surplus', 'the planned number of layers is not known');
  if (noThickness !== null) skip('layer-spacing', noThickness);
  if (options.buildArea === null) skip('outside-build-area', 'no printer is given');
  if (noBoundary !== null) {
    for (const about of ['degenerate', 'open', 'orientation', 'self-intersection'])
      skip(`contour-${about}`, noBoundary);
  }
  if (!written.hatches) skip('hatch-outside', 'the file holds no hatches');
  else if (noBoundary !== null) skip('hatch-outside', noBoundary);
  if (options.planned === null) {
    for (const rule of ['wall-unexposed', 'wall-unfilled', 'bead-gap', 'bead-void'])
      skip(rule, 'the file was read without its plan');
  }

  if (options.energies === undefined)
    skip('energy-window', 'the parameters that the file was planned with are not given');
  for (const energy of options.energies ?? []) {
    const judged = judgeEnergy(energy);
    if (judged.verdict === 'not checked') skip('energy-window', judged.why);
  }

  const noVolume = noBoundary ?? noThickness;
  const noMesh = options.nominalVolumeMm3 === null ? 'no mesh of a solid part is given' : null;
  const volumeWhy = noMesh ?? whole ?? noVolume;
  if (volumeWhy !== null) skip('volume-off', volumeWhy);
  const densityWhy =
    options.lattices.length === 0 ? 'no lattice along the axes of the plate is given' : (whole ?? noVolume);
  if (densityWhy !== null) skip('density-off', densityWhy);
  else if (facts.relativeDensityOfCells === null) skip('density-off', 'the part holds no whole cell');
  const piecesWhy = whole ?? noVolume;
  if (piecesWhy !== null) {
    skip('powder-trapped', piecesWhy);
    skip('solid-loose', piecesWhy);
  }
  return checks
    .filter(({ rule }) => isRuleOf(options.process, rule))
    .sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
