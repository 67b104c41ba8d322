/** The order of triangles round an edge, and which two of them bound the same solid there. */

/** Triangles nearer than this round an edge count as lying on one another; about 1e-7 rad, what 32-bit coordinates leave. */
const SAME_ANGLE = 1e-7;

/** A triangle at an edge. */
export interface EdgeFace {
  readonly side: number;
  /** Its corner off the edge. */
  readonly apex: number;
  /** True where the triangle runs the edge from `from` to `to`. */
  readonly forward: boolean;
}

/** Sorts triangles counter-clockwise round the edge, seen against its direction; of two at one place the forward one first. */
export function aroundEdge(
  positions: Float64Array,
  from: number,
  to: number,
  faces: readonly EdgeFace[],
): readonly EdgeFace[] {
  const angles = anglesOf(positions, from, to, faces);
  const order = faces.map((_, i) => i).sort((i, j) => angles[i]! - angles[j]! || faces[i]!.side - faces[j]!.side);
  // Steps of a place: a triangle belongs to the place of the one before where it lies on it.
  const place = new Array<number>(faces.length).fill(0);
  for (let k = 1; k < order.length; k++) {
    const apart = angles[order[k]!]! - angles[order[k - 1]!]! > SAME_ANGLE;
    place[order[k]!] = place[order[k - 1]!]! + (apart ? 1 : 0);
  }
  order.sort(
    (i, j) =>
      place[i]! - place[j]! ||
      Number(faces[j]!.forward) - Number(faces[i]!.forward) ||
      angles[i]! - angles[j]! ||
      faces[i]!.side - faces[j]!.side,
  );
  return order.map((i) => faces[i]!);
}

/**
 * Pairs the faces that bound the same solid. A forward face has its solid on the clockwise side, a backward one on the
 * counter-clockwise side: going round, solids open and close like brackets. Returns the pairs and what is left over, which
 * is nothing where as many faces run forward as backward.
 */
export function solidPairs(sorted: readonly EdgeFace[]) {
  const pairs: (readonly [EdgeFace, EdgeFace])[] = [];
  const isPaired = new Set<EdgeFace>();
  const open: EdgeFace[] = [];
  // Twice round, so that what opens before the start is closed after it.
  for (const face of [...sorted, ...sorted]) {
    if (isPaired.has(face) || open.includes(face)) continue;
    const opened = face.forward ? open.pop() : undefined;
    if (!face.forward) open.push(face);
    else if (opened !== undefined) {
      pairs.push([opened, face]);
      isPaired.add(opened).add(face);
    }
  }
  return { pairs, left: sorted.filter((face) => !isPaired.has(face)) };
}

/** Angles round the edge, 0 to 4 for a turn (|x| + |y| = 1 in place of a circle), from the first face that is not flat. */
function anglesOf(positions: Float64Array, from: number, to: number, faces: readonly EdgeFace[]): readonly number[] {
  const axis = difference(positions, to, from);
  const radii = faces.map(({ apex }) => across(difference(positions, apex, from), axis));
  const zero = radii.find((radius) => dot(radius, radius) > 0) ?? [1, 0, 0];
  const quarter = cross(axis, zero);
  // Both axes are brought to one length: zero is across the axis.
  const scale = Math.sqrt(dot(axis, axis)) || 1;
  return radii.map((radius) => {
    const x = dot(radius, zero);
    const y = dot(radius, quarter) / scale;
    const length = Math.abs(x) + Math.abs(y);
    if (!(length > 0)) return 0;
    const quadrant = y >= 0 ? (x >= 0 ? y / length : 2 - y / length) : x < 0 ? 2 - y / length : 4 + y / length;
    return quadrant > 4 - SAME_ANGLE ? 0 : quadrant;
  });
}

type Vector = readonly [number, number, number];

function difference(positions: Float64Array, a: number, b: number): Vector {
  return [
    positions[3 * a]! - positions[3 * b]!,
    positions[3 * a + 1]! - positions[3 * b + 1]!,
    positions[3 * a + 2]! - positions[3 * b + 2]!,
  ];
}

function across(v: Vector, axis: Vector): Vector {
  const part = dot(v, axis) / (dot(axis, axis) || 1);
  return [v[0] - part * axis[0], v[1] - part * axis[1], v[2] - part * axis[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
