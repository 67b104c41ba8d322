/** What must hold of a part and its regions beyond the form of each. */
import type { CasePart } from './case-schema.ts';
import { twins } from './named-items.ts';
import type { Problem } from './problems.ts';

/** Returns the problems of one part. */
export function partProblems({ regions, variants }: CasePart, part: Problem['place']): Problem[] {
  const place = [...part, 'regions'];
  const problems = [...twins(regions, place, 'region'), ...twins(variants ?? [], [...part, 'variants'], 'variant')];
  regions.forEach(({ shape }, at) => {
    const last = at === regions.length - 1;
    if ((shape.by === 'rest') === last) return;
    const reason = last
      ? 'the last region must be the rest: without one a place of the part would belong to none'
      : 'the rest must be the last region: those after it would be empty';
    problems.push({ place: [...place, at, 'shape', 'by'], reason });
  });
  const { kind, fill, lattice } = regions[regions.length - 1] as (typeof regions)[number];
  const beneath = fill === 'beneath' || (fill === undefined && lattice === undefined && kind === 'contact');
  if (beneath) {
    const reason = 'the last region has no region beneath it: say what it is filled with';
    problems.push({ place: [...place, regions.length - 1, 'fill'], reason });
  }
  return problems;
}
