/** Layers that a part stands on. */
import type { Loops } from '../../core/polyline.ts';
import { insetLoops } from '../../geometry/inset-loops.ts';
import type { BeadUnit } from '../bead-unit.ts';
import { fillPattern } from '../pattern-fill.ts';
import { filledArea } from './around.ts';
import type { RaftSettings } from './settings.ts';

/** Returns the area of a raft under the first layer of a part: without holes, larger all round. */
export function raftArea(footing: Loops, { expansionMm }: RaftSettings): Loops {
  const filled = filledArea(footing);
  return expansionMm === 0 ? filled : filledArea(insetLoops(filled, expansionMm));
}

/** Returns the number of layers of a raft. */
export function raftLayerCount({ base, contact }: RaftSettings): number {
  return base.count + contact.count;
}

/** Returns the beads of one layer of a raft: a loop and lines, at right angles to those of the layer below. */
export function raftBeads(area: Loops, raft: RaftSettings, layerIndex: number): BeadUnit[] {
  const { beadWidthMm, spacingMm } = layerIndex < raft.base.count ? raft.base : raft.contact;
  const anglesDeg = [(raft.angleDeg + 90 * layerIndex) % 360];
  return fillPattern(area, { feature: 'raft', beadWidthMm, spacingMm, anglesDeg, hasLoop: true }).units;
}
