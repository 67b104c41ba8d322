/** Profiles and printers that between them hold every number and every list that their schemas know. */
import { readFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const q = (value) => ({ value, source: 'sweep' });
const merged = (...parts) => Object.assign({}, ...parts);

const delays = {
  markDelayUs: q(40),
  polygonDelayUs: q(7),
  laserOnDelayUs: q(-10),
  laserOffDelayUs: q(10),
  skywriting: { runInMm: q(0.1), runOutMm: q(0.1), leastAngleDeg: q(60) },
};
const set = { powerW: q(120), speedMmPerS: q(1000), focusMm: q(0), spotMm: q(0.1) };
const fullSet = merged(set, delays, {
  jumpSpeedMmPerS: q(5000),
  jumpDelayUs: q(50),
  laser: q(1),
  window: { minJPerMm3: q(10), maxJPerMm3: q(200), layerThicknessMm: q(0.03) },
});
const pulsed = merged(set, { pointDistanceMm: q(0.06), pointExposureUs: q(50), pointHopUs: q(10) });
delete pulsed.speedMmPerS;

const line = { minJPerMm: q(0.05), maxJPerMm: q(0.5), layerThicknessMm: q(0.03) };

/** A titanium profile with everything; `hatch`, `contour` and `parameters` replace what stands there. */
function titanium({ hatch = {}, contour = {}, parameters = {} }) {
  const base = read('profiles/ti6al4v-eli-30um.json');
  const levels = Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9].map((level) => [`contour-${level}`, fullSet]));
  const skin = { angleDeg: q(45), layers: q(2), expansionMm: q(0.05), minWidthMm: q(0.05), spacingMm: q(0.08) };
  return merged(base, {
    id: 'swept',
    contour: merged(
      base.contour,
      { count: q(9), join: 'miter', miterLimit: q(2), breakAtDeg: q(90), closingOverlapMm: q(0.1) },
      contour,
    ),
    hatch: merged(base.hatch, hatch),
    skins: { upskin: skin, downskin: skin, hullMm: q(0.1), transitionMm: q(0.1), lattice: true },
    shape: { scale: { x: q(1.002), y: q(1.002), z: q(1.002) }, downfaceRaiseMm: q(0.03) },
    parameters: merged(base.parameters, levels, {
      'hatch-core': fullSet,
      'contour-outer': fullSet,
      'contour-inner': fullSet,
      'hatch-hull': fullSet,
      'hatch-upskin': fullSet,
      'hatch-downskin': fullSet,
      'hatch-lattice': fullSet,
      'contour-upskin': fullSet,
      'contour-downskin': fullSet,
      'thin-wall': fullSet,
      support: fullSet,
      ...parameters,
    }),
    time: merged(base.time, delays),
    laserSeam: { overlapMm: q(0.1), shiftMm: q(0.2) },
    limits: merged(base.limits, { overhangDeg: q(45), outsideFraction: q(0.05) }),
  });
}

const avoid = { rule: 'avoid', leastTurnDeg: q(60), distanceMm: q(0.1) };
const prefer = { rule: 'prefer', leastTurnDeg: q(60) };
const cells = { overlapMm: q(0.1), shiftMm: q(0.3), gasFlowConeDeg: q(20) };
const keys = [
  'contour-outer',
  'contour-inner',
  'hatch-core',
  'hatch-hull',
  'hatch-upskin',
  'hatch-downskin',
  'hatch-lattice',
  'contour-upskin',
  'contour-downskin',
  'thin-wall',
  'support',
];
const levelKeys = [2, 3, 4, 5, 6, 7, 8, 9].map((level) => `contour-${level}`);

/** Titanium profiles by name. */
const TITANIUM = {
  meander: titanium({
    hatch: { pattern: 'meander', gasFlowConeDeg: q(20) },
    contour: { start: { rule: 'spread', share: q(0.6), corners: avoid } },
  }),
  stripes: titanium({
    hatch: { pattern: 'stripes', widthMm: q(1), ...cells },
    contour: { start: { rule: 'aligned', directionDeg: q(30), corners: avoid } },
  }),
  islands: titanium({
    hatch: { pattern: 'islands', sizeMm: q(0.6), ...cells },
    contour: { start: { rule: 'aligned', directionDeg: q(30), corners: prefer } },
  }),
  hexagon: titanium({
    hatch: { pattern: 'hexagon', sizeMm: q(0.6), ...cells },
    contour: { start: { rule: 'spread', share: q(0.6), corners: prefer } },
  }),
  concentric: titanium({ hatch: { pattern: 'concentric' } }),
  'contour-parallel': titanium({
    hatch: { pattern: 'contour-parallel' },
    parameters: Object.fromEntries([...keys, ...levelKeys].map((key) => [key, merged(fullSet, { window: line })])),
  }),
  pulsed: titanium({ parameters: Object.fromEntries([...keys, ...levelKeys].map((key) => [key, pulsed])) }),
};

