/** `trabecula list`: what there is. */
import { listPrinters, listProfiles } from '../config/catalog.ts';
import { PrepError } from '../core/prep-error.ts';
import { densityWords, listCells } from '../pipeline/cells.ts';
import { IMPLANTS } from '../pipeline/implants.ts';
import { catalogFiles } from '../pipeline/request/catalog-files.ts';
import type { CommandBody } from './command.ts';
import type { ParsedLine } from './options.ts';

const KINDS = ['printers', 'profiles', 'cells', 'implants'] as const;

/** The command. */
export const listCommand: CommandBody = {
  async run(line) {
    const [kind, ...more] = line.words;
    if (kind === undefined || more.length > 0 || !KINDS.includes(kind as (typeof KINDS)[number])) {
      throw new PrepError('usage', `list takes one of ${KINDS.join(', ')}`);
    }
    const rows = await rowsOf(kind as (typeof KINDS)[number], line);
    if (line.switches.has('json')) {
      process.stdout.write(`${JSON.stringify({ [kind]: rows.map(({ item }) => item) })}\n`);
      return 0;
    }
    const width = Math.max(...rows.map(({ id }) => id.length));
    for (const { id, text } of rows) process.stdout.write(`${id.padEnd(width)}  ${text}\n`);
    return 0;
  },
};

interface Row {
  readonly id: string;
  readonly text: string;
  readonly item: object;
}

async function rowsOf(kind: (typeof KINDS)[number], line: ParsedLine): Promise<Row[]> {
  if (kind === 'cells') {
    return listCells().map((cell) => ({
      id: cell.id,
      text: `${cell.formula}; ${densityWords(cell)}`,
      item: cell,
    }));
  }
  if (kind === 'implants') return IMPLANTS.map(({ id, name }) => ({ id, text: name, item: { id, name } }));
  const files = await catalogFiles(kind, line.values.get(kind) ?? null);
  const entries = kind === 'printers' ? listPrinters(files) : listProfiles(files);
  return entries.map(({ id, file, item, problem }) => ({
    id,
    text: problem === null ? (item?.name ?? '') : problem.message,
    item: { id, file, name: item?.name ?? null, problem: problem?.message ?? null },
  }));
}
