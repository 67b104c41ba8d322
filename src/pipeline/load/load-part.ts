/** Reads a part from a mesh file, checks it, and says what was found. Nothing is repaired unless asked for. */
import { basename, extname } from 'node:path';
import type { BeamSet } from '../../core/beams.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { Box3, TriangleMesh } from '../../core/mesh.ts';
import { PrepError } from '../../core/prep-error.ts';
import { meshMeasures } from '../../geometry/mesh-measures.ts';
import { type MeshShell, meshShells } from '../../geometry/mesh-shells.ts';
import { type MeshTopology, meshTopology } from '../../geometry/mesh-topology.ts';
import { repairMesh } from '../../geometry/repair/repair-mesh.ts';
import { DEFAULT_REPAIR } from '../../geometry/repair/settings.ts';
import { boxWithBeams, scaledBeams, volumeWithBeams } from './beam-part.ts';
import {
  cannotBeMm,
  type LengthUnit,
  MM_PER_UNIT,
  sizeText,
  suspectedUnit,
  UNIT_OPTIONS,
  unitWords,
} from './length-unit.ts';
import { shellFindings, topologyFindings } from './mesh-findings.ts';
import { type MeshFile, readMeshFile } from './read-mesh-file.ts';

/** A part as its file gives it, in mm and in the file's coordinates. */
export interface LoadedPart {
  readonly partId: string;
  /** The triangles; none in a part of beams alone. */
  readonly mesh: TriangleMesh;
  /** Beams that are solid too: the part is the union of both. */
  readonly beams: readonly BeamSet[];
  readonly topology: MeshTopology;
  readonly shells: readonly MeshShell[];
  /** By the triangles; of a part with beams that of the union, summed from cuts. Below 0: the triangles face inward. */
  readonly volumeMm3: number;
  readonly box: Box3;
  readonly findings: readonly Finding[];
  /** The file that it was read from; null for one that was built. */
  readonly input: { readonly path: string; readonly bytes: number; readonly sha256: string } | null;
  /** Which unit was taken, and why; null for one that was built. */
  readonly unit: { readonly name: string; readonly decidedBy: 'option' | 'case' | 'file' | 'default' } | null;
  /** Objects that a 3MF places. */
  readonly objects: MeshFile['objects'];
  readonly repairs: readonly string[];
}

/** How a mesh file is read. */
export interface LoadOptions {
  readonly units: LengthUnit | null;
  readonly repair: boolean;
  /** `units` are those of a case, and a file that declares others is refused; else they overrule it. */
  readonly sameUnit?: boolean;
  /** Takes what is refused else, because the caller says so: a size that is not credible, a mesh that faces inward. */
  readonly anyway?: boolean;
}

/** Reads and checks a mesh file; throws where it cannot be used as it is. `id` null: the part bears the file's name. */
export async function loadPart(path: string, options: LoadOptions, id: string | null = null): Promise<LoadedPart> {
  const partId = id ?? partIdOf(basename(path));
  const file = await readMeshFile(path);
  refuseOtherUnit(file.unit, options, path);
  const scale = file.unit === null ? MM_PER_UNIT[options.units ?? 'mm'] : unitFactor(file.unit, options.units);
  const beams = scale === 1 ? file.beams : file.beams.map((set) => scaledBeams(set, scale));
  const { mesh, steps, openHoles } = repaired(scale === 1 ? file.mesh : scaled(file.mesh, scale), options.repair);
  const asksUnit = options.anyway !== true && options.units === null && file.unit === null;
  const doubts = asksUnit ? unitFindings(boxWithBeams(mesh, beams), path, partId) : [];
  const examined = await examinedPart(mesh, beams, partId);
  if (examined.volumeMm3 < 0 && options.anyway !== true) {
    const inverted = `the mesh is inside out (volume ${examined.volumeMm3.toFixed(3)} mm3)`;
    throw new PrepError('mesh-invalid', `${inverted}; pass --repair to turn it`, [path]);
  }
  return {
    ...examined,
    findings: [
      ...doubts,
      ...file.leftOut.map((sentence) => finding('file-content-left-out', 'warning', sentence, { partId })),
      ...steps.map((words) => finding('mesh-repaired', 'warning', words, { partId })),
      ...openHoles.map((words) => finding('mesh-hole-open', 'warning', words, { partId })),
      ...examined.findings,
    ],
    input: { path, bytes: file.bytes, sha256: file.sha256 },
    unit: {
      name: options.units ?? file.unit ?? 'mm',
      decidedBy: decidedBy(options, file.unit),
    },
    objects: file.objects,
    repairs: steps,
  };
}

