/** What a build said of itself: `inspect` sees its files alone, and what was known while they were planned must not get lost. */
import { join } from 'node:path';
import { type Finding, finding } from '../../core/finding.ts';
import type { Verdict } from '../../inspect/inspection.ts';
import { textOf } from '../../store/file-source.ts';
import type { Manifest } from '../../store/manifest.ts';

/** The file that holds it. */
const NAME = 'inspection.json';

const SEVERITIES = { fail: 'error', warn: 'warning', pass: 'note' } as const;

/**
 * Returns the verdict of the build in a folder as a finding as grave as it: areas that no track covers, walls and regions can only be judged
 * with the plan. None where the manifest lists no inspection. The folder has been verified.
 */
export async function planVerdict(dir: string, { outputs }: Pick<Manifest, 'outputs'>): Promise<Finding[]> {
  if (!outputs.some(({ file }) => file === NAME)) return [];
  const said = saidIn(await textOf(join(dir, NAME)));
  if (said === null) return [finding('build-broken', 'error', `${NAME}: holds no verdict`)];
  const { verdict, doubts } = said;
  const [first] = doubts;
  const more = doubts.length > 1 ? ` and ${doubts.length - 1} more` : '';
  const why = first === undefined ? '' : `: ${first.rule}${more}: ${first.message}`;
  const known = { partId: first?.partId ?? null, measured: doubts.length, limit: 0, unit: 'findings' };
  return [finding('plan-verdict', SEVERITIES[verdict], `${NAME} of this build says ${verdict}${why}`, known)];
}

interface Said {
  readonly verdict: Verdict;
  /** Findings as grave as the verdict. */
  readonly doubts: readonly Finding[];
}

function saidIn(text: string): Said | null {
  let item: unknown;
  try {
    item = JSON.parse(text);
  } catch {
    return null;
  }
  const { verdict, findings } = (item ?? {}) as { readonly verdict?: unknown; readonly findings?: unknown };
  if (verdict !== 'pass' && verdict !== 'warn' && verdict !== 'fail') return null;
  if (!Array.isArray(findings)) return null;
  const doubts = (findings as (Finding | null)[]).flatMap((one) =>
    verdict !== 'pass' && one?.severity === SEVERITIES[verdict] ? [one] : [],
  );
  return { verdict, doubts };
}
