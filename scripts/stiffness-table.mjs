/**
 * `node scripts/stiffness-table.mjs`: writes src/lattice/homogenisation/stiffness-table.ts from the built sources. Each figure is
 * computed on two grids of voxels with shares of solid and extrapolated; about three minutes a cell and phase on one core, for struts
 * with mirrors too, for diamond-strut a quarter of an hour. `cell ...` limits the cells that are computed anew, the others keep their
 * rows. Densities out of a cell's reach are left out.
 */
import { writeFile } from 'node:fs/promises';
import { elasticConstants } from '../dist/lattice/homogenisation/elastic-constants.js';
import { homogenise } from '../dist/lattice/homogenisation/homogenise.js';
import { homogeniseOctant } from '../dist/lattice/homogenisation/homogenise-octant.js';
import { solidShare } from '../dist/lattice/homogenisation/solid-share.js';
import { reachableDensities } from '../dist/lattice/relative-density.js';
import { STRUT_CELLS } from '../dist/lattice/struts/strut-cells.js';
import { radiusOfDensity, reachableStrutDensities } from '../dist/lattice/struts/strut-density.js';
import { strutField } from '../dist/lattice/struts/strut-field.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';

const PHASES = ['sheet', 'network'];
const DENSITIES = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
const COARSE = 32;
const FINE = 64;
const SAMPLES_PER_VOXEL = 4;
const POISSON = 0.34;
const TOLERANCE = 1e-5;
const STRUT_DENSITIES = [0.05, 0.075, ...DENSITIES];
/** Struts whose cell is its own mirror image in x, y and z about its faces and its middle: an eighth of it is computed. */
const MIRRORED = ['bcc', 'fcc', 'octet', 'kelvin'];
/** The finer grid of struts, by density; the coarser has half as many voxels. Thin struts need more of them. */
const STRUT_FINE = {
  mirrored: [
    [0.15, 192],
    [0.3, 128],
    [1, 96],
  ],
  whole: [
    [0.075, 128],
    [0.3, 96],
    [1, 64],
  ],
};
/**
 * Of struts the error falls with the 1.27th (bcc, 0.40) to the 1.63rd power (kelvin, 0.20) of the voxel, found on 48 to 192 of them: their
 * notches are sharp. So the coarser grid's excess is taken off by 2/3, the middle between what the first (1) and the second
 * power (1/3) ask for: either is at most 1/3 of it away. With the power found on finer grids five figures moved by 0.7 % at most.
 */
const STRUT_SHARE = 2 / 3;

const only = process.argv.slice(2);
const kept = only.length > 0 ? (await import('../dist/lattice/homogenisation/stiffness-table.js')).STIFFNESS_TABLE : [];
const curves = [];
for (const cellId of Object.keys(UNIT_CELLS)) {
  for (const phase of PHASES) {
    const old = kept.find((curve) => curve.cellId === cellId && curve.phase === phase);
    curves.push(old !== undefined && !only.includes(cellId) ? old : await curveOf(cellId, phase));
  }
}
for (const cellId of Object.keys(STRUT_CELLS)) {
  const old = kept.find((curve) => curve.cellId === cellId);
  curves.push(old !== undefined && !only.includes(cellId) ? old : await strutCurve(cellId));
}
await writeFile(new URL('../src/lattice/homogenisation/stiffness-table.ts', import.meta.url), sourceOf(curves));

async function curveOf(cellId, phase) {
  const range = reachableDensities(UNIT_CELLS[cellId], phase);
  const curve = {
    cellId,
    phase,
    relativeDensity: DENSITIES.filter((density) => density > range.min && density < range.max),
    youngsRatio: [],
    shearRatio: [],
    poisson: [],
    extrapolated: [],
  };
  for (const relativeDensity of curve.relativeDensity) {
    const coarse = await modulus(cellId, phase, relativeDensity, COARSE);
    const fine = await modulus(cellId, phase, relativeDensity, FINE);
    const [youngs, shear, poisson] = fine.map((value, i) => value + (value - coarse[i]) / ((FINE / COARSE) ** 2 - 1));
    curve.youngsRatio.push(digits(youngs, 4));
    curve.shearRatio.push(digits(shear, 4));
    curve.poisson.push(digits(poisson, 3));
    curve.extrapolated.push(digits(Math.abs(youngs / fine[0] - 1), 2));
    console.log(cellId, phase, relativeDensity, 'E', coarse[0], fine[0], digits(youngs, 4));
  }
  return curve;
}

async function strutCurve(cellId) {
  const { min, max } = reachableStrutDensities(STRUT_CELLS[cellId]);
  const relativeDensity = STRUT_DENSITIES.filter((density) => density > min && density < max);
  const curve = { cellId, phase: 'network', relativeDensity };
  const columns = { youngsRatio: [], shearRatio: [], poisson: [], extrapolated: [] };
  for (const density of relativeDensity) {
    const grids = STRUT_FINE[MIRRORED.includes(cellId) ? 'mirrored' : 'whole'];
    const n = grids.find(([most]) => density <= most)[1];
    const coarse = await strutModulus(cellId, density, n / 2);
    const fine = await strutModulus(cellId, density, n);
    const [youngs, shear, poisson] = fine.map((value, i) => value + STRUT_SHARE * (value - coarse[i]));
    columns.youngsRatio.push(digits(youngs, 4));
    columns.shearRatio.push(digits(shear, 4));
    columns.poisson.push(digits(poisson, 3));
    columns.extrapolated.push(digits(Math.abs(youngs / fine[0] - 1), 2));
    console.log(cellId, density, n, 'E', coarse[0], fine[0], digits(youngs, 4), 'G', coarse[1], fine[1], 'nu', poisson);
  }
  return { ...curve, ...columns };
}

