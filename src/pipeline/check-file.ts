/** Explains one file without preparing it: a mesh, a print, a case, a profile or a printer. */
import { extname } from 'node:path';
import { parseJsonText } from '../config/json-text.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { Box3 } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { hasToolpaths } from '../formats/threemf/toolpath/has-toolpaths.ts';
import { openThreeMfToolpath } from '../formats/threemf/toolpath/read-toolpath.ts';
import type { MeshShell } from '../geometry/mesh-shells.ts';
import { openFileSource, textOf } from '../store/file-source.ts';
import type { CaseCheck } from './check-case.ts';
import { checkGcode, type GcodeCheck, gcodeLines, gcodeSummary } from './check-gcode.ts';
import { checkToolpaths, type ToolpathCheck } from './check-toolpaths.ts';
import { type LengthUnit, type SuspectedUnit, sizeText, suspectedUnit, unitWords } from './load/length-unit.ts';
import { type LoadedPart, loadPart } from './load/load-part.ts';
import type { CatalogFolders } from './request/find-pairing.ts';

/** What was found in a file. */
export interface FileCheck {
  readonly file: string;
  readonly kind: 'mesh' | 'toolpath' | 'gcode' | 'profile' | 'printer' | 'case';
  /** Measures of a mesh in the numbers of its file, as mm; null for others. */
  readonly mesh: MeshCheck | null;
  /** What a 3MF with laser paths holds; absent for others. */
  readonly toolpath?: ToolpathCheck;
  /** What a G-code file holds; absent for others. */
  readonly gcode?: GcodeCheck;
  /** What a case consists of; null for others. */
  readonly case: CaseCheck | null;
  readonly findings: readonly Finding[];
  /** One line for people, and more of them below it. */
  readonly summary: string;
  readonly lines: readonly string[];
}

/** Measures of a mesh. */
export interface MeshCheck {
  readonly triangles: number;
  readonly beams: number;
  /** Of the triangles; below 0 where they face inward. With beams that of the union. */
  readonly volumeMm3: number;
  readonly watertight: boolean;
  readonly shells: number;
  readonly bboxMm: Box3;
  readonly suspectedUnit: SuspectedUnit | null;
  /** The unit that was taken. */
  readonly unit: string | null;
  readonly openEdges: number;
  readonly nonManifoldEdges: number;
  readonly misorientedEdges: number;
  readonly degenerateTriangles: number;
  readonly duplicateTriangles: number;
  /** The first 1000 shells. */
  readonly shellList: readonly (Pick<MeshShell, 'triangles' | 'volumeMm3' | 'role' | 'depth' | 'parent'> & {
    readonly bboxMm: Box3;
  })[];
  readonly objects: LoadedPart['objects'];
  readonly repairs: readonly string[];
}

/** How files are checked. */
export interface CheckOptions {
  readonly units: LengthUnit | null;
  /** Repairs a mesh and says what was done, as preparing it with a repair would. */
  readonly repair: boolean;
}

/** Checks one file by what it is. */
export async function checkFile(
  path: string,
  options: CheckOptions = { units: null, repair: false },
  folders: CatalogFolders = { printers: null, profiles: null },
  signal: AbortSignal = new AbortController().signal,
): Promise<FileCheck> {
  const extension = extname(path).toLowerCase();
  // A mesh does not wait for what only a case needs.
  if (extension === '.json') return checkSettings(path, folders);
  if (extension === '.gcode' || extension === '.bgcode') return checkPrint(path, signal);
  if (extension === '.3mf') {
    const found = await checkPaths(path);
    if (found !== null) return found;
  }
  return checkMesh(path, options);
}

/** A 3MF with the toolpath extension; null for any other. */
async function checkPaths(path: string): Promise<FileCheck | null> {
  const source = await openFileSource(path);
  try {
    if (!(await hasToolpaths(source))) return null;
    const { toolpath, findings } = await checkToolpaths(await openThreeMfToolpath(source), path);
    const { layers, vectors, vectorLengthMm, lines, lineLengthMm, bboxMm, parts, exposures } = toolpath;
    const size = bboxMm === null ? 'no points' : `${sizeText(bboxMm)} mm`;
    const summary = `laser paths, ${countOf(layers, 'layer')}, ${countOf(lines, 'line')} of ${vectorText(lineLengthMm)}, ${countOf(vectors, 'vector')} of ${vectorText(vectorLengthMm)}, ${size}`;
    return {
      file: path,
      kind: 'toolpath',
      mesh: null,
      toolpath,
      case: null,
      findings,
      summary,
      lines: [...parts.map((name) => `part ${name}`), ...exposures.map((name) => `parameters ${name}`)],
    };
  } finally {
    await source.close();
  }
}

/** A print. */
async function checkPrint(path: string, signal: AbortSignal): Promise<FileCheck> {
  const source = await openFileSource(path);
  try {
    const { gcode, findings } = await checkGcode(source, signal);
    const common = { file: path, mesh: null, case: null, findings };
    return { ...common, kind: 'gcode', gcode, summary: gcodeSummary(gcode), lines: gcodeLines(gcode) };
  } finally {
    await source.close();
  }
}

function vectorText(lengthMm: number): string {
  return `${lengthMm.toFixed(1)} mm`;
}

