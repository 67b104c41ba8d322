/** What a file of laser paths holds, without judging it. */
import { basename } from 'node:path';
import { type Finding, finding } from '../core/finding.ts';
import type { LaserFile } from '../core/laser-file.ts';
import type { Box3 } from '../core/mesh.ts';

/** Measures of a file of laser paths, lengths in mm. */
export interface ToolpathCheck {
  readonly layers: number;
  /** Straight vectors of hatch and other sets, and their length. */
  readonly vectors: number;
  readonly vectorLengthMm: number;
  /** Lines that are exposed as contours, and their length. */
  readonly lines: number;
  readonly lineLengthMm: number;
  /** Boundaries, which are not exposed. */
  readonly boundaries: number;
  /** Of the points in the plane, and of the upper surfaces of the layers; null where there is no point. */
  readonly bboxMm: Box3 | null;
  readonly parts: readonly string[];
  /** Names of the parameter sets. */
  readonly exposures: readonly string[];
}

/** Reads all layers and counts; what departs from the format becomes a note. */
export async function checkToolpaths(
  file: LaserFile,
  path: string,
): Promise<{ readonly toolpath: ToolpathCheck; readonly findings: readonly Finding[] }> {
  const sums = { layers: 0, vectors: 0, vectorLengthMm: 0, lines: 0, lineLengthMm: 0, boundaries: 0 };
  const box: [number, number, number, number, number, number] = [
    ...[Infinity, Infinity, Infinity],
    ...[-Infinity, -Infinity, -Infinity],
  ] as [number, number, number, number, number, number];
  for await (const { zMm, paths } of file.layers()) {
    sums.layers++;
    for (const one of paths) {
      const xy = one.kind === 'hatch' ? one.xyxy : one.xy;
      grow(box, xy, zMm);
      if (one.kind === 'boundary') sums.boundaries++;
      else if (one.kind === 'hatch') {
        sums.vectors += xy.length / 4;
        sums.vectorLengthMm += lengthMm(xy, 4, false);
      } else {
        sums.lines++;
        sums.lineLengthMm += lengthMm(xy, 2, one.closed);
      }
    }
  }
  const findings = [...new Set(file.tolerated)].map((words) =>
    finding('file-tolerated', 'note', `${basename(path)}: ${words}`),
  );
  const exposures = file.exposures.map(({ name }) => name);
  const bboxMm = box[0] <= box[3] ? box : null;
  return { toolpath: { ...sums, bboxMm, parts: [...file.parts], exposures }, findings };
}

function grow(box: [number, number, number, number, number, number], xy: Float64Array, zMm: number): void {
  for (let i = 0; i + 1 < xy.length; i += 2) {
    box[0] = Math.min(box[0], xy[i]!);
    box[1] = Math.min(box[1], xy[i + 1]!);
    box[3] = Math.max(box[3], xy[i]!);
    box[4] = Math.max(box[4], xy[i + 1]!);
  }
  if (xy.length === 0) return;
  box[2] = Math.min(box[2], zMm);
  box[5] = Math.max(box[5], zMm);
}

/** Length of lines whose starts lie `step` numbers apart: 2 for a line from point to point, 4 for single vectors. */
function lengthMm(xy: Float64Array, step: 2 | 4, closed: boolean): number {
  let sum = 0;
  for (let i = 0; i + 3 < xy.length; i += step) sum += Math.hypot(xy[i + 2]! - xy[i]!, xy[i + 3]! - xy[i + 1]!);
  const last = xy.length - 2;
  return closed && last > 0 ? sum + Math.hypot(xy[0]! - xy[last]!, xy[1]! - xy[last + 1]!) : sum;
}
