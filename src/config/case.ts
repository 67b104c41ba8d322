/** Cases: from the text of a file to a checked case whose names all lead somewhere. */
import { PrepError } from '../core/prep-error.ts';
import type { Case, CasePart } from './case-schema.ts';
import { caseSchema } from './case-schema.ts';

import { nearestName } from './nearest-name.ts';
import type { Problem } from './problems.ts';
import type { SettingsKind } from './settings-file.ts';
import { loadSettings, problemsError } from './settings-file.ts';

export type { Case, CasePart, CaseRegion, CaseTarget } from './case-schema.ts';
export type { CaseLattice } from './lattice-schema.ts';

/** Case files: schema, versions and error code. */
export const CASE_KIND: SettingsKind<Case> = {
  schema: caseSchema,
  line: { name: 'trabecula/case', version: 1, steps: [] },
  code: 'case-invalid',
};

/** Loads a case; throws `case-invalid` with every problem and its JSON path. `file` is its name in messages. */
export function loadCase(text: string, file: string): Case {
  const found = loadSettings(CASE_KIND, text, file);
  const problems = [
    ...twins(found.targets, ['targets'], 'target'),
    ...twins(found.parts, ['parts'], 'part'),
    ...found.parts.flatMap((part, index) => partProblems(part, index)),
    ...targetProblems(found),
  ];
  if (problems.length > 0) throw problemsError('case-invalid', file, problems);
  return found;
}

/** Returns the targets that are wanted: one by id, or all. Throws `usage` with the nearest name. */
export function targetsOf({ targets }: Case, id: string | null): Case['targets'] {
  if (id === null) return targets;
  const found = targets.filter((target) => target.id === id);
  if (found.length > 0) return found;
  throw new PrepError('usage', `unknown target '${id}'${nearText(id, targets)}`, ['--target']);
}

type Named = readonly { readonly id: string }[];

function twins(items: Named, place: Problem['place'], word: string): Problem[] {
  return items.flatMap(({ id }, index) => {
    const first = items.findIndex((item) => item.id === id);
    return first === index
      ? []
      : [{ place: [...place, index, 'id'], reason: `the ${word} '${id}' already stands at ${first}` }];
  });
}

function partProblems({ regions }: CasePart, index: number): Problem[] {
  const place = ['parts', index, 'regions'];
  const problems = twins(regions, place, 'region');
  regions.forEach(({ shape }, at) => {
    const last = at === regions.length - 1;
    if ((shape.by === 'rest') === last) return;
    const reason = last
      ? 'the last region must be the rest: without one a place of the part would belong to none'
      : 'the rest must be the last region: those after it would be empty';
    problems.push({ place: [...place, at, 'shape', 'by'], reason });
  });
  const porous = regions.flatMap(({ kind }, at) => (kind === 'porous' ? [at] : []));
  for (const at of porous.slice(1)) {
    problems.push({ place: [...place, at, 'kind'], reason: 'a part takes one porous region in this version' });
  }
  return problems;
}

/** A fill of a target must name a porous region. */
function targetProblems({ parts, targets }: Case): Problem[] {
  const regions = parts.flatMap((part) => part.regions);
  const porous = regions.filter(({ kind }) => kind === 'porous');
  return targets.flatMap(({ lattices }, index) =>
    Object.keys(lattices ?? {}).flatMap((id): Problem[] => {
      const place = ['targets', index, 'lattices', id];
      const region = regions.find((known) => known.id === id);
      if (region === undefined) return [{ place, reason: `unknown region '${id}'${nearText(id, porous)}` }];
      return region.kind === 'porous'
        ? []
        : [{ place, reason: `the region '${id}' is ${region.kind} and takes no fill` }];
    }),
  );
}

function nearText(id: string, known: Named): string {
  const near = nearestName(
    id,
    known.map((item) => item.id),
  );
  if (near !== null) return `, did you mean '${near}'?`;
  return known.length === 0 ? '' : `. Known: ${known.map((item) => item.id).join(', ')}`;
}
