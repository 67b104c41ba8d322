/** How far what is made of a part is off its design, on purpose: changes of the shape before it is cut. */
import { shapeRecordOf } from '../../config/shape-settings.ts';
import { type Finding, finding } from '../../core/finding.ts';
import type { InspectionShape } from '../../inspect/inspection.ts';
import type { LayerTotals } from '../layers/layer-totals.ts';
import { isScaled, madeTransform, volumeFactor } from '../layers/made-shape.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';

/** The rules of this file, for the report. */
export const SHAPE_RULES: readonly { readonly id: string; readonly meaning: string }[] = [
  { id: 'shape-compensated', meaning: 'The part is made as designed, without a change of its shape beforehand.' },
  {
    id: 'downface-floor-kept',
    meaning: 'What is high enough to have its faces that look down raised has them raised.',
  },
  { id: 'downface-rim-dropped', meaning: 'No rim was lost where faces that look down were raised.' },
];

/** What of a build is asked about its shape. */
type Shaped = Pick<BuildInHand, 'request' | 'part' | 'job'>;

/** Returns what the plan tells beside the rigid transform of a part; null where it is made as designed. `transform` leads to the plate. */
export function plannedShape({ job: { spec } }: Pick<BuildInHand, 'job'>): {
  readonly scale: readonly number[];
  readonly aboutMm: readonly number[];
  readonly madeTransform: number[];
  readonly downfaceRaiseMm: number;
} | null {
  const { shape } = spec;
  if (shape == null) return null;
  return {
    scale: shape.scale,
    aboutMm: shape.aboutMm,
    madeTransform: madeTransform(shape),
    downfaceRaiseMm: shape.raise?.byMm ?? 0,
  };
}

/** Returns what the manifest records of a part: every value with its source, and where it was applied; null without any. */
export function recordedShape({ request, job }: Pick<BuildInHand, 'request' | 'job'>): object | null {
  const record = shapeRecordOf(request.pairing);
  const { shape } = job.spec;
  if (record === null || shape == null) return null;
  return { ...record, aboutMm: shape.aboutMm, downfaceRaisedMm: shape.raise?.byMm ?? 0 };
}

/** Returns the row of inspection.json; null where the part is made as designed. Measured on the layers, so null for a band of them. */
export function shapeRow(build: Shaped, totals: LayerTotals, volumeMm3: number | null): InspectionShape | null {
  const { part, job } = build;
  const { spec, layerCount } = job;
  const { shape, box } = spec;
  if (shape == null) return null;
  const whole = spec.layers.to - spec.layers.from >= layerCount;
  const { removedMm3, keptMm3, droppedMm3 } = totals.raised;
  const measured = (value: number) => (whole && shape.raise !== null ? rounded(value) : whole ? 0 : null);
  const reach = [0, 1, 2].map((a) => {
    const at = shape.aboutMm[a] as number;
    const farMm = Math.max((box[a + 3] as number) - at, at - (box[a] as number));
    return rounded(Math.abs((shape.scale[a] as number) - 1) * farMm);
  });
  return {
    partId: part.partId,
    scale: shape.scale,
    aboutMm: shape.aboutMm,
    displacedMm: reach,
    downfaceRaiseMm: shape.raise?.byMm ?? 0,
    designVolumeMm3: rounded(part.volumeMm3),
    scaledVolumeMm3: rounded(part.volumeMm3 * volumeFactor(spec)),
    raisedMm3: measured(removedMm3),
    floorsKeptMm3: measured(keptMm3),
    rimsDroppedMm3: measured(droppedMm3),
    volumeMm3: whole && volumeMm3 !== null ? rounded(volumeMm3) : null,
  };
}

/** Returns what a reader of the findings must know: every change, and what it cost. */
export function shapeFindings({ request, part, job }: Shaped, totals: LayerTotals): Finding[] {
  const { shape } = job.spec;
  if (shape == null) return [];
  const { partId } = part;
  const message = `${shapeWords({ request, job })}; inspection.json has the deviation from the design`;
  const findings = [finding('shape-compensated', 'note', message, { partId })];
  if (shape.raise === null) return findings;
  const { byMm, leastWidthMm } = shape.raise;
  const { keptMm3, droppedMm3, keptIn, droppedIn } = totals.raised;
  const told = (volumeMm3: number, layer: number) =>
    ({ partId, layer, measured: rounded(volumeMm3), limit: 0, unit: 'mm3' }) as const;
  if (keptIn !== null) {
    const kept = `what is no higher than the ${byMm} mm by which faces that look down are raised stays as one layer: ${keptMm3.toPrecision(3)} mm3`;
    findings.push(finding('downface-floor-kept', 'warning', kept, told(keptMm3, keptIn)));
  }
  if (droppedIn !== null && rounded(droppedMm3) > 0) {
    const gone = `rims narrower than ${leastWidthMm} mm went where faces that look down were raised: ${droppedMm3.toPrecision(3)} mm3 of their top layers`;
    findings.push(finding('downface-rim-dropped', 'note', gone, told(droppedMm3, droppedIn)));
  }
  return findings;
}

/** Returns the changes of the shape of a part in words; empty where it is made as designed. */
export function shapeWords({ request, job }: Pick<BuildInHand, 'request' | 'job'>): string {
  const { shape } = job.spec;
  if (shape == null) return '';
  const factors = shape.scale.map((factor) => Number(factor.toFixed(8))).join(' x ');
  const words = isScaled(shape) ? [`scaled by ${factors} (x, y, z of the plate)`] : [];
  const askedMm = shapeRecordOf(request.pairing)?.downfaceRaiseMm?.value ?? 0;
  if (shape.raise !== null)
    words.push(`faces that look down raised by ${askedMm} mm${job.fills.length > 0 ? ', lattices left' : ''}`);
  else if (askedMm > 0) words.push('faces that look down not raised, since the part is of beams');
  return words.length === 0 ? 'neither scaled nor raised, as printer and profile say' : words.join(', ');
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
