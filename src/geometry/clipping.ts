/**
 * Union, intersection, difference and offset of areas: Clipper2 compiled to WebAssembly, in whole grid units. The only
 * file that knows the library. Results are canonical loops, so their bytes do not depend on the library's inner order.
 */
// @ts-expect-error the package names a types file that it does not hold; the part in use is typed below
import clipperFactory from 'clipper2-wasm';
import type { Loops } from '../core/polyline.ts';
import { assert, PrepError } from '../core/prep-error.ts';
import { GRID_PER_MM, toGrid } from '../core/units.ts';
import { canonicalLoops, withoutCollinear } from './canonical-loops.ts';
import { loadLoopKernel } from './loop-kernel.ts';
import { offsetCurve } from './offset-curve.ts';
import { loadTouchKernel } from './touch-kernel.ts';

/** Form of the corners that an offset opens. */
export type OffsetJoin = 'round' | 'miter';

/** Greatest distance in mm of a rounded corner's chords from its arc. */
export const ARC_TOLERANCE_MM = 0.001;

/** Coordinates beyond this are refused: within it cross products of grid units are exact in doubles. */
export const MAX_COORDINATE_MM = 4000;

const MITER_LIMIT = 2;
/** One point of the library is three 64-bit integers x, y, z; seen as 32-bit words x, y and z stand at 0, 2 and 4. */
const WORDS_PER_POINT = 6;

let clipper: Clipper | null = null;
let loading: Promise<void> | null = null;

/**
 * Makes the functions of this file ready; call and await it once before them (again is harmless).
 *
 * @param wasmBytes - the library's `clipper2z.wasm`; needed in a browser bundle only, Node finds the file by itself
 */
export function loadClipping(wasmBytes?: Uint8Array): Promise<void> {
  loading ??= Promise.all([
    (clipperFactory as ClipperFactory)(wasmBytes === undefined ? {} : { wasmBinary: wasmBytes }),
    loadLoopKernel(),
    loadTouchKernel(),
  ])
    .then(([ready]) => {
      clipper = ready;
    })
    .catch((cause: unknown) => {
      loading = null;
      throw new PrepError('own-fault', 'the polygon clipping library did not load', [], cause);
    });
  return loading;
}

/** Returns the memory in bytes that the library holds; it stays level from call to call. */
export function clippingMemoryBytes(): number {
  return ready().HEAPU8.length;
}

/** Returns the area where loops wind more often counter-clockwise than clockwise, as clean loops. */
export function unitePositive(loops: Loops): Loops {
  const lib = ready();
  return withPaths(lib, gridLoops(loops), (paths) => takeLoops(lib.UnionSelf64(paths, lib.FillRule.Positive)));
}

/** Returns the area that lies in both. */
export function intersectLoops(a: Loops, b: Loops): Loops {
  const lib = ready();
  return withPaths(lib, gridLoops(a), (pathsA) =>
    withPaths(lib, gridLoops(b), (pathsB) => takeLoops(lib.Intersect64(pathsA, pathsB, lib.FillRule.Positive))),
  );
}

/** Returns the area that lies in a and not in b. */
export function subtractLoops(a: Loops, b: Loops): Loops {
  const lib = ready();
  return withPaths(lib, gridLoops(a), (pathsA) =>
    withPaths(lib, gridLoops(b), (pathsB) => takeLoops(lib.Difference64(pathsA, pathsB, lib.FillRule.Positive))),
  );
}

/**
 * Returns the area grown by `deltaMm`, or shrunk where it is negative. Corners that open are rounded within 1 micrometre,
 * or mitred (rounded where the point would reach beyond `miterLimit` offsets, twice when left out).
 *
 * Give it clean loops (`unitePositive`, or any result of this file): loops that overlap would be shrunk one by one.
 */
