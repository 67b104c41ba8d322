/** How the parts of one plate are printed together: one after the other where the head has room, or layer by layer. */
import { buildBoxOf, type FffPrinter } from '../../config/printer.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { BuildInHand } from '../parts/build-in-hand.ts';
import type { BuildRequest } from '../request/prepare-request.ts';
import { clashWords, firstClash, type PrintHead, sequentialOrder } from './print-order.ts';

/** Ways to print several parts. */
export const PRINT_ORDERS = ['sequential', 'layers'] as const;

/** One of them. */
export type PrintOrder = (typeof PRINT_ORDERS)[number];

/** What was chosen for one plate. */
export interface PlateOrder {
  readonly kind: PrintOrder;
  /** Numbers of the parts as they are printed. */
  readonly parts: readonly number[];
  /** Why the parts are not printed one after the other though nobody asked for layers; null where they are, or somebody did. */
  readonly why: string | null;
}

/** What the head of a printer takes; null where its file does not say. */
export function printHeadOf(printer: FffPrinter): PrintHead | null {
  const { head } = printer;
  if (head === undefined) return null;
  return {
    radiusMm: head.clearanceRadiusMm.value,
    railMm: head.railHeightMm.value,
    freeMm: head.freeHeightMm?.value ?? 0,
    maxZMm: buildBoxOf(printer)[5],
  };
}

/** Distance that parts of one plate are to have so that they can be printed one after the other; null where that is not wanted or known. */
export function spreadMm({ pairing, parts, printOrder }: BuildRequest): number | null {
  if (pairing.process !== 'fff' || parts.length < 2 || printOrder === 'layers') return null;
  return printHeadOf(pairing.printer)?.radiusMm ?? null;
}

/** True where a build has a file of the whole plate: several prints, whole and not a band of their layers. */
export function hasPlatePrint({ pairing, outputs, layers }: BuildRequest, parts: number): boolean {
  return pairing.process === 'fff' && parts > 1 && layers === null && outputs.includes('gcode');
}

/**
 * Returns the order of a plate. Without a wish parts are printed one after the other where that is safe, and layer by layer where it is not.
 * Throws where somebody asked for one after the other and the head would touch a part, or nobody knows its size.
 */
export function plateOrderOf(builds: readonly BuildInHand[]): PlateOrder {
  const [first] = builds as readonly [BuildInHand];
  const { pairing, printOrder = null, printer: found } = first.request;
  const together = (why: string | null): PlateOrder => ({ kind: 'layers', parts: builds.map((_, n) => n), why });
  if (pairing.process !== 'fff' || printOrder === 'layers') return together(null);
  const head = printHeadOf(pairing.printer);
  if (head === null) {
    const why = `nobody says what room the head of '${pairing.printer.id}' takes`;
    if (printOrder === null) return together(`${why} (head of ${found.file})`);
    const reason = `is missing, and parts are to be printed one after the other: ${why}; take --print-order layers`;
    throw new PrepError('printer-invalid', reason, [found.file, 'head']);
  }
  const standing = builds.map(({ part, job, marginMm }) => ({ partId: part.partId, box: job.box, marginMm }));
  const parts = sequentialOrder(standing);
  const clash = firstClash(
    parts.map((n) => standing[n] as (typeof standing)[number]),
    head,
  );
  if (clash === null) return { kind: 'sequential', parts, why: null };
  const words = clashWords(clash, head);
  if (printOrder === null) return together(words);
  const { place, source } = (builds[standing.indexOf(clash.printed as (typeof standing)[number])] as BuildInHand)
    .request.part;
  const where = place.length > 0 || source.by === 'solid' ? place : [source.path];
  throw new PrepError('part-off-plate', `${words}; move the parts apart, or take --print-order layers`, where);
}
