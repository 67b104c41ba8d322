/** Doubts about a build that neither the mesh nor the file alone shows. */

import { buildAreaOf } from '../../config/build-area.ts';
import { spotsBeyondFocus } from '../../config/match.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { AsBuilt } from '../../lattice/as-built.ts';
import { volumeRoomMm3 } from '../../volume/volume-room.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import { volumeFactor } from '../layers/made-shape.ts';
import type { LoadedPart } from '../load/load-part.ts';
import { meshNames } from '../mesh/handed-mesh.ts';
import { HANDED_MESH_RULES } from '../mesh/handed-mesh-findings.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { absentFindings, fillFindings } from '../parts/fill-findings.ts';
import type { PartJob } from '../parts/part-job.ts';
import type { PrepareRequest } from '../request/prepare-request.ts';
import { carriedMesh } from '../sinks/stand-in-mesh.ts';
import { FOCUS_RULES, focusFindings } from './focus-findings.ts';

/** Largest relative difference between the part's contours and its mesh, beside what layers of that thickness may be off by. */
const ENVELOPE_RELATIVE = 0.001;

/** The rules of this file and of reading meshes, for the report. */
export const BUILD_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'mesh-not-watertight', meaning: 'The mesh is closed.' },
  { id: 'mesh-orientation', meaning: 'Neighbouring triangles of the mesh face the same way.' },
  { id: 'mesh-non-manifold', meaning: 'No edge of the mesh has more than two triangles.' },
  { id: 'mesh-duplicate-triangles', meaning: 'No triangle of the mesh stands twice.' },
  { id: 'mesh-degenerate-triangles', meaning: 'Every triangle of the mesh has an area.' },
  { id: 'mesh-inverted', meaning: 'Every shell of the mesh faces outward, and those around voids inward.' },
  { id: 'mesh-shell-inside', meaning: 'No shell lies inside solid without bounding a void.' },
  { id: 'units-doubtful', meaning: 'The part has a credible size in the unit that was taken.' },
  { id: 'mesh-repaired', meaning: 'The mesh was used as it is, without a repair.' },
  { id: 'mesh-hole-open', meaning: 'The repair left no hole open.' },
  { id: 'file-content-left-out', meaning: 'All that the mesh file holds was used.' },
  { id: 'paths-not-taken', meaning: 'The machine runs the paths as they are planned here.' },
  { id: 'plate-not-counted', meaning: 'The height that can be built is known.' },
  { id: 'orientation-kept', meaning: 'The part stands as the case wishes.' },
  { id: 'layer-thickness-off', meaning: 'The layer thickness is one that the printer has.' },
  { id: 'spot-defocused', meaning: 'The laser makes the spots of the profile in focus.' },
  ...FOCUS_RULES,
  { id: 'envelope-volume-off', meaning: "The part's own contours hold the volume of its mesh." },
  { id: 'wall-growth-limited', meaning: 'Every wall could be thinned by what the process adds to it.' },
  {
    id: 'material-not-implant-grade',
    meaning: 'What is no model is not made of a material that its profile knows to be none for implants.',
  },
  { id: 'loose-dropped', meaning: 'No piece of the lattice was cut off from the rest and left out.' },
  { id: 'samples-beside', meaning: 'Tables of samples lie where the part is.' },
  { id: 'patches-coarse', meaning: 'What varies over the part is told finely enough for its cells.' },
  { id: 'overhang-flat', meaning: 'No dense surface over powder looks down flatter than the profile says.' },
  { id: 'lattice-absent', meaning: 'A part that was to be porous has pores.' },
  ...HANDED_MESH_RULES,
];

/** All findings of a build beside those of reading its file back. */
export function buildFindings(build: BuildInHand, totals: LayerTotals): Finding[] {
  const { request, part, meshes, job } = build;
  return [
    ...meshes.flatMap(({ findings }) => findings),
    ...layerThicknessFindings(request, part),
    ...spotFindings(request, part),
    ...(request.pairing.process === 'lpbf' ? focusFindings(request.pairing, part.partId) : []),
    ...handoverFindings(build),
    ...gradeFindings(build),
    ...orientationFindings(request, part),
    ...totals.findings(part.partId),
    ...envelopeFindings(part, job, totals),
    ...absentFindings(job, totals),
    ...fillFindings(job),
    ...growthFindings(job, part),
    ...overhangFindings(job, part, totals),
  ];
}

