/** Turns a loaded part and its settings into the spec of a job. */
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { PrepError } from '../core/prep-error.ts';
import { buildTriangleBvh } from '../geometry/triangle-bvh-build.ts';
import { solveLattice } from '../lattice/relative-density.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { skinnedTriangles } from '../lattice/skin-field.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { SliceSettings } from '../slicing/settings.ts';
import { type JobSpec, type LatticeSpec, type ScanSpec, shareArrays } from './job-spec.ts';
import { sizeText } from './length-unit.ts';
import type { LoadedPart } from './load-part.ts';
import { moved, movedBox } from './place-part.ts';

/** Most samples of one layer: 80 million take 80 MB for the mask and 640 MB for the distances of a skin. */
const MAX_SAMPLES = 8e7;
/** Most cells of a part: each is asked whether it lies whole in the porous region, a few microseconds a cell. */
const MAX_CELLS = 5e6;

/** A job with what its makers want to know beside it. */
export interface PartJob {
  readonly spec: JobSpec;
  readonly box: Box3;
  /** Layers of the whole part, whatever band is planned. */
  readonly layerCount: number;
  /** Relative density of the lattice; null in a solid part. */
  readonly relativeDensity: number | null;
}

/** Builds the spec of a part that stands `shiftMm` from its file's coordinates. */
export function partJob(
  part: LoadedPart,
  shiftMm: readonly [number, number, number],
  slice: SliceSettings,
  lattice: LatticeSettings | null,
  scan: ScanSpec | null,
  band: { readonly from: number; readonly to: number } | null,
): PartJob {
  const mesh = shareArrays(moved(part.mesh, shiftMm));
  const box = movedBox(part.box, shiftMm);
  const { count } = planLayers(box, slice);
  const from = band === null ? 0 : Math.min(band.from, count);
  const to = band === null ? count : Math.min(band.to, count);
  if (from >= to) throw new PrepError('usage', `--layers holds none of the ${count} layers of the part`);
  if (lattice !== null) {
    assertSamplesFit(box, Math.min(lattice.stepMm, lattice.skinMm > 0 ? lattice.skinMm : lattice.stepMm));
    assertCellsFit(box, lattice.cellMm);
  }
  const solved = lattice === null ? null : latticeSpec(lattice, mesh, shiftMm);
  return {
    spec: {
      partId: part.partId,
      mesh,
      edges: shareArrays({ sideEdges: part.topology.sideEdges, edgeVertices: part.topology.edgeVertices }),
      box,
      layers: { ...slice, from, to },
      lattice: solved?.spec ?? null,
      scan,
    },
    box,
    layerCount: count,
    relativeDensity: solved?.relativeDensity ?? null,
  };
}

function assertCellsFit(box: Box3, cellMm: number): void {
  const cells = ((box[3] - box[0]) / cellMm) * ((box[4] - box[1]) / cellMm) * ((box[5] - box[2]) / cellMm);
  if (cells <= MAX_CELLS) return;
  const reason = `${sizeText(box)} mm hold ${Math.round(cells / 1e6)} million cells of ${cellMm} mm; at most ${MAX_CELLS / 1e6} million are taken`;
  throw new PrepError('memory-short', reason, ['lattice', 'cellMm']);
}

function assertSamplesFit(box: Box3, stepMm: number): void {
  const samples = ((box[3] - box[0]) / stepMm) * ((box[4] - box[1]) / stepMm);
  if (samples <= MAX_SAMPLES) return;
  const millions = Math.round(samples / 1e6);
  const reason = `sampling ${sizeText(box)} mm every ${stepMm} mm takes ${millions} million samples a layer; at most ${MAX_SAMPLES / 1e6} million are taken`;
  throw new PrepError('memory-short', reason, ['lattice', 'stepMm']);
}

function latticeSpec(
  settings: LatticeSettings,
  mesh: TriangleMesh,
  originMm: readonly [number, number, number],
): { spec: LatticeSpec; relativeDensity: number } {
  const cell = UNIT_CELLS[settings.cellType];
  if (cell === undefined) {
    const known = Object.keys(UNIT_CELLS).join(', ');
    throw new PrepError('lattice-invalid', `unknown cell '${settings.cellType}'. Known: ${known}`, [
      'lattice',
      'cellType',
    ]);
  }
  const { relativeDensity, band } = solveLattice(cell, settings);
  const { cellMm, stepMm, skinMm, openSides } = settings;
  const skinned = skinMm > 0 ? skinnedTriangles(mesh, openSides) : new Uint32Array(0);
  const skin =
    skinned.length > 0 ? { thicknessMm: skinMm, surface: shareArrays(buildTriangleBvh(mesh, skinned)) } : null;
  return { spec: { cellType: settings.cellType, cellMm, band, stepMm, originMm, skin }, relativeDensity };
}
