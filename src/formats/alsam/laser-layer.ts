/** From the segments of one scan file to lines and hatches: segments end to end are cut at jumps and where the style changes. */
import type { LaserFileLayer, LaserFilePath } from '../../core/laser-file.ts';
import { snapMm } from '../../core/units.ts';
import { type GrowableFloats, growableFloats, pushFloat } from '../../geometry/growable.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { Fault } from '../xml/fault.ts';
import { quoted, SCHEMA_VERSION, type ScanLayer, type ScanPath } from './scan-layer.ts';
import type { ExposureTable, StyleSense } from './segment-exposures.ts';

/** What all layers of a file share while they are read. */
export interface LaserLayerSettings {
  readonly table: ExposureTable;
  /** Tags of the paths so far, in the order in which they are met; in the schema's example each part has its own. */
  readonly parts: string[];
  readonly partNumbers: Map<string, number>;
  readonly notes: ReadingNotes;
}

/** A run of marks of one style that is being gathered. */
interface Piece {
  readonly mark: StyleSense & { kind: 'mark' };
  readonly xy: GrowableFloats;
}

/** Returns what a document says, above a layer that ended at `belowMm`. */
export function laserLayer(
  scan: ScanLayer,
  belowMm: number,
  settings: LaserLayerSettings,
  fault: Fault,
): LaserFileLayer {
  const { notes, table } = settings;
  const version = scan.header.AmericaMakesSchemaVersion;
  if (version !== SCHEMA_VERSION)
    notes.add('version', `schema version ${quoted(version ?? '')} was read as ${SCHEMA_VERSION}`);
  const thicknessMm = lengthOf(scan, 'LayerThickness', fault);
  if (thicknessMm === null) notes.add('thickness', 'a layer without <LayerThickness> was read');
  let zMm = lengthOf(scan, 'AbsoluteHeight', fault);
  if (zMm === null) {
    if (thicknessMm === null) throw fault('has neither <AbsoluteHeight> nor <LayerThickness>', 'Header');
    notes.add('height', 'heights are sums of <LayerThickness>, because <AbsoluteHeight> is missing');
    zMm = snapMm(belowMm + thicknessMm);
  }
  if (!(zMm > belowMm)) notes.add('z order', `a layer at ${zMm} mm follows one at ${belowMm} mm`);
  const senses = scan.styleNames.map((name) => table.senseOf(scan, name, fault));
  return { zMm, thicknessMm, paths: scan.paths.flatMap((path) => pathsOf(path, senses, settings)) };
}

function pathsOf(path: ScanPath, senses: readonly StyleSense[], settings: LaserLayerSettings): LaserFilePath[] {
  const { table, notes } = settings;
  const isHatch = path.type?.toLowerCase() === 'hatch';
  if (!isHatch && path.type?.toLowerCase() !== 'contour') {
    notes.add('type', `a path of type ${quoted(path.type ?? '')} was read as a contour`);
  }
  if (path.skyWritingMode !== null && path.skyWritingMode !== '0') {
    notes.add(
      'skywriting',
      `SkyWritingMode ${quoted(path.skyWritingMode)} was not read: the file holds no lengths of it`,
    );
  }
  const jumpSpeed = jumpSpeedOf(path, senses, notes);
  const part = partOf(path.tag, settings);
  const { values: xy } = path.xy;
  const pieces: Piece[] = [];
  let isCut = true;
  for (let k = 0; k < path.styles.length; k++) {
    const sense = senses[path.styles.values[k]!];
    if (sense?.kind !== 'mark') {
      if (k === 0 && !sense?.namesLaser) notes.add('first jump', 'a path begins with a jump that names no laser');
      isCut ||= !isHatch;
      continue;
    }
    if (isCut || pieces[pieces.length - 1]?.mark !== sense) pieces.push({ mark: sense, xy: growableFloats(16) });
    isCut = false;
    const to = pieces[pieces.length - 1]!.xy;
    if (isHatch || to.length === 0) putPoint(to, xy, k);
    putPoint(to, xy, k + 1);
  }
  const numbers = new Map<StyleSense, number>();
  return pieces.map((piece): LaserFilePath => {
    const exposure = numbers.get(piece.mark) ?? table.numberOf(piece.mark, jumpSpeed);
    numbers.set(piece.mark, exposure);
    const points = piece.xy.values.slice(0, piece.xy.length);
    return isHatch ? { kind: 'hatch', part, exposure, xyxy: points } : lineOf(points, part, exposure);
  });
}

/** The one speed of all jumps of a path. */
function jumpSpeedOf({ styles }: ScanPath, senses: readonly StyleSense[], notes: ReadingNotes): number | null {
  let speed: number | null = null;
  for (const number of new Set(styles.values.subarray(0, styles.length))) {
    const sense = senses[number];
    if (sense?.kind !== 'jump' || sense.speedMmPerS === null) continue;
    if (speed !== null && speed !== sense.speedMmPerS) {
      notes.add('jump speeds', 'a path jumps at several speeds; the jump speed of its exposures was left open');
      return null;
    }
    speed = sense.speedMmPerS;
  }
  return speed;
}

/** A line is closed when it comes back to its first point, to the last digit. */
function lineOf(points: Float64Array, part: number | null, exposure: number): LaserFilePath {
  const last = points.length - 2;
  const closed = last >= 6 && points[0] === points[last] && points[1] === points[last + 1];
  return { kind: 'line', part, exposure, closed, xy: closed ? points.subarray(0, last) : points };
}

function partOf(tag: string | null, { parts, partNumbers }: LaserLayerSettings): number | null {
  if (tag === null || tag === '') return null;
  const known = partNumbers.get(tag);
  if (known !== undefined) return known;
  partNumbers.set(tag, parts.length);
  return parts.push(tag) - 1;
}

function putPoint(to: GrowableFloats, xy: Float64Array, k: number): void {
  pushFloat(to, xy[2 * k]!);
  pushFloat(to, xy[2 * k + 1]!);
}

function lengthOf({ header }: ScanLayer, name: string, fault: Fault): number | null {
  const text = header[name];
  if (text === undefined) return null;
  const value = /^[+]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value < Infinity)) throw fault(`has <${name}> ${quoted(text)}, must be above 0 mm`, 'Header');
  return value;
}
