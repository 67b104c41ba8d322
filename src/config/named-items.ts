/** Lists of things with names: names that stand twice, and the nearest one to a name that is not there. */
import { nearestName } from './nearest-name.ts';
import type { Problem } from './problems.ts';

/** Things with ids. */
export type Named = readonly { readonly id: string }[];

/** Returns one problem for each id that stands a second time. */
export function twins(items: Named, place: Problem['place'], word: string): Problem[] {
  return items.flatMap(({ id }, index) => {
    const first = items.findIndex((item) => item.id === id);
    return first === index
      ? []
      : [{ place: [...place, index, 'id'], reason: `the ${word} '${id}' already stands at ${first}` }];
  });
}

/** Returns what to say after an unknown name: the nearest one, or all that are known. */
export function nearText(id: string, known: Named): string {
  const names = known.map((item) => item.id);
  const near = nearestName(id, names);
  if (near !== null) return `, did you mean '${near}'?`;
  return names.length === 0 ? '' : `. Known: ${names.join(', ')}`;
}