/** As for surfaces; of struts with mirrors from an eighth of the cell. */
async function strutModulus(cellId, relativeDensity, n) {
  const radiusMm = radiusOfDensity(STRUT_CELLS[cellId], relativeDensity);
  const field = strutField(STRUT_CELLS[cellId], 1, [0, 0, 0], { radiusMm, filletMm: 0 });
  const cut = MIRRORED.includes(cellId) ? 2 : 1;
  const grid = { n: n / cut, samplesPerVoxel: SAMPLES_PER_VOXEL };
  const share = solidShare({ field, cellMm: 1 / cut, phase: 'network', relativeDensity, ...grid });
  const solver = { n: n / cut, solidShare: share, poisson: POISSON, tolerance: TOLERANCE, maxIterations: 5000 };
  const found = cut === 2 ? await homogeniseOctant(solver) : await homogenise({ ...solver, youngsGPa: 1 });
  if (found.residual > 2 * TOLERANCE) throw new Error(`${cellId}, ${relativeDensity}: residual ${found.residual}`);
  if (cut === 2) {
    const { c11, c12, c44 } = found;
    return [c11 - (2 * c12 * c12) / (c11 + c12), c44, c12 / (c11 + c12)];
  }
  const { youngsGPa, shearGPa, poisson } = elasticConstants(found.stiffnessGPa);
  return [youngsGPa, shearGPa, poisson].map((values) => (values[0] + values[1] + values[2]) / 3);
}

/** E and G over E of the solid and Poisson's ratio, each the mean over the axes. */
async function modulus(cellId, phase, relativeDensity, n) {
  const field = tpmsField(UNIT_CELLS[cellId], 1, [0, 0, 0]);
  const share = solidShare({ field, cellMm: 1, phase, relativeDensity, n, samplesPerVoxel: SAMPLES_PER_VOXEL });
  const { stiffnessGPa, residual } = await homogenise({
    n,
    solidShare: share,
    youngsGPa: 1,
    poisson: POISSON,
    tolerance: TOLERANCE,
    maxIterations: 3000,
  });
  if (residual > 2 * TOLERANCE) throw new Error(`${cellId}, ${phase}, ${relativeDensity}: residual ${residual}`);
  const { youngsGPa, shearGPa, poisson } = elasticConstants(stiffnessGPa);
  return [youngsGPa, shearGPa, poisson].map((values) => (values[0] + values[1] + values[2]) / 3);
}

function digits(value, count) {
  return Number(value.toPrecision(count));
}

function sourceOf(curves) {
  const list = (values) => `[${values.join(', ')}]`;
  const entries = curves.map(
    (curve) => `  {
    cellId: '${curve.cellId}',
    phase: '${curve.phase}',
    relativeDensity: ${list(curve.relativeDensity)},
    youngsRatio: ${list(curve.youngsRatio)},
    shearRatio: ${list(curve.shearRatio)},
    poisson: ${list(curve.poisson)},
    extrapolated: ${list(curve.extrapolated)},
  },
`,
  );
  return `/**
 * Stiffness of lattices by density, written by \`node scripts/stiffness-table.mjs\`; not to be edited by hand.
 *
 * Periodic voxel finite elements (homogenise.ts), a voxel's stiffness in proportion to its share of solid (${SAMPLES_PER_VOXEL}^3 samples),
 * Poisson's ratio ${POISSON} of the solid, on ${COARSE}^3 and ${FINE}^3 voxels; the error falls with the square of the voxel, so the figures are
 * Richardson's: fine + (fine - coarse) / 3. Struts: on up to 192^3 voxels and half as many along each edge, fine + 2/3 (fine - coarse),
 * since their error falls with a power between the first and the second; either power is at most half of \`extrapolated\` away.
 * Between Poisson's ratios of 0.30 and 0.40 the figures of surfaces move by less than 1.5 %, of struts by up to 3.5 %, E of bcc by 7 %.
 * Linear elasticity of the shape as designed: parts as built differ by far more.
 */
import type { Phase } from '../settings.ts';

/** Elastic constants of one unit cell along its axes, one entry a density. */
export interface StiffnessCurve {
  readonly cellId: string;
  /** Struts stand under network. */
  readonly phase: Phase;
  readonly relativeDensity: readonly number[];
  /** E along an axis over E of the solid. */
  readonly youngsRatio: readonly number[];
  /** G in a plane of two axes over E of the solid. */
  readonly shearRatio: readonly number[];
  readonly poisson: readonly number[];
  /** Share by which the extrapolation moved E away from the finer grid: a measure of what is left uncertain. */
  readonly extrapolated: readonly number[];
}

/** Every curve that has been computed. */
export const STIFFNESS_TABLE: readonly StiffnessCurve[] = [
${entries.join('')}];
`;
}
