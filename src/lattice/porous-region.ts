/** The porous region of a part and points spread evenly over it: what the density of a fill is measured by. */

import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { cubeRoot } from '../geometry/cube-root.ts';
import { growableFloats, pushFloat } from '../geometry/growable.ts';
import type { TriangleBvhData } from '../geometry/triangle-bvh.ts';
import { commonSpans, otherSpans, type Rows, rowSpans, type Spans } from './row-spans.ts';
import { skinBlocks } from './skin-blocks.ts';
import { integerRandom } from './struts/integer-random.ts';

/** A body that is only known point by point. */
export interface PointTest {
  contains(xMm: number, yMm: number, zMm: number): boolean;
}

/** What a fill fills: the part less its solid regions and its skin. */
export interface PorousRegion {
  readonly boxMm: Box3;
  readonly part: TriangleMesh;
  /** In order of precedence: a place belongs to the first region that has it; a null shape has all that no region before it has. */
  readonly regions: readonly { readonly kind: 'solid' | 'porous'; readonly shape: TriangleMesh | PointTest | null }[];
  /** Thickness of the skin and the surface that keeps it; null without one. */
  readonly skin: { readonly thicknessMm: number; readonly surface: TriangleBvhData } | null;
}

/** Points of a first look, by which the volume is known well enough to choose the distance of the others. */
const FIRST_LOOK = 40_000;
/** Most rows: a region that fills little of its box gets fewer points. */
const MOST_ROWS = 1_000_000;
/** Points along the edge of a box that belongs to the skin as a whole or not at all: a tenth of the queries, and the same volume. */
const SKIN_STEPS = 3;
/** Where in its box a point stands is left to chance, of this seed: no plane or line of a lattice is met again and again. */
const SEED = 1;

/** Points of the region. */
export interface PorousPoints {
  /** x, y, z of each, in mm. */
  readonly xyz: Float64Array;
  /** Volume of the region by the number of points. */
  readonly volumeMm3: number;
}

/**
 * Returns points one to a cube of edge `finestMm`, or of the edge by which there are `most`, each anywhere in its cube; the same for the
 * same region. None where the region is empty.
 */
export function porousPoints(region: PorousRegion, finestMm: number, most: number): PorousPoints {
  const [x0, y0, z0, x1, y1, z1] = region.boxMm;
  const first = pointsAt(region, cubeRoot(((x1 - x0) * (y1 - y0) * (z1 - z0)) / FIRST_LOOK));
  if (first.xyz.length === 0) return first;
  return pointsAt(region, Math.max(finestMm, cubeRoot(first.volumeMm3 / most)));
}

function pointsAt({ boxMm, part, regions, skin }: PorousRegion, wishedMm: number): PorousPoints {
  const [x0, y0, z0, x1, y1, z1] = boxMm;
  const stepMm = Math.max(wishedMm, Math.sqrt(((y1 - y0) * (z1 - z0)) / MOST_ROWS));
  const random = integerRandom(SEED, 0);
  const chance = () => random() / 2 ** 32;
  const rows = rowsOf(boxMm, stepMm, chance);
  const xCount = Math.max(1, Math.round((x1 - x0) / stepMm));
  const alongMm = (x1 - x0) / xCount;
  const partSpans = rowSpans(part, rows);
  const spansOf = (shape: TriangleMesh | PointTest): ((row: number) => Spans) =>
    'contains' in shape ? testedSpans(shape, boxMm, rows, xCount) : rowSpans(shape, rows);
  const shapes = regions.map(({ kind, shape }) => ({ kind, spans: shape === null ? null : spansOf(shape) }));
  const inSkin = skin === null ? null : skinOf(skin, boxMm, rows, xCount, chance);
  const found = growableFloats(4096);
  for (let row = 0; row < rows.ny * rows.nz; row++) {
    const y = rows.yzMm[2 * row]!;
    const z = rows.yzMm[2 * row + 1]!;
    const j = row % rows.ny;
    const k = Math.floor(row / rows.ny);
    for (const [from, to] of porousPairs(row)) {
      const first = Math.max(0, Math.floor((from - x0) / alongMm));
      const last = Math.min(xCount - 1, Math.floor((to - x0) / alongMm));
      for (let i = first; i <= last; i++) {
        const x = x0 + (i + chance()) * alongMm;
        if (!(x >= from && x < to)) continue;
        if (inSkin?.(i, j, k)) continue;
        pushFloat(found, x);
        pushFloat(found, y);
        pushFloat(found, z);
      }
    }
  }
  const xyz = found.values.slice(0, found.length);
  return { xyz, volumeMm3: (xyz.length / 3) * alongMm * rows.yStripMm * rows.zStripMm };

  function porousPairs(row: number): [number, number][] {
    let rest: Spans = partSpans(row);
    const pairs: [number, number][] = [];
    for (const { kind, spans } of shapes) {
      const shape = spans === null ? null : spans(row);
      const area = shape === null ? rest : commonSpans(rest, shape);
      if (kind === 'porous') for (let n = 0; n < area.length; n += 2) pairs.push([area[n]!, area[n + 1]!]);
      rest = shape === null ? [] : commonSpans(rest, otherSpans(shape));
    }
    return pairs;
  }
}

