/** Plain settings of what holds a print to the plate out of a profile: the numbers without their sources. */

import { primeWidthMm } from '../fff/adhesion/prime-bead.ts';
import type { AdhesionSettings, PrimeSettings, ShieldSettings } from '../fff/adhesion/settings.ts';
import type { FffProfile } from './profile-schema.ts';

/** Returns what holds the part to the plate; empty where the profile asks for a skirt in one layer at most, as ever. */
export function adhesionSettingsOf(profile: FffProfile): { readonly adhesion?: AdhesionSettings } {
  const { skirt, bead, brim, draftShield, prime, firstLayer } = profile;
  const blocks = [skirt.layers, brim, draftShield, prime, firstLayer];
  if (blocks.every((block) => block === undefined)) return {};
  return {
    adhesion: {
      skirtLayers: skirt.layers?.value ?? 1,
      brim:
        brim === undefined
          ? null
          : {
              widthMm: brim.widthMm.value,
              gapMm: brim.gapMm.value,
              inHoles: brim.where === 'outside-and-holes',
              order: brim.order,
            },
      shield:
        draftShield === undefined
          ? null
          : { distanceMm: draftShield.distanceMm.value, height: shieldHeightOf(draftShield) },
      prime: prime === undefined ? null : primeOf(prime),
      firstLayer: {
        beadWidthMm: firstLayer?.widthMm?.value ?? bead.widthMm.value,
        flow: firstLayer?.flow?.value ?? 1,
      },
    },
  };
}

function shieldHeightOf({ layers, heightMm }: NonNullable<FffProfile['draftShield']>): ShieldSettings['height'] {
  if (layers !== undefined) return { by: 'layers', layers: layers.value };
  return heightMm === undefined ? { by: 'part' } : { by: 'mm', heightMm: heightMm.value };
}

function primeOf({ fromMm, toMm, widthMm, volumeMm3 }: NonNullable<FffProfile['prime']>): PrimeSettings {
  return {
    fromMm: [fromMm.x.value, fromMm.y.value],
    toMm: [toMm.x.value, toMm.y.value],
    amount:
      widthMm === undefined
        ? { by: 'volume', volumeMm3: volumeMm3?.value ?? 0 }
        : { by: 'width', widthMm: widthMm.value },
  };
}

/** Returns the speeds of these beads by their keys, mm/s. */
export function adhesionSpeedsOf({ speeds, brim, draftShield, prime }: FffProfile): Record<string, number> {
  const usual = speeds.skirt.value;
  return {
    brim: brim?.speedMmPerS?.value ?? usual,
    'draft-shield': draftShield?.speedMmPerS?.value ?? usual,
    prime: prime?.speedMmPerS?.value ?? usual,
  };
}

/** How far from a part its skirt, brim or shield reaches, and what of them does. */
export interface AdhesionReach {
  readonly reachMm: number;
  readonly what: string;
}

/** Returns what of a print reaches furthest beyond the part; null where nothing does. */
export function adhesionReachOf(profile: FffProfile): AdhesionReach | null {
  const { skirt, bead, brim, draftShield, firstLayer } = profile;
  const firstMm = firstLayer?.widthMm?.value ?? bead.widthMm.value;
  const loops = skirt.loops.value;
  const reaches: AdhesionReach[] = [
    ...(loops > 0 ? [{ reachMm: skirt.distanceMm.value + loops * firstMm, what: 'skirt' }] : []),
    ...(brim === undefined ? [] : [{ reachMm: brim.gapMm.value + brim.widthMm.value, what: 'brim' }]),
    ...(draftShield === undefined
      ? []
      : [{ reachMm: draftShield.distanceMm.value + bead.widthMm.value, what: 'draft shield' }]),
  ];
  return reaches.reduce<AdhesionReach | null>(
    (most, one) => (most !== null && most.reachMm >= one.reachMm ? most : one),
    null,
  );
}

/** The strip of a priming line. */
export interface PrimeStrip {
  readonly fromMm: readonly [number, number];
  readonly toMm: readonly [number, number];
  readonly widthMm: number;
}

/** Returns the strip of the priming line in layers of a thickness; null where none is asked for. */
export function primeStripOf({ prime }: FffProfile, layerMm: number): PrimeStrip | null {
  if (prime === undefined) return null;
  const settings = primeOf(prime);
  return { fromMm: settings.fromMm, toMm: settings.toMm, widthMm: primeWidthMm(settings, layerMm) };
}

/** Returns by how much the first layers are made smaller, and what is too narrow for it; null where they are not. */
export function footOf({ firstLayer, bead }: FffProfile): {
  readonly layers: number;
  readonly byMm: number;
  readonly leastMm: number;
} | null {
  const byMm = firstLayer?.insetMm?.value ?? 0;
  if (byMm === 0) return null;
  return { layers: firstLayer?.insetLayers?.value ?? 1, byMm, leastMm: bead.minWidthMm.value };
}
