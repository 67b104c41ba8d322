/**
 * Estimates how far each layer of a print has cooled when the next one is laid on it: conduction along the height of the stack, loss to
 * the surroundings from its sides and from whatever no layer covers, the bed below. One dimension, as in C. Basgul, F. M. Thieringer,
 * S. M. Kurtz, "Heat transfer-based non-isothermal healing model for the interfacial bonding strength of fused filament fabricated
 * polyetheretherketone", Additive Manufacturing 46 (2021) 102097; the loss from the sides is that of a fin, and for a single layer without
 * neighbours it is the lumped cooling of C. Bellehumeur et al., Journal of Manufacturing Processes 6 (2004) 170.
 *
 * One cell a layer: its temperature is the mean over the layer. A layer is laid all at once, as hot as the nozzle, and waits for as long
 * as its own time. Constants do not depend on the temperature, and crystallisation gives no heat. It is stepped with sums, products and
 * square roots alone, so that every engine gives the same bits.
 */

/** What a material takes up and passes on. */
export interface HeatMaterial {
  readonly densityGPerCm3: number;
  readonly specificHeatJPerGK: number;
  readonly conductivityWPerMK: number;
  /** Loss from a free surface to the surroundings, by convection and radiation together. */
  readonly convectionWPerM2K: number;
}

/** What the heaters hold, in degrees Celsius. */
export interface HeatSurroundings {
  readonly nozzleC: number;
  readonly bedC: number;
  /** Of the air around the part. */
  readonly aroundC: number;
}

/** One layer of the stack, the lowest first. */
export interface StackedHeat {
  readonly thicknessMm: number;
  readonly areaMm2: number;
  /** Length of its outlines, those of holes too. */
  readonly outlineMm: number;
  /** From the beginning of this layer to that of the next. */
  readonly timeS: number;
}

/** The second-order scheme of two stages that damps what is fast: R. Alexander, SIAM J. Numer. Anal. 14 (1977) 1006. */
const GAMMA = 1 - Math.SQRT1_2;
/** First step after a layer is laid, as a share of the time constant of that layer; each step is longer by a factor. */
const FIRST_STEP = 0.25;
const STEP_GROWTH = 1.25;

/**
 * Returns for each layer the temperature of the one below at the moment when it is laid, in degrees Celsius; null for the first, which
 * is laid on the bed, and where there is nothing below.
 */
export function temperaturesBelow(
  layers: readonly StackedHeat[],
  material: HeatMaterial,
  around: HeatSurroundings,
): (number | null)[] {
  const stack = emptyStack(layers.length, material, around);
  return layers.map((layer) => {
    const below = layer.areaMm2 > 0 ? stack.topC() : null;
    if (layer.areaMm2 > 0) stack.lay(layer);
    stack.wait(layer.timeS);
    return below;
  });
}

interface Stack {
  /** Null while nothing was laid. */
  topC(): number | null;
  lay(layer: StackedHeat): void;
  wait(seconds: number): void;
}

function emptyStack(room: number, material: HeatMaterial, { nozzleC, bedC, aroundC }: HeatSurroundings): Stack {
  const perMm3 = material.densityGPerCm3 * 1e-3 * material.specificHeatJPerGK;
  const conductivity = material.conductivityWPerMK * 1e-3;
  const convection = material.convectionWPerM2K * 1e-6;
  // Of each layer: temperature in C, J/K, W/K to the surroundings, W/K to the layer above.
  const celsius = new Float64Array(room);
  const capacity = new Float64Array(room);
  const loss = new Float64Array(room);
  const upward = new Float64Array(room);
  const rates = new Float64Array(room);
  const later = new Float64Array(room);
  const stage = new Float64Array(room);
  const pivots = new Float64Array(room);
  let count = 0;
  let toBed = 0;
  let topAreaMm2 = 0;
  let topMm = 0;

  /** Heat that flows into each layer, by its capacity: K/s. */
  function flow(from: Float64Array, into: Float64Array): void {
    for (let i = 0; i < count; i++) {
      let watts = loss[i]! * (aroundC - from[i]!);
      if (i === 0) watts += toBed * (bedC - from[i]!);
      else watts += upward[i - 1]! * (from[i - 1]! - from[i]!);
      if (i < count - 1) watts += upward[i]! * (from[i + 1]! - from[i]!);
      into[i] = watts / capacity[i]!;
    }
  }

  /** Solves for the rates at the end of an implicit step: `into` holds those without it. */
  function solve(into: Float64Array, stepS: number): void {
    for (let i = 0; i < count; i++) {
      const below = i === 0 ? toBed : upward[i - 1]!;
      const above = i === count - 1 ? 0 : upward[i]!;
      let diagonal = capacity[i]! + stepS * (loss[i]! + below + above);
      let right = into[i]! * capacity[i]!;
      if (i > 0) {
        const factor = (-stepS * upward[i - 1]!) / pivots[i - 1]!;
        diagonal += factor * stepS * upward[i - 1]!;
        right -= factor * into[i - 1]!;
      }
      pivots[i] = diagonal;
      into[i] = right;
    }
    for (let i = count - 1; i >= 0; i--) {
      const above = i === count - 1 ? 0 : stepS * upward[i]! * into[i + 1]!;
      into[i] = (into[i]! + above) / pivots[i]!;
    }
  }

  function step(seconds: number): void {
    flow(celsius, rates);
    solve(rates, GAMMA * seconds);
    for (let i = 0; i < count; i++) stage[i] = celsius[i]! + (1 - GAMMA) * seconds * rates[i]!;
    flow(stage, later);
    solve(later, GAMMA * seconds);
    for (let i = 0; i < count; i++) {
      celsius[i] = celsius[i]! + seconds * ((1 - GAMMA) * rates[i]! + GAMMA * later[i]!);
    }
  }

  return {
    topC: () => (count === 0 ? null : celsius[count - 1]!),
    lay({ thicknessMm, areaMm2, outlineMm }) {
      if (count === 0) toBed = (conductivity * areaMm2) / (thicknessMm / 2);
      else {
        const touching = Math.min(areaMm2, topAreaMm2);
        upward[count - 1] = (conductivity * touching) / ((topMm + thicknessMm) / 2);
        // What was the free top is covered where the layer lies on it.
        loss[count - 1] = loss[count - 1]! - convection * touching;
      }
      const overhangMm2 = count === 0 ? 0 : Math.max(0, areaMm2 - topAreaMm2);
      celsius[count] = nozzleC;
      capacity[count] = perMm3 * areaMm2 * thicknessMm;
      loss[count] = convection * (outlineMm * thicknessMm + areaMm2 + overhangMm2);
      count++;
      topAreaMm2 = areaMm2;
      topMm = thicknessMm;
    },
    wait(seconds) {
      if (count === 0) return;
      const top = count - 1;
      const down = top === 0 ? toBed : upward[top - 1]!;
      if (loss[top]! + down === 0) return;
      let stepS = FIRST_STEP * (capacity[top]! / (loss[top]! + down));
      let left = seconds;
      while (left > 0) {
        const now = Math.min(stepS, left);
        step(now);
        left -= now;
        stepS *= STEP_GROWTH;
      }
    },
  };
}
