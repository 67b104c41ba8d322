/**
 * `node bench/homogenise.mjs [n]`: E, G and Zener's ratio of gyroid and diamond on n^3 voxels (48) that are solid or void, beside those
 * of an independent program (scipy, 48^3 voxels, Poisson's ratio 0.34), with the time of the six loads of each on one core.
 */
import { elasticConstants } from '../dist/lattice/homogenisation/elastic-constants.js';
import { homogenise } from '../dist/lattice/homogenisation/homogenise.js';
import { solidShare } from '../dist/lattice/homogenisation/solid-share.js';
import { tpmsField } from '../dist/lattice/tpms-field.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';

/** Cell, phase, density; E and G over E of the solid, Zener's ratio. */
const PEER = [
  ['gyroid', 'sheet', 0.2, 0.0684, 0.0285, 1.11],
  ['gyroid', 'sheet', 0.3, 0.1138, 0.0495, 1.15],
  ['gyroid', 'sheet', 0.4, 0.1717, 0.0758, 1.16],
  ['gyroid', 'sheet', 0.5, 0.2447, 0.1074, 1.14],
  ['gyroid', 'network', 0.2, 0.029, 0.0201, 1.91],
  ['gyroid', 'network', 0.3, 0.0682, 0.0422, 1.65],
  ['gyroid', 'network', 0.4, 0.126, 0.0696, 1.45],
  ['gyroid', 'network', 0.5, 0.2066, 0.102, 1.28],
  ['diamond', 'sheet', 0.2, 0.0825, 0.0247, 0.77],
  ['diamond', 'sheet', 0.3, 0.1357, 0.0448, 0.85],
  ['diamond', 'sheet', 0.4, 0.1973, 0.0712, 0.93],
  ['diamond', 'sheet', 0.5, 0.2668, 0.1047, 1.01],
  ['diamond', 'network', 0.2, 0.0298, 0.0249, 2.27],
  ['diamond', 'network', 0.3, 0.064, 0.0507, 2.13],
  ['diamond', 'network', 0.4, 0.1134, 0.0818, 1.92],
  ['diamond', 'network', 0.5, 0.1788, 0.1164, 1.72],
];

const n = Number(process.argv[2] ?? 48);
console.log('cell    phase   density     E/Es  off %     G/Es  off %  Zener  off %  iterations    s');
let worst = 0;
for (const [id, phase, relativeDensity, ...peer] of PEER) {
  const field = tpmsField(UNIT_CELLS[id], 1, [0, 0, 0]);
  const share = solidShare({ field, cellMm: 1, phase, relativeDensity, n, samplesPerVoxel: 1 });
  const start = performance.now();
  const { stiffnessGPa, iterations } = await homogenise({
    n,
    solidShare: share,
    youngsGPa: 1,
    poisson: 0.34,
    tolerance: 1e-5,
    maxIterations: 3000,
  });
  const seconds = (performance.now() - start) / 1000;
  const { youngsGPa, shearGPa, zener } = elasticConstants(stiffnessGPa);
  const found = [mean(youngsGPa), mean(shearGPa), zener];
  const off = found.map((value, i) => 100 * (value / peer[i] - 1));
  worst = Math.max(worst, ...off.map(Math.abs));
  console.log(
    [
      id.padEnd(7),
      phase.padEnd(7),
      relativeDensity.toFixed(2).padStart(7),
      found[0].toFixed(4).padStart(8),
      off[0].toFixed(1).padStart(6),
      found[1].toFixed(4).padStart(8),
      off[1].toFixed(1).padStart(6),
      found[2].toFixed(2).padStart(6),
      off[2].toFixed(1).padStart(6),
      String(iterations).padStart(11),
      seconds.toFixed(1).padStart(4),
    ].join(' '),
  );
}
console.log(`at most ${worst.toFixed(1)} % off`);

function mean(values) {
  return (values[0] + values[1] + values[2]) / 3;
}
