/** The neighbour layers that decide the areas of a layer: apart from the profile that asks for them, so that a thread that plans knows no schema. */
import type { AreaSpec } from './area-spec.ts';

/** Returns how many layers below and above a layer decide its areas. */
export function neighboursOf(areas: AreaSpec | null): { readonly below: number; readonly above: number } {
  const { skins = null, overhangDeg = null } = areas ?? {};
  const below = Math.max(skins?.downskin?.layers ?? 0, overhangDeg === null ? 0 : 1);
  return { below, above: skins?.upskin?.layers ?? 0 };
}
