/** Explains one file without preparing it: a mesh, a case, a profile or a printer. */
import { extname } from 'node:path';
import { loadCase } from '../config/case.ts';
import { loadPrinter } from '../config/printer.ts';
import { loadProfile } from '../config/profile.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { Box3 } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { textOf } from '../store/file-source.ts';
import { caseRequests } from './case-requests.ts';
import type { CatalogFolders } from './find-pairing.ts';
import { type LengthUnit, sizeText, suspectedUnit } from './length-unit.ts';
import { loadPart } from './load-part.ts';
import { takeInHand } from './take-in-hand.ts';

/** What was found in a file. */
export interface FileCheck {
  readonly file: string;
  readonly kind: 'mesh' | 'profile' | 'printer' | 'case';
  /** Measures of a mesh in the numbers of its file, as mm; null for others. */
  readonly mesh: MeshCheck | null;
  readonly findings: readonly Finding[];
  /** One line for people. */
  readonly summary: string;
}

/** Measures of a mesh. */
export interface MeshCheck {
  readonly triangles: number;
  readonly volumeMm3: number;
  readonly watertight: boolean;
  readonly shells: number;
  readonly bboxMm: Box3;
  readonly suspectedUnit: 'metre' | 'micron' | null;
}

/** Checks one file by what it is. */
export async function checkFile(
  path: string,
  units: LengthUnit | null = null,
  folders: CatalogFolders = { printers: null, profiles: null },
): Promise<FileCheck> {
  const extension = extname(path).toLowerCase();
  if (extension === '.json') return checkSettings(path, folders);
  return checkMesh(path, units);
}

async function checkMesh(path: string, units: LengthUnit | null): Promise<FileCheck> {
  // Doubt about the unit is an answer here, not an obstacle; an inverted mesh is turned and says so.
  const part = await loadPart(path, { units, repair: true, anyUnit: true });
  const suspected = part.unit.decidedBy === 'default' ? suspectedUnit(part.box) : null;
  const findings = [...part.findings];
  if (suspected !== null) {
    findings.push(
      finding(
        'units-doubtful',
        'warning',
        `the part measures ${sizeText(part.box)} mm: it seems to be in ${suspected}s`,
      ),
    );
  }
  const { watertight, shells } = part.topology;
  const triangles = part.mesh.triangles.length / 3;
  const mesh = { triangles, volumeMm3: part.volumeMm3, watertight, shells, bboxMm: part.box, suspectedUnit: suspected };
  const closed = watertight ? 'watertight' : 'not watertight';
  const summary = `mesh, ${triangles} triangles, ${closed}, ${shells} shells, ${part.volumeMm3.toFixed(3)} mm3, ${sizeText(part.box)} mm`;
  return { file: path, kind: 'mesh', mesh, findings, summary };
}

async function checkSettings(path: string, folders: CatalogFolders): Promise<FileCheck> {
  const text = await textOf(path);
  const schema = /"schema"\s*:\s*"trabecula\/([a-z]+)@/.exec(text)?.[1];
  if (schema === 'profile') {
    const { id, status } = loadProfile(text, path);
    return { file: path, kind: 'profile', mesh: null, findings: [], summary: `profile ${id}, ${status}` };
  }
  if (schema === 'printer') {
    return { file: path, kind: 'printer', mesh: null, findings: [], summary: `printer ${loadPrinter(text, path).id}` };
  }
  if (schema === 'case') {
    const { id, parts, targets } = loadCase(text, path);
    const findings = await caseFindings(path, folders);
    const regions = parts.flatMap((part) => part.regions).length;
    const names = targets.map((target) => target.id).join(', ');
    const summary = `case ${id}, ${parts.length} part, ${regions} regions, targets ${names}`;
    return { file: path, kind: 'case', mesh: null, findings, summary };
  }
  throw new PrepError(
    'format-unknown',
    'is no case, profile or printer: "schema" must be trabecula/case@1, trabecula/profile@1 or trabecula/printer@1',
    [path],
  );
}

/** Takes every target of a case in hand, as preparing it would: meshes, printers, profiles, fills and places. */
async function caseFindings(path: string, folders: CatalogFolders): Promise<Finding[]> {
  const run = {
    outDir: '',
    force: false,
    folders,
    layers: null,
    cliEncoding: 'binary',
    cliContent: 'both',
    looseSolid: 'drop',
  } as const;
  const found = new Map<string, Finding>();
  for (const request of await caseRequests(path, run, null)) {
    const { meshes } = await takeInHand(request);
    for (const one of meshes.flatMap(({ findings }) => findings)) found.set(`${one.rule} ${one.partId}`, one);
  }
  return [...found.values()];
}
