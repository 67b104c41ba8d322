// Draws the pictures of the documents into docs/pictures/: every layer and lattice comes out of the project's own pipeline.
// Arguments name the groups to be drawn: layers, contours, hatches, beads or lattices; without any all are.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = spawnSync(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 70);
const { closeUp, fourPanels, stackPicture, wholeLayer } = await import('./pictures/compose.mjs');
const { planCase, planPart } = await import('./pictures/plan.mjs');
const { encodePalettePng } = await import('./pictures/palette-png.mjs');
const { adhesionSheet } = await import('./pictures/adhesion-sheet.mjs');
const { beadSheet } = await import('./pictures/bead-sheets.mjs');
const { orderSheet, patternSheet } = await import('./pictures/hatch-sheets.mjs');
const { abilitySheet, strutSheet, surfaceSheet } = await import('./pictures/lattice-sheets.mjs');
const { boxMesh, sphereMesh } = await import('./pictures/parts.mjs');
const { prismMesh, startsPicture } = await import('./pictures/starts.mjs');
const { implant } = await import('../dist/index.js');
const { writeBinaryStl } = await import('../dist/formats/stl/write-stl.js');
const { encodePng } = await import('../dist/draw/png.js');

const MAX_BYTES = 400_000;
const GROUPS = {
  layers: drawLayers,
  contours: drawContours,
  hatches: drawHatches,
  beads: drawBeads,
  lattices: drawLattices,
};
const asked = process.argv.slice(2);
for (const name of asked) {
  if (!Object.hasOwn(GROUPS, name)) throw new Error(`no pictures named ${name}: ${Object.keys(GROUPS).join(', ')}`);
}
const folder = mkdtempSync(join(tmpdir(), 'trabecula-pictures-'));
try {
  for (const [name, draw] of Object.entries(GROUPS)) if (asked.length === 0 || asked.includes(name)) await draw();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function drawLayers() {
  await implant('interbody', folder);
  const example = join(folder, 'case.json');
  const block = writeBinaryStl(boxMesh([8, 8, 4]), 'block, mm');
  const ball = writeBinaryStl(sphereMesh(6), 'sphere, mm');
  const filled = { cellType: 'gyroid', phase: 'sheet', cellMm: 2, relativeDensity: 0.3, skinMm: 0.5 };

  const [layer] = await planCase(example, 'titanium', [190]);
  save('layer', wholeLayer(layer, 'titanium: solid frame, core of gyroid 2 mm, relative density 0.30'));
  save(
    'close-up',
    closeUp(layer, [113.3, 120.2, 119.3, 124.6], 'tracks at their melt width of 0.12 mm, centre lines in black'),
  );
  const [low] = await planPart(folder, 'ball', ball, null, [25]);
  const seen = [122.2, 124.9, 127.8, 128.4];
  save('downskin', closeUp(low, seen, 'solid sphere of 12 mm at z 0.78 mm: what looks down flatter than 45 degrees'));
  const [beads] = await planCase(example, 'peek', [57]);
  save('peek-layer', wholeLayer(beads, 'PEEK: the same part, core of gyroid 4 mm, relative density 0.35'));

  const panels = [];
  for (const cellType of ['gyroid', 'diamond']) {
    for (const phase of ['sheet', 'network']) {
      const lattice = { ...filled, cellType, phase, skinMm: 0, openSides: [] };
      const [planned] = await planPart(folder, 'block', block, lattice, [74]);
      panels.push({ ...planned, title: `${cellType}, ${phase}` });
    }
  }
  save('cells', fourPanels(panels, 'four fills of relative density 0.30 and 2 mm cell at z 2.25 mm'));

  const openBall = { ...filled, cellMm: 2.5, openSides: ['z+', 'z-'] };
  const heights = [16, 66, 133, 199];
  const cuts = await planPart(folder, 'sphere', ball, openBall, heights);
  const titled = cuts.map((cut) => ({
    ...cut,
    marginMm: 0.2,
    title: `layer ${cut.layer.index}, z ${cut.layer.zMm.toFixed(2)} mm`,
  }));
  save('heights', fourPanels(titled, 'sphere of 12 mm: gyroid 2.5 mm, 0.30, skin 0.5 mm, open z+ and z-'));

  const stack = await planCase(example, 'titanium', null);
  save('stack', stackPicture(stack, `the ${stack.length} layers of the example on top of each other`));
}

/** Where contours begin: in one line, or all over the wall. */
async function drawContours() {
  const prism = writeBinaryStl(prismMesh(4.5), 'prism, mm');
  const paths = {
    levelKeys: [],
    order: 'outside-in',
    hatchFirst: false,
    start: { rule: 'aligned', directionDeg: 300, corners: { rule: 'avoid', leastTurnDeg: 60, distanceMm: 2 } },
    breakAtDeg: null,
    closingOverlapMm: 0,
  };
  const spread = { ...paths, start: { rule: 'spread', share: 0.618_033_988_749_894_9, corners: null } };
  const layersOf = (contourPaths) => planPart(folder, 'prism', prism, null, null, contourPaths);
  const panels = [
    { layers: await layersOf(paths), title: 'aligned to 300 degrees, 2 mm away from corners' },
    { layers: await layersOf(spread), title: 'spread by the golden ratio' },
  ];
  save('contour-starts', startsPicture(panels));
}

/** Every hatch pattern, and the orders of exposure. */
function drawHatches() {
  save('hatch-patterns', patternSheet());
  save('hatch-orders', orderSheet());
}

/** Patterns of infill, bridges and seams of beads; what stands beside and below a part. */
async function drawBeads() {
  save('bead-patterns', await beadSheet());
  save('bead-adhesion', await adhesionSheet());
}

/** Lattices in perspective: every cell of `trabecula list cells`, and what can be done with cells. */
function drawLattices() {
  const sheets = { 'cells-surfaces': surfaceSheet, 'cells-struts': strutSheet, 'lattice-abilities': abilitySheet };
  for (const [name, draw] of Object.entries(sheets)) {
    const { raster, palette } = draw();
    saveBytes(name, raster, encodePalettePng(raster, palette));
  }
}

function save(name, { raster, pixelsPerMm }) {
  saveBytes(name, raster, encodePng(raster, pixelsPerMm));
}

function saveBytes(name, raster, bytes) {
  if (bytes.length > MAX_BYTES) throw new Error(`${name}.png has ${bytes.length} bytes, more than ${MAX_BYTES}`);
  mkdirSync(join(root, 'docs', 'pictures'), { recursive: true });
  writeFileSync(join(root, 'docs', 'pictures', `${name}.png`), bytes);
  console.log(`docs/pictures/${name}.png: ${raster.width} x ${raster.height}, ${bytes.length} bytes`);
}
