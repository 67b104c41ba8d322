/** One plane of nodes: where it is solid, and what the fields are there. */
import type { PlaneField } from '../../core/field.ts';
import { type IsoBody, sideOf } from './iso-body.ts';
import type { IsoGrid } from './iso-grid.ts';

/** State of a node that is solid; others hold 2 + the sides of all bodies, as digits to the base 3. */
export const SOLID = 1;
/** Digits that fit a byte. */
export const MOST_BODIES = 5;

/** The nodes of one plane, row by row. */
export interface IsoPlane {
  zMm: number;
  readonly winding: Int8Array;
  /** 1 where a node is solid. */
  readonly solid: Uint8Array;
  /** Equal at two nodes where no surface of a body lies between them. */
  readonly state: Uint8Array;
  /** One array a body. */
  readonly values: readonly Float64Array[];
  /** 1 for each row with a solid node. */
  readonly rowSolid: Uint8Array;
  /** For squares whose opposite corners are solid, by their first node: 1 where they meet. */
  readonly joined: Uint8Array;
}

/** Returns a plane without anything. */
export function isoPlane({ plane: { nx, ny } }: IsoGrid, bodies: number): IsoPlane {
  const n = nx * ny;
  return {
    zMm: 0,
    winding: new Int8Array(n),
    solid: new Uint8Array(n),
    state: new Uint8Array(n),
    values: Array.from({ length: bodies }, () => new Float64Array(n)),
    rowSolid: new Uint8Array(ny),
    joined: new Uint8Array(n),
  };
}

/** Marks the nodes whose values matter: those of cubes that reach into the part. Returns 1 for each row with any. */
export function markNodes(
  grid: IsoGrid,
  below: Int8Array,
  here: Int8Array,
  above: Int8Array,
  mask: Uint8Array,
): Uint8Array {
  const { nx, ny } = grid.plane;
  const rows = new Uint8Array(ny);
  mask.fill(0);
  for (let j = 1; j + 1 < ny; j++) {
    const first = j * nx + 1;
    const end = (j + 1) * nx - 1;
    for (let n = first; n < end; n++) {
      if (here[n]! <= 0 && below[n]! <= 0 && above[n]! <= 0) continue;
      mask[n - nx - 1] = mask[n - nx] = mask[n - nx + 1] = 1;
      mask[n - 1] = mask[n] = mask[n + 1] = 1;
      mask[n + nx - 1] = mask[n + nx] = mask[n + nx + 1] = 1;
      rows[j - 1] = rows[j] = rows[j + 1] = 1;
    }
  }
  return rows;
}

/** Samples the bodies in a plane whose windings are known, and returns their fields there. */
export function samplePlane(
  plane: IsoPlane,
  grid: IsoGrid,
  bodies: readonly IsoBody[],
  mask: Uint8Array,
  rows: Uint8Array,
): PlaneField[] {
  const { nx, ny } = grid.plane;
  const fields = bodies.map(({ field }) => field.plane(plane.zMm, grid.plane, mask));
  const { winding, solid, state, values, rowSolid } = plane;
  solid.fill(0);
  state.fill(0);
  rowSolid.fill(0);
  for (let j = 0; j < ny; j++) {
    if (rows[j] === 0) continue;
    const first = j * nx;
    fields.forEach((field, b) => {
      field.row(j, values[b]!.subarray(first, first + nx));
    });
    for (let n = first; n < first + nx; n++) {
      if (mask[n] === 0) continue;
      let code = 0;
      let inBody = false;
      for (let b = bodies.length - 1; b >= 0; b--) {
        const side = sideOf(bodies[b]!.band, values[b]![n]!);
        code = 3 * code + side;
        if (side === 1) inBody = true;
      }
      if (inBody && winding[n]! > 0) {
        solid[n] = 1;
        state[n] = SOLID;
        rowSolid[j] = 1;
      } else state[n] = 2 + code;
    }
  }
  return fields;
}
