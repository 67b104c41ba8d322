/** What is laid beside a part in one of its layers, before it. */
import type { Loops } from '../../core/polyline.ts';
import { assert } from '../../core/prep-error.ts';
import type { Bead } from '../bead.ts';
import type { BeadSettings } from '../settings.ts';
import { brimBeads } from './brim-beads.ts';
import { primeBead } from './prime-bead.ts';
import { hasShield, shieldBead } from './shield-bead.ts';
import { skirtBeads } from './skirt-beads.ts';

/** The layer that the beads lie in. */
interface AdhesionLayer {
  readonly index: number;
  readonly zMm: number;
  readonly thicknessMm: number;
}

/**
 * Returns the beads beside a part in their order: prime, skirt, draft shield, brim.
 *
 * @param area - of the part in this layer
 * @param outline - the convex outline of the whole part, for what stands upright; empty: that of nothing
 */
export function adhesionBeads(layer: AdhesionLayer, area: Loops, outline: Loops, settings: BeadSettings): Bead[] {
  const { skirt, beadWidthMm, adhesion } = settings;
  const onPlate = layer.index === 0;
  if (adhesion === undefined) return onPlate && skirt.loops > 0 ? skirtBeads(area, settings) : [];
  const { skirtLayers, brim, shield, prime, firstLayer } = adhesion;
  assert(!isUpright(adhesion) || outline.length > 0, 'what stands upright around a part has its outline');
  const beads: Bead[] = [];
  if (onPlate && prime !== null) beads.push(primeBead(prime, layer.thicknessMm));
  if (skirt.loops > 0 && layer.index < skirtLayers) {
    // What stands higher than a layer, and what stands beside it, keeps clear of the widest layer too.
    const around = isUpright(adhesion) ? outline : area;
    beads.push(...skirtBeads(around, { skirt, beadWidthMm: firstLayer.beadWidthMm }));
  }
  if (shield !== null && hasShield(shield, layer)) beads.push(...shieldBead(outline, shield, beadWidthMm));
  if (onPlate && brim !== null) beads.push(...brimBeads(area, brim, firstLayer.beadWidthMm));
  return beads;
}

/** Returns true where skirt and shield go by the convex outline of the whole part, not by its first layer. */
export function isUpright({ skirtLayers, shield }: NonNullable<BeadSettings['adhesion']>): boolean {
  return skirtLayers > 1 || shield !== null;
}
