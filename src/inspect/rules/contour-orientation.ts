/** Contours that run the wrong way round or stand in the wrong place. */
import type { FindingLog, RuleDefinition } from '../finding-log.ts';
import type { LayerShape, ShapeContour } from '../layer-shape.ts';

/** The rule. */
export const contourOrientation: RuleDefinition = {
  id: 'contour-orientation',
  meaning: 'Outer boundaries run counter-clockwise, holes clockwise, and each bounds solid on one side only.',
  severity: 'error',
  unit: null,
};

/** Checks that each boundary runs as its direction says; `misnested` are loops that bound no edge of the solid. */
export function checkContourOrientation(shape: LayerShape, misnested: readonly number[], log: FindingLog): void {
  for (const contour of shape.contourOf) {
    const outer = contour.line.direction === 'outer';
    if (contour.areaMm2 > 0 === outer) continue;
    const text = outer
      ? 'outer contour runs clockwise; measured as the outer contour that the file calls it'
      : 'hole runs counter-clockwise; measured as the hole that the file calls it';
    sight(shape, contour, outer ? 'outer-clockwise' : 'hole-counter-clockwise', text, log);
  }
  for (const l of misnested) {
    const contour = shape.contourOf[l]!;
    const outer = contour.line.direction === 'outer';
    const text = outer ? 'outer contour lies within solid' : 'hole lies outside of all solid';
    sight(shape, contour, outer ? 'outer-within' : 'hole-outside', text, log);
  }
}

function sight(shape: LayerShape, contour: ShapeContour, cause: string, text: string, log: FindingLog): void {
  log.add(contourOrientation, {
    cause,
    layer: shape.layer.index,
    xMm: contour.line.xy[0]!,
    yMm: contour.line.xy[1]!,
    measured: null,
    limit: null,
    weight: Math.abs(contour.areaMm2),
    message: () => text,
  });
}
