/** What a G-code file holds, whoever wrote it: layers, extents, features, filament, time, temperatures, and whether it is whole. */
import type { Finding } from '../core/finding.ts';
import { finding } from '../core/finding.ts';
import type { Box3 } from '../core/mesh.ts';
import type { ByteSource } from '../core/ports.ts';
import { PrepError } from '../core/prep-error.ts';
import { durationText } from '../formats/gcode/duration-text.ts';
import { readGcode } from '../formats/gcode/read-gcode.ts';
import type { GcodeSeal } from '../formats/gcode/seal.ts';
import type { PrintInspection } from '../inspect/print/print-inspection.ts';
import { createPrintInspector } from '../inspect/print/print-inspector.ts';
import { hasher } from '../store/hash.ts';
import { printOptionsOf } from './bead/read-print.ts';

/** Measures of a print; null is what neither the file says nor its moves tell. */
export interface GcodeCheck {
  /** What wrote it, in its own words. */
  readonly generator: string | null;
  /** The dialect that it says it is in (`gcode_flavor`). */
  readonly dialect: string | null;
  readonly layers: number;
  /** Of the middle lines of all beads but priming. */
  readonly bboxMm: Box3;
  readonly features: PrintInspection['features'];
  /** Filament that leaves the nozzle, and its diameter: as the file says, or 1.75 mm. */
  readonly filamentMm: number;
  readonly filamentDiameterMm: number;
  readonly diameterSaid: boolean;
  /** The part alone, and all that is extruded. */
  readonly extrudedMm3: number;
  readonly allExtrudedMm3: number;
  /** Each move at its full speed throughout, but for accelerations that the file sets: a print takes longer. */
  readonly leastTimeS: number;
  /** The time that the file says. */
  readonly saidTime: string | null;
  readonly temperatures: PrintInspection['temperatures'];
  readonly retractions: number;
  /** Pictures, as the file names them. */
  readonly thumbnails: readonly string[];
  readonly lines: number;
  /** True where lines and hash are those that the file says; null where it says none; false where its end is missing, too. */
  readonly whole: boolean | null;
}

/** What was said in comments. */
interface Said {
  generator: string | null;
  dialect: string | null;
  time: string | null;
  diameterMm: number | null;
  readonly thumbnails: string[];
}

const USUAL_FILAMENT_MM = 1.75;
const GENERATED = /^generated (?:by|with) (.{1,120})/i;
const VALUE = /^(gcode_flavor|filament_diameter|estimated printing time \(normal mode\))\s*=\s*(.{1,60})/;
const PICTURE = /^thumbnail(?:_(QOI|JPG))? (?:begin |= )(\d{1,5})[x ](\d{1,5})(?: (PNG|JPG|QOI))?/;

/** Reads a whole file; one in which nothing is extruded is refused. */
export async function checkGcode(
  source: ByteSource,
  signal: AbortSignal,
): Promise<{ readonly gcode: GcodeCheck; readonly findings: readonly Finding[] }> {
  const plan = {
    partId: '',
    expected: { layerCount: null, thicknessMm: null, firstTopMm: null },
    partial: false,
    designVolumeMm3: null,
  };
  const inspector = createPrintInspector(printOptionsOf(null, null, plan));
  const said: Said = { generator: null, dialect: null, time: null, diameterMm: null, thumbnails: [] };
  const visitor = {
    ...inspector,
    comment(text: string) {
      hear(said, text);
      inspector.comment(text);
    },
  };
  const { lines, hasEnd, seal, tolerated } = await readGcode(source, visitor, signal, { hash: hasher() });
  const print = inspector.finish({ hasEnd, seal });
  if (print.extrusionBoxMm === null) {
    throw new PrepError('gcode-invalid', 'holds no move that extrudes: it is no print', [source.name]);
  }
  const diameterMm = said.diameterMm ?? USUAL_FILAMENT_MM;
  // Volumes were measured with the usual diameter.
  const wider = (diameterMm / USUAL_FILAMENT_MM) ** 2;
  const { totals, temperatures, retractions } = print;
  // A file of ours without what it should end with is none of which that is unknown.
  const isOff = print.findings.some(({ rule }) => rule === 'file-lines-off' || rule === 'file-hash-off');
  const gcode: GcodeCheck = {
    generator: said.generator,
    dialect: said.dialect,
    layers: totals.layers,
    bboxMm: print.extrusionBoxMm,
    features: print.features.map((row) => ({
      ...row,
      volumeMm3: row.volumeMm3 * wider,
      maxFlowMm3PerS: row.maxFlowMm3PerS === null ? null : row.maxFlowMm3PerS * wider,
    })),
    filamentMm: totals.filamentMm,
    filamentDiameterMm: diameterMm,
    diameterSaid: said.diameterMm !== null,
    extrudedMm3: totals.extrudedVolumeMm3 * wider,
    allExtrudedMm3: totals.allExtrudedMm3 * wider,
    leastTimeS: totals.timeS,
    saidTime: said.time,
    temperatures,
    retractions,
    thumbnails: said.thumbnails,
    lines,
    whole: hasEnd && !isOff ? wholeness(seal) : false,
  };
  const notes = tolerated.map((words) => finding('file-tolerated', 'note', words));
  return { gcode, findings: [...print.findings, ...notes] };
}

