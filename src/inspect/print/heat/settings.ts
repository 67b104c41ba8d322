/** What the inspection knows of the heat of a print, and holds its layers to. */
import type { HeatMaterial } from './stack-cooling.ts';

/** Limits and constants; null where the profile does not say. */
export interface HeatSettings {
  readonly maxLayerTimeS: number | null;
  readonly leastInterlayerC: number | null;
  readonly glassTransitionC: number | null;
  readonly material: HeatMaterial | null;
  /** Temperature around the part where the file heats no chamber. */
  readonly environmentC: number | null;
}
