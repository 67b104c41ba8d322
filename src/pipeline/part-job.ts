/** Turns a loaded part and its settings into the spec of a job. */
import type { Box3, TriangleMesh } from '../core/mesh.ts';
import { type Place, PrepError } from '../core/prep-error.ts';
import { buildTriangleBvh } from '../geometry/triangle-bvh-build.ts';
import { solveLattice } from '../lattice/relative-density.ts';
import type { LatticeSettings } from '../lattice/settings.ts';
import { skinnedTriangles } from '../lattice/skin-field.ts';
import { UNIT_CELLS } from '../lattice/unit-cell.ts';
import { planLayers } from '../slicing/layer-plan.ts';
import type { SliceSettings } from '../slicing/settings.ts';
import { type JobSpec, type LatticeSpec, shareArrays } from './job-spec.ts';
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

/** A region with its mesh read; a null shape is the rest. */
export interface LoadedRegion {
  readonly id: string | null;
  readonly kind: 'solid' | 'porous';
  readonly shape: LoadedPart | null;
}

/** What is made of a part. */
export interface JobSettings {
  readonly slice: SliceSettings;
  readonly lattice: LatticeSettings | null;
  /** Where the fill stands in its file, for messages. */
  readonly latticePlace?: Place;
  /** Absent: the whole part is one region. */
  readonly regions?: readonly LoadedRegion[];
  readonly paths: JobSpec['paths'];
  /** Layers to plan; null: all. */
  readonly band: { readonly from: number; readonly to: number } | null;
}

/** Builds the spec of a part that stands `shiftMm` from its file's coordinates. */
export function partJob(
  part: LoadedPart,
  shiftMm: readonly [number, number, number],
  { slice, lattice, latticePlace = ['lattice'], regions, paths, band }: JobSettings,
): PartJob {
  const mesh = shareArrays(moved(part.mesh, shiftMm));
  const box = movedBox(part.box, shiftMm);
  const { count } = planLayers(box, slice);
  const from = band === null ? 0 : Math.min(band.from, count);
  const to = band === null ? count : Math.min(band.to, count);
  if (from >= to) throw new PrepError('usage', `--layers holds none of the ${count} layers of the part`);
  if (lattice !== null) {
    const finestMm = Math.min(lattice.stepMm, lattice.skinMm > 0 ? lattice.skinMm : lattice.stepMm);
    assertSamplesFit(box, finestMm, latticePlace);
    assertCellsFit(box, lattice.cellMm, latticePlace);
  }
  const solved = lattice === null ? null : latticeSpec(lattice, mesh, shiftMm, latticePlace);
  const whole: LoadedRegion = { id: null, kind: lattice === null ? 'solid' : 'porous', shape: null };
  return {
    spec: {
      partId: part.partId,
      mesh,
      edges: edgesOf(part),
      regions: (regions ?? [whole]).map(({ id, kind, shape }) => ({
        id,
        kind,
        shape: shape === null ? null : { mesh: shareArrays(moved(shape.mesh, shiftMm)), edges: edgesOf(shape) },
      })),
      box,
      layers: { ...slice, from, to },
      lattice: solved?.spec ?? null,
      paths,
    },
    box,
    layerCount: count,
    relativeDensity: solved?.relativeDensity ?? null,
  };
}

function edgesOf({ topology }: LoadedPart): JobSpec['edges'] {
  return shareArrays({ sideEdges: topology.sideEdges, edgeVertices: topology.edgeVertices });
}

function assertCellsFit(box: Box3, cellMm: number, place: Place): void {
  const cells = ((box[3] - box[0]) / cellMm) * ((box[4] - box[1]) / cellMm) * ((box[5] - box[2]) / cellMm);
  if (cells <= MAX_CELLS) return;
  const reason = `${sizeText(box)} mm hold ${Math.round(cells / 1e6)} million cells of ${cellMm} mm; at most ${MAX_CELLS / 1e6} million are taken`;
  throw new PrepError('memory-short', reason, [...place, 'cellMm']);
}

function assertSamplesFit(box: Box3, stepMm: number, place: Place): void {
  const samples = ((box[3] - box[0]) / stepMm) * ((box[4] - box[1]) / stepMm);
  if (samples <= MAX_SAMPLES) return;
  const millions = Math.round(samples / 1e6);
  const reason = `sampling ${sizeText(box)} mm every ${stepMm} mm takes ${millions} million samples a layer; at most ${MAX_SAMPLES / 1e6} million are taken`;
  throw new PrepError('memory-short', reason, [...place, 'stepMm']);
}

function latticeSpec(
  settings: LatticeSettings,
  mesh: TriangleMesh,
  originMm: readonly [number, number, number],
  place: Place,
): { spec: LatticeSpec; relativeDensity: number } {
  const cell = UNIT_CELLS[settings.cellType];
  if (cell === undefined) {
    const known = Object.keys(UNIT_CELLS).join(', ');
    throw new PrepError('lattice-invalid', `unknown cell '${settings.cellType}'. Known: ${known}`, [
      ...place,
      'cellType',
    ]);
  }
  const { relativeDensity, band } = solveLattice(cell, settings, place);
  const { cellMm, stepMm, skinMm, openSides } = settings;
  const skinned = skinMm > 0 ? skinnedTriangles(mesh, openSides) : new Uint32Array(0);
  const skin =
    skinned.length > 0 ? { thicknessMm: skinMm, surface: shareArrays(buildTriangleBvh(mesh, skinned)) } : null;
  return { spec: { cellType: settings.cellType, cellMm, band, stepMm, originMm, skin }, relativeDensity };
}
