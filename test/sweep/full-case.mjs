/** A case that holds most of the numbers and lists that its schema knows: two parts of shapes alone, so that no mesh is needed. */

const box = (centreMm, sizeMm) => ({ by: 'box', centreMm, sizeMm, turnDeg: [0, 0, 10] });
const cylinder = { by: 'cylinder', fromMm: [1, -1, 0.4], toMm: [1, 4, 0.4], diameterMm: 0.5 };

const lattice = {
  cellType: 'gyroid',
  phase: 'sheet',
  cellMm: 1,
  turnDeg: [0, 0, 15],
  stretch: [1, 1, 1.2],
  stepMm: 0.1,
  skinMm: 0.1,
  openSides: ['z+', 'z-'],
  grading: [
    {
      quantity: 'density',
      place: { by: 'axis', originMm: [0, 0, 0], direction: [1, 0, 0] },
      table: [
        [0, 0.3],
        [3, 0.4],
      ],
    },
  ],
};

const struts = {
  cellType: 'bcc',
  cellMm: 1,
  relativeDensity: 0.3,
  filletMm: 0.05,
};

const blended = {
  cellType: 'gyroid',
  phase: 'sheet',
  cellMm: 1,
  relativeDensity: 0.3,
  map: { kind: 'cylindrical', originMm: [-3, -3, 0], direction: [0, 0, 1], cellsAround: 24 },
  blend: { cellType: 'diamond', phase: 'sheet', relativeDensity: 0.35, place: { by: 'x' }, fromMm: 1, toMm: 2 },
};

/** The case of one target in titanium; lengths in mm. */
export const FULL_CASE = {
  schema: 'trabecula/case@1',
  id: 'sweep-1',
  side: 'left',
  level: 'L4',
  revision: 'A',
  name: 'Sweep',
  units: 'mm',
  solids: {
    body: {
      by: 'difference',
      from: box([1.5, 1.5, 0.4], [3, 3, 0.8]),
      minus: [{ by: 'sphere', centreMm: [0, 0, 0.8], diameterMm: 0.6 }],
    },
    rod: {
      by: 'sweep',
      pathMm: [
        [0.2, 2.6, 0.4],
        [1.5, 2.6, 0.4],
        [2.6, 2.4, 0.4],
      ],
      diameterMm: 0.4,
    },
  },
  parts: [
    {
      id: 'a',
      solid: { by: 'solid', solid: 'body' },
      positionMm: { x: 100, y: 100 },
      transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      orientation: { up: [0, 0, 1] },
      regions: [
        { id: 'bore', kind: 'canal', shape: cylinder, bore: { teardropDeg: 45, flatAboveMm: 0.05, withinDeg: 40 } },
        { id: 'collar', kind: 'solid', shape: { by: 'distance', region: 'bore', fromMm: 0, withinMm: 0.2 } },
        {
          id: 'rod',
          kind: 'staple',
          shape: {
            by: 'union',
            of: [
              { by: 'solid', solid: 'rod' },
              { by: 'sphere', centreMm: [2.6, 0.4, 0.4], diameterMm: 0.5 },
            ],
          },
        },
        {
          id: 'floor',
          kind: 'solid',
          shape: { by: 'half-space', pointMm: [0, 0, 0.1], normal: [0, 0, 1] },
          toleranceMm: 0.1,
          machiningStockMm: 0.06,
          blastAllowanceMm: 0.01,
        },
        {
          id: 'core',
          kind: 'porous',
          shape: box([1.5, 1.5, 0.4], [2, 2, 2]),
          lattice,
          leastWallMm: 0.05,
          etchAllowanceMm: 0.01,
        },
        { id: 'frame', kind: 'solid', shape: { by: 'rest' } },
      ],
    },
    {
      id: 'b',
      solid: { by: 'cylinder', fromMm: [0, 0, 0], toMm: [0, 0, 0.6], diameterMm: 2, toDiameterMm: 1.6 },
      positionMm: { x: 110, y: 100 },
      regions: [
        {
          id: 'pilot',
          kind: 'wire-hole',
          shape: { by: 'cylinder', fromMm: [-2, 0, 0.3], toMm: [2, 0, 0.3], diameterMm: 0.3 },
          bore: { pilotDiameterMm: 0.2 },
        },
        {
          id: 'bars',
          kind: 'porous',
          shape: { by: 'intersection', of: [{ by: 'sphere', centreMm: [0, 0, 0.3], diameterMm: 1.2 }] },
          lattice: struts,
        },
        { id: 'rest', kind: 'porous', shape: { by: 'rest' }, lattice: blended },
      ],
      variants: [{ id: 'tall', transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0.05, 0, 0, 0, 1] }],
    },
  ],
  targets: [
    {
      id: 't',
      printer: 'generic-lpbf-250',
      profile: 'ti6al4v-eli-30um',
      outputs: ['cli'],
      layerMm: 0.09,
      build: { powderLot: 'P-1', d10Mm: 0.02, d50Mm: 0.035, d90Mm: 0.06, reuseCount: 2, oxygenPpm: 300 },
      lattices: { bars: { cellType: 'voronoi', cellMm: 1, wallMm: 0.2, seed: 7 } },
    },
  ],
};
