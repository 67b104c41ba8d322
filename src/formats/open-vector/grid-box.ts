/** Boxes in grid units around what was written. */
import { type BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { GRID_PER_MM } from '../../core/units.ts';
import { BOX } from './open-vector-file.ts';

/** A box that grows; an empty one has its ends the wrong way round. */
export interface GridBox {
  xMin: number;
  yMin: number;
  xMax: number;
  yMax: number;
}

/** Returns a box around nothing. */
export function emptyBox(): GridBox {
  return { xMin: Infinity, yMin: Infinity, xMax: -Infinity, yMax: -Infinity };
}

/** Grows a box by another one. */
export function extendBox(box: GridBox, other: GridBox): void {
  box.xMin = Math.min(box.xMin, other.xMin);
  box.yMin = Math.min(box.yMin, other.yMin);
  box.xMax = Math.max(box.xMax, other.xMax);
  box.yMax = Math.max(box.yMax, other.yMax);
}

/** Writes a box in mm as a field of a message; an empty one is left out. */
export function putBox(writer: BinaryWriter, number: number, box: GridBox): void {
  if (box.xMin > box.xMax) return;
  writer.tag(number, WireType.LengthDelimited).fork();
  for (const [name, field] of Object.entries(BOX)) {
    writer.tag(field, WireType.Bit32).float(box[name as keyof GridBox] / GRID_PER_MM);
  }
  writer.join();
}