/** Most machines take no vectors: their software makes its own, and ours are there to be inspected. */
function handoverFindings(build: BuildInHand): Finding[] {
  const {
    request: {
      printer: { item },
      pairing,
    },
    part: { partId },
  } = build;
  const findings: Finding[] = [];
  const { kind, note } = item.handover;
  if (kind !== 'vectors' && pairing.process === 'lpbf') {
    const takes = kind === 'mesh' ? `meshes and supports: ${handOver(build)}` : 'contours';
    const message = `${item.id} takes ${takes}, so the scan paths are for inspection only: ${note}`;
    findings.push(finding('paths-not-taken', 'note', message, { partId }));
  }
  if (kind !== 'vectors' && pairing.process === 'fff') {
    const message = `${item.id} takes ${kind === 'mesh' ? 'meshes' : 'contours'}, so the G-code is for inspection only: ${note}`;
    findings.push(finding('paths-not-taken', 'note', message, { partId }));
  }
  if (buildAreaOf(item).plateUncounted) {
    const message = `the height of ${item.id} counts its plate, whose thickness is not known: so much less can be built`;
    findings.push(finding('plate-not-counted', 'note', message, { partId }));
  }
  return findings;
}

/** What is to stay in a body is made of what was made for that; a model to look at is not. */
function gradeFindings({ request: { pairing, case: record }, part: { partId } }: BuildInHand): Finding[] {
  if (pairing.process !== 'fff' || pairing.profile.implantGrade?.value !== false || record?.identity.model === true)
    return [];
  const { id, material } = pairing.profile;
  const message = `${material.name} of ${id} is no material for implants: ${material.specification}`;
  return [finding('material-not-implant-grade', 'warning', message, { partId })];
}

/** Which of the files the machine's software is to be given: the first that it takes. */
function handOver({ request, job }: BuildInHand): string {
  const { from, to } = job.spec.layers;
  if (to - from < job.layerCount) return 'a band of layers has no file to hand over';
  const { outputs, printer } = request;
  const { partId } = job.spec;
  const named = meshNames({ request, job });
  const isMesh = outputs.includes('3mf') && !carriedMesh(job.spec).standsIn;
  const ofFormat = { stl: named.stl, '3mf': named['3mf-mesh'] ?? (isMesh ? `${partId}.3mf` : undefined) } as const;
  const first = (printer.item.handover.formats as readonly string[]).find((one) => one === 'stl' || one === '3mf');
  const file = first === '3mf' ? (ofFormat['3mf'] ?? ofFormat.stl) : (ofFormat.stl ?? ofFormat['3mf']);
  return file === undefined ? 'add stl or 3mf-mesh to the outputs' : `hand over ${file}`;
}

/** Parts are not turned in this version; who wishes it must know. */
function orientationFindings({ part: { turned } }: PrepareRequest, { partId }: LoadedPart): Finding[] {
  if (!turned) return [];
  const message = 'the case wishes to have the part turned; it stands as its mesh does';
  return [finding('orientation-kept', 'note', message, { partId })];
}

/** A thickness asked for on the command line may be none that the printer has. */
function layerThicknessFindings({ printer, slice }: PrepareRequest, { partId }: LoadedPart): Finding[] {
  const { minMm, maxMm } = printer.item.layerThickness;
  const { thicknessMm } = slice;
  if (thicknessMm >= minMm.value && thicknessMm <= maxMm.value) return [];
  const limit = thicknessMm < minMm.value ? minMm.value : maxMm.value;
  const message = `layers of ${thicknessMm} mm are not among those of ${printer.id}, ${minMm.value} to ${maxMm.value} mm`;
  return [finding('layer-thickness-off', 'warning', message, { partId, measured: thicknessMm, limit, unit: 'mm' })];
}

