/** The lines of a printer file, filled for one job: what stands before and after the part and its layers. */
import type { JobHeader } from '../../core/ports.ts';
import { PrepError } from '../../core/prep-error.ts';
import type { Values } from '../../core/template/expression.ts';
import { type FilledLine, fillTemplate, readTemplate, type Template } from '../../core/template/template.ts';
import { faultWords, TemplateFault } from '../../core/template/template-fault.ts';
import type { GcodeDialect } from './dialects/dialect.ts';
import { heatersOf, offLines, startHeating } from './dialects/heating.ts';
import { plainAscii } from './plain-ascii.ts';
import type { GcodeSettings } from './settings.ts';
import { namesOf, TEMPLATE_KEYS, type TemplateKey } from './template/settings.ts';

/** A start or end line, with its number in the template of the printer; null: it heats or switches off, and stands in none. */
export interface JobLine {
  readonly text: string;
  readonly line: number | null;
}

/** The lines of one job. */
export interface JobLines {
  /** The start lines with what heats: before and after they home the axes, or all before them. */
  readonly start: readonly JobLine[];
  /** The end lines, then what switches off. */
  readonly end: readonly JobLine[];
  /** Lines before or after a layer, numbered from 0. */
  layer(key: 'beforeLayer' | 'afterLayer', index: number, zMm: number): readonly JobLine[];
}

/** The nozzle stands where the writer knows it: lines between layers may not move it or change how moves are read. */
const MOVING = /^\s*(G([0-3]|28|29|90|91|92)\b|M8[23]\b)/i;
const CHAMBER = /^\s*M1[49]1\b/i;
const ABSENT_CHAMBER: ReadonlySet<string> = new Set(['chamberC']);
const NOTHING: ReadonlySet<string> = new Set();

/** Fills the templates; a template that cannot be filled is an error with its place in the printer file. */
export function jobLines(settings: GcodeSettings, header: JobHeader, partId: string, dialect: GcodeDialect): JobLines {
  const templates = Object.fromEntries(
    TEMPLATE_KEYS.map((key) => [key, placed(settings, key, () => readTemplate(settings.templates[key], namesOf(key)))]),
  ) as Record<TemplateKey, Template>;
  const values = jobValues(settings, header, partId);
  const fill = (key: TemplateKey, of: Values): FilledLine[] => {
    const absent = settings.chamberC === null ? ABSENT_CHAMBER : NOTHING;
    const lines = placed(settings, key, () => fillTemplate(templates[key], of, absent));
    return lines
      .filter(({ text }) => settings.chamberC !== null || !CHAMBER.test(text))
      .map(({ line, text }) => ({ line, text: plainAscii(text) }));
  };
  const texts = (lines: readonly FilledLine[]) => lines.map(({ text }) => text);
  const { nozzleC, bedC, chamberC, heatOrder, nozzleStandbyC, heaterNames } = settings;
  const heating = { celsius: { nozzle: nozzleC, bed: bedC, chamber: chamberC }, order: heatOrder, nozzleStandbyC };
  const [start, end] = [fill('start', values), fill('end', values)];
  const { sets, waits, between } = startHeating(texts(start), heating, heatersOf(texts(start), heaterNames), dialect);
  return {
    start: [...sets.map(bare), ...start.slice(0, between), ...waits.map(bare), ...start.slice(between)],
    end: [...end, ...offLines(heating, heatersOf(texts(end), heaterNames), dialect).map(bare)],
    layer(key, index, zMm) {
      if (settings.templates[key].length === 0) return [];
      const lines = fill(key, new Map([...values, ['layer', index], ['layerZMm', zMm]]));
      const moving = lines.find(({ text }) => MOVING.test(text));
      if (moving === undefined) return lines;
      const reason = `'${moving.text}' moves the nozzle or changes how moves are read; lines between layers may not`;
      throw new PrepError('printer-invalid', reason, [settings.printerFile, key, moving.line]);
    },
  };
}

function bare(text: string): JobLine {
  return { text, line: null };
}

/** Values of all names but those of a layer. */
function jobValues(settings: GcodeSettings, header: JobHeader, partId: string): Values {
  const [xMin, yMin, , xMax, yMax, zMax] = header.boxMm;
  return new Map<string, number | string>([
    ...Object.entries(settings.values),
    ['part', partId],
    ['layerCount', header.layerCount],
    ['partXMinMm', xMin],
    ['partYMinMm', yMin],
    ['partXMaxMm', xMax],
    ['partYMaxMm', yMax],
    ['partHeightMm', zMax],
  ]);
}

function placed<T>({ printerFile }: GcodeSettings, key: TemplateKey, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof TemplateFault)) throw cause;
    throw new PrepError('printer-invalid', faultWords(cause), [printerFile, key, cause.line], cause);
  }
}
