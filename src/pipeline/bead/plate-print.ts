/** The print of a whole plate: one file of all its parts, made from their planned beads, read back and judged. */
import { gcodeSettingsOf } from '../../config/fff-settings.ts';
import type { Pairing } from '../../config/match.ts';
import type { FffProfile } from '../../config/profile.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { JobHeader, PlannedLayer, RunContext } from '../../core/ports.ts';
import type { Toolpath } from '../../core/toolpath.ts';
import { toGrid } from '../../core/units.ts';
import { type GcodeSink, gcodeSink } from '../../formats/gcode/write-gcode.ts';
import type { Inspection, InspectionPlate } from '../../inspect/inspection.ts';
import { type DesignedLayer, judgePrintLayers } from '../../inspect/print/judge-print-layers.ts';
import type { PrintInspection } from '../../inspect/print/print-inspection.ts';
import type { PrintInspectOptions } from '../../inspect/print/settings.ts';
import type { BuildFolder } from '../../store/build-folder.ts';
import { hasher } from '../../store/hash.ts';
import { TOOL } from '../load/tool.ts';
import type { PlatePart } from '../sinks/plate-part.ts';
import type { PlateOrder } from './plate-order.ts';
import { RISE_MM } from './print-order.ts';
import { inspectGcode, layerLimitsOf, printOptionsOf } from './read-print.ts';
import { withFindings } from './with-print.ts';

/** The rules of this file, for the report. */
export const PLATE_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  {
    id: 'plate-order',
    meaning: 'The parts of the plate are printed one after the other, or layer by layer where that was asked for.',
  },
  {
    id: 'plate-differs',
    meaning: 'The print of the plate extrudes for each part what the print of that part alone does.',
  },
];

/** What the file of a plate is and shows. */
export interface PlatePrint {
  readonly name: string;
  readonly plate: InspectionPlate;
  readonly findings: readonly Finding[];
}

/** Name of the only plate. */
const PLATE = 'plate-1';

/** The largest relative difference between a part in the file of the plate and in its own: rounding of E words. */
const SAME_RELATIVE = 1e-4;

/** Writes and judges the file of a plate; `about` are more lines of its head. */
export async function writePlatePrint(
  folder: BuildFolder,
  pairing: Extract<Pairing, { process: 'fff' }>,
  parts: readonly PlatePart[],
  order: PlateOrder,
  about: readonly string[],
  context: RunContext,
): Promise<PlatePrint> {
  const name = `${PLATE}.gcode`;
  const inOrder = order.parts.map((n) => parts[n] as PlatePart);
  const ids = inOrder.map(({ partId }) => partId);
  const words = `${order.kind === 'sequential' ? 'parts one after the other' : 'parts layer by layer'}: ${ids.join(', ')}`;
  const header = plateHeader(inOrder, order);
  const file = await folder.file(name);
  const settings = gcodeSettingsOf(pairing.profile, pairing.printer, header.thicknessMm);
  const sink = gcodeSink(file, { tool: TOOL, partId: PLATE, about: [...about, words], settings, hash: hasher() });
  await sink.open(header);
  if (order.kind === 'sequential') await writeInTurn(sink, inOrder, context);
  else await writeTogether(sink, inOrder, context);
  await sink.close();
  await file.close();
  for (const { beads } of parts) await beads.drop();
  return { name, ...(await judged(folder, name, pairing, inOrder, order, sink, context)) };
}

/** The inspection of a build with that of its plate. */
export function withPlate(inspection: Inspection, { plate, findings }: PlatePrint): Inspection {
  return { ...withFindings(inspection, findings), plates: [plate] };
}

