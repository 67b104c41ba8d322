/** How the layers of a laser job are split into areas: what of a profile decides it, without sources. */
import type { LpbfProfile } from '../../config/profile.ts';
import type { ParamsKey } from '../../core/toolpath.ts';
import type { SkinRule, SkinSettings } from '../../slicing/settings.ts';
import { scanKeysOf } from '../keys/scan-keys.ts';

/** How a layer is split into areas that are exposed in their own ways. */
export interface AreaSpec {
  /** Skins and hull, but for the thickness of the layers; null: none. */
  readonly skins: Omit<SkinSettings, 'thicknessMm'> | null;
  /** Whether the walls of lattices have them too. */
  readonly inLattice: boolean;
  /** So far from dense solid the walls of a lattice are exposed like it; null: everywhere. */
  readonly transitionMm: number | null;
  /** Distance of the hatch lines in a skin; null: as elsewhere. */
  readonly spacingMm: { readonly upskin: number | null; readonly downskin: number | null };
  /** Skins whose stretches of the contours have parameters of their own. */
  readonly contours: { readonly upskin: boolean; readonly downskin: boolean };
  /** Keys of contours that those have instead. */
  readonly contourKeys: readonly ParamsKey[];
  /** Surface of dense solid that looks down flatter than this is measured; null: it is not. */
  readonly overhangDeg: number | null;
}

/** Returns the areas that a profile asks for; null where all of a layer is core. */
export function areaSpecOf(profile: LpbfProfile): AreaSpec | null {
  const { skins, parameters, limits } = profile;
  const { upskin, downskin, hullMm } = skins ?? {};
  const hasSkins = upskin !== undefined || downskin !== undefined || hullMm !== undefined;
  const transitionMm = parameters['hatch-lattice'] === undefined ? null : (skins?.transitionMm?.value ?? 0);
  const overhangDeg = limits.overhangDeg?.value ?? null;
  if (!hasSkins && transitionMm === null && overhangDeg === null) return null;
  return {
    skins: hasSkins
      ? { upskin: ruleOf(upskin), downskin: ruleOf(downskin), hullMm: hullMm === undefined ? null : hullMm.value }
      : null,
    inLattice: skins?.lattice ?? false,
    transitionMm,
    spacingMm: { upskin: upskin?.spacingMm?.value ?? null, downskin: downskin?.spacingMm?.value ?? null },
    contours: {
      upskin: parameters['contour-upskin'] !== undefined,
      downskin: parameters['contour-downskin'] !== undefined,
    },
    contourKeys: scanKeysOf(profile).filter((key) => key.startsWith('contour-') && !key.endsWith('skin')),
    overhangDeg,
  };
}

type SkinBlock = NonNullable<NonNullable<LpbfProfile['skins']>['downskin']>;

function ruleOf(skin: SkinBlock | undefined): SkinRule | null {
  if (skin === undefined) return null;
  const { angleDeg, layers, expansionMm, minWidthMm } = skin;
  return {
    angleDeg: angleDeg.value,
    layers: layers.value,
    expansionMm: expansionMm.value,
    minWidthMm: minWidthMm.value,
  };
}
