/** The neighbour layers that decide the beads of a layer. */
import type { BeadSettings } from '../../fff/settings.ts';
import type { Surroundings } from '../../fff/surroundings.ts';
import { neighboursOf } from './area-neighbours.ts';
import type { LayerCutter } from './cut-layers.ts';
import type { JobSpec } from './job-spec.ts';

/** Returns how many layers below and above a layer decide its paths. */
export function neighbourLayers(paths: JobSpec['paths']): { readonly below: number; readonly above: number } {
  if (paths?.kind === 'beads') return beadNeighbours(paths.settings);
  return neighboursOf(paths?.kind === 'scan' ? paths.areas : null);
}

function beadNeighbours({ skin, bridge, infillFraction }: BeadSettings): { below: number; above: number } {
  const isSparse = infillFraction < 1;
  const top = skin?.topLayers ?? 0;
  return {
    below: Math.max(bridge === undefined ? 0 : 1, isSparse ? (skin?.bottomLayers ?? 0) : 0),
    above: isSparse ? top : Math.min(top, 1),
  };
}

/** Returns the solid of those layers of a part whose lowest one is `first`; null where none is asked for. What bears the lowest layer is the plate, or what it was lifted onto. */
export function surroundingsOf(
  index: number,
  settings: BeadSettings,
  cutter: LayerCutter,
  first = 0,
): Surroundings | null {
  const { below, above } = beadNeighbours(settings);
  if (below + above === 0) return null;
  const layers = (count: number, step: number) =>
    Array.from({ length: count }, (_, n) => cutter.solidAt(index + step * (n + 1)));
  return { below: index <= first ? null : layers(below, -1), above: layers(above, 1) };
}