function plateHeader(parts: readonly PlatePart[], order: PlateOrder): JobHeader {
  const boxes = parts.map(({ header }) => header.boxMm);
  const low = (side: 0 | 1 | 2) => Math.min(...boxes.map((box) => box[side]));
  const high = (side: 3 | 4 | 5) => Math.max(...boxes.map((box) => box[side]));
  const layerCount =
    order.kind === 'sequential' ? parts.reduce((sum, { beads }) => sum + beads.zMm.length, 0) : heightsOf(parts).length;
  return {
    partId: PLATE,
    layerCount,
    thicknessMm: (parts[0] as PlatePart).header.thicknessMm,
    boxMm: [low(0), low(1), low(2), high(3), high(4), high(5)],
  };
}

/**
 * A layer without the priming line, which is laid once in a file: later it would lie among what stands already, and on itself. The way from it to the next
 * bead goes with it.
 */
function withoutPrime({ layer, toolpaths }: PlannedLayer): PlannedLayer {
  const isPrime = (path: Toolpath | undefined) => path?.kind === 'bead' && path.feature === 'prime';
  const kept = toolpaths.toolpaths.flatMap((path, n, all) => {
    if (isPrime(path)) return [];
    if (path.kind !== 'bead' || path.approach === undefined || !isPrime(all[n - 1])) return [path];
    return [{ ...path, approach: { via: new Float64Array(0), isLifted: true } }];
  });
  return { layer, toolpaths: { ...toolpaths, toolpaths: kept } };
}

/** A layer whose first bead the nozzle reaches lifted. */
function begunLifted({ layer, toolpaths }: PlannedLayer): PlannedLayer {
  const lifted = toolpaths.toolpaths.map((path, n) =>
    n === 0 && path.kind === 'bead' ? { ...path, approach: { via: new Float64Array(0), isLifted: true } } : path,
  );
  return { layer, toolpaths: { ...toolpaths, toolpaths: lifted } };
}

async function writeInTurn(sink: GcodeSink, parts: readonly PlatePart[], { signal }: RunContext): Promise<void> {
  let highestMm = 0;
  for (const [k, { beads }] of parts.entries()) {
    if (k > 0) sink.rise(highestMm + RISE_MM);
    for (let n = 0; n < beads.zMm.length; n++) {
      signal.throwIfAborted();
      const layer = await beads.layer(n);
      await sink.layer(k > 0 ? withoutPrime(layer) : layer);
    }
    highestMm = Math.max(highestMm, ...beads.zMm.slice(-1));
  }
}

/**
 * Layers of one height together, the parts in their order. Where parts have faces that travels keep off, the ways from part to part are lifted: they may
 * lead over what of any of them is finished just below.
 */
async function writeTogether(sink: GcodeSink, parts: readonly PlatePart[], { signal }: RunContext): Promise<void> {
  const next = parts.map(() => 0);
  const isLifted = parts.some(({ hasKeptOff }) => hasKeptOff);
  let last = -1;
  for (const height of heightsOf(parts)) {
    signal.throwIfAborted();
    const here: PlannedLayer[] = [];
    for (const [k, { beads }] of parts.entries()) {
      const n = next[k] as number;
      const zMm = beads.zMm[n];
      if (zMm === undefined || toGrid(zMm) !== height) continue;
      const layer = await beads.layer(n);
      const own = k > 0 ? withoutPrime(layer) : layer;
      here.push(isLifted && k !== last ? begunLifted(own) : own);
      if (own.toolpaths.toolpaths.length > 0) last = k;
      next[k] = n + 1;
    }
    const [first] = here as [PlannedLayer];
    const toolpaths = here.flatMap((one) => one.toolpaths.toolpaths);
    await sink.layer({ layer: first.layer, toolpaths: { ...first.toolpaths, toolpaths } });
  }
}

/** Heights of all layers in grid units, each once. */
function heightsOf(parts: readonly PlatePart[]): number[] {
  return [...new Set(parts.flatMap(({ beads }) => beads.zMm.map(toGrid)))].sort((a, b) => a - b);
}

