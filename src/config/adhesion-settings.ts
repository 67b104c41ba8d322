/** Plain settings of what holds a print to the plate out of a profile: the numbers without their sources. */

import { snapMm } from '../core/units.ts';
import {
  type AdhesionSettings,
  type PrimeSettings,
  primeWidthMm,
  type RaftSettings,
  type ShieldSettings,
} from '../fff/adhesion/settings.ts';
import type { LayersBelow } from '../slicing/settings.ts';
import type { FffProfile, Profile } from './profile-schema.ts';

/** Returns what holds the part to the plate; empty where the profile asks for a skirt in one layer at most, as ever. */
export function adhesionSettingsOf(profile: FffProfile): { readonly adhesion?: AdhesionSettings } {
  const { skirt, bead, brim, draftShield, prime, firstLayer, raft } = profile;
  const blocks = [skirt.layers, brim, draftShield, prime, firstLayer, raft];
  if (blocks.every((block) => block === undefined)) return {};
  return {
    adhesion: {
      raft: raft === undefined ? null : raftSettingsOf(raft),
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

type Raft = NonNullable<FffProfile['raft']>;

function raftSettingsOf({ base, contact, angleDeg, expansionMm }: Raft): RaftSettings {
  const layersOf = ({ layers, beadWidthMm, spacingMm }: Raft['base']) => ({
    count: layers.value,
    beadWidthMm: beadWidthMm.value,
    spacingMm: spacingMm.value,
  });
  return {
    expansionMm: expansionMm.value,
    base: layersOf(base),
    contact: layersOf(contact),
    angleDeg: angleDeg.value,
  };
}

/** Returns the layers of a raft, which the part stands on; empty without one. */
export function raftLayersOf({ profile }: { readonly profile: Profile }): { readonly below?: LayersBelow } {
  if (profile.process !== 'fff' || profile.raft === undefined) return {};
  const { base, contact, gapMm } = profile.raft;
  const topsMm: number[] = [];
  for (const { layers, thicknessMm } of [base, contact]) {
    for (let k = 0; k < layers.value; k++) topsMm.push(snapMm((topsMm.at(-1) ?? 0) + thicknessMm.value));
  }
  return { below: { topsMm, gapMm: snapMm(gapMm.value) } };
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
export function adhesionSpeedsOf({ speeds, brim, draftShield, prime, raft }: FffProfile): Record<string, number> {
  const usual = speeds.skirt.value;
  return {
    brim: brim?.speedMmPerS?.value ?? usual,
    'draft-shield': draftShield?.speedMmPerS?.value ?? usual,
    prime: prime?.speedMmPerS?.value ?? usual,
    raft: raft?.speedMmPerS?.value ?? usual,
  };
}

/** How far from a part its skirt, brim or shield reaches, and what of them does. */
export interface AdhesionReach {
  readonly reachMm: number;
  readonly what: string;
}

/** Returns what of a print reaches furthest beyond the part; null where nothing does. */
export function adhesionReachOf(profile: FffProfile): AdhesionReach | null {
  const { skirt, bead, brim, draftShield, firstLayer, raft } = profile;
  const firstMm = firstLayer?.widthMm?.value ?? bead.widthMm.value;
  const loops = skirt.loops.value;
  const raftMm = raft?.expansionMm.value ?? 0;
  // Around the raft, unless it stands upright around the convex outline of the part.
  const aroundMm = draftShield !== undefined || (skirt.layers?.value ?? 1) > 1 ? 0 : raftMm;
  const reaches: AdhesionReach[] = [
    ...(raft === undefined ? [] : [{ reachMm: raftMm, what: 'raft' }]),
    ...(loops > 0 ? [{ reachMm: aroundMm + skirt.distanceMm.value + loops * firstMm, what: 'skirt' }] : []),
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

/** Returns the strip of the priming line; `layerMm` is the thickness of the layer on the plate where no raft says it. Null: none is asked for. */
export function primeStripOf({ prime, raft }: FffProfile, layerMm: number): PrimeStrip | null {
  if (prime === undefined) return null;
  const settings = primeOf(prime);
  return {
    fromMm: settings.fromMm,
    toMm: settings.toMm,
    widthMm: primeWidthMm(settings, raft?.base.thicknessMm.value ?? layerMm),
  };
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
