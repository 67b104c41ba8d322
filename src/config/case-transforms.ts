/** Transforms of a case: they turn and move, and mirror or scale only where a variant says so. */
import { determinant } from '../core/affine.ts';
import type { Case } from './case-schema.ts';
import type { Problem } from './problems.ts';

/** How far a row may be off length 1 or off the right angle to another. */
const RIGID = 1e-6;

/** Returns the problems of all transforms. */
export function transformProblems({ bones, parts, side }: Case): Problem[] {
  return [
    ...(bones ?? []).flatMap(({ transform }, n) => rigidProblems(transform, ['bones', n, 'transform'])),
    ...parts.flatMap(({ transform, variants }, n) => [
      ...rigidProblems(transform, ['parts', n, 'transform']),
      ...(variants ?? []).flatMap((variant, v) => variantProblems(variant, side, ['parts', n, 'variants', v])),
    ]),
  ];
}

function rigidProblems(transform: readonly number[] | undefined, place: Problem['place']): Problem[] {
  if (transform === undefined) return [];
  const last = lastRowProblem(transform, place);
  if (last.length > 0) return last;
  if (determinant(transform) < 0) {
    return [{ place, reason: 'mirrors: a left one would become a right one; only a variant with mirrored may' }];
  }
  return isRigid(transform) ? [] : [{ place, reason: 'must turn and move only; it scales or shears' }];
}

function variantProblems(
  {
    transform,
    mirrored,
    side,
  }: { readonly transform?: readonly number[]; readonly mirrored?: boolean; readonly side?: string },
  sideOfCase: Case['side'],
  place: Problem['place'],
): Problem[] {
  const at = [...place, 'transform'];
  const mirrors = transform !== undefined && determinant(transform) < 0;
  if (mirrored === true && !mirrors) {
    return [{ place: [...place, 'mirrored'], reason: 'its transform does not mirror' }];
  }
  const isSide = (one: string | undefined) => one === 'left' || one === 'right';
  if (!mirrors && side !== sideOfCase && isSide(side) && isSide(sideOfCase)) {
    const reason = `only a mirrored variant of what is for the ${sideOfCase} side is for the ${side}`;
    return [{ place: [...place, 'side'], reason }];
  }
  if (transform === undefined) return [];
  const last = lastRowProblem(transform, at);
  if (last.length > 0) return last;
  if (Math.abs(determinant(transform)) < 1e-9)
    return [{ place: at, reason: 'flattens the part: its determinant is 0' }];
  if (mirrors && mirrored !== true) {
    return [{ place: at, reason: 'mirrors, and the variant does not say "mirrored": true' }];
  }
  if (mirrors && side === undefined) {
    return [{ place, reason: 'a mirrored variant is for the other side: say which "side"' }];
  }
  if (mirrors && side === sideOfCase && (side === 'left' || side === 'right')) {
    return [
      {
        place: [...place, 'side'],
        reason: `a mirrored variant of what is for the ${side} side is not for the ${side}`,
      },
    ];
  }
  return [];
}

function lastRowProblem(m: readonly number[], place: Problem['place']): Problem[] {
  const isAffine = m[12] === 0 && m[13] === 0 && m[14] === 0 && m[15] === 1;
  return isAffine ? [] : [{ place, reason: 'the last row must be 0, 0, 0, 1' }];
}

function isRigid(m: readonly number[]): boolean {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let k = 0; k < 3; k++) dot += m[4 * i + k]! * m[4 * j + k]!;
      if (Math.abs(dot - (i === j ? 1 : 0)) > RIGID) return false;
    }
  }
  return true;
}
