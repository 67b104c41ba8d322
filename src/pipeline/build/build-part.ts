/** One part of a build: its layers are planned, written, read back and judged. */
import type { Finding } from '../../core/finding.ts';
import type { RunContext } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import { type Inspection, verdictOf } from '../../inspect/inspection.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import { fffRoad } from '../bead/fff-road.ts';
import { insetRow } from '../bead/foot-findings.ts';
import { buildFindings } from '../judge/build-findings.ts';
import { outsideFindings } from '../judge/exposure-outside.ts';
import { judgeRegions } from '../judge/judge-regions.ts';
import { type LatticeMeasures, type LatticeMeters, latticeMeters } from '../judge/lattice-meter.ts';
import { shapeFindings, shapeRow } from '../judge/shape-deviation.ts';
import { lpbfRoad } from '../laser/lpbf-road.ts';
import type { DrawnLayer } from '../layers/drawn-layers.ts';
import type { KeptCuts } from '../layers/kept-cuts.ts';
import { layerStream } from '../layers/layer-stream.ts';
import { type LayerTotals, layerTotals } from '../layers/layer-totals.ts';
import type { PlaneBackend } from '../layers/plane-backend.ts';
import { writeHandedMesh } from '../mesh/handed-mesh.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import { withoutLoose } from '../parts/find-loose.ts';
import { inFileLayers } from '../sinks/inspect-options.ts';
import { firstOfPart, jobHeader, openThreeMf, type PartOutput, threeMfOutput } from '../sinks/part-sinks.ts';
import { checkThreeMf } from '../sinks/read-back.ts';
import type { Road } from '../sinks/road.ts';
import { carriedMesh } from '../sinks/stand-in-mesh.ts';
import { type LayerPictures, layerPictures } from './layer-pictures.ts';

/** A part whose files are written and judged. */
export interface BuiltPart {
  readonly build: BuildInHand;
  readonly road: Road;
  readonly totals: LayerTotals;
  readonly inspection: Inspection;
  /** Names of its files. */
  readonly files: readonly string[];
  /** Layers that are drawn already, by number. */
  readonly pictures: ReadonlyMap<number, DrawnLayer>;
}

/** Plans, writes and judges one part. */
export async function buildPart(
  taken: BuildInHand,
  folder: BuildFolder,
  context: RunContext,
  backend: PlaneBackend,
): Promise<BuiltPart> {
  const { looseSolid } = taken.request;
  const { job, findings: looseFindings, cuts } = await withoutLoose(taken.job, looseSolid, context, backend);
  const build: BuildInHand = { ...taken, job };
  const road = roadOf(build, backend);
  const meters = latticeMeters(build.job);
  const drawer = layerPictures(build, backend.threads ?? null);
  const { outputs, totals } = await writeLayers(folder, build, road, meters, drawer, cuts, context, backend);
  // Measured while the files are read back.
  const measuring = meters.finish(totals, backend.threads ?? null);
  measuring.catch(() => undefined);
  await readBackThreeMf(folder, build, totals);
  const handed = await writeHandedMesh(folder, build, totals, context, backend);
  const judged = await road.inspect(folder, totals, context);
  const measures = await measuring;
  const pictures = await drawer.finish();
  // Of several lattices each region has its own; together they have no wall and no pore.
  const lattice = { ...judged.lattice, ...(measures.length === 1 ? measures[0] : {}) };
  const outside = outsideOf(build, totals, measures);
  const { rows, notRun, findings: regionFindings } = await judgeRegions(build, judged, totals, measures);
  const findings = [
    ...inFileLayers(
      [...buildFindings(build, totals), ...shapeFindings(build, totals), ...looseFindings, ...outside],
      build,
      totals.firstSolid,
    ),
    ...handed.findings,
    ...judged.findings,
    ...regionFindings,
  ];
  const regions = rows === undefined ? {} : { regions: rows };
  const shape = shapeRow(build, totals, judged.totals.volumeMm3);
  const shapes = shape === null ? {} : { shapes: [shape] };
  const inset = insetRow(build, totals);
  const known = new Set(judged.checksNotRun.map(({ rule }) => rule));
  const checksNotRun = [...judged.checksNotRun, ...notRun.filter(({ rule }) => !known.has(rule))];
  const inspection = {
    ...judged,
    lattice,
    ...regions,
    ...shapes,
    ...(inset === null ? {} : { insets: [inset] }),
    findings,
    checksNotRun,
    verdict: verdictOf(findings),
  };
  return { build, road, totals, inspection, files: [...outputs, ...handed.names], pictures };
}

