/** report.html of a build: what is known of it, in one page. */

import type { Inspection } from '../../inspect/inspection.ts';
import { PRINT_RULES } from '../../inspect/print/print-rules.ts';
import type { ReportData, ReportExposure } from '../../inspect/report/report-data.ts';
import { reportHtml } from '../../inspect/report/report-html.ts';
import { INSIDE_UNCONFIRMED } from '../../inspect/rules/energy-window.ts';
import { rulesOf } from '../../inspect/rules.ts';
import type { FileRecord } from '../../store/manifest.ts';
import type { Crew } from '../../stream/crew.ts';
import { ASKED_RULES } from '../bead/asked-findings.ts';
import { BAND_RULES } from '../bead/band-findings.ts';
import { CHAMBER_RULES } from '../bead/chamber-findings.ts';
import { FOOT_RULES } from '../bead/foot-findings.ts';
import { PLATE_RULES } from '../bead/plate-print.ts';
import { SEAM_RULES } from '../bead/seam-findings.ts';
import { SUPPORT_RULES } from '../bead/support-findings.ts';
import { TRAVEL_RULES } from '../bead/travel-findings.ts';
import type { BuiltPart } from '../build/build-part.ts';
import { BUILD_RULES } from '../judge/build-findings.ts';
import { OUTSIDE_RULES } from '../judge/exposure-outside.ts';
import { REGION_RULES } from '../judge/judge-regions.ts';
import { SHAPE_RULES, shapeWords } from '../judge/shape-deviation.ts';
import type { ExposureRow } from '../keys/exposure-table.ts';
import { REACH_RULES } from '../laser/laser-reach.ts';
import { ROUNDED_RULES } from '../laser/rounded-vectors.ts';
import { UNEXPOSED_RULES } from '../laser/unexposed-layers.ts';
import { sizeText } from '../load/length-unit.ts';
import { TOOL } from '../load/tool.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { ROOM_RULES } from '../parts/path-room.ts';
import { targetWords } from '../request/case-identity.ts';
import { latticeWords } from '../request/lattice-words.ts';
import type { PrepareRequest } from '../request/prepare-request.ts';
import { inputRecords } from './build-manifest.ts';
import { reportParameters } from './report-parameters.ts';
import { reportPictures } from './report-pictures.ts';
import { reportRecord } from './report-record.ts';

/** Returns the page; `outputs` are the files that are finished by now. */
export function buildReport(
  built: readonly BuiltPart[],
  inspection: Inspection,
  outputs: readonly FileRecord[],
  pictures: ReportData['pictures'],
): string {
  const builds = built.map(({ build }) => build);
  const { request } = builds[0] as BuildInHand;
  const { process, profile } = request.pairing;
  const ids = builds.map(({ part }) => part.partId).join(', ');
  const rules = [
    ...BUILD_RULES,
    ...(process === 'lpbf'
      ? [...OUTSIDE_RULES, ...ROUNDED_RULES, ...ROOM_RULES, ...UNEXPOSED_RULES, ...REACH_RULES]
      : []),
    ...(builds.some(({ job }) => job.spec.shape != null) ? SHAPE_RULES : []),
    ...(request.case === null ? [] : REGION_RULES),
    ...rulesOf(process),
    ...(process === 'fff'
      ? [
          ...PRINT_RULES,
          ...CHAMBER_RULES,
          ...SEAM_RULES,
          ...TRAVEL_RULES,
          ...FOOT_RULES,
          ...ASKED_RULES,
          ...BAND_RULES,
          ...SUPPORT_RULES,
        ]
      : []),
    ...(process === 'fff' && builds.length > 1 ? PLATE_RULES : []),
  ];
  const data: ReportData = {
    title: request.case === null ? ids : `${request.case.item.name}: ${ids}`,
    tool: TOOL,
    target: request.case === null ? null : targetWords(request.case.identity),
    status: profile.status,
    process,
    inspection,
    rules: [...new Map(rules.map(({ id, meaning }) => [id, { id, meaning }])).values()],
    inputs: inputRecords(builds),
    outputs,
    facts: [...buildFacts(request, inspection), ...built.flatMap((part) => partFacts(part, built.length > 1))].map(
      ([label, value]) => ({ label, value }),
    ),
    parameters: reportParameters(profile),
    exposures: built.flatMap(({ road }) => road.exposures().flatMap(({ keys }) => keys.map(exposureOf))),
    pictures,
    charts: built.flatMap((part) => chartsOf(part, built.length > 1)),
    record: reportRecord(request),
  };
  return reportHtml(data);
}

/** Returns the pictures of the page, drawn in threads where there are some. */
export async function buildPictures(
  built: readonly BuiltPart[],
  threads: Crew | null,
): Promise<ReportData['pictures']> {
  const pictures = [];
  for (const part of built) {
    for (const picture of await reportPictures(part, threads)) {
      const of = built.length > 1 ? `${part.build.part.partId}: ` : '';
      pictures.push({ ...picture, caption: `${of}${picture.caption}` });
    }
  }
  return pictures;
}

function chartsOf({ build, road, inspection, totals }: BuiltPart, several: boolean): ReportData['charts'] {
  const charts = road.charts(inspection, totals);
  return several ? charts.map((chart) => ({ ...chart, title: `${build.part.partId}: ${chart.title}` })) : charts;
}