export function offsetLoops(
  loops: Loops,
  deltaMm: number,
  join: OffsetJoin = 'round',
  miterLimit: number = MITER_LIMIT,
): Loops {
  const lib = ready();
  const delta = deltaMm * GRID_PER_MM;
  const corners = { tolerance: ARC_TOLERANCE_MM * GRID_PER_MM, miterLimit: join === 'round' ? 1 : miterLimit };
  const curves: Float64Array[] = [];
  for (const loop of gridLoops(loops)) {
    const clean = withoutCollinear(loop);
    if (clean.length >= 6) curves.push(delta === 0 ? clean : offsetCurve(clean, delta, corners));
  }
  return withPaths(lib, curves, (paths) => takeLoops(lib.UnionSelf64(paths, lib.FillRule.Positive)));
}

function ready(): Clipper {
  assert(clipper !== null, 'loadClipping() must be awaited before polygons are clipped');
  return clipper;
}

/** Loops in whole grid units. */
function gridLoops(loops: Loops): Float64Array[] {
  return loops.map((loop) => {
    assert(loop.closed, 'only closed loops bound an area');
    const out = new Float64Array(loop.xy.length);
    for (let i = 0; i < out.length; i++) {
      const value = loop.xy[i]!;
      if (!(Math.abs(value) <= MAX_COORDINATE_MM)) {
        throw new PrepError(
          'value-out-of-range',
          `a layer coordinate must be within ${MAX_COORDINATE_MM} mm, got ${value}`,
        );
      }
      out[i] = toGrid(value);
    }
    return out;
  });
}

/** Hands loops in grid units to the library as paths and frees them afterwards. */
function withPaths(lib: Clipper, loops: readonly Float64Array[], use: (paths: Paths64) => Loops): Loops {
  const paths = new lib.Paths64();
  const path = new lib.Path64();
  try {
    for (const xy of loops) {
      const words = new Int32Array((xy.length / 2) * WORDS_PER_POINT);
      for (let i = 0, w = 0; i < xy.length; i += 2, w += WORDS_PER_POINT) {
        const x = Math.round(xy[i]!);
        const y = Math.round(xy[i + 1]!);
        words[w] = x;
        words[w + 1] = x < 0 ? -1 : 0;
        words[w + 2] = y;
        words[w + 3] = y < 0 ? -1 : 0;
      }
      path.assign(new BigInt64Array(words.buffer));
      paths.push_back(path);
    }
    return use(paths);
  } finally {
    path.delete();
    paths.delete();
  }
}

/** Reads a result and frees it. */
function takeLoops(paths: Paths64): Loops {
  try {
    const loops: Float64Array[] = [];
    for (let i = 0, n = paths.size(); i < n; i++) {
      const path = paths.get(i);
      const points = path.view();
      const words = new Int32Array(points.buffer, points.byteOffset, points.length * 2);
      const loop = new Float64Array((words.length / WORDS_PER_POINT) * 2);
      for (let w = 0, k = 0; w < words.length; w += WORDS_PER_POINT, k += 2) {
        loop[k] = words[w]!;
        loop[k + 1] = words[w + 2]!;
      }
      path.delete();
      loops.push(loop);
    }
    return canonicalLoops(loops);
  } finally {
    paths.delete();
  }
}

interface Path64 {
  assign(points: BigInt64Array): void;
  /** A window on the library's memory, valid until its next call. */
  view(): BigInt64Array;
  delete(): void;
}

interface Paths64 {
  push_back(path: Path64): void;
  size(): number;
  /** A copy that must be deleted. */
  get(index: number): Path64;
  delete(): void;
}

interface Clipper {
  readonly HEAPU8: Uint8Array;
  readonly Path64: new () => Path64;
  readonly Paths64: new () => Paths64;
  readonly FillRule: { readonly Positive: object };
  UnionSelf64(subjects: Paths64, fillRule: object): Paths64;
  Intersect64(subjects: Paths64, clips: Paths64, fillRule: object): Paths64;
  Difference64(subjects: Paths64, clips: Paths64, fillRule: object): Paths64;
}

type ClipperFactory = (options: { wasmBinary?: Uint8Array }) => Promise<Clipper>;
