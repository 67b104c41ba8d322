/** Cases: from the text of a file to a checked case whose names all lead somewhere. */
import { PrepError } from '../core/prep-error.ts';
import { partProblems } from './case-part-problems.ts';
import { shapeProblems } from './case-references.ts';
import type { Case } from './case-schema.ts';
import { caseSchema } from './case-schema.ts';
import { transformProblems } from './case-transforms.ts';
import { nearText, twins } from './named-items.ts';
import type { Problem } from './problems.ts';
import type { SettingsKind } from './settings-file.ts';
import { loadSettings, problemsError } from './settings-file.ts';

export type { CaseRegion } from './case-region-schema.ts';
export type { Case, CaseBone, CasePart, CaseTarget, CaseVariant } from './case-schema.ts';
export type { CaseShape, CaseSolid } from './case-shape-schema.ts';
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
    ...twins(found.bones ?? [], ['bones'], 'bone'),
    ...found.parts.flatMap((part, index) => partProblems(part, ['parts', index])),
    ...fileNameProblems(found),
    ...transformProblems(found),
    ...shapeProblems(found),
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

/** Parts, variants and, in a model, bones give files their names, which must differ. */
function fileNameProblems({ parts, bones = [], targets }: Case): Problem[] {
  const names = parts.flatMap(({ id, variants = [] }, n) =>
    variants.map((variant, v) => ({ name: `${id}-${variant.id}`, place: ['parts', n, 'variants', v, 'id'] as const })),
  );
  const taken = new Set(parts.map(({ id }) => id));
  const hasModel = targets.some(({ model }) => model === true);
  const all = [
    ...names,
    ...(hasModel ? bones.map(({ id }, n) => ({ name: id, place: ['bones', n, 'id'] as const })) : []),
  ];
  return all.flatMap(({ name, place }): Problem[] => {
    if (taken.has(name)) return [{ place: [...place], reason: `another part is called '${name}' already` }];
    taken.add(name);
    return [];
  });
}

/** A fill of a target must name a region with a lattice. */
function targetProblems({ parts, targets }: Case): Problem[] {
  const regions = parts.flatMap((part) => part.regions);
  const filled = regions.filter(({ lattice }) => lattice !== undefined);
  return targets.flatMap(({ lattices, model }, index) => {
    if (lattices !== undefined && model === true)
      return [{ place: ['targets', index, 'lattices'], reason: 'a model is solid throughout and takes no lattices' }];
    return Object.keys(lattices ?? {}).flatMap((id): Problem[] => {
      const place = ['targets', index, 'lattices', id];
      const region = regions.find((known) => known.id === id);
      if (region === undefined) return [{ place, reason: `unknown region '${id}'${nearText(id, filled)}` }];
      return region.lattice !== undefined
        ? []
        : [{ place, reason: `the region '${id}' is ${region.kind} and takes no fill` }];
    });
  });
}