async function judged(
  folder: BuildFolder,
  name: string,
  { printer, profile }: Extract<Pairing, { process: 'fff' }>,
  parts: readonly PlatePart[],
  order: PlateOrder,
  sink: GcodeSink,
  { signal }: RunContext,
): Promise<Omit<PlatePrint, 'name'>> {
  const isInTurn = order.kind === 'sequential';
  const [first] = parts as readonly [PlatePart];
  const plan = {
    partId: PLATE,
    expected: { ...first.expected, layerCount: plateHeader(parts, order).layerCount },
    partial: false,
    designVolumeMm3: parts.reduce((sum, { designVolumeMm3 }) => sum + designVolumeMm3, 0),
    ownLines: (line: number) => sink.ownLine(line),
  };
  const options: PrintInspectOptions = {
    ...printOptionsOf(printer, profile, plan),
    ...(isInTurn ? { partsInTurn: parts.map(({ expected }) => expected) } : {}),
  };
  const source = await folder.source(name);
  try {
    const { print } = await inspectGcode(source, options, printer, signal);
    const layers = isInTurn
      ? turnFindings(print, parts, profile)
      : judgePrintLayers(print, {
          partId: PLATE,
          design: layersTogether(parts),
          partial: false,
          ...layerLimitsOf(profile),
        }).findings;
    const { totals, extrusionBoxMm, travelBoxMm } = print;
    return {
      plate: {
        file: name,
        printOrder: order.kind,
        parts: parts.map(({ partId }) => partId),
        layers: totals.layers,
        extrudedVolumeMm3: totals.extrudedVolumeMm3,
        filamentMm: totals.filamentMm,
        timeS: totals.timeS,
        extrusionBoxMm,
        travelBoxMm,
      },
      findings: [...print.findings, ...layers, ...orderFindings(order, parts)],
    };
  } finally {
    await source.close();
  }
}

/** Of parts one after the other each has its own layers in the file, and they hold what its own file does. */
function turnFindings(
  print: PrintInspection,
  parts: readonly PlatePart[],
  { retraction, filament }: FffProfile,
): Finding[] {
  // On its way to the next part the filament is pulled back once more than in the file of that part.
  const onceMm3 = (retraction.extraMm?.value ?? 0) * (Math.PI / 4) * filament.diameterMm.value ** 2;
  let from = 0;
  return parts.flatMap(({ partId, beads, extrudedMm3 }) => {
    const own = print.layers.slice(from, from + beads.zMm.length);
    from += beads.zMm.length;
    const here = own.reduce((sum, layer) => sum + layer.extrudedMm3, 0);
    if (extrudedMm3 === null || Math.abs(here - extrudedMm3) <= SAME_RELATIVE * extrudedMm3 + onceMm3) return [];
    const message = `${PLATE}.gcode extrudes ${here.toFixed(4)} mm3 for the part, its own file ${extrudedMm3.toFixed(4)} mm3`;
    return [finding('plate-differs', 'error', message, { partId, measured: here, limit: extrudedMm3, unit: 'mm3' })];
  });
}

function orderFindings({ why }: PlateOrder, parts: readonly PlatePart[]): Finding[] {
  if (why === null) return [];
  const message = `the ${parts.length} parts of ${PLATE}.gcode are printed layer by layer, so that each layer waits for all of them: ${why}`;
  return [finding('plate-order', 'note', message, { partId: PLATE })];
}

function layersTogether(parts: readonly PlatePart[]): DesignedLayer[] {
  const byHeight = new Map<number, DesignedLayer>();
  for (const { design } of parts) {
    for (const layer of design) {
      const height = toGrid(layer.zMm);
      const known: DesignedLayer = byHeight.get(height) ?? { zMm: layer.zMm, areaMm2: 0, outlineMm: 0, volumeMm3: 0 };
      byHeight.set(height, {
        zMm: layer.zMm,
        areaMm2: known.areaMm2 + layer.areaMm2,
        outlineMm: known.outlineMm + layer.outlineMm,
        volumeMm3: known.volumeMm3 + layer.volumeMm3,
        ...(known.isAsked === true || layer.isAsked === true ? { isAsked: true } : {}),
      });
    }
  }
  return [...byHeight.values()].sort((a, b) => a.zMm - b.zMm);
}