/** Takes what a comment says of the file. */
function hear(said: Said, text: string): void {
  said.generator ??= GENERATED.exec(text)?.[1]?.trim() ?? null;
  const [, key, value = ''] = VALUE.exec(text) ?? [];
  if (key === 'gcode_flavor') said.dialect ??= value.trim();
  else if (key === 'filament_diameter') {
    const mm = Number.parseFloat(value);
    if (mm > 0.5 && mm < 10) said.diameterMm ??= mm;
  } else if (key !== undefined) said.time ??= value.trim();
  const [, named, width, height, kind] = PICTURE.exec(text) ?? [];
  if (width !== undefined) said.thumbnails.push(`${width} x ${height} ${named ?? kind ?? 'PNG'}`);
}

function wholeness({ lines, sha256, linesRead, sha256Read, hasMore }: GcodeSeal): boolean | null {
  // One of the two alone is the rest of a file that had both.
  if (lines === null && sha256 === null) return null;
  return lines === linesRead && sha256 === sha256Read && !hasMore;
}

/** A print in one line. */
export function gcodeSummary({ dialect, layers, bboxMm, filamentMm, extrudedMm3, saidTime }: GcodeCheck): string {
  const size = [0, 1, 2].map((side) =>
    ((bboxMm[side + 3] as number) - (side < 2 ? (bboxMm[side] as number) : 0)).toFixed(2),
  );
  const metres = `${(filamentMm / 1000).toFixed(2)} m of filament`;
  const count = `${layers} layer${layers === 1 ? '' : 's'}`;
  const time = saidTime === null ? '' : `, ${saidTime}`;
  return `G-code${dialect === null ? '' : ` (${dialect})`}, ${count}, ${size.join(' x ')} mm, ${extrudedMm3.toFixed(1)} mm3 of the part, ${metres}${time}`;
}

/** The rest of the page. */
export function gcodeLines(check: GcodeCheck): string[] {
  const { bboxMm, features, temperatures, thumbnails } = check;
  const span = (side: 0 | 1 | 2) => `${bboxMm[side].toFixed(3)} to ${(bboxMm[side + 3] as number).toFixed(3)}`;
  const heat = (name: string, window: { min: number; max: number } | null) => {
    if (window === null) return `${name} not set`;
    return `${name} ${window.min === window.max ? window.min : `${window.min} to ${window.max}`} C`;
  };
  const { nozzleC, bedC, chamberC } = temperatures;
  return [
    `written by ${check.generator ?? 'a maker that it does not name'}; dialect ${check.dialect ?? 'not said'}`,
    `middle lines of beads: x ${span(0)}, y ${span(1)}, z ${span(2)} mm`,
    `filament ${check.filamentMm.toFixed(1)} mm of ${check.filamentDiameterMm} mm${check.diameterSaid ? '' : ' (not said, taken)'}: ${check.allExtrudedMm3.toFixed(1)} mm3 in all, ${check.extrudedMm3.toFixed(1)} mm3 the part; ${check.retractions} retractions`,
    `time: ${check.saidTime ?? 'not said'}${check.saidTime === null ? '' : ' as it says'}; ${durationText(check.leastTimeS)} with every move at full speed where the file sets no acceleration`,
    `while printing: ${heat('nozzle', nozzleC)}, ${heat('bed', bedC)}, ${heat('chamber', chamberC)}`,
    ...features.map(
      ({ feature, volumeMm3, lengthMm, maxFlowMm3PerS }) =>
        `${feature}: ${volumeMm3.toFixed(2)} mm3, ${(lengthMm / 1000).toFixed(2)} m${maxFlowMm3PerS === null ? '' : `, at most ${maxFlowMm3PerS.toFixed(2)} mm3/s`}`,
    ),
    ...(thumbnails.length === 0 ? [] : [`pictures: ${thumbnails.join(', ')}`]),
    wholeWords(check),
  ];
}

function wholeWords({ whole, lines }: GcodeCheck): string {
  if (whole === null)
    return `${lines} lines; it says neither how many it has nor a hash, so whether it is whole is not known`;
  return whole
    ? `whole: ${lines} lines and SHA-256 as it says`
    : `not whole: its end is missing, or its ${lines} lines or their SHA-256 are not those that it says`;
}
