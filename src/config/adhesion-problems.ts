/** What a profile asks to lay beside a part and a printer cannot do. */
import { primeStripOf } from './adhesion-settings.ts';
import type { FffPrinter } from './printer-schema.ts';
import type { Problem } from './problems.ts';
import type { FffProfile } from './profile-schema.ts';

/** Returns the problems of brim, draft shield, prime and first layer on a printer: speeds and melting. */
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
  }
  return problems;
}
