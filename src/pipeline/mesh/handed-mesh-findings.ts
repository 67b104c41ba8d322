/** What the making of the mesh for the machine's software counted, as findings. */
import { type Finding, finding } from '../../core/finding.ts';
import type { MeshPieces } from '../../geometry/iso/mesh-pieces.ts';
import type { StackTally } from '../../geometry/iso/stack-mesh.ts';

/** The rules of this file, for the report. */
export const HANDED_MESH_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  {
    id: 'mesh-of-cubes',
    meaning: 'The mesh for the machine is the design itself, and not made from sections of the solid.',
  },
  { id: 'wall-lost', meaning: 'The mesh for the machine has every wall.' },
  { id: 'piece-lost', meaning: 'The mesh for the machine has every stem.' },
  { id: 'gap-closed', meaning: 'The mesh for the machine has every gap.' },
  { id: 'surface-unmet', meaning: 'Every vertex of the mesh for the machine was found.' },
  { id: 'mesh-loose', meaning: 'The mesh for the machine is one piece.' },
  { id: 'mesh-volume-off', meaning: 'The mesh for the machine holds the volume of the layers.' },
  { id: 'mesh-left-out', meaning: 'The mesh for the machine was written.' },
];

/** Relative difference between the volume of the mesh and that of the layers that is worth a warning: edges are cut off. */
export const VOLUME_RELATIVE = 0.02;
/** From here on they are not the same solid. */
const WRONG_RELATIVE = 0.05;

/** How a mesh was made. */
export interface MadeMesh {
  readonly names: readonly string[];
  readonly stepMm: number;
  /** Volume of the layers. */
  readonly slicedMm3: number;
}

/** Fewer places are flakes that the part's surface cuts off a wall; a hole in a wall of a lattice has more. */
const HOLE_EDGES = 32;

/** What is missing for fewer cubes on top of each other is the tip of something that is there, or a flake: cut off as edges are. */
const TIP_CUBES = 6;

/** A wall that passed between two nodes is not in the mesh: that is an error, as the machine would not make it. */
export function handedMeshFindings(
  { lostWalls, closedGaps, lost, unmetSurface, triangles }: StackTally,
  { volumeMm3, loose }: MeshPieces,
  { names, stepMm, slicedMm3 }: MadeMesh,
  partId: string,
): Finding[] {
  const findings: Finding[] = [];
  const step = `${Number(stepMm.toPrecision(4))} mm`;
  const files = names.join(' and ');
  const add = (rule: string, severity: Finding['severity'], measured: number, unit: string, message: string) =>
    findings.push(finding(rule, severity, `${files}: ${message}`, { partId, measured, limit: 0, unit }));
  const off = volumeMm3 / slicedMm3 - 1;
  const percent = `${Math.abs(100 * off).toFixed(2)} % ${off < 0 ? 'less' : 'more'} than the layers`;
  const cubes = `${triangles} triangles from sections, in cubes of ${step}, so edges are cut off; ${volumeMm3.toFixed(3)} mm3, ${percent}`;
  add('mesh-of-cubes', 'note', triangles, 'triangles', cubes);
  if (lostWalls > 0) {
    const message = `walls thinner than cubes of ${step} are missing at ${places(lostWalls)}; take a smaller --px`;
    add('wall-lost', lostWalls < HOLE_EDGES ? 'warning' : 'error', lostWalls, 'edges', message);
  }
  if (lost.outlines > 0) {
    const [x, y, z] = (lost.at ?? [0, 0, 0]).map((value) => Number(value.toFixed(3)));
    const message = `pieces that pass between the nodes are missing in ${lost.outlines} outlines; the tallest is missing for ${lost.tallest} cubes of ${step} on top of each other, up to x ${x}, y ${y}, z ${z}; take a smaller --px`;
    add('piece-lost', lost.tallest < TIP_CUBES ? 'note' : 'error', lost.tallest, 'cubes', message);
  }
  if (closedGaps > 0) {
    const message = `gaps narrower than cubes of ${step} are closed at ${places(closedGaps)}`;
    add('gap-closed', 'warning', closedGaps, 'edges', message);
  }
  if (unmetSurface > 0) {
    const message = `the surface was not met at ${places(unmetSurface)}: it may be off by ${step} there`;
    add('surface-unmet', 'warning', unmetSurface, 'edges', message);
  }
  if (loose.count > 0) {
    const message = `beside its largest piece it has ${loose.count} of ${loose.volumeMm3.toPrecision(4)} mm3 in all, the largest ${loose.largestMm3.toPrecision(4)} mm3`;
    add('mesh-loose', 'note', loose.volumeMm3, 'mm3', message);
  }
  if (!(Math.abs(off) <= VOLUME_RELATIVE)) {
    const message = `${files}: the mesh holds ${volumeMm3.toFixed(3)} mm3, the layers ${slicedMm3.toFixed(3)} mm3`;
    const about = { partId, measured: off, limit: VOLUME_RELATIVE, unit: '1' };
    const severity = Math.abs(off) <= WRONG_RELATIVE ? 'warning' : 'error';
    findings.push(finding('mesh-volume-off', severity, message, about));
  }
  return findings;
}

/** A band of layers is no whole part. */
export function meshLeftOut(partId: string): Finding {
  const message = 'a mesh for the machine is made of the whole part only, not of a band of layers';
  return finding('mesh-left-out', 'note', message, { partId });
}

function places(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}
