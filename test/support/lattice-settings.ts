/** Complete settings of a fill for tests. */
import type { LatticeSettings } from '../../src/lattice/settings.ts';

/** Returns a plain sheet gyroid of 2 mm with what is given changed. */
export function latticeSettings(known: Partial<LatticeSettings> = {}): LatticeSettings {
  return {
    cellType: 'gyroid',
    expression: null,
    phase: 'sheet',
    cellMm: 2,
    relativeDensity: 0.3,
    wallMm: null,
    poreMm: null,
    modulusGPa: null,
    evenWalls: false,
    filletMm: 0,
    seed: 1,
    turnDeg: [0, 0, 0],
    stretch: [1, 1, 1],
    map: { kind: 'straight' },
    grading: [],
    blend: null,
    skinMm: 0,
    openSides: [],
    stepMm: null,
    ...known,
  };
}
