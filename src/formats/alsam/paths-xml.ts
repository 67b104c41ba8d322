/** The trajectory of one layer: paths of one exposure key, made of marks and of explicit jumps between them. */
import { assert, PrepError } from '../../core/prep-error.ts';
import { exposureKey, type Toolpath } from '../../core/toolpath.ts';
import { GRID_PER_MM, toGrid } from '../../core/units.ts';
import {
  type GrowableFloats,
  type GrowableInts,
  growableFloats,
  growableInts,
  pushFloat,
  pushInt,
} from '../../geometry/growable.ts';
import type { KeyStyles } from './style-lists.ts';

/** What the paths of a layer are written with. */
export interface PathsSettings {
  readonly stylesOf: ReadonlyMap<string, KeyStyles>;
  /** Name of the part, escaped for XML. */
  readonly tag: string;
  readonly place: readonly string[];
}

/** One path: point k + 1, in grid units, is the end of segment k. */
interface PathSegments {
  readonly key: string;
  readonly kind: 'contour' | 'hatch';
  readonly points: GrowableFloats;
  /** 1 where the segment is a jump. */
  readonly jumps: GrowableInts;
}

/** Characters that are gathered before they are handed on. */
const CHUNK = 1 << 18;
const FRACTION_DIGITS = String(GRID_PER_MM).length - 1;

/** Gives the trajectory of a layer as pieces of XML; nothing for a layer without paths, as the schema has no empty list. */
export function* pathsXml(toolpaths: readonly Toolpath[], settings: PathsSettings): Generator<string> {
  const paths = segmentsOf(toolpaths, settings.place);
  if (paths.length === 0) return;
  yield '<TrajectoryList>\n<Trajectory>\n<TrajectoryID>1</TrajectoryID>\n<PathProcessingMode>sequential</PathProcessingMode>\n';
  for (const path of paths) yield* pathXml(path, settings);
  yield '</Trajectory>\n</TrajectoryList>\n';
}

/** Returns whole grid units as mm with all their decimals. */
export function gridText(grid: number): string {
  const size = Math.abs(grid);
  const whole = Math.floor(size / GRID_PER_MM);
  const part = String(size - whole * GRID_PER_MM).padStart(FRACTION_DIGITS, '0');
  return `${grid < 0 ? '-' : ''}${whole}.${part}`;
}

function* pathXml({ key, kind, points, jumps }: PathSegments, { stylesOf, tag }: PathsSettings): Generator<string> {
  const styles = stylesOf.get(key);
  assert(styles !== undefined, `the key ${key} is one of the job`);
  const starts = [styles.mark, styles.jump].map((style) => `<Segment><SegStyle>${style}</SegStyle><End>`);
  let text =
    `<Path>\n<Type>${kind}</Type>\n<Tag>${tag}</Tag>\n<NumSegments>${jumps.length}</NumSegments>\n` +
    `<SkyWritingMode>${styles.skyWritingMode}</SkyWritingMode>\n<Start>${pointXml(points.values, 0)}</Start>\n`;
  for (let k = 0; k < jumps.length; k++) {
    text += `${starts[jumps.values[k]!]!}${pointXml(points.values, k + 1)}</End></Segment>\n`;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}</Path>\n`;
}

function pointXml(points: Float64Array, k: number): string {
  return `<X>${gridText(points[2 * k]!)}</X><Y>${gridText(points[2 * k + 1]!)}</Y>`;
}

/**
 * Returns paths in execution order: what follows each other with one key is one path. Marks that touch end to end need no
 * jump, but a contour that begins where another ends starts a new path: else a reader would take them for one line.
 */
function segmentsOf(toolpaths: readonly Toolpath[], place: readonly string[]): PathSegments[] {
  const paths: PathSegments[] = [];
  for (const toolpath of toolpaths) {
    assert(toolpath.kind !== 'bead', 'extruded beads do not go into an ALSAM file');
    const { kind } = toolpath;
    const line = kind === 'hatch' ? toolpath.lines.xyxy : toolpath.path.xy;
    if (kind === 'hatch' && line.length === 0) continue;
    assert(line.length >= 4 && line.length % (kind === 'hatch' ? 4 : 2) === 0, 'a line has two points or more');
    const key = exposureKey(toolpath);
    let open = paths[paths.length - 1];
    if (open?.key !== key || open.kind !== kind || (kind === 'contour' && isAt(open, line, 0, place))) {
      open = { key, kind, points: growableFloats(64), jumps: growableInts(32) };
      paths.push(open);
    }
    const step = kind === 'hatch' ? 4 : line.length;
    for (let i = 0; i < line.length; i += step) {
      if (!isAt(open, line, i, place)) put(open, line, i, 1, place);
      for (let j = i + 2; j < i + step; j += 2) put(open, line, j, 0, place);
    }
    if (kind === 'contour' && toolpath.path.closed) put(open, line, 0, 0, place);
  }
  return paths;
}

/** Tells whether a path has come to a point. */
function isAt({ points }: PathSegments, line: Float64Array, i: number, place: readonly string[]): boolean {
  const last = points.length - 2;
  return (
    last >= 0 &&
    points.values[last] === gridOf(line[i]!, place) &&
    points.values[last + 1] === gridOf(line[i + 1]!, place)
  );
}

/** Adds the segment to a point; the first point of a path is its start. */
function put(path: PathSegments, line: Float64Array, i: number, jump: 0 | 1, place: readonly string[]): void {
  if (path.points.length > 0) pushInt(path.jumps, jump);
  pushFloat(path.points, gridOf(line[i]!, place));
  pushFloat(path.points, gridOf(line[i + 1]!, place));
}

function gridOf(mm: number, place: readonly string[]): number {
  const grid = toGrid(mm);
  if (Number.isSafeInteger(grid)) return grid;
  throw new PrepError('value-out-of-range', `the coordinate ${mm} mm cannot be written to 0.1 um`, place);
}
