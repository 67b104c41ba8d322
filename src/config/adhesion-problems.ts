/** What a profile asks to lay beside a part and a printer cannot do. */
import { outsideOf } from '../geometry/build-area.ts';
import { type PrimeStrip, primeStripOf } from './adhesion-settings.ts';
import { buildAreaOf } from './build-area.ts';
import type { FffPrinter } from './printer-schema.ts';
import type { Problem } from './problems.ts';
import type { FffProfile } from './profile-schema.ts';

/** Returns the problems of brim, draft shield, prime and first layer on a printer: speeds, melting, the line off the plate. */
export function adhesionProblems(profile: FffProfile, printer: FffPrinter): Problem[] {
  const { bead, speeds, layerThicknessMm, brim, draftShield, prime, firstLayer, raft } = profile;
  const problems: Problem[] = [];
  const heightMm = layerThicknessMm.value;
  const firstMm = firstLayer?.widthMm?.value ?? bead.widthMm.value;
  const firstFlow = firstLayer?.flow?.value ?? 1;
  const melts = (place: string[], speedMmPerS: number, widthMm: number, flow: number, highMm = heightMm): void => {
    const mm3PerS = speedMmPerS * widthMm * highMm * bead.flow.value * flow;
    if (mm3PerS <= printer.maxFlowMm3PerS.value) return;
    const reason = `takes ${mm3PerS.toFixed(2)} mm3/s; the hot end of '${printer.id}' melts ${printer.maxFlowMm3PerS.value}`;
    problems.push({ place, reason });
  };
  const runs = (place: string[], speedMmPerS: number): void => {
    if (speedMmPerS <= printer.maxSpeedMmPerS.value) return;
    const reason = `must be 0 to ${printer.maxSpeedMmPerS.value} mm/s on printer '${printer.id}', got ${speedMmPerS}`;
    problems.push({ place, reason });
  };
  const slow = (speedMmPerS: number): number => Math.min(speedMmPerS, speeds.firstLayer.value);
  if (firstLayer !== undefined) melts(['firstLayer'], speeds.firstLayer.value, firstMm, firstFlow);
  if (brim?.speedMmPerS !== undefined) {
    runs(['brim', 'speedMmPerS'], brim.speedMmPerS.value);
    melts(['brim', 'speedMmPerS'], slow(brim.speedMmPerS.value), firstMm, firstFlow);
  }
  if (draftShield?.speedMmPerS !== undefined) {
    runs(['draftShield', 'speedMmPerS'], draftShield.speedMmPerS.value);
    melts(['draftShield', 'speedMmPerS'], draftShield.speedMmPerS.value, bead.widthMm.value, 1);
  }
  if (raft !== undefined) {
    const speed = raft.speedMmPerS?.value ?? speeds.skirt.value;
    if (raft.speedMmPerS !== undefined) runs(['raft', 'speedMmPerS'], raft.speedMmPerS.value);
    for (const kind of ['base', 'contact'] as const) {
      const { beadWidthMm, thicknessMm } = raft[kind];
      const first = kind === 'base' ? firstFlow : 1;
      melts(['raft', kind], speed, beadWidthMm.value, first, thicknessMm.value);
      const { minMm, maxMm } = printer.layerThickness;
      if (thicknessMm.value >= minMm.value && thicknessMm.value <= maxMm.value) continue;
      const reason = `must be ${minMm.value} to ${maxMm.value} mm on printer '${printer.id}', got ${thicknessMm.value}`;
      problems.push({ place: ['raft', kind, 'thicknessMm'], reason });
    }
  }
  if (prime !== undefined) {
    if (prime.speedMmPerS !== undefined) runs(['prime', 'speedMmPerS'], prime.speedMmPerS.value);
  }
  const strip = primeStripOf(profile, heightMm);
  if (strip !== null) {
    melts(['prime'], slow(prime?.speedMmPerS?.value ?? speeds.skirt.value), strip.widthMm, 1);
    problems.push(...primeOffPlate(strip, printer));
  }
  return problems;
}

/** The sides of the line must lie on the plate, clear of what is excluded there. */
function primeOffPlate({ fromMm, toMm, widthMm }: PrimeStrip, printer: FffPrinter): Problem[] {
  const area = buildAreaOf(printer);
  const [x0, y0, x1, y1] = [...fromMm, ...toMm];
  const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
  const dx = (((x1 - x0) / length) * widthMm) / 2;
  const dy = (((y1 - y0) / length) * widthMm) / 2;
  // The strip with square ends; the bead itself has round ones.
  const strip = Float64Array.of(
    x0 - dx + dy,
    y0 - dy - dx,
    x1 + dx + dy,
    y1 + dy - dx,
    x1 + dx - dy,
    y1 + dy + dx,
    x0 - dx - dy,
    y0 - dy + dx,
  );
  return outsideOf(area, { loops: [strip], lines: [], vectors: [] }).map(({ exclusion, byMm, xMm, yMm }) => {
    const where = `${byMm.toFixed(3)} mm at (${xMm.toFixed(3)}, ${yMm.toFixed(3)})`;
    const reason =
      exclusion === null
        ? `the line would reach ${where} out of the plate of ${printer.id}`
        : `the line would reach ${where} into what is excluded on the plate of ${printer.id} (${area.exclusions[exclusion]?.reason})`;
    return { place: ['prime', 'toMm'], reason };
  });
}
