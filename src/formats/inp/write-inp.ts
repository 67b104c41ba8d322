/** Writes voxels as hexahedra for finite elements: the input format of Abaqus, which CalculiX reads as well. */
import type { ByteSink } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { putNanometres } from '../threemf/put-nanometres.ts';
import { putAscii, putIndex, type TextBuffer, textBuffer } from '../threemf/text-buffer.ts';
import { type LargestPart, voxelLabels } from './voxel-parts.ts';

/** A model of voxels, layer by layer from below; each run gives the same layers. */
export interface VoxelModel {
  /** Corner of the first voxel, edge of a voxel, voxels along each axis. */
  readonly x0Mm: number;
  readonly y0Mm: number;
  readonly z0Mm: number;
  readonly edgeMm: number;
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  /** For each voxel of a layer, row by row: 0 void, else 1 + the number of its region. An array serves until the next layer. */
  layers(): Iterable<Uint8Array>;
}

/** What stands in the file beside the voxels. */
export interface InpWriteOptions {
  /** Lines of comment at the top. */
  readonly comments: readonly string[];
  /** Names of the element sets, by region. */
  readonly regions: readonly string[];
  /** What becomes of voxels that do not hang together with the largest part by faces. */
  readonly loose: 'keep' | 'drop';
}

/** What was written, and what was found loose (also when it was kept). */
export interface InpCounts {
  readonly nodes: number;
  readonly elements: number;
  readonly looseVoxels: number;
  readonly looseParts: number;
}

/** Numbers of a set in one line; Abaqus takes at most 16. */
const SET_LINE = 16;
const STEP_BYTES = 1 << 16;
const LABEL = /^[A-Za-z][A-Za-z0-9_-]{0,79}$/;
/** Names of the sets that every file has. */
const OWN_SETS: readonly string[] = ['ALL', 'ZMIN', 'ZMAX'];

/**
 * Writes one C3D8 element a voxel, in the element set of its region and in `ALL`; each node once. The node sets `ZMIN` and
 * `ZMAX` hold the nodes of the lowest and the highest plane. Lengths are mm, so forces are N and stresses MPa; material, loads and
 * steps are left to the user. Nodes and elements of a layer follow each other, so memory is that of a layer.
 */
export async function writeInp(sink: ByteSink, model: VoxelModel, options: InpWriteOptions): Promise<InpCounts> {
  const { nx, ny } = model;
  checkRegions(options.regions);
  const largest = findLargest(model);
  if (largest.kept.length < 2) throw new PrepError('value-out-of-range', 'has no solid voxel', ['voxel model']);
  const out = textBuffer();
  const flush = async () => {
    await sink.write(out.bytes.subarray(0, out.length));
    out.length = 0;
  };
  for (const line of options.comments) putAscii(out, `** ${line.replace(/[^ -~]+/g, ' ')}\n`);
  putAscii(out, '** Units: mm, N, MPa. Material, boundary conditions and steps are to be added, for example\n');
  putAscii(out, '** *MATERIAL, NAME=TI64 / *ELASTIC / 110000., 0.34 / *SOLID SECTION, ELSET=ALL, MATERIAL=TI64\n');

  const labels = voxelLabels(nx, ny);
  const label = new Int32Array(nx * ny);
  const side = nx + 1;
  let bottom = new Int32Array(side * (ny + 1));
  let top = new Int32Array(side * (ny + 1));
  let nodes = 0;
  let elements = 0;
  let k = 0;
  const lowest: number[] = [];
  let highest: Int32Array = new Int32Array(0);
  for (const voxels of model.layers()) {
    labels.layer(voxels, label);
    const swap = bottom;
    bottom = top;
    top = swap.fill(0);
    const kept = (n: number) => voxels[n]! > 0 && (options.loose === 'keep' || largest.kept[label[n]!] === 1);
    const firstLayer = elements === 0;
    const nodesBefore = nodes;
    const elementsBefore = elements;
    for (const [plane, z] of [
      [bottom, k],
      [top, k + 1],
    ] as const) {
      for (let n = 0; n < voxels.length; n++) {
        if (!kept(n)) continue;
        const i = n % nx;
        const j = (n - i) / nx;
        for (let corner = 0; corner < 4; corner++) {
          const at = (j + (corner >> 1)) * side + i + (corner & 1);
          if (plane[at] !== 0) continue;
          if (nodes === nodesBefore) putAscii(out, '*NODE, NSET=ALL\n');
          plane[at] = ++nodes;
          if (firstLayer && plane === bottom) lowest.push(nodes);
          putNode(out, model, nodes, i + (corner & 1), j + (corner >> 1), z);
        }
        if (out.length > STEP_BYTES) await flush();
      }
    }
    for (const [r, name] of options.regions.entries()) {
      let begun = false;
      for (let n = 0; n < voxels.length; n++) {
        if (voxels[n] !== r + 1 || !kept(n)) continue;
        if (!begun) putAscii(out, `*ELEMENT, TYPE=C3D8, ELSET=${name}\n`);
        begun = true;
        const i = n % nx;
        putElement(out, ++elements, bottom, top, ((n - i) / nx) * side + i, side);
        if (out.length > STEP_BYTES) await flush();
      }
    }
    if (elements > elementsBefore) highest = top.filter((node) => node > 0).sort();
    k++;
  }
  putSet(out, 'ZMIN', lowest);
  putSet(out, 'ZMAX', highest);
  putAscii(out, `*ELSET, ELSET=ALL, GENERATE\n1, ${elements}, 1\n`);
  await flush();
  return { nodes, elements, looseVoxels: largest.looseVoxels, looseParts: largest.looseParts };
}

function checkRegions(regions: readonly string[]): void {
  const seen = new Set(OWN_SETS);
  for (const name of regions) {
    const key = name.toUpperCase();
    if (LABEL.test(name) && !seen.has(key)) {
      seen.add(key);
      continue;
    }
    throw new PrepError('value-out-of-range', 'is no name that a set can have, or has it already', ['region', name]);
  }
}

function findLargest(model: VoxelModel): LargestPart {
  const labels = voxelLabels(model.nx, model.ny);
  const label = new Int32Array(model.nx * model.ny);
  for (const voxels of model.layers()) labels.layer(voxels, label);
  return labels.largest();
}

function putNode(out: TextBuffer, model: VoxelModel, number: number, i: number, j: number, k: number): void {
  putIndex(out, number);
  putAscii(out, ', ');
  putNanometres(out, model.x0Mm + i * model.edgeMm);
  putAscii(out, ', ');
  putNanometres(out, model.y0Mm + j * model.edgeMm);
  putAscii(out, ', ');
  putNanometres(out, model.z0Mm + k * model.edgeMm);
  putAscii(out, '\n');
}

/** Nodes counter-clockwise below, then above. */
function putElement(
  out: TextBuffer,
  number: number,
  bottom: Int32Array,
  top: Int32Array,
  at: number,
  side: number,
): void {
  putIndex(out, number);
  for (const plane of [bottom, top]) {
    for (const corner of [at, at + 1, at + side + 1, at + side]) {
      putAscii(out, ', ');
      putIndex(out, plane[corner]!);
    }
  }
  putAscii(out, '\n');
}

function putSet(out: TextBuffer, name: string, nodes: ArrayLike<number>): void {
  putAscii(out, `*NSET, NSET=${name}\n`);
  for (let i = 0; i < nodes.length; i++) {
    putIndex(out, nodes[i]!);
    putAscii(out, i % SET_LINE === SET_LINE - 1 || i + 1 === nodes.length ? '\n' : ', ');
  }
}
