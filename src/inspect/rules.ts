/** All rules that are run, in the order in which findings are listed. */
import type { RuleDefinition } from './finding-log.ts';
import { beadVoid } from './rules/bead-void.ts';
import { contourDegenerate } from './rules/contour-degenerate.ts';
import { contourOpen } from './rules/contour-open.ts';
import { contourOrientation } from './rules/contour-orientation.ts';
import { contourSelfIntersection } from './rules/contour-self-intersection.ts';
import { densityOff } from './rules/density-off.ts';
import { energyWindow } from './rules/energy-window.ts';
import { hatchOutside } from './rules/hatch-outside.ts';
import { headerMismatch } from './rules/header-mismatch.ts';
import { layerEmpty, layerMissing, layerSpacing, layerSurplus } from './rules/layer-stack.ts';
import { outsideBuildArea } from './rules/outside-build-area.ts';
import { powderTrapped } from './rules/powder-trapped.ts';
import { solidLoose } from './rules/solid-loose.ts';
import { volumeOff } from './rules/volume-off.ts';
import { beadGap, wallUnexposed, wallUnfilled } from './rules/wall-unexposed.ts';
import type { InspectProcess } from './settings.ts';

/** The table of rules on contours and laser paths; those on a printed file are in print/print-rules.ts. */
export const RULES: readonly RuleDefinition[] = [
  headerMismatch,
  layerMissing,
  layerSurplus,
  layerSpacing,
  layerEmpty,
  outsideBuildArea,
  contourOpen,
  contourOrientation,
  contourSelfIntersection,
  contourDegenerate,
  hatchOutside,
  wallUnexposed,
  wallUnfilled,
  beadGap,
  beadVoid,
  energyWindow,
  volumeOff,
  densityOff,
  powderTrapped,
  solidLoose,
];

/** Rules that one process alone knows. */
const ONLY_FOR: Readonly<Record<string, InspectProcess>> = {
  [hatchOutside.id]: 'lpbf',
  [headerMismatch.id]: 'lpbf',
  [powderTrapped.id]: 'lpbf',
  [wallUnexposed.id]: 'lpbf',
  [wallUnfilled.id]: 'fff',
  [beadGap.id]: 'fff',
  [beadVoid.id]: 'fff',
  [energyWindow.id]: 'lpbf',
  'hatch-spacing': 'lpbf',
  'powder-throat': 'lpbf',
};

/** True where a rule or check means something for a process. */
export function isRuleOf(process: InspectProcess, rule: string): boolean {
  return (ONLY_FOR[rule] ?? process) === process;
}

/** The rules of a process, in the order in which findings are listed. */
export function rulesOf(process: InspectProcess): readonly RuleDefinition[] {
  return RULES.filter(({ id }) => isRuleOf(process, id));
}

/** Checks that this version has no way to run, each with the reason; they stand in every report. */
export const UNMADE_CHECKS: readonly { readonly rule: string; readonly why: string }[] = [
  { rule: 'contour-deviation', why: 'the distance of contours from the mesh is not measured yet' },
  { rule: 'hatch-spacing', why: 'spacing and turn of the hatches are not measured yet' },
  { rule: 'island-unsupported', why: 'supports are not read; the layers count areas that rest on nothing' },
  { rule: 'overhang', why: 'overhang areas between layers are not measured yet' },
  { rule: 'pore-size', why: 'pores are measured where a lattice is planned (poreMm), and compared with no limit yet' },
  {
    rule: 'powder-throat',
    why: 'the throat is measured where a lattice is planned (throatMm), and compared with no limit yet; closed voids are found',
  },
  {
    rule: 'wall-thickness',
    why: 'walls are measured where a lattice is planned (wallMm), and compared with no limit yet',
  },
];
