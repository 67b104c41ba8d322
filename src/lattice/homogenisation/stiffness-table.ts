/**
 * Stiffness of lattices by density, written by `node scripts/stiffness-table.mjs`; not to be edited by hand.
 *
 * Periodic voxel finite elements (homogenise.ts), a voxel's stiffness in proportion to its share of solid (4^3 samples),
 * Poisson's ratio 0.34 of the solid, on 32^3 and 64^3 voxels; the error falls with the square of the voxel, so the figures are
 * Richardson's: fine + (fine - coarse) / 3. Between Poisson's ratios of 0.30 and 0.40 they move by less than 1.5 %. Linear elasticity
 * of the shape as designed: parts as built differ by far more.
 */
import type { Phase } from '../settings.ts';

/** Elastic constants of one unit cell along its axes, one entry a density. */
export interface StiffnessCurve {
  readonly cellId: string;
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
  {
    cellId: 'gyroid',
    phase: 'sheet',
    relativeDensity: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6],
    youngsRatio: [0.03222, 0.0504, 0.0703, 0.09213, 0.1169, 0.1445, 0.1753, 0.2097, 0.2486, 0.2914, 0.3391],
    shearRatio: [0.01305, 0.02084, 0.02962, 0.03953, 0.05075, 0.06329, 0.07717, 0.0925, 0.1093, 0.1274, 0.147],
    poisson: [0.341, 0.336, 0.331, 0.327, 0.322, 0.317, 0.312, 0.308, 0.305, 0.302, 0.301],
    extrapolated: [0.01, 0.0081, 0.0074, 0.0091, 0.0077, 0.0061, 0.0077, 0.0073, 0.0056, 0.0067, 0.0069],
  },
  {
    cellId: 'gyroid',
    phase: 'network',
    relativeDensity: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6],
    youngsRatio: [0.006672, 0.01588, 0.02926, 0.04724, 0.06973, 0.0969, 0.1291, 0.1658, 0.2082, 0.2553, 0.3086],
    shearRatio: [0.005397, 0.01199, 0.02063, 0.03105, 0.04295, 0.05615, 0.07064, 0.08626, 0.1032, 0.1215, 0.1412],
    poisson: [0.432, 0.403, 0.378, 0.356, 0.337, 0.322, 0.309, 0.3, 0.293, 0.289, 0.287],
    extrapolated: [0.014, 0.01, 0.0097, 0.0056, 0.0058, 0.0058, 0.0038, 0.0051, 0.0031, 0.0043, 0.0031],
  },
  {
    cellId: 'diamond',
    phase: 'sheet',
    relativeDensity: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6],
    youngsRatio: [0.04155, 0.06389, 0.08746, 0.1124, 0.139, 0.1679, 0.2002, 0.235, 0.2735, 0.3152, 0.3642],
    shearRatio: [0.01055, 0.01734, 0.02541, 0.03493, 0.04599, 0.05873, 0.07316, 0.08906, 0.1065, 0.1254, 0.1463],
    poisson: [0.294, 0.292, 0.29, 0.289, 0.288, 0.288, 0.287, 0.287, 0.287, 0.289, 0.29],
    extrapolated: [0.0073, 0.0069, 0.0048, 0.0057, 0.0077, 0.0081, 0.0062, 0.0053, 0.0074, 0.0091, 0.0069],
  },
  {
    cellId: 'diamond',
    phase: 'network',
    relativeDensity: [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6],
    youngsRatio: [0.006005, 0.01709, 0.03027, 0.04644, 0.06562, 0.08814, 0.1146, 0.1448, 0.1808, 0.2219, 0.2711],
    shearRatio: [0.005125, 0.01471, 0.02556, 0.03801, 0.05174, 0.06665, 0.08269, 0.09953, 0.1176, 0.1363, 0.1564],
    poisson: [0.384, 0.371, 0.359, 0.349, 0.341, 0.334, 0.328, 0.324, 0.32, 0.317, 0.314],
    extrapolated: [0.044, 0.015, 0.013, 0.0091, 0.008, 0.0074, 0.0054, 0.0072, 0.0044, 0.0069, 0.0045],
  },
];
