/** Contours that run the wrong way round or stand in the wrong place. */
import type { FindingLog, RuleDefinition } from '../finding-log.ts';
import type { LayerShape } from '../layer-shape.ts';

/** The rule. */
export const contourOrientation: RuleDefinition = {
  id: 'contour-orientation',
  meaning: 'Outer boundaries run counter-clockwise, holes clockwise, and each bounds solid on one side only.',
  severity: 'error',
  unit: null,
};

/** Where a loop of a layer begins, and what it bounds. */
export interface LoopPlace {
  readonly isOuter: boolean;
  readonly xMm: number;
  readonly yMm: number;
  readonly areaMm2: number;
}

/** Returns the place of each loop of a layer. */
export function loopPlaces(shape: LayerShape): LoopPlace[] {
  return shape.contourOf.map(({ line, areaMm2 }) => ({
    isOuter: line.direction === 'outer',
    xMm: line.xy[0]!,
    yMm: line.xy[1]!,
    areaMm2: Math.abs(areaMm2),
  }));
}

/** Checks that each boundary runs as its direction says. */
export function checkContourOrientation(shape: LayerShape, places: readonly LoopPlace[], log: FindingLog): void {
  for (const [l, contour] of shape.contourOf.entries()) {
    const place = places[l]!;
    if (contour.areaMm2 > 0 === place.isOuter) continue;
    const text = place.isOuter
      ? 'outer contour runs clockwise; measured as the outer contour that the file calls it'
      : 'hole runs counter-clockwise; measured as the hole that the file calls it';
    sight(shape.layer.index, place, place.isOuter ? 'outer-clockwise' : 'hole-counter-clockwise', text, log);
  }
}

/** Notes the loops that bound no edge of the solid. */
export function noteMisnested(
  layer: number,
  misnested: readonly number[],
  places: readonly LoopPlace[],
  log: FindingLog,
): void {
  for (const l of misnested) {
    const place = places[l]!;
    const text = place.isOuter ? 'outer contour lies within solid' : 'hole lies outside of all solid';
    sight(layer, place, place.isOuter ? 'outer-within' : 'hole-outside', text, log);
  }
}

function sight(layer: number, { xMm, yMm, areaMm2 }: LoopPlace, cause: string, text: string, log: FindingLog): void {
  log.add(contourOrientation, {
    cause,
    layer,
    xMm,
    yMm,
    measured: null,
    limit: null,
    weight: areaMm2,
    message: () => text,
  });
}
