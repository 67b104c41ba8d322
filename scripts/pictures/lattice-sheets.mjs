/** What the sheets of lattices show: every cell there is, and what can be done with cells. */
import { reachableDensities } from '../../dist/lattice/relative-density.js';
import { userCell } from '../../dist/lattice/user-cell.js';
import { listCells } from '../../dist/pipeline/cells.js';
import { contactSheet } from './contact-sheet.mjs';
import { blockMesh, plateMesh, tubeMesh } from './parts.mjs';

const WIDTH_PX = 920;
const CELL_MM = 2;
const DENSITY = 0.3;
/** Steps of a mesh along a cell. */
const STEPS = 40;
/** A surface that is not in the list, as microgen's "PMY" has it. */
const OWN_FORMULA = '2*cos(X)*cos(Y)*cos(Z) + sin(2*X)*sin(Y) + sin(X)*sin(2*Z) + sin(2*Y)*sin(Z)';

/** Sheet and network of every surface, and of a formula of one's own. */
export function surfaceSheet() {
  const own = userCell(OWN_FORMULA, []);
  const reach = (phase) => Object.values(reachableDensities(own, phase));
  const cells = [
    ...listCells().filter(({ kind }) => kind === 'surface'),
    { id: 'expression', expression: OWN_FORMULA, sheet: reach('sheet'), network: reach('network') },
  ];
  const panels = cells.flatMap((cell) => ['sheet', 'network'].map((phase) => surfacePanel(cell, phase)));
  return contactSheet(inRows(panels, 4, 224), {
    widthPx: WIDTH_PX,
    captions: [
      '2 x 2 x 2 cells, relative density 0.30 where no other is named, amber where the block cuts',
      `expression: ${OWN_FORMULA.replaceAll('2*cos', '2 cos').replaceAll('2*', '2').replaceAll('*', ' ')}`,
    ],
  });
}

/** Every cell of struts. */
export function strutSheet() {
  const panels = listCells()
    .filter(({ kind }) => kind === 'struts')
    .map(({ id }) => {
      const cells = id === 'voronoi' ? 4 : 2;
      const lattice = { cellType: id, cellMm: CELL_MM, relativeDensity: DENSITY, stepMm: CELL_MM / STEPS };
      return { part: block(cells, cells, cells), lattice, title: id, note: `${cells} x ${cells} x ${cells} cells` };
    });
  return contactSheet(inRows(panels, 3, 300), {
    widthPx: WIDTH_PX,
    captions: ['relative density 0.30, amber where the block cuts'],
  });
}

/** Gradings, a blend, maps and rounded struts. */
export function abilitySheet() {
  const gyroid = { cellType: 'gyroid', phase: 'sheet', cellMm: CELL_MM, stepMm: CELL_MM / STEPS };
  const byHeight = (quantity, ...table) => ({ grading: [{ quantity, place: { by: 'height' }, table }] });
  const upper = [
    {
      part: block(2, 2, 4),
      lattice: { ...gyroid, ...byHeight('density', [0, 0.6], [8, 0.1]) },
      title: 'graded density',
      note: 'gyroid, 0.60 to 0.10',
    },
    {
      part: block(3, 3, 6),
      lattice: { ...gyroid, stepMm: 0.05, relativeDensity: 0.3, ...byHeight('cell', [0, 1.2], [12, 3.6]) },
      title: 'graded cell size',
      note: 'gyroid, 1.2 mm to 3.6 mm',
    },
    {
      part: block(8, 3, 3),
      lattice: {
        ...gyroid,
        phase: 'network',
        blend: {
          cellType: 'diamond',
          phase: 'network',
          relativeDensity: null,
          place: { by: 'x' },
          fromMm: 6,
          toMm: 10,
        },
      },
      share: 2,
      title: 'hybrid',
      note: 'gyroid into diamond over 4 mm, networks',
    },
  ];
  const struts = { cellType: 'bcc', cellMm: CELL_MM, relativeDensity: 0.15, stepMm: CELL_MM / 80 };
  const node = blockMesh([0.3, 0.3, 0.3], [1.7, 1.7, 1.7]);
  const lower = [
    {
      part: tubeMesh(3, 7, 6),
      lattice: { ...gyroid, stepMm: CELL_MM / 30, map: { kind: 'cylindrical', cellsAround: null } },
      share: 1.35,
      view: { turnDeg: 33, tiltDeg: 35 },
      title: 'around an axis',
      note: 'gyroid, 22 cells in a turn',
    },
    {
      part: plateMesh([12, 12], 4, dome),
      lattice: { ...gyroid, cellType: 'primitive', stepMm: CELL_MM / 30, map: { kind: 'surface', side: 'z+' } },
      share: 1.45,
      title: 'along a surface',
      note: 'primitive, two cells deep',
    },
    { part: node, lattice: struts, title: 'plain struts', note: 'bcc, 0.15' },
    { part: node, lattice: { ...struts, filletMm: 0.3 }, title: 'rounded struts', note: 'bcc, 0.15, fillet 0.3 mm' },
  ];
  const rows = [
    { heightPx: 270, panels: upper },
    { heightPx: 215, panels: lower },
  ];
  return contactSheet(rows, {
    widthPx: WIDTH_PX,
    captions: ['relative density 0.30 where no other is named, amber where the part cuts'],
  });
}

function surfacePanel({ id, expression = null, ...cell }, phase) {
  const relativeDensity = nearestDensity(cell[phase]);
  const lattice = { cellType: id, expression, phase, cellMm: CELL_MM, relativeDensity, stepMm: CELL_MM / STEPS };
  const note = relativeDensity === DENSITY ? phase : `${phase}, ${relativeDensity.toFixed(2)}`;
  return { part: block(2, 2, 2), lattice, title: id, note };
}

/** The density of all pictures, or the nearest that a cell reaches, to two digits. */
function nearestDensity([min, max]) {
  return Math.min(Math.max(DENSITY, Math.ceil(100 * min + 1) / 100), Math.floor(100 * max - 1) / 100);
}

/** A block of whole cells. */
function block(...cells) {
  return blockMesh(
    [0, 0, 0],
    cells.map((count) => count * CELL_MM),
  );
}

function inRows(panels, columns, heightPx) {
  return panels.flatMap((_, n) => (n % columns === 0 ? [{ heightPx, panels: panels.slice(n, n + columns) }] : []));
}

function dome(x, y) {
  const [u, v] = [x / 6 - 1, y / 6 - 1];
  return 3 - 1.8 * u * u - 0.9 * v * v;
}