async function checkMesh(path: string, { units, repair }: CheckOptions): Promise<FileCheck> {
  // Doubt about the unit is an answer here, not an obstacle, and so is a mesh that faces inward.
  const part = await loadPart(path, { units, repair, anyway: true });
  const suspected = part.unit?.decidedBy === 'default' ? suspectedUnit(part.box) : null;
  const findings = [...part.findings];
  if (suspected !== null) {
    const message = `the part measures ${sizeText(part.box)} mm: it seems to be in ${unitWords(suspected)}`;
    findings.push(finding('units-doubtful', 'warning', message));
  }
  const mesh = meshCheck(part, suspected);
  const closed = mesh.watertight ? 'watertight' : 'not watertight';
  const beams = mesh.beams > 0 ? `, ${mesh.beams} beams` : '';
  const sum = `${volumeText(part.volumeMm3)} mm3`;
  const volume = mesh.watertight ? sum : `no volume (its triangles sum to ${sum})`;
  const summary = `mesh, ${mesh.triangles} triangles${beams}, ${closed}, ${countOf(mesh.shells, 'shell')}, ${volume}, ${sizeText(part.box)} mm`;
  const lines = [
    ...meshLines(part),
    ...(repair && part.repairs.length === 0 ? ['the repair found nothing to mend'] : []),
  ];
  return { file: path, kind: 'mesh', mesh, case: null, findings, summary, lines };
}

function meshCheck(part: LoadedPart, suspected: SuspectedUnit | null): MeshCheck {
  const { openEdges, nonManifoldEdges, misorientedEdges, degenerateTriangles, duplicateTriangles } = part.topology;
  return {
    triangles: part.mesh.triangles.length / 3,
    beams: part.beams.reduce((sum, { caps }) => sum + caps.length / 2, 0),
    volumeMm3: part.volumeMm3,
    // Beams are closed bodies; a part of beams alone has no triangle that could be open.
    watertight: part.topology.watertight || (part.mesh.triangles.length === 0 && part.beams.length > 0),
    shells: part.topology.shells,
    bboxMm: part.box,
    suspectedUnit: suspected,
    unit: part.unit?.name ?? null,
    openEdges: openEdges.count,
    nonManifoldEdges: nonManifoldEdges.count,
    misorientedEdges: misorientedEdges.count,
    degenerateTriangles: degenerateTriangles.count,
    duplicateTriangles: duplicateTriangles.count,
    shellList: part.shells.slice(0, MOST_SHELLS).map(({ triangles, volumeMm3, box, role, depth, parent }) => ({
      triangles,
      volumeMm3,
      bboxMm: box,
      role,
      depth,
      parent,
    })),
    objects: part.objects,
    repairs: part.repairs,
  };
}

/** Shells that are listed one by one. */
const MOST_SHELLS = 1000;
const SHOWN_SHELLS = 10;

function meshLines({ objects, shells, unit }: LoadedPart): string[] {
  const lines: string[] = [];
  if (unit !== null) lines.push(`unit ${unit.name}, by ${unit.decidedBy}`);
  for (const { name, triangles, beams } of objects) {
    lines.push(`object ${name === '' ? 'without a name' : name}: ${triangles} triangles, ${beams} beams`);
  }
  if (shells.length < 2) return lines;
  shells.slice(0, SHOWN_SHELLS).forEach(({ triangles, volumeMm3, box, role, parent }, n) => {
    const within = parent === null ? '' : ` in shell ${parent + 1}`;
    lines.push(
      `shell ${n + 1}: ${role}${within}, ${triangles} triangles, ${volumeText(volumeMm3)} mm3, ${sizeText(box)} mm`,
    );
  });
  if (shells.length > SHOWN_SHELLS) lines.push(`and ${shells.length - SHOWN_SHELLS} more shells`);
  return lines;
}

/** A count with its word. */
function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A volume for people: small ones keep their digits. */
function volumeText(volumeMm3: number): string {
  return Math.abs(volumeMm3) < 1 ? String(Number(volumeMm3.toPrecision(4))) : volumeMm3.toFixed(3);
}

async function checkSettings(path: string, folders: CatalogFolders): Promise<FileCheck> {
  const text = await textOf(path);
  // A text that is no JSON is told with its line, whatever it was to be.
  parseJsonText(text, path, 'case-invalid');
  const schema = /"schema"\s*:\s*"trabecula\/([a-z]+)@/.exec(text)?.[1];
  if (schema === 'profile') {
    const { loadProfile } = await import('../config/profile.ts');
    const { id, status } = loadProfile(text, path);
    return {
      file: path,
      kind: 'profile',
      mesh: null,
      case: null,
      findings: [],
      summary: `profile ${id}, ${status}`,
      lines: [],
    };
  }
  if (schema === 'printer') {
    const { loadPrinter } = await import('../config/printer.ts');
    return {
      file: path,
      kind: 'printer',
      mesh: null,
      case: null,
      findings: [],
      summary: `printer ${loadPrinter(text, path).id}`,
      lines: [],
    };
  }
  if (schema === 'case') {
    const { caseLines, checkCase } = await import('./check-case.ts');
    const { explained, findings } = await checkCase(path, folders);
    const { id, parts, targets } = explained;
    const regions = parts.reduce((sum, part) => sum + part.regions.length, 0);
    const names = targets.map((target) => target.id).join(', ');
    const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
    const summary = `case ${id}, ${count(parts.length, 'part')}, ${count(regions, 'region')}, targets ${names}`;
    return { file: path, kind: 'case', mesh: null, case: explained, findings, summary, lines: caseLines(explained) };
  }
  throw new PrepError(
    'format-unknown',
    'is no case, profile or printer: "schema" must be trabecula/case@1, trabecula/profile@1 or trabecula/printer@1',
    [path],
  );
}
