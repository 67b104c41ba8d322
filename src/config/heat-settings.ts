/** Plain numbers of the heat of a print out of a profile. */
import type { HeatSettings } from '../inspect/print/heat/settings.ts';
import type { FffProfile } from './profile.ts';

/** What the inspection holds the heat of a print to; null where the profile says nothing of heat. */
export function heatSettingsOf({ heat, material }: FffProfile): HeatSettings | null {
  if (heat === undefined) return null;
  const { estimate } = heat;
  return {
    maxLayerTimeS: heat.maxLayerTimeS?.value ?? null,
    leastInterlayerC: heat.leastInterlayerC?.value ?? null,
    glassTransitionC: heat.glassTransitionC?.value ?? null,
    material:
      estimate === undefined
        ? null
        : {
            densityGPerCm3: material.densityGPerCm3.value,
            specificHeatJPerGK: estimate.specificHeatJPerGK.value,
            conductivityWPerMK: estimate.conductivityWPerMK.value,
            convectionWPerM2K: estimate.convectionWPerM2K.value,
          },
    environmentC: estimate?.environmentC?.value ?? null,
  };
}

/** One step of the cooling after the print: what the heaters are set to, and for how long. */
export interface CoolingStep {
  /** Null: the printer's chamber is not heated. */
  readonly chamberC: number | null;
  readonly bedC: number;
  readonly minutes: number;
}

/** The ramp goes down by steps of at most this. */
const STEP_C = 5;

/**
 * Returns the steps of the cooling of a profile, none where it states no ramp. The ramp begins at the hotter of chamber and bed; each of the two stays
 * as it is until the ramp comes down to it, and goes down with it from there, so that neither falls at once. Without a heated chamber the bed alone
 * goes down.
 */
export function coolingStepsOf({ heat, temperatures }: FffProfile, hasChamber: boolean): CoolingStep[] {
  const ramp = heat?.cooling;
  if (ramp === undefined) return [];
  const bedC = temperatures.bedC.value;
  const chamberC = hasChamber ? (temperatures.chamberC?.value ?? null) : null;
  const steps: CoolingStep[] = [];
  const rest = (celsius: number, minutes: number): void => {
    steps.push({
      chamberC: chamberC === null ? null : Math.min(chamberC, celsius),
      bedC: Math.min(bedC, celsius),
      minutes,
    });
  };
  let celsius = Math.max(chamberC ?? bedC, bedC);
  const downTo = (to: number): void => {
    const count = Math.ceil((celsius - to) / STEP_C);
    const from = celsius;
    for (let n = 1; n <= count; n++) {
      const next = rounded(from + ((to - from) * n) / count);
      rest(next, rounded((from - to) / count / ramp.rateCPerMin.value));
      celsius = next;
    }
  };
  for (const hold of ramp.holds ?? []) {
    downTo(hold.chamberC.value);
    rest(hold.chamberC.value, hold.minutes.value);
  }
  downTo(ramp.endC.value);
  return steps;
}

/** To a thousandth of a degree, and of a minute: a sum of steps has no long tail. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
