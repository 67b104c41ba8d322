/** The unit cells there are. */
import { DIAMOND } from './cells/diamond.ts';
import { FISCHER_KOCH_S } from './cells/fischer-koch-s.ts';
import { FRD } from './cells/frd.ts';
import { GYROID } from './cells/gyroid.ts';
import { IWP } from './cells/iwp.ts';
import { LIDINOID } from './cells/lidinoid.ts';
import { NEOVIUS } from './cells/neovius.ts';
import { PRIMITIVE } from './cells/primitive.ts';
import { SPLIT_P } from './cells/split-p.ts';
import type { TpmsCell } from './tpms-cell.ts';

const CELLS: readonly TpmsCell[] = [GYROID, DIAMOND, PRIMITIVE, IWP, NEOVIUS, FRD, FISCHER_KOCH_S, LIDINOID, SPLIT_P];

/** Every unit cell by its id. */
export const UNIT_CELLS: Readonly<Record<string, TpmsCell>> = Object.fromEntries(CELLS.map((cell) => [cell.id, cell]));
