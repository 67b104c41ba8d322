/** Schema of a printer: what the machine can take. */
import { z } from 'zod';
import { fffPrinter } from './fff-printer-schema.ts';
import { lpbfPrinter } from './lpbf-printer-schema.ts';
import { PRINTER_SCHEMA } from './printer-head.ts';

/** Schema of `trabecula/printer@1`: one branch a process. */
export const printerSchema = z
  .discriminatedUnion('process', [lpbfPrinter, fffPrinter])
  .meta({ title: PRINTER_SCHEMA, description: 'Printer description of Trabecula.' });

/** A checked printer. */
export type Printer = z.infer<typeof printerSchema>;

/** A laser powder bed fusion machine. */
export type LpbfPrinter = z.infer<typeof lpbfPrinter>;

/** An extrusion printer. */
export type FffPrinter = z.infer<typeof fffPrinter>;
