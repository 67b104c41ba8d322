/** Schema of what a machine, or the software in front of it, takes from us. */
import { z } from 'zod';
import { COMMON_LAYER_DIALECTS } from './common-layer-dialects.ts';
import { words } from './quantity.ts';

/** Kinds of files that can be handed over. */
export const HANDOVER_FORMATS = [
  'cli',
  'ilt',
  '3mf',
  '3mf-slices',
  '3mf-toolpath',
  'ovf',
  'scn',
  'stl',
  'gcode',
] as const;

const handover = z
  .strictObject({
    kind: z.enum(['vectors', 'contours', 'mesh']).meta({
      description:
        'What is taken: vectors, which are run as they are planned here; contours, which other software hatches; ' +
        'mesh, that is mesh and supports, which other software slices. But for vectors, the scan paths are for inspection only.',
    }),
    formats: z
      .array(z.enum(HANDOVER_FORMATS))
      .max(HANDOVER_FORMATS.length)
      .meta({ description: 'Files that are taken, the best one first; empty: not stated.' }),
    dialect: z.exactOptional(
      z.enum(COMMON_LAYER_DIALECTS).meta({
        description: 'Dialect of the Common Layer files that are taken, which is then what is written; absent: plain.',
      }),
    ),
    note: words('How the files get to the machine and who turns them into a job there.'),
    source: words('Where this comes from.'),
  })
  .check((context) => {
    const { formats, dialect } = context.value;
    if (dialect !== undefined && !formats.includes('cli')) {
      const message = "is of Common Layer files, and formats names no 'cli'";
      context.issues.push({ code: 'custom', input: dialect, path: ['dialect'], message });
    }
    const twice = formats.findIndex((format, k) => formats.indexOf(format) !== k);
    if (twice < 0) return;
    const message = `names '${formats[twice]}' twice`;
    context.issues.push({ code: 'custom', input: formats, path: ['formats', twice], message });
  })
  .meta({ description: 'What the machine takes.' });

/** What a machine takes. */
export type Handover = z.infer<typeof handover>;

/** Schema of the handover. A plain text, as files had it at first, is the note of a machine that takes vectors. */
export const handoverSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { kind: 'vectors', formats: [], note: value, source: 'not stated' } : value),
  handover,
);
