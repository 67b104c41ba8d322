/** Contours of a Common Layer file in mm, by the second reader of the tests: nothing here is the product's. */
import { readFileSync } from 'node:fs';
import { type PlainFile, secondReader } from '../formats/common-layer/second-reader.ts';

/** One closed contour with its area, above 0 where it runs counter-clockwise; `isOuter` is what the file says of it. */
export interface PlainContour {
  readonly isOuter: boolean;
  readonly areaMm2: number;
  /** x0, y0, x1, y1, ... in mm; the first point is repeated at the end, as the file has it. */
  readonly xy: readonly number[];
}

/** One layer of a file in mm. */
export interface PlainContours {
  readonly zMm: number;
  readonly contours: readonly PlainContour[];
  /** Contours whose last point is not their first. */
  readonly open: number;
}

/** Reads the file as it stands. */
export function plainFile(path: string): PlainFile {
  return secondReader(readFileSync(path));
}

/** Reads the boundary contours (dir 0 and 1) of each layer. */
export function readContours(path: string): PlainContours[] {
  const { units, layers } = plainFile(path);
  return layers.map(({ z, polylines }) => {
    const contours: PlainContour[] = [];
    let open = 0;
    for (const [, direction, numbers] of polylines) {
      if (direction === 2) continue;
      const xy = numbers.map((value) => value * units);
      if (xy[0] !== xy.at(-2) || xy[1] !== xy.at(-1)) open++;
      contours.push({ isOuter: direction === 1, areaMm2: signedArea(xy), xy });
    }
    return { zMm: z * units, contours, open };
  });
}

/** Solid area of a layer: outer contours less holes, by their windings. */
export function areaOf({ contours }: PlainContours): number {
  return contours.reduce((sum, { areaMm2 }) => sum + areaMm2, 0);
}

/** Solid volume of layers of one thickness. */
export function volumeOf(layers: readonly PlainContours[], thicknessMm: number): number {
  return layers.reduce((sum, layer) => sum + areaOf(layer) * thicknessMm, 0);
}

/** Number of contours whose winding contradicts what the file says of them, or that enclose nothing. */
export function wrongWindings(layers: readonly PlainContours[]): number {
  return layers
    .flatMap(({ contours }) => contours)
    .filter(({ isOuter, areaMm2 }) => !(isOuter ? areaMm2 > 0 : areaMm2 < 0)).length;
}

/** Where a straight line at one y crosses into and out of the solid of a layer: sorted x of all crossings. */
export function crossingsX({ contours }: PlainContours, yMm: number): number[] {
  const xs: number[] = [];
  for (const { xy } of contours) {
    for (let i = 0; i + 3 < xy.length; i += 2) {
      const [ax, ay, bx, by] = xy.slice(i, i + 4) as [number, number, number, number];
      if (ay <= yMm !== by <= yMm) xs.push(ax + ((yMm - ay) / (by - ay)) * (bx - ax));
    }
  }
  return xs.sort((a, b) => a - b);
}

/** The same layer with x and y exchanged (and every contour turned, so that windings stay right). */
export function transposed(layer: PlainContours): PlainContours {
  const swap = ({ isOuter, areaMm2, xy }: PlainContour): PlainContour => ({ isOuter, areaMm2, xy: [...xy].reverse() });
  return { ...layer, contours: layer.contours.map(swap) };
}

function signedArea(xy: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i + 3 < xy.length; i += 2) twice += xy[i]! * xy[i + 3]! - xy[i + 2]! * xy[i + 1]!;
  return twice / 2;
}