/** Spans of a row in a body that is only known point by point: whole steps, each by its middle. */
function testedSpans(body: PointTest, [x0, , , x1]: Box3, { yzMm }: Rows, xCount: number): (row: number) => Spans {
  const alongMm = (x1 - x0) / xCount;
  return (row) => {
    const spans: number[] = [];
    let inside = false;
    for (let i = 0; i <= xCount; i++) {
      const x = x0 + (i + 0.5) * alongMm;
      const now = i < xCount && body.contains(x, yzMm[2 * row]!, yzMm[2 * row + 1]!);
      if (now !== inside) spans.push(x0 + i * alongMm);
      inside = now;
    }
    return spans;
  };
}

/** Tells whether point i of row j in plane k is in the skin. Boxes hold whole strips, so that none stands beside its points. */
function skinOf(
  skin: NonNullable<PorousRegion['skin']>,
  [x0, y0, z0, x1]: Box3,
  { ny, nz, yStripMm, zStripMm }: Rows,
  xCount: number,
  chance: () => number,
): (i: number, j: number, k: number) => boolean {
  const boxes = [xCount, ny, nz].map((count) => Math.ceil(count / SKIN_STEPS)) as [number, number, number];
  const xMm = (boxes[0] * SKIN_STEPS * (x1 - x0)) / xCount;
  const yMm = boxes[1] * SKIN_STEPS * yStripMm;
  const zMm = boxes[2] * SKIN_STEPS * zStripMm;
  const inSkin = skinBlocks(skin, [x0, y0, z0, x0 + xMm, y0 + yMm, z0 + zMm], boxes, chance);
  return (i, j, k) => inSkin(Math.floor(i / SKIN_STEPS), Math.floor(j / SKIN_STEPS), Math.floor(k / SKIN_STEPS));
}

function rowsOf([, y0Mm, z0Mm, , y1, z1]: Box3, stepMm: number, chance: () => number): Rows {
  const ny = Math.max(1, Math.round((y1 - y0Mm) / stepMm));
  const nz = Math.max(1, Math.round((z1 - z0Mm) / stepMm));
  const yStripMm = (y1 - y0Mm) / ny;
  const zStripMm = (z1 - z0Mm) / nz;
  const yzMm = new Float64Array(2 * ny * nz);
  for (let row = 0; row < ny * nz; row++) {
    yzMm[2 * row] = y0Mm + ((row % ny) + chance()) * yStripMm;
    yzMm[2 * row + 1] = z0Mm + (Math.floor(row / ny) + chance()) * zStripMm;
  }
  return { ny, nz, y0Mm, z0Mm, yStripMm, zStripMm, yzMm };
}
