/**
 * A finished layer on its way between threads: thousands of paths, each an object with an array of its own, cost more to hand over than
 * their coordinates. So all coordinates travel in one array, and what paths are, besides their points, once for all that are alike.
 */
import type { Region } from '../../core/layer.ts';
import type { Loops, Polyline } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import type { Toolpath } from '../../core/toolpath.ts';
import type { LayerResult } from './layer-result.ts';

/** A layer with its loops and paths taken apart. */
export interface PackedLayer {
  /** The layer without its regions, paths and loops. */
  readonly rest: LayerResult;
  readonly regions: readonly { readonly head: Omit<Region, 'outline' | 'holes'>; readonly holes: number }[];
  /** How many loops each of these has; null where the layer has none. */
  readonly envelope: number | null;
  readonly kept: number;
  readonly porous: readonly number[] | null;
  /** What paths are, each kind once, and the one of each path. */
  readonly heads: readonly PathHead[];
  readonly headOf: Int32Array;
  /** Numbers of each array, in this order: regions, envelope, kept, porous, paths. */
  readonly lengths: Int32Array;
  readonly values: Float64Array;
}

/** A path without its points. */
interface PathHead {
  readonly path: Toolpath;
  readonly closed: boolean;
}

const NOTHING = new Float64Array(0);

/** Takes a layer apart. */
export function packedLayer(result: LayerResult): PackedLayer {
  const { layer, toolpaths, pieces, porous } = result;
  const arrays: Float64Array[] = [];
  const putLoops = (loops: Loops): number => {
    for (const { xy, closed } of loops) {
      assert(closed, 'what bounds an area is closed');
      arrays.push(xy);
    }
    return loops.length;
  };
  const regions = layer.regions.map(({ outline, holes, ...head }) => {
    putLoops([outline]);
    return { head, holes: putLoops(holes) };
  });
  const envelope = pieces === null ? null : putLoops(pieces.envelope);
  const kept = pieces === null ? 0 : putLoops(pieces.kept);
  const porousCounts = porous?.map((loops) => putLoops(loops)) ?? null;
  const heads: PathHead[] = [];
  const headOf = new Int32Array(toolpaths.toolpaths.length);
  toolpaths.toolpaths.forEach((path, n) => {
    headOf[n] = headFor(heads, path);
    arrays.push(path.kind === 'hatch' ? path.lines.xyxy : path.path.xy);
    if (path.kind === 'bead') arrays.push(path.widthMm);
  });
  const lengths = Int32Array.from(arrays, ({ length }) => length);
  const values = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const one of arrays) {
    values.set(one, at);
    at += one.length;
  }
  const rest: LayerResult = {
    ...result,
    layer: { ...layer, regions: [] },
    toolpaths: { ...toolpaths, toolpaths: [] },
    pieces: pieces === null ? null : { envelope: [], kept: [], cut: pieces.cut },
    porous: null,
  };
  return { rest, regions, envelope, kept, porous: porousCounts, heads, headOf, lengths, values };
}

/** Number of the head of a path; most paths are as one shortly before. */
function headFor(heads: PathHead[], path: Toolpath): number {
  for (let n = heads.length - 1; n >= 0; n--) if (isOf(heads[n] as PathHead, path)) return n;
  const closed = path.kind === 'hatch' ? false : path.path.closed;
  if (path.kind === 'hatch') heads.push({ path: { ...path, lines: { xyxy: NOTHING } }, closed });
  else if (path.kind === 'contour') heads.push({ path: { ...path, path: { closed, xy: NOTHING } }, closed });
  else heads.push({ path: { ...path, path: { closed, xy: NOTHING }, widthMm: NOTHING }, closed });
  return heads.length - 1;
}

/** Members that hold the points of a path. */
const POINTS: readonly string[] = ['path', 'lines', 'widthMm'];

/** Whether a path is what the head says in all but its points, whatever it has. */
function isOf(head: PathHead, path: Toolpath): boolean {
  if (path.kind !== 'hatch' && path.path.closed !== head.closed) return false;
  const known = head.path as unknown as Members;
  const asked = path as unknown as Members;
  let more = 0;
  for (const name in known) if (known[name] !== undefined) more++;
  for (const name in asked) {
    if (asked[name] !== undefined) more--;
    if (!POINTS.includes(name) && asked[name] !== known[name]) return false;
  }
  return more === 0;
}

type Members = Readonly<Record<string, unknown>>;

/** Puts a layer together again; its arrays lie in one buffer. */
export function unpackedLayer(packed: PackedLayer): LayerResult {
  const { rest, regions, envelope, kept, porous, heads, headOf, lengths, values } = packed;
  let n = 0;
  let at = 0;
  const next = (): Float64Array => {
    const from = at;
    at += lengths[n++]!;
    return values.subarray(from, at);
  };
  const loop = (): Polyline => ({ xy: next(), closed: true });
  const loops = (count: number): Polyline[] => Array.from({ length: count }, loop);
  const allRegions = regions.map(({ head, holes }) => ({ ...head, outline: loop(), holes: loops(holes) }));
  const pieces =
    rest.pieces === null || envelope === null
      ? null
      : { envelope: loops(envelope), kept: loops(kept), cut: rest.pieces.cut };
  const allPorous = porous?.map((count) => loops(count)) ?? null;
  const paths: Toolpath[] = [];
  for (const which of headOf) {
    const { path, closed } = heads[which] as PathHead;
    const points = next();
    if (path.kind === 'hatch') paths.push({ ...path, lines: { ...path.lines, xyxy: points } });
    else if (path.kind === 'contour') paths.push({ ...path, path: { xy: points, closed } });
    else paths.push({ ...path, path: { xy: points, closed }, widthMm: next() });
  }
  return {
    ...rest,
    layer: { ...rest.layer, regions: allRegions },
    toolpaths: { ...rest.toolpaths, toolpaths: paths },
    pieces,
    porous: allPorous,
  };
}