const circle = { shape: 'circle', xMm: 20, yMm: 20, diameterMm: 4 };
const polygon = {
  shape: 'polygon',
  pointsMm: [
    [30, 30],
    [36, 30],
    [36, 36],
  ],
};
const laser = (field) => ({ maxPowerW: q(400), wavelengthNm: q(1070), spot: { minMm: q(0.05), maxMm: q(0.2) }, field });

/** A laser printer with everything. */
function laserPrinter(buildVolume, fields) {
  const base = read('printers/generic-lpbf-250.json');
  return merged(base, {
    id: 'swept',
    buildVolume,
    spotRange: { minMm: q(0.05), maxMm: q(0.5) },
    lasers: fields.map(laser),
    scale: { x: q(1.001), y: q(1.001), z: q(1.001) },
    gasFlow: { directionDeg: 90, source: 'sweep' },
    recoater: { directionDeg: 0, source: 'sweep' },
    inertGas: { gases: ['argon'], source: 'sweep' },
  });
}

const common = {
  zMm: q(100),
  plateThicknessMm: q(20),
  zIncludesPlate: { value: true, source: 'sweep' },
  exclusions: [
    { ...circle, reason: 'screw', source: 'sweep' },
    { ...polygon, reason: 'clamp', source: 'sweep' },
  ],
};
const half = (xMinMm, xMaxMm) => ({ shape: 'rectangle', xMinMm, yMinMm: 0, xMaxMm, yMaxMm: 100, source: 'sweep' });
const PRINTERS = {
  rectangle: laserPrinter({ shape: 'rectangle', xMm: q(100), yMm: q(100), origin: 'corner', ...common }, [
    half(0, 60),
    half(40, 100),
  ]),
  circle: laserPrinter({ shape: 'circle', diameterMm: q(100), origin: 'centre', ...common }, [
    { shape: 'circle', xMm: 0, yMm: 0, diameterMm: 120, source: 'sweep' },
  ]),
  polygon: laserPrinter(
    {
      shape: 'polygon',
      pointsMm: {
        value: [
          [0, 0],
          [100, 0],
          [100, 100],
          [0, 100],
        ],
        source: 'sweep',
      },
      ...common,
    },
    [
      {
        shape: 'polygon',
        pointsMm: [
          [-1, -1],
          [101, -1],
          [101, 101],
          [-1, 101],
        ],
        source: 'sweep',
      },
    ],
  ),
};

const peekProfile = read('profiles/peek-implant-100um.json');
const PEEK = {
  profile: merged(peekProfile, { id: 'swept' }),
  printer: merged(read('printers/generic-peek-fff.json'), {
    id: 'swept',
    nozzleStandbyC: q(150),
    head: { clearanceRadiusMm: q(35), railHeightMm: q(30), freeHeightMm: q(2) },
    thumbnails: [{ widthPx: 16, heightPx: 16, source: 'sweep' }],
  }),
};

const plateXY = (x, y) => ({ x: q(x), y: q(y) });

/** All that an acceleration can be given for. */
const ACCELERATED = [
  ...['external-perimeter', 'overhang-perimeter', 'perimeter', 'solid-infill', 'internal-infill', 'top-solid-infill'],
  ...['bridge-infill', 'gap-infill', 'lattice', 'skirt', 'brim', 'draft-shield', 'raft', 'support'],
  ...['support-interface', 'firstLayer', 'travel'],
];

