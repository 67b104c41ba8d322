/** From a bare mesh and a few wishes to a request with every default filled in. */

import { raftLayersOf } from '../../config/adhesion-settings.ts';
import type { BuildRecord } from '../../config/build-record.ts';
import { sliceSettingsOf } from '../../config/profile-settings.ts';
import type { ThumbnailSize } from '../../config/thumbnail-sizes.ts';
import type { CutPosition } from '../../slicing/settings.ts';
import { type CommonLayerWishes, commonLayerChoice, refuseWithoutCommonLayer } from '../keys/common-layer-choice.ts';
import { outputKindsOf, usualMesh } from '../keys/output-kinds.ts';
import { refuseAlsam } from '../keys/refuse-alsam.ts';
import type { LengthUnit } from '../load/length-unit.ts';
import { buildRecordOf } from './build-record.ts';
import { type CatalogFolders, findPairing } from './find-pairing.ts';
import { completeLattice, type LatticeRequest } from './lattice-defaults.ts';
import { type LooseSolid, NO_LIMITS, type PrepareRequest } from './prepare-request.ts';

/** Wishes that hold for a mesh and for a case alike. */
export interface RunWishes extends CommonLayerWishes {
  readonly outDir: string;
  /** Replaces an earlier build. */
  readonly force: boolean;
  readonly folders: CatalogFolders;
  /** Layers A to B-1; null: all. */
  readonly layers: { readonly from: number; readonly to: number } | null;
  /** Whether pieces of a lattice that hang on nothing are left out. */
  readonly looseSolid: LooseSolid;
  readonly printOrder?: 'sequential' | 'layers' | null;
  /** Pictures in the head of G-code files; null or absent: those of the printer. */
  readonly thumbnails?: readonly ThumbnailSize[] | null;
  /** What is known of powder and gas; absent or null: nothing. */
  readonly record?: BuildRecord | null;
}

/** Wishes for a bare mesh; a case says all this itself. Null means the default. */
export interface MeshWishes {
  readonly printer: string | null;
  readonly profile: string | null;
  /** Null: the part stays solid. */
  readonly lattice: LatticeRequest | null;
  readonly layerMm: number | null;
  readonly cut: CutPosition | null;
  readonly units: LengthUnit | null;
  readonly repair: boolean;
  readonly outputs: readonly string[] | null;
}

/** Returns the request. */
export async function meshRequest(meshPath: string, run: RunWishes, mesh: MeshWishes): Promise<PrepareRequest> {
  const found = await findPairing(mesh, run.folders);
  const { pairing } = found;
  const usual = usualMesh(pairing, mesh.lattice === null);
  const outputs = outputKindsOf(pairing.process, mesh.outputs, mesh.lattice !== null, ['--outputs'], usual);
  refuseWithoutCommonLayer(run, [outputs]);
  const lattice = mesh.lattice === null ? null : completeLattice(mesh.lattice, ['lattice']);
  refuseAlsam(outputs, pairing, found.profile.file);
  return {
    ...found,
    outDir: run.outDir,
    force: run.force,
    part: {
      source: { by: 'mesh', path: meshPath },
      transform: null,
      partId: null,
      variant: null,
      side: null,
      variantTransform: null,
      turned: false,
      load: { units: mesh.units, repair: mesh.repair },
      regions: [
        {
          id: null,
          kind: null,
          fill: lattice === null ? 'solid' : 'lattice',
          shape: null,
          lattice: lattice === null ? null : { settings: lattice, place: ['lattice'] },
          limits: NO_LIMITS,
          place: [],
        },
      ],
      positionMm: null,
      place: [],
    },
    slice: {
      ...sliceSettingsOf(pairing.profile, mesh.cut ?? 'mid', mesh.layerMm ?? undefined),
      ...raftLayersOf(pairing),
    },
    layers: run.layers,
    outputs,
    ...commonLayerChoice(run, pairing.printer, false),
    looseSolid: run.looseSolid,
    printOrder: run.printOrder ?? null,
    thumbnails: run.thumbnails ?? null,
    record: buildRecordOf(pairing, null, run.record ?? null),
    case: null,
  };
}