/** A spot larger than the laser makes takes a shift of the focus, and what that does to the melt nobody has measured here. */
function spotFindings({ pairing }: PrepareRequest, { partId }: LoadedPart): Finding[] {
  if (pairing.process !== 'lpbf') return [];
  const [worst, ...others] = spotsBeyondFocus(pairing.profile, pairing.printer).sort((a, b) => b.spotMm - a.spotMm);
  if (worst === undefined) return [];
  const { key, spotMm, largestMm } = worst;
  const more = others.length === 0 ? '' : ` and of ${others.length} more`;
  const message = `the spot of ${key}${more} is ${spotMm} mm; the lasers of ${pairing.printer.id} make at most ${largestMm} mm in focus`;
  return [finding('spot-defocused', 'warning', message, { partId, measured: spotMm, limit: largestMm, unit: 'mm' })];
}

/** The part's own contours against its mesh, lattice or not: a self-check of the cut. */
function envelopeFindings(part: LoadedPart, job: PartJob, totals: LayerTotals): Finding[] {
  const { from, to, thicknessMm, cut } = job.spec.layers;
  // The volume of beams is itself summed from cuts.
  if (to - from < job.layerCount || !part.topology.watertight || part.beams.length > 0) return [];
  const measured = totals.envelopeMm3;
  const meshMm3 = part.volumeMm3 * volumeFactor(job.spec);
  const limit = meshMm3 * ENVELOPE_RELATIVE + volumeRoomMm3(totals.envelopeStepsMm2, thicknessMm, cut);
  const off = Math.abs(measured - meshMm3);
  if (off <= limit) return [];
  return [
    finding(
      'envelope-volume-off',
      'error',
      `the contours enclose ${measured.toFixed(3)} mm3, the mesh ${meshMm3.toFixed(3)} mm3${meshMm3 === part.volumeMm3 ? '' : ` scaled, ${part.volumeMm3.toFixed(3)} mm3 as designed`}; shells may overlap or run inward`,
      { partId: part.partId, measured, limit: meshMm3, unit: 'mm3' },
    ),
  ];
}

/** Share of the solid whose walls stay too thick that is worth a warning. */
const LIMITED_SHARE = 0.01;

/** Walls that the narrowest track keeps from being thinned come out thicker than asked. */
function growthFindings({ fills }: PartJob, { partId }: LoadedPart): Finding[] {
  return fills.flatMap(({ asBuilt }) => growthFinding(asBuilt, partId));
}

function growthFinding(asBuilt: AsBuilt | null, partId: string): Finding[] {
  if (asBuilt === null || asBuilt.limited === 0) return [];
  const share = (100 * asBuilt.limited).toFixed(1);
  const message = `${share} % of the lattice is too thin to be made thinner by what the process adds: its walls will come out thicker than asked`;
  const severity = asBuilt.limited > LIMITED_SHARE ? 'warning' : 'note';
  return [
    finding('wall-growth-limited', severity, message, { partId, measured: asBuilt.limited, limit: 0, unit: null }),
  ];
}

/** Surface that looks down too flat wants a support or another way to stand; each layer counts it by its projection on the plate. */
function overhangFindings({ spec: { paths } }: PartJob, { partId }: LoadedPart, { overhang }: LayerTotals): Finding[] {
  const limit = paths?.kind === 'scan' ? (paths.areas?.overhangDeg ?? null) : null;
  if (overhang === null || limit === null) return [];
  const { areaMm2, layers, most } = overhang;
  const message = `${areaMm2.toPrecision(4)} mm2 of dense surface in ${layers} ${layers === 1 ? 'layer' : 'layers'} look down over powder flatter than ${limit} degrees; the most in one layer are ${most.areaMm2.toPrecision(4)} mm2`;
  return [
    finding('overhang-flat', 'note', message, {
      partId,
      layer: most.layer,
      xMm: most.at?.xMm ?? null,
      yMm: most.at?.yMm ?? null,
      measured: areaMm2,
      // The limit is of the angle; of such a surface nothing is wanted.
      limit: 0,
      unit: 'mm2',
    }),
  ];
}
