/** report.html of a build: what is known of it, in one page. */

import type { Inspection } from '../inspect/inspection.ts';
import { PRINT_RULES } from '../inspect/print/print-rules.ts';
import type { ReportData, ReportParameter } from '../inspect/report/report-data.ts';
import { reportHtml } from '../inspect/report/report-html.ts';
import { rulesOf } from '../inspect/rules.ts';
import type { FileRecord } from '../store/manifest.ts';
import { BUILD_RULES } from './build-findings.ts';
import type { BuildInHand } from './build-in-hand.ts';
import { inputRecords } from './build-manifest.ts';
import { latticeWords } from './lattice-words.ts';
import type { LayerTotals } from './layer-totals.ts';
import { sizeText } from './length-unit.ts';
import { parameterWords } from './parameter-words.ts';
import { reportPictures } from './report-pictures.ts';
import type { Road } from './road.ts';
import { TOOL } from './tool.ts';

/** Returns the page; `outputs` are the files that are finished by now. */
export async function buildReport(
  build: BuildInHand,
  road: Road,
  inspection: Inspection,
  totals: LayerTotals,
  outputs: readonly FileRecord[],
): Promise<string> {
  const { request, job } = build;
  const { process, profile } = request.pairing;
  const rules = [...BUILD_RULES, ...rulesOf(process), ...(process === 'fff' ? PRINT_RULES : [])];
  const data: ReportData = {
    title: request.case === null ? job.spec.partId : `${request.case.item.name}: ${job.spec.partId}`,
    tool: TOOL,
    target: request.case?.targetId ?? null,
    status: profile.status,
    process,
    inspection,
    rules: [...new Map(rules.map(({ id, meaning }) => [id, { id, meaning }])).values()],
    inputs: inputRecords(build),
    outputs,
    facts: factsOf(build, inspection),
    parameters: parametersOf(profile),
    pictures: await reportPictures(build, inspection),
    charts: road.charts(inspection, totals),
  };
  return reportHtml(data);
}

function factsOf({ request, job, shiftMm }: BuildInHand, { totals }: Inspection): ReportData['facts'] {
  const { printer, profile } = request.pairing;
  const { layers } = job.spec;
  const facts: [string, string][] = [];
  if (request.case !== null) facts.push(['Case', `${request.case.item.id}, target ${request.case.targetId}`]);
  facts.push(
    ['Printer', `${printer.name} (${printer.id})`],
    ['Profile', `${profile.name} (${profile.id})`],
    ['Material', `${profile.material.name}, ${profile.material.specification}`],
    ['Size', `${sizeText(job.box)} mm`],
    ['Layers', `${layers.to - layers.from} of ${layers.thicknessMm} mm, cut at ${layers.cut}`],
    ['Place on the plate', `moved by ${shiftMm.map((v) => v.toFixed(4)).join(', ')} mm, not turned`],
  );
  const { lattice, regions } = request.part;
  for (const { id, kind } of regions) if (id !== null) facts.push([`Region ${id}`, kind]);
  if (lattice !== null) {
    facts.push(['Lattice', latticeWords(lattice, job.relativeDensity)]);
    if (lattice.skinMm > 0) {
      const open = lattice.openSides.length === 0 ? 'closed all around' : `open ${lattice.openSides.join(', ')}`;
      facts.push(['Skin', `${lattice.skinMm} mm, ${open}`]);
    }
  }
  if (totals.timeS !== null) facts.push(['Time', `${(totals.timeS / 3600).toFixed(2)} h by the planner's model`]);
  if (profile.process === 'fff') {
    facts.push(['Drying', profile.handling.drying], ['Annealing', profile.handling.annealing]);
  }
  return facts.map(([label, value]) => ({ label, value }));
}

/** Every sourced value of a profile with the words of the keys that lead to it. */
function parametersOf(profile: object): ReportParameter[] {
  const rows: ReportParameter[] = [];
  const visit = (node: object, path: readonly string[]): void => {
    for (const [key, child] of Object.entries(node)) {
      if (typeof child !== 'object' || child === null) continue;
      const { value, source } = child;
      if (typeof source !== 'string' || typeof value !== 'number') visit(child, [...path, key]);
      else rows.push({ ...parameterWords([...path, key], value), source });
    }
  };
  visit(profile, []);
  return rows;
}
