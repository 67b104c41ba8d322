/** Whether the laser that is to run a path reaches all of it. */
import { laserFieldsOf } from '../../config/build-area.ts';
import { parameterSetKeyOf } from '../../config/profile-settings.ts';
import type { BuildArea, PlateFigure } from '../../core/build-area.ts';
import { type Finding, finding } from '../../core/finding.ts';
import { type Place, PrepError } from '../../core/prep-error.ts';
import type { ContourToolpath, HatchToolpath } from '../../core/toolpath.ts';
import { type Outside, outsideOf, type PlateContent } from '../../geometry/build-area.ts';
import type { LaserPairing } from '../keys/scan-keys.ts';
import type { LayerResult } from '../layers/layer-result.ts';

/** The rules of this file, for the report. */
export const REACH_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'laser-reach', meaning: 'Every path lies within the field of a laser.' },
  { id: 'laser-seam-unused', meaning: 'A profile that shares paths between lasers meets a printer that has several.' },
];

/** What was seen of reach, layer by layer. */
export interface LaserReach {
  /** Throws `profile-invalid` for the first path beyond the field of the laser that is to run it. */
  add(result: LayerResult): void;
  /** Tells of paths that no laser is named for and no single laser reaches, and of a seam without lasers to share. */
  findings(): Finding[];
}

type LaserPath = ContourToolpath | HatchToolpath;

/** Starts with nothing seen. A printer without fields has lasers that reach all: there nothing is asked. */
export function laserReach(pairing: LaserPairing, partId: string, profileFile: string): LaserReach {
  const { profile, printer } = pairing;
  const limited = printer.lasers?.some(({ field }) => field !== undefined) === true;
  const areas = laserFieldsOf(printer).map(areaOf);
  let worst: (Outside & { readonly layer: number; readonly key: string; readonly isBeyondAll: boolean }) | null = null;
  let layers = 0;

  function addUnassigned(path: LaserPath, layer: number): boolean {
    if (areas.some((area) => outsideOf(area, contentOf(path)).length === 0)) return false;
    let found = false;
    for (const line of linesOf(path)) {
      const content = { loops: [], lines: [line], vectors: [] };
      const least = leastOutside(areas, content);
      if (least === null) continue;
      found = true;
      const ends = [line.subarray(0, 2), line.subarray(2)];
      const isBeyondAll = ends.some((end) => leastOutside(areas, { ...content, lines: [end] }) !== null);
      const isWorse = worst === null || (isBeyondAll && !worst.isBeyondAll) || least.byMm > worst.byMm;
      if (isWorse && !(worst?.isBeyondAll === true && !isBeyondAll)) {
        worst = { ...least, layer, key: path.params, isBeyondAll };
      }
    }
    return found;
  }

  return {
    add({ toolpaths: { index, toolpaths } }) {
      if (!limited) return;
      let isAffected = false;
      for (const path of toolpaths) {
        if (path.kind === 'bead') continue;
        const setKey = parameterSetKeyOf(profile, path.params);
        const own = profile.parameters[setKey]?.laser?.value;
        const laser = path.laser ?? own;
        if (laser === undefined) {
          isAffected = addUnassigned(path, index) || isAffected;
          continue;
        }
        const [outside] = outsideOf(areas[laser] as BuildArea, contentOf(path));
        if (outside === undefined) continue;
        const place: Place = [profileFile, ...(own === undefined ? ['laserSeam'] : ['parameters', setKey, 'laser'])];
        const { byMm, xMm, yMm } = outside;
        const reason = `laser ${laser} of printer '${printer.id}' does not reach the paths of ${path.params}: in layer ${index} of part '${partId}' they lie up to ${mm(byMm)} mm beyond its field, at x ${mm(xMm)}, y ${mm(yMm)}`;
        throw new PrepError('profile-invalid', reason, place);
      }
      if (isAffected) layers++;
    },
    findings: () => [...(worst === null ? [] : [reachFinding(worst, layers)]), ...seamFindings()],
  };

  function reachFinding(most: NonNullable<typeof worst>, count: number): Finding {
    const { layer, key, byMm, xMm, yMm, isBeyondAll } = most;
    const what = isBeyondAll
      ? 'lie beyond the fields of all of its lasers'
      : 'go from the field of one laser into that of another and must be cut, which the profile does not ask for (laserSeam)';
    const message = `the profile names no laser for ${key}; in ${count} ${count === 1 ? 'layer' : 'layers'} paths on '${printer.id}' ${what}, by ${mm(byMm)} mm at most`;
    const known = { partId, layer, xMm, yMm, measured: byMm, limit: 0, unit: 'mm' };
    return finding('laser-reach', isBeyondAll ? 'error' : 'warning', message, known);
  }

  function seamFindings(): Finding[] {
    if (profile.laserSeam === undefined || (printer.lasers?.length ?? 1) > 1) return [];
    const message = `the profile says how lasers share the paths (laserSeam); '${printer.id}' has one laser, and nothing is shared`;
    return [finding('laser-seam-unused', 'note', message, { partId })];
  }
}

/** The field that the content is least beyond, and by how much; null where a field has all of it. */
function leastOutside(areas: readonly BuildArea[], content: PlateContent): Outside | null {
  let least: Outside | null = null;
  for (const area of areas) {
    const [outside] = outsideOf(area, content);
    if (outside === undefined) return null;
    if (least === null || outside.byMm < least.byMm) least = outside;
  }
  return least;
}

function areaOf(outline: PlateFigure): BuildArea {
  return { outline, exclusions: [], heightMm: 0, plateUncounted: false };
}

function contentOf(path: LaserPath): PlateContent {
  const none = { loops: [], lines: [], vectors: [] };
  if (path.kind === 'hatch') return { ...none, vectors: [path.lines.xyxy] };
  const { xy, closed } = path.path;
  return closed ? { ...none, loops: [xy] } : { ...none, lines: [xy] };
}

/** The straight lines of a path one by one. */
function linesOf(path: LaserPath): Float64Array[] {
  if (path.kind === 'hatch') {
    const { xyxy } = path.lines;
    return Array.from({ length: xyxy.length / 4 }, (_, k) => xyxy.subarray(4 * k, 4 * k + 4));
  }
  const { xy, closed } = path.path;
  const lines: Float64Array[] = [];
  for (let i = 2; i < xy.length; i += 2) lines.push(xy.subarray(i - 2, i + 2));
  if (closed && xy.length > 2) lines.push(Float64Array.of(xy[xy.length - 2]!, xy[xy.length - 1]!, xy[0]!, xy[1]!));
  return lines;
}

function mm(value: number): string {
  return String(Number(value.toFixed(4)));
}
