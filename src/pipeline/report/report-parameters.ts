/** The parameters of a profile as the report shows them. */
import type { ReportParameter } from '../../inspect/report/report-data.ts';
import { parameterWords } from './parameter-words.ts';

/** Groups whose words, numbers and switches without a source decide what is exposed, such as a pattern or an order. */
const GROUPS_OF_CHOICES: readonly string[] = ['contour', 'hatch', 'skins', 'latticeGrowth'];

/** Keys that explain and decide nothing. */
const REMARKS: readonly string[] = ['source', 'note'];

/** What stands in the column of sources beside a choice. */
const CHOICE = 'as the profile chooses';

/** Returns every sourced value of a profile, and the choices beside them, with the words of the keys that lead to each. */
export function reportParameters(profile: object): ReportParameter[] {
  const rows: ReportParameter[] = [];
  const visit = (node: object, path: readonly string[]): void => {
    for (const [key, child] of Object.entries(node)) {
      const place = [...path, key];
      if (isPlain(child)) {
        const chosen = GROUPS_OF_CHOICES.includes(path[0] ?? '') && !REMARKS.includes(key);
        if (chosen) rows.push({ ...parameterWords(place, child), source: CHOICE });
        continue;
      }
      if (typeof child !== 'object' || child === null) continue;
      const { value, source } = child;
      if (typeof source !== 'string' || typeof value !== 'number') visit(child, place);
      else rows.push({ ...parameterWords(place, value), source });
    }
  };
  visit(profile, []);
  return rows;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
