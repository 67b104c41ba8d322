/** The strut cells there are. */
import { graphOfSegments, type StrutCell, type StrutSegment } from './strut-graph.ts';

type Point = readonly [number, number, number];

const CORNERS: readonly Point[] = [0, 1].flatMap((z) => [0, 1].flatMap((y) => [0, 1].map((x): Point => [x, y, z])));
const CENTRE: Point = [0.5, 0.5, 0.5];
const FACE_CENTRES: readonly Point[] = [
  [0.5, 0.5, 0],
  [0.5, 0, 0.5],
  [0, 0.5, 0.5],
  [0.5, 0.5, 1],
  [0.5, 1, 0.5],
  [1, 0.5, 0.5],
];

/** Pairs of points, one of each list, whose distance squared is the given one; each pair once. */
function bonds(from: readonly Point[], to: readonly Point[], squared: number): StrutSegment[] {
  return from.flatMap((a, n) =>
    to.filter((b, m) => (from !== to || m > n) && distanceSquared(a, b) === squared).map((b): StrutSegment => [a, b]),
  );
}

function distanceSquared(a: Point, b: Point): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

const FACE_DIAGONALS = bonds(FACE_CENTRES, CORNERS, 0.5);

/** Body-centred cubic: eight struts meet at each node, in four straight lines. */
export const BCC: StrutCell = {
  kind: 'struts',
  id: 'bcc',
  name: 'Body-centred cubic struts',
  formula: 'the 8 halves of the body diagonals, from the centre to the corners',
  source:
    'the nearest-neighbour bonds of a body-centred cubic crystal; throat: see test/lattice/struts/pore-size.test.ts',
  ...graphOfSegments(bonds([CENTRE], CORNERS, 0.75)),
  periodCells: 1,
  strutsAlike: true,
  throatCells: 0.35355339059327373,
  samplesPerCell: 20,
};

/** Face-centred cubic: the diagonals of the faces and nothing inside. */
export const FCC: StrutCell = {
  kind: 'struts',
  id: 'fcc',
  name: 'Face-centred cubic struts',
  formula: 'the 24 halves of the face diagonals, from the face centres to the corners; 12 in a period',
  source: 'corners and face centres of a cube; throat: see test/lattice/struts/pore-size.test.ts',
  ...graphOfSegments(FACE_DIAGONALS),
  periodCells: 1,
  strutsAlike: true,
  throatCells: 0.28867513459481287,
  samplesPerCell: 20,
};

/** Octet truss: all nearest-neighbour bonds of a face-centred cubic crystal, twelve struts at each node. */
export const OCTET: StrutCell = {
  kind: 'struts',
  id: 'octet',
  name: 'Octet truss',
  formula: 'the 24 halves of the face diagonals and the 12 edges of the octahedron of face centres; 24 in a period',
  source: 'Fuller, US 2986241 (1961); throat: the inscribed circle of its triangles, 1 / sqrt 24',
  ...graphOfSegments([...FACE_DIAGONALS, ...bonds(FACE_CENTRES, FACE_CENTRES, 0.5)]),
  periodCells: 1,
  strutsAlike: true,
  throatCells: 0.2041241452319315,
  samplesPerCell: 20,
};

/** Corners of a truncated octahedron: the permutations of 0, +-1/4 and +-1/2 about the centre. */
const KELVIN_CORNERS: readonly Point[] = [-0.5, 0.5].flatMap((far) =>
  [-0.25, 0.25].flatMap((near): Point[] => [
    [0.5 + far, 0.5 + near, 0.5],
    [0.5 + far, 0.5, 0.5 + near],
    [0.5 + near, 0.5 + far, 0.5],
    [0.5, 0.5 + far, 0.5 + near],
    [0.5 + near, 0.5, 0.5 + far],
    [0.5, 0.5 + near, 0.5 + far],
  ]),
);

/** Kelvin's foam: edges of truncated octahedra that fill space, four struts at each node. */
export const KELVIN: StrutCell = {
  kind: 'struts',
  id: 'kelvin',
  name: 'Kelvin foam struts',
  formula:
    'the 36 edges of the truncated octahedron in the cube (permutations of 0, 1/4, 1/2 about the centre); 24 in a period',
  source: 'Thomson (Lord Kelvin), Phil. Mag. 24 (1887) 503; throat: the inscribed circle of its hexagons, sqrt 6 / 8',
  ...graphOfSegments(bonds(KELVIN_CORNERS, KELVIN_CORNERS, 0.125)),
  periodCells: 1,
  strutsAlike: true,
  throatCells: 0.30618621784789724,
  samplesPerCell: 20,
};

const QUARTERS: readonly Point[] = [
  [0.25, 0.25, 0.25],
  [0.75, 0.75, 0.25],
  [0.75, 0.25, 0.75],
  [0.25, 0.75, 0.75],
];

/** The bonds of diamond: four struts at each node, at the tetrahedral angle. */
export const DIAMOND_STRUT: StrutCell = {
  kind: 'struts',
  id: 'diamond-strut',
  name: 'Diamond struts',
  formula: 'the 16 bonds of the cubic cell of diamond',
  source: 'the nearest-neighbour bonds of diamond cubic; throat: see test/lattice/struts/pore-size.test.ts',
  ...graphOfSegments(bonds(QUARTERS, [...CORNERS, ...FACE_CENTRES], 0.1875)),
  periodCells: 1,
  strutsAlike: true,
  throatCells: 0.35355339059327373,
  samplesPerCell: 20,
};

const CELLS: readonly StrutCell[] = [BCC, FCC, OCTET, KELVIN, DIAMOND_STRUT];

/** Every strut cell by its id; `voronoi` is made from a seed (voronoi.ts). */
export const STRUT_CELLS: Readonly<Record<string, StrutCell>> = Object.fromEntries(
  CELLS.map((cell) => [cell.id, cell]),
);