function exposureOf(row: ExposureRow): ReportExposure {
  const { id, key, part, file, region, window } = row;
  const { powerW, speedMmPerS, focusMm, spotMm, lineEnergyJPerMm, areaEnergyJPerMm2, volumeEnergyJPerMm3 } = row;
  const unit = window?.measure === 'line' ? 'J/mm' : 'J/mm3';
  const range = window?.min === undefined ? null : `${window.min} to ${window.max} ${unit}`;
  return {
    ...{ id, key, part, file, region: region ?? null, powerW, speedMmPerS, focusMm, spotMm },
    ...{ lineEnergyJPerMm, areaEnergyJPerMm2, volumeEnergyJPerMm3 },
    window: window === null ? null : { verdict: verdictWords(window), range },
  };
}

/** What lies inside a window that nobody has confirmed is not checked, and says both. */
function verdictWords({ verdict, measured }: NonNullable<ExposureRow['window']>): string {
  return verdict === 'not checked' && measured !== undefined ? `${verdict}: ${INSIDE_UNCONFIRMED}` : verdict;
}

type Facts = [string, string][];

/** What holds for all parts of the build. */
function buildFacts(request: PrepareRequest, { totals, plates = [] }: Inspection): Facts {
  const { printer, profile } = request.pairing;
  const facts: Facts = [];
  if (request.case !== null) {
    const { id, side, level, revision } = request.case.identity;
    facts.push(
      ['Case', `${id}, target ${targetWords(request.case.identity)}`],
      ['Level and side', `${level}, ${side}`],
    );
    facts.push(['Revision', revision]);
  }
  facts.push(
    ['Printer', `${printer.name} (${printer.id})`],
    ['Profile', `${profile.name} (${profile.id})`],
    ['Material', `${profile.material.name}, ${profile.material.specification}`],
  );
  if (totals.timeS !== null) facts.push(['Time', `${(totals.timeS / 3600).toFixed(2)} h by the planner's model`]);
  if (profile.process === 'fff') {
    for (const { file, printOrder, parts, timeS } of plates) facts.push([file, plateWords(printOrder, parts, timeS)]);
    facts.push(['Drying', profile.handling.drying], ['Annealing', profile.handling.annealing]);
  }
  return facts;
}

/** How a file of several parts prints them. */
function plateWords(order: 'sequential' | 'layers', parts: readonly string[], timeS: number): string {
  const how = order === 'sequential' ? 'one part after the other' : 'all parts layer by layer';
  return `${how}: ${parts.join(', ')}; ${(timeS / 3600).toFixed(2)} h`;
}

/** What stands in a region, in words. */
const FILL_WORDS = { solid: 'solid', lattice: 'lattice', empty: 'empty', beneath: 'as the region beneath' } as const;

/** What holds for one part; of several each fact names its part. */
function partFacts({ build, inspection }: BuiltPart, several: boolean): Facts {
  const { request, part, job, shiftMm } = build;
  const { layers } = job.spec;
  const side = request.part.side;
  const facts: Facts = [
    ...(side === null ? [] : ([['Side', side]] as Facts)),
    ['Size', `${sizeText(job.box)} mm`],
    ['Layers', `${layers.to - layers.from} of ${layers.thicknessMm} mm, cut at ${layers.cut}`],
    ['Place on the plate', `moved by ${shiftMm.map((v) => v.toFixed(4)).join(', ')} mm, not turned`],
    ...shapeFacts(build, inspection),
    ...insetFacts(build, inspection),
  ];
  for (const { id, kind, fill } of request.part.regions) {
    if (id !== null)
      facts.push([`Region ${id}`, kind === fill || kind === null ? fill : `${kind}, ${FILL_WORDS[fill]}`]);
  }
  for (const { regionId, settings, relativeDensity } of job.fills) {
    const of = regionId === null ? '' : ` of ${regionId}`;
    facts.push([`Lattice${of}`, latticeWords(settings, relativeDensity)]);
    if (settings.skinMm > 0) {
      const open = settings.openSides.length === 0 ? 'closed all around' : `open ${settings.openSides.join(', ')}`;
      facts.push([`Skin${of}`, `${settings.skinMm} mm, ${open}`]);
    }
  }
  return several ? facts.map(([label, value]) => [`${part.partId}: ${label}`, value]) : facts;
}

/** What is made differs from the design, and by how much. */
function shapeFacts(build: BuildInHand, { shapes }: Inspection): Facts {
  const row = shapes?.find(({ partId }) => partId === build.part.partId);
  if (row === undefined) return [];
  const { designVolumeMm3, scaledVolumeMm3, raisedMm3, volumeMm3, displacedMm } = row;
  const mm3 = (value: number | null) => (value === null ? 'not measured' : `${value.toFixed(3)} mm3`);
  return [
    ['Shape before the cut', shapeWords(build)],
    [
      'Deviation from the design',
      `moved by up to ${displacedMm.map((value) => value.toFixed(4)).join(', ')} mm along x, y, z; design ${mm3(designVolumeMm3)}, scaled ${mm3(scaledVolumeMm3)}, taken from faces that look down ${mm3(raisedMm3)}, in the file ${mm3(volumeMm3)}`,
    ],
  ];
}

/** The first layers differ from the design, and by how much. */
function insetFacts(build: BuildInHand, { insets }: Inspection): Facts {
  const row = insets?.find(({ partId }) => partId === build.part.partId);
  if (row === undefined) return [];
  const gone = row.goneMm3 === null ? 'not measured' : `${row.goneMm3.toFixed(3)} mm3`;
  const which = row.layers === 1 ? 'The first layer is' : `The first ${row.layers} layers are`;
  return [['First layers', `${which} made ${row.insetMm} mm smaller all round: ${gone} less than the design`]];
}