/** Everything beside the part that goes together, and what changes its beads. */
const AROUND = {
  infill: merged(peekProfile.infill, { fraction: q(0.5), anglesDeg: [q(45), q(-45)] }),
  skin: { topLayers: q(1), bottomLayers: q(1) },
  bridge: { flow: q(1), overhangShare: q(0.5) },
  seam: { position: 'aligned', directionDeg: q(90), reachMm: q(5) },
  skirt: merged(peekProfile.skirt, { layers: q(2) }),
  brim: { widthMm: q(1.2), gapMm: q(0), where: 'outside', order: 'outer-first', speedMmPerS: q(15) },
  draftShield: { distanceMm: q(8), layers: q(2), speedMmPerS: q(20) },
  prime: { fromMm: plateXY(20, 20), toMm: plateXY(60, 20), widthMm: q(0.5), speedMmPerS: q(15) },
  firstLayer: { widthMm: q(0.45), flow: q(1.05), insetMm: q(0.05), insetLayers: q(1) },
  heat: merged(peekProfile.heat, {
    estimate: merged(peekProfile.heat.estimate, { environmentC: q(120) }),
    cooling: { rateCPerMin: q(1), endC: q(60), holds: [{ chamberC: q(120), minutes: q(30) }] },
  }),
  speeds: merged(peekProfile.speeds, {
    'overhang-perimeter': q(15),
    'top-solid-infill': q(20),
    'bridge-infill': q(15),
  }),
  retraction: merged(peekProfile.retraction, { wipeMm: q(1), extraMm: q(0.05) }),
  travel: { avoid: 'perimeters', maxDetourMm: q(10), liftMm: q(0.4) },
  acceleration: Object.fromEntries(ACCELERATED.map((key) => [key, q(500)])),
  arcs: { toleranceMm: q(0.01) },
  pressureAdvanceS: q(0.05),
  maxFlowMm3PerS: q(5),
  handling: merged(peekProfile.handling, {
    steps: peekProfile.handling.steps.map((step, n) => (n === 0 ? merged(step, { rateCPerMin: q(2) }) : step)),
  }),
  limits: merged(peekProfile.limits, { layerVolumeRelative: q(0.05) }),
};

const raftLayers = (layers) => ({ layers: q(layers), thicknessMm: q(0.2), beadWidthMm: q(0.5), spacingMm: q(1) });

/** What the part stands on, and the other ways to say how high a shield and how much a priming line is. */
const BELOW = {
  raft: {
    base: raftLayers(1),
    contact: raftLayers(1),
    angleDeg: q(0),
    gapMm: q(0.1),
    expansionMm: q(2),
    speedMmPerS: q(20),
  },
  support: {
    pattern: 'lines',
    beadWidthMm: q(0.4),
    spacingMm: q(2),
    firstSpacingMm: q(1),
    angleDeg: q(0),
    breakaway: { everyMm: q(5), openMm: q(0.5) },
    gapXyMm: q(0.3),
    gapUnderMm: q(0.2),
    gapOnMm: q(0.2),
    contact: { layers: q(2), spacingMm: q(0.6), angleDeg: q(90) },
    speedMmPerS: q(20),
    contactSpeedMmPerS: q(15),
  },
  draftShield: { distanceMm: q(10), heightMm: q(1), speedMmPerS: q(20) },
  prime: { fromMm: plateXY(20, 20), toMm: plateXY(60, 20), volumeMm3: q(3), speedMmPerS: q(15) },
};

/** A plain profile goes with every printer: it names no laser and no seam. */
function plain() {
  return merged(read('profiles/ti6al4v-eli-30um.json'), { id: 'swept' });
}

/**
 * Pairs of a profile and a printer with the file that is to be changed. `layerMm` of the sweep's part makes few layers.
 * @returns {{ name: string, swept: 'profile' | 'printer', profile: object, printer: object }[]}
 */
export function fullSettings() {
  return [
    ...Object.entries(TITANIUM).map(([name, profile]) => ({
      name: `profile ${name}`,
      swept: 'profile',
      profile,
      printer: PRINTERS.rectangle,
    })),
    ...Object.entries(PRINTERS).map(([name, printer]) => ({
      name: `printer ${name}`,
      swept: 'printer',
      profile: name === 'rectangle' ? TITANIUM.meander : plain(),
      printer,
    })),
    { name: 'profile peek', swept: 'profile', ...PEEK },
    { name: 'profile peek around', swept: 'profile', ...PEEK, profile: merged(PEEK.profile, AROUND) },
    { name: 'profile peek below', swept: 'profile', ...PEEK, profile: merged(PEEK.profile, BELOW) },
    { name: 'printer peek', swept: 'printer', ...PEEK },
  ];
}
