/** How far the volume of layers may be from that of the solid that was cut. */

/** Adds up the steps of the area from layer to layer. */
export interface AreaSteps {
  /** The area of the next layer. */
  add(areaMm2: number): void;
  /** Sum of all steps up and down: from nothing to the first layer, between neighbours, and from the last to nothing. */
  readonly sumMm2: number;
}

/** Starts below the first layer. */
export function areaSteps(): AreaSteps {
  let sumMm2 = 0;
  let lastMm2 = 0;
  return {
    add(areaMm2) {
      sumMm2 += Math.abs(areaMm2 - lastMm2);
      lastMm2 = areaMm2;
    },
    get sumMm2() {
      return sumMm2 + lastMm2;
    },
  };
}

/**
 * Returns the most by which area times thickness of all layers may differ from the volume. Between two cuts the area goes from the one to the
 * other somewhere, so what lies between holds at least the lesser and at most the greater of both: cuts at mid-layer are off by half a
 * thickness times the step, cuts at base or top by a whole one. It holds where the area does not rise and fall between two cuts.
 */
export function volumeRoomMm3(stepsMm2: number, thicknessMm: number, cut: 'mid' | 'base' | 'top'): number {
  return (cut === 'mid' ? 0.5 : 1) * thicknessMm * stepsMm2;
}
