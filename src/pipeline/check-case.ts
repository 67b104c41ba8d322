/** Explains a case without preparing it: its parts, regions, volumes, variants and targets, and what it does not say. */
import { type Case, loadCase } from '../config/case.ts';
import { type Finding, finding } from '../core/finding.ts';
import type { Box3 } from '../core/mesh.ts';
import { loadClipping } from '../geometry/clipping.ts';
import { loopsAreaMm2 } from '../geometry/polygon-area.ts';
import { textOf } from '../store/file-source.ts';
import { designVolumesMm3 } from './judge/region-design.ts';
import { madeLayers } from './layers/made-shape.ts';
import { regionPlacer } from './layers/region-places.ts';
import type { BuildInHand } from './parts/build-in-hand.ts';
import type { CaseIdentity } from './request/case-identity.ts';
import { caseRequests } from './request/case-requests.ts';
import type { CatalogFolders } from './request/find-pairing.ts';
import { takeAllInHand } from './take-in-hand.ts';

/** A case in numbers. */
export interface CaseCheck extends Omit<CaseIdentity, 'target' | 'model'> {
  readonly parts: readonly PartCheck[];
  readonly bones: readonly string[];
  readonly targets: readonly {
    readonly id: string;
    readonly printer: string;
    readonly profile: string;
    readonly model: boolean;
  }[];
  /** What a reader of the case would want to know and it does not say. */
  readonly missing: readonly string[];
}

/** A part of a case, in the coordinates of the case. */
export interface PartCheck {
  readonly partId: string;
  readonly variant: string | null;
  /** Side of the patient that it is for. */
  readonly side: string;
  readonly volumeMm3: number;
  readonly watertight: boolean;
  readonly shells: number;
  readonly triangles: number;
  readonly bboxMm: Box3;
  readonly regions: readonly RegionCheckRow[];
}

/** A region of a part. */
export interface RegionCheckRow {
  readonly regionId: string;
  readonly kind: string;
  readonly fill: string;
  readonly volumeMm3: number;
  /** Booleans of the meshes, or areas of cuts at every layer where meshes cannot be combined. */
  readonly measuredBy: 'meshes' | 'cuts';
  readonly lattice: string | null;
  readonly supportBan: boolean;
}

/** What was found in a case. */
export interface CheckedCase {
  readonly explained: CaseCheck;
  readonly findings: readonly Finding[];
}

/** Takes every target of a case in hand, as preparing it would, and measures the parts as the first target that is no model has them. */
export async function checkCase(path: string, folders: CatalogFolders): Promise<CheckedCase> {
  const item = loadCase(await textOf(path), path);
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
  const taken: (readonly BuildInHand[])[] = [];
  for (const request of await caseRequests(path, run, null)) {
    const builds = await takeAllInHand(request);
    for (const one of builds.flatMap(({ meshes }) => meshes.flatMap(({ findings }) => findings))) {
      found.set(`${one.rule} ${one.partId}`, one);
    }
    taken.push(builds);
  }
  const implant = item.targets.findIndex(({ model }) => model !== true);
  const parts: PartCheck[] = [];
  for (const build of taken[Math.max(0, implant)] ?? []) parts.push(await partCheck(build));
  const missing = missingIn(item);
  return {
    explained: {
      id: item.id,
      side: item.side,
      level: item.level,
      revision: item.revision,
      parts,
      bones: (item.bones ?? []).map(({ id }) => id),
      targets: item.targets.map(({ id, printer, profile, model }) => ({ id, printer, profile, model: model === true })),
      missing,
    },
    findings: [...found.values(), ...missing.map((words) => finding('case-incomplete', 'note', words))],
  };
}