/** Of several lattices together nobody knows one wall. */
function outsideOf(
  { request: { pairing }, job }: BuildInHand,
  totals: LayerTotals,
  measures: readonly (LatticeMeasures | null)[],
): Finding[] {
  if (pairing.process !== 'lpbf') return [];
  const { spec, fills, layerCount } = job;
  const whole = spec.layers.to - spec.layers.from >= layerCount;
  return outsideFindings(pairing.profile, totals, {
    partId: spec.partId,
    wallMm: measures.length === 1 ? (measures[0]?.wallMm ?? null) : null,
    envelopeMm3: whole && fills.length > 0 ? totals.envelopeMm3 : null,
  });
}

function roadOf(build: BuildInHand, { threads }: PlaneBackend): Road {
  const { pairing } = build.request;
  return pairing.process === 'lpbf' ? lpbfRoad(pairing, build, threads ?? null) : fffRoad(pairing, build);
}

async function writeLayers(
  folder: BuildFolder,
  build: BuildInHand,
  road: Road,
  meters: LatticeMeters,
  drawer: LayerPictures,
  cuts: KeptCuts | null,
  context: RunContext,
  backend: PlaneBackend,
): Promise<{ outputs: string[]; totals: LayerTotals }> {
  const { job } = build;
  const outputs: PartOutput[] = [...(await road.openOutputs(folder)), ...(await openThreeMf(folder, build))];
  const totals = layerTotals();
  const { from, to } = job.spec.layers;
  try {
    for (const { sink, partAlone } of outputs) await sink.open(jobHeader(job, partAlone));
    const first = firstOfPart(job.spec.layers);
    const spec = { ...job.spec, measured: meters.count > 0 };
    for await (const result of layerStream(spec, context, backend, cuts)) {
      for (const { sink, partAlone } of outputs) {
        if (partAlone === true && result.layer.index < first) continue;
        await sink.layer({ layer: result.layer, toolpaths: result.toolpaths });
      }
      road.layer(result);
      meters.layer(result);
      drawer.layer(result);
      totals.add(result);
      context.progress({ stage: 'plan', done: result.layer.index - from + 1, total: to - from });
    }
    refuseEmpty(build, totals);
    for (const { sink, finish } of outputs) {
      await sink.close();
      await finish();
    }
  } catch (error) {
    drawer.abort();
    for (const { sink } of outputs) await sink.abort();
    throw error;
  }
  return { outputs: outputs.flatMap(({ names }) => names), totals };
}

function refuseEmpty({ request, part, job }: BuildInHand, totals: LayerTotals): void {
  if (totals.firstSolid !== null) return;
  const { from, to } = job.spec.layers;
  const open = part.findings.find(({ severity }) => severity === 'error');
  const band = to - from < job.layerCount ? `layers ${from} to ${to - 1} hold no solid` : 'no layer holds any solid';
  const below = job.spec.layers.below?.topsMm.length ?? 0;
  if (to <= below) {
    const reason = `layers ${from} to ${to - 1} are below the part, which begins at layer ${below} (raft or supports): a band holds at least one layer of the part`;
    throw new PrepError('usage', reason, ['--layers']);
  }
  const why = open === undefined ? band : `${band}: ${open.message}`;
  const { source, place } = request.part;
  const file = source.by === 'mesh' ? source.path : null;
  if (place.length === 0) throw new PrepError('mesh-invalid', why, file === null ? [] : [file]);
  throw new PrepError('mesh-invalid', file === null ? why : `${file}: ${why}`, place);
}

/** Reads a 3MF back: what it holds must be what was planned, or the build does not get its name. */
async function readBackThreeMf(folder: BuildFolder, build: BuildInHand, totals: LayerTotals): Promise<void> {
  const { slices, name } = threeMfOutput(build);
  if (name === null) return;
  const source = await folder.source(name);
  try {
    const { layers } = build.job.spec;
    const { mesh } = carriedMesh(build.job.spec);
    const { to, thicknessMm } = layers;
    const stack = slices ? { layers: to - firstOfPart(layers), thicknessMm, volumeMm3: totals.solidMm3 } : null;
    await checkThreeMf(source, { triangles: mesh.triangles.length / 3, stack });
  } finally {
    await source.close();
  }
}
