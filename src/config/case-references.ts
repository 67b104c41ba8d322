/** Names inside shapes: each must lead somewhere, and none in a circle. */
import type { Case, CasePart } from './case-schema.ts';
import type { CaseShape, CaseSolid } from './case-shape-schema.ts';
import { type Named, nearText } from './named-items.ts';
import type { Problem } from './problems.ts';

type Place = Problem['place'];

/** Returns the problems of all shapes of a case: unknown names and circles. */
export function shapeProblems({ solids = {}, bones = [], parts }: Case): Problem[] {
  const known = Object.keys(solids).map((id) => ({ id }));
  const unknown = (shape: CaseShape, place: Place) => unknownSolids(shape, place, known);
  return [
    ...Object.entries(solids).flatMap(([name, shape]) => unknown(shape, ['solids', name])),
    ...solidCircles(solids),
    ...parts.flatMap((part, n) => [
      ...(part.solid === undefined ? [] : unknown(part.solid, ['parts', n, 'solid'])),
      ...(part.supports ?? []).flatMap((shape, k) => unknown(shape, ['parts', n, 'supports', k])),
      ...part.regions.flatMap(({ shape }, r) => unknown(shape, ['parts', n, 'regions', r, 'shape'])),
      ...distanceProblems(part, bones, ['parts', n, 'regions']),
    ]),
  ];
}

/** Names of solids that a shape refers to, with their places below it. */
function namedIn(shape: CaseShape, place: Place): { readonly name: string; readonly place: Place }[] {
  switch (shape.by) {
    case 'solid':
      return [{ name: shape.solid, place: [...place, 'solid'] }];
    case 'union':
    case 'intersection':
      return shape.of.flatMap((one, n) => namedIn(one, [...place, 'of', n]));
    case 'difference':
      return [
        ...namedIn(shape.from, [...place, 'from']),
        ...shape.minus.flatMap((one, n) => namedIn(one, [...place, 'minus', n])),
      ];
    default:
      return [];
  }
}

function unknownSolids(shape: CaseShape, place: Place, known: Named): Problem[] {
  return namedIn(shape, place).flatMap(({ name, place: at }) =>
    known.some(({ id }) => id === name)
      ? []
      : [{ place: at, reason: `unknown solid '${name}'${nearText(name, known)}` }],
  );
}

/** A solid that is made of itself; each circle is told once, at the first of its solids. */
function solidCircles(solids: Readonly<Record<string, CaseSolid>>): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (name: string, way: readonly { readonly name: string; readonly place: Place }[]): void => {
    const shape = Object.hasOwn(solids, name) ? solids[name] : undefined;
    if (shape === undefined || done.has(name)) return;
    for (const next of namedIn(shape, ['solids', name])) {
      const from = [...way.map((step) => step.name), name];
      const start = from.indexOf(next.name);
      if (start >= 0) {
        const circle = [...from.slice(start), next.name].join(' -> ');
        problems.push({ place: next.place, reason: `circular reference: ${circle}` });
      } else {
        visit(next.name, [...way, { name, place: next.place }]);
      }
    }
    done.add(name);
  };
  for (const name of Object.keys(solids)) visit(name, []);
  return problems;
}

/** A distance is one to the part, to a bone, or to a region that has a shape of its own. */
function distanceProblems({ regions }: CasePart, bones: Named, place: Place): Problem[] {
  return regions.flatMap(({ id, shape }, n): Problem[] => {
    if (shape.by !== 'distance') return [];
    const at = [...place, n, 'shape'];
    const { region, bone, fromMm = 0, withinMm } = shape;
    if (region !== undefined && bone !== undefined)
      return [{ place: at, reason: 'names a region and a bone: one of them' }];
    if (fromMm >= withinMm) return [{ place: [...at, 'fromMm'], reason: `must be below withinMm, got ${fromMm} mm` }];
    if (bone !== undefined) {
      const found = bones.some((known) => known.id === bone);
      return found ? [] : [{ place: [...at, 'bone'], reason: `unknown bone '${bone}'${nearText(bone, bones)}` }];
    }
    if (region === undefined) return [];
    const circle = circleFrom(id, regions);
    if (circle !== null) return [{ place: [...at, 'region'], reason: `circular reference: ${circle}` }];
    const target = regions.find((known) => known.id === region);
    if (target === undefined)
      return [{ place: [...at, 'region'], reason: `unknown region '${region}'${nearText(region, regions)}` }];
    if (target.shape.by !== 'distance' && target.shape.by !== 'rest') return [];
    const reason = `the region '${region}' has no shape of its own, which a distance needs`;
    return [{ place: [...at, 'region'], reason }];
  });
}

/** The way from a region back to itself along its distances, or null. */
function circleFrom(id: string, regions: CasePart['regions']): string | null {
  const way = [id];
  for (;;) {
    const shape = regions.find((known) => known.id === way[way.length - 1])?.shape;
    if (shape?.by !== 'distance' || shape.region === undefined) return null;
    way.push(shape.region);
    if (shape.region === id) return way.join(' -> ');
    if (way.length > regions.length + 1) return null;
  }
}
