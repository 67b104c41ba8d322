/** One layer as a part of its own (toolpath extension, part II): what it refers to, then its segments in execution order. */
import { assert, PrepError } from '../../../core/prep-error.ts';
import { exposureKey, type Toolpath } from '../../../core/toolpath.ts';
import { GRID_PER_MM, toGrid } from '../../../core/units.ts';
import { putAscii, putIndex, type TextBuffer } from '../text-buffer.ts';
import { TOOLPATH } from './toolpath-names.ts';
import type { ToolpathPackage } from './toolpath-package.ts';

/** Largest coordinate in device units: 32 bits, signed. Device units are those of our grid, 0.1 micrometre. */
export const MAX_DEVICE = 2 ** 31 - 1;
/** What sums of doubles may add to a coordinate on the grid. */
const FLOAT_DUST_MM = 1e-9;

/** What a layer refers to: its number in this file, from 1, and its UUID. */
export interface Reference {
  readonly id: number;
  readonly uuid: string;
}

/** Parts by id and profiles by exposure key. */
export interface References {
  readonly parts: ReadonlyMap<string, Reference>;
  readonly profiles: ReadonlyMap<string, Reference>;
}

/** Puts a whole layer part; `place` is for messages. Memory stays bounded however large the layer is. */
export async function putLayer(
  pack: ToolpathPackage,
  toolpaths: readonly Toolpath[],
  { parts, profiles }: References,
  place: readonly string[],
): Promise<void> {
  const { out } = pack;
  const segments = toolpaths.filter((toolpath) => toolpath.kind !== 'hatch' || toolpath.lines.xyxy.length > 0);
  putAscii(out, `<?xml version="1.0" encoding="UTF-8"?>\n<layer xmlns="${TOOLPATH}">\n`);
  if (segments.length > 0) {
    const partOf = (toolpath: Toolpath) => referenceTo(parts, toolpath.partId, 'part');
    const profileOf = (toolpath: Toolpath) => referenceTo(profiles, exposureKey(toolpath), 'exposure key');
    putReferences(out, 'part', segments.map(partOf));
    putReferences(out, 'profile', segments.map(profileOf));
    putAscii(out, '<segments>\n');
    for (const segment of segments) await putSegment(pack, segment, profileOf(segment).id, partOf(segment).id, place);
    putAscii(out, '</segments>\n');
  }
  putAscii(out, '</layer>\n');
}

/** Returns a length in device units; refuses what they do not hold exactly. */
export function toDevice(valueMm: number, what: string, place: readonly string[]): number {
  const value = toGrid(valueMm);
  if (Math.abs(value) <= MAX_DEVICE && Math.abs(valueMm - value / GRID_PER_MM) < FLOAT_DUST_MM) return value;
  throw new PrepError(
    'value-out-of-range',
    `${what} ${valueMm} mm is no multiple of 0.1 micrometre below ${(MAX_DEVICE + 1) / GRID_PER_MM} mm, as the file needs it`,
    place,
  );
}

function referenceTo(known: ReadonlyMap<string, Reference>, name: string, what: string): Reference {
  const reference = known.get(name);
  assert(reference !== undefined, `the ${what} ${name} is in the job`);
  return reference;
}

/** Puts each reference once, by number. */
function putReferences(out: TextBuffer, name: 'part' | 'profile', references: readonly Reference[]): void {
  putAscii(out, `<${name}s>\n`);
  for (const { id, uuid } of [...new Set(references)].sort((a, b) => a.id - b.id)) {
    putAscii(out, `<${name} id="${id}" uuid="${uuid}"/>\n`);
  }
  putAscii(out, `</${name}s>\n`);
}

async function putSegment(
  pack: ToolpathPackage,
  toolpath: Toolpath,
  profileId: number,
  partId: number,
  place: readonly string[],
): Promise<void> {
  assert(toolpath.kind !== 'bead', 'extruded beads do not go into a file of laser paths');
  const { out } = pack;
  const hatch = toolpath.kind === 'hatch';
  const type = hatch ? 'hatch' : toolpath.path.closed ? 'loop' : 'polyline';
  const xy = hatch ? toolpath.lines.xyxy : toolpath.path.xy;
  const step = hatch ? 4 : 2;
  const least = { hatch: 4, loop: 6, polyline: 4 }[type];
  assert(xy.length >= least && xy.length % step === 0, `a ${type} has whole points, and enough of them`);
  const names = hatch ? ['<hatch x1="', '" y1="', '" x2="', '" y2="'] : ['<point x="', '" y="'];
  putAscii(out, `<segment type="${type}" profileid="${profileId}" partid="${partId}">\n`);
  for (let i = 0; i < xy.length; i += step) {
    for (let k = 0; k < step; k++) {
      putAscii(out, names[k]!);
      putDevice(out, toDevice(xy[i + k]!, k % 2 === 0 ? 'x' : 'y', place));
    }
    putAscii(out, '"/>\n');
    if (out.length > 1 << 16) await pack.flush();
  }
  putAscii(out, '</segment>\n');
}

/** Puts a whole number. */
export function putDevice(out: TextBuffer, value: number): void {
  if (value < 0) putAscii(out, '-');
  putIndex(out, Math.abs(value));
}