function decidedBy(
  { units, sameUnit }: LoadOptions,
  declared: string | null,
): NonNullable<LoadedPart['unit']>['decidedBy'] {
  if (units !== null) return sameUnit === true ? 'case' : 'option';
  return declared !== null ? 'file' : 'default';
}

/** What a body itself tells of a part. */
export type ExaminedPart = Omit<LoadedPart, 'input' | 'unit' | 'repairs' | 'objects'>;

/** Examines a body that was read or built. */
export async function examinedPart(
  mesh: TriangleMesh,
  beams: readonly BeamSet[],
  partId: string,
): Promise<ExaminedPart> {
  const topology = meshTopology(mesh);
  const shells = meshShells(mesh, topology);
  const box = boxWithBeams(mesh, beams);
  const volumeMm3 =
    beams.length === 0 ? meshMeasures(mesh).volumeMm3 : await volumeWithBeams(mesh, topology, beams, box);
  const findings = [
    ...(mesh.triangles.length === 0 ? [] : topologyFindings(topology, partId)),
    ...shellFindings(shells, partId),
  ];
  return { partId, mesh, beams, topology, shells, volumeMm3, box, findings };
}

/** Part id of a file name: the name without extension; slashes, control characters and a leading dot become underscores. */
export function partIdOf(file: string): string {
  const name = file.slice(0, file.length - extname(file).length);
  const safe = name.replace(/[/\\\p{Cc}]/gu, '_').replace(/^\./, '_');
  return safe === '' ? 'part' : safe;
}

function repaired(
  mesh: TriangleMesh,
  wanted: boolean,
): { readonly mesh: TriangleMesh; readonly steps: readonly string[]; readonly openHoles: readonly string[] } {
  if (!wanted || mesh.triangles.length === 0) return { mesh, steps: [], openHoles: [] };
  const { mesh: sound, steps, openHoles } = repairMesh(mesh, DEFAULT_REPAIR);
  return { mesh: sound, steps: steps.map(({ words }) => words), openHoles };
}

/** A 3MF is already in mm by its own unit; an explicit unit says that the file's claim is wrong. */
function unitFactor(declared: string, given: LengthUnit | null): number {
  if (given === null) return 1;
  const perDeclared: Readonly<Record<string, number>> = {
    micron: 0.001,
    millimeter: 1,
    centimeter: 10,
    inch: 25.4,
    foot: 304.8,
    meter: 1000,
  };
  return MM_PER_UNIT[given] / (perDeclared[declared] ?? 1);
}

const DECLARED_AS: Readonly<Record<LengthUnit, string>> = {
  mm: 'millimeter',
  cm: 'centimeter',
  m: 'meter',
  inch: 'inch',
  micron: 'micron',
};

function refuseOtherUnit(declared: string | null, { units, sameUnit }: LoadOptions, path: string): void {
  if (sameUnit !== true || units === null || declared === null || declared === DECLARED_AS[units]) return;
  throw new PrepError('units-doubtful', `declares the unit ${declared}, its case says ${units}`, [path]);
}

/** A size that cannot be in mm is refused, and one that is unlikely told: nobody guesses the unit of an implant. */
function unitFindings(box: Box3, path: string, partId: string): Finding[] {
  const suspected = suspectedUnit(box);
  if (suspected === null) return [];
  const seems = `the part measures ${sizeText(box)} mm: it seems to be in ${unitWords(suspected)}`;
  const option = UNIT_OPTIONS[suspected];
  if (cannotBeMm(box)) {
    throw new PrepError('units-doubtful', `${seems}; pass --units ${option}, or --units mm if that is right`, [path]);
  }
  const message = `${seems}, and mm were taken: pass --units ${option}, or --units mm to say so`;
  return [finding('units-doubtful', 'warning', message, { partId })];
}

function scaled(mesh: TriangleMesh, factor: number): TriangleMesh {
  return { positions: mesh.positions.map((value) => value * factor), triangles: mesh.triangles };
}