/** Returns the case in lines for people. */
export function caseLines({ side, level, revision, parts, bones, targets }: CaseCheck): string[] {
  const lines = [`${level}, ${side}, revision ${revision}`];
  for (const { partId, side: own, volumeMm3, watertight, shells, bboxMm, regions } of parts) {
    const size = [0, 1, 2].map((a) => ((bboxMm[a + 3] as number) - (bboxMm[a] as number)).toFixed(2)).join(' x ');
    const closed = watertight ? 'watertight' : 'not watertight';
    lines.push(
      `part ${partId}${own === side ? '' : `, ${own}`}: ${volumeMm3.toFixed(2)} mm3, ${size} mm, ${closed}, ${shells} shell${shells === 1 ? '' : 's'}`,
    );
    for (const { regionId, kind, fill, volumeMm3: volume, lattice, supportBan } of regions) {
      const filled = lattice ?? fill;
      const ban = supportBan ? ', no supports' : '';
      lines.push(`  region ${regionId}: ${kind}, ${filled}, ${volume.toFixed(2)} mm3${ban}`);
    }
  }
  if (bones.length > 0) lines.push(`bones: ${bones.join(', ')}`);
  for (const { id, printer, profile, model } of targets) {
    lines.push(`target ${id}: ${printer}, ${profile}${model ? ', a model 1:1' : ''}`);
  }
  return lines;
}

async function partCheck(build: BuildInHand): Promise<PartCheck> {
  const { request, part, job } = build;
  const named = request.part.regions.filter(({ id }) => id !== null);
  const designs = named.length === 0 ? [] : await designVolumesMm3(build);
  const cuts = designs.includes(null) ? await cutVolumesMm3(build) : [];
  return {
    partId: part.partId,
    variant: request.part.variant,
    side: request.case?.identity.side ?? '',
    volumeMm3: part.volumeMm3,
    watertight: part.topology.watertight,
    shells: part.topology.shells,
    triangles: part.mesh.triangles.length / 3,
    bboxMm: part.box,
    regions: named.map(({ id, kind, fill, limits }, n) => ({
      regionId: id ?? '',
      kind: kind ?? fill,
      fill,
      volumeMm3: designs[n] ?? cuts[n] ?? 0,
      measuredBy: designs[n] === null ? 'cuts' : 'meshes',
      lattice: job.fills.find(({ region }) => region === n)?.settings.cellType ?? null,
      supportBan: limits.supportBan,
    })),
  };
}

/** Volumes by the areas of the regions at every layer. */
async function cutVolumesMm3({ job }: BuildInHand): Promise<number[]> {
  await loadClipping();
  const { spec, layerCount } = job;
  const plan = madeLayers(spec);
  const placesAt = regionPlacer(spec);
  /** Height of a layer in the design. */
  const heightMm = plan.thicknessMm / (spec.shape?.scale[2] ?? 1);
  const volumes = spec.regions.map(() => 0);
  for (let layer = 0; layer < layerCount; layer++) {
    const { places } = placesAt(plan.zDesignMm(layer));
    places.forEach((place, n) => {
      volumes[n] = (volumes[n] as number) + loopsAreaMm2(place) * heightMm;
    });
  }
  return volumes;
}

function missingIn({ bones = [], parts }: Case): string[] {
  const missing: string[] = [];
  if (bones.length === 0) missing.push('no bone is named: nothing can be compared with the bone bed');
  for (const { id, regions, orientation } of parts) {
    const kinds = new Set(regions.map(({ kind }) => kind));
    if (!kinds.has('contact'))
      missing.push(`the part '${id}' names no contact region: no face that bears on bone is kept from supports`);
    if (!kinds.has('label')) missing.push(`the part '${id}' names no label region`);
    if (orientation === undefined) missing.push(`the part '${id}' does not say how it is to stand`);
    for (const { id: region, kind, toleranceMm } of regions) {
      const fits = ['contact', 'docking', 'hinge', 'rod-clamp', 'canal'].includes(kind);
      if (fits && toleranceMm === undefined) missing.push(`the ${kind} region '${region}' has no toleranceMm`);
    }
  }
  return missing;
}
