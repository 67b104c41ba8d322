/** The small words of `--grade` and `--blend`: what varies, by what, from where to where. */
import { PrepError } from '../core/prep-error.ts';
import type { BlendSettings, GradingSettings, PlaceSettings } from '../pipeline/request/prepare-request.ts';

const QUANTITIES = ['density', 'wall', 'cell'] as const;
const PLACES = ['x', 'y', 'z', 'height', 'radius', 'distance'] as const;
const NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
const PAIR = new RegExp(`^(${NUMBER})=(${NUMBER})$`);
const SPAN = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})$`);

/** What `--grade` takes, for help. */
export const GRADE_TAKES = 'density|wall|cell:PLACE:AT=VALUE,AT=VALUE,...';
/** What `--blend` takes, for help. */
export const BLEND_TAKES = 'CELL[/PHASE][@DENSITY]:PLACE:FROM..TO';

/** Reads `--grade`: one quantity or several, parted by semicolons. */
export function gradingOption(text: string): GradingSettings[] {
  return text.split(';').map((one) => {
    const [quantityWord, placeWord, tableWord] = threeParts(one, 'grade');
    const quantity = QUANTITIES.find((known) => known === quantityWord);
    if (quantity === undefined) throw fault('grade', `varies ${QUANTITIES.join(', ')}; got '${quantityWord}'`);
    const place = placeOption(placeWord, 'grade');
    if (tableWord === null) {
      if (place.by !== 'samples') throw fault('grade', `needs a table such as 0=0.2,20=0.4 in '${one}'`);
      return { quantity, place, table: null };
    }
    const table = tableWord.split(',').map((pair): [number, number] => {
      const match = PAIR.exec(pair.trim());
      if (match === null) throw fault('grade', `takes pairs such as 0=0.2; got '${pair}'`);
      return [Number(match[1]), Number(match[2])];
    });
    return { quantity, place, table };
  });
}

/** Reads `--blend`; the phase is that of the first cell where none is given. */
export function blendOption(text: string, phase: BlendSettings['phase']): BlendSettings {
  const [cellWord, placeWord, spanWord] = threeParts(text, 'blend');
  const match = /^([a-z0-9-]+)(?:\/(sheet|network))?(?:@([\d.]+))?$/.exec(cellWord);
  if (match === null) throw fault('blend', `takes CELL, CELL/sheet or CELL/network, with @DENSITY; got '${cellWord}'`);
  const span = SPAN.exec(spanWord ?? '');
  if (span === null) throw fault('blend', `ends in FROM..TO such as 8..12; got '${spanWord ?? ''}'`);
  return {
    cellType: match[1] as string,
    phase: (match[2] as BlendSettings['phase'] | undefined) ?? phase,
    relativeDensity: match[3] === undefined ? null : Number(match[3]),
    place: placeOption(placeWord, 'blend'),
    fromMm: Number(span[1]),
    toMm: Number(span[2]),
  };
}

/** WHAT:PLACE:REST; a file name may hold colons, so the rest is what follows the last one, when it looks like numbers. */
function threeParts(text: string, option: string): [string, string, string | null] {
  const first = text.indexOf(':');
  if (first < 0) throw fault(option, `has parts joined by colons; got '${text}'`);
  const head = text.slice(0, first).trim();
  const tail = text.slice(first + 1);
  const last = tail.lastIndexOf(':');
  const rest = last < 0 ? '' : tail.slice(last + 1).trim();
  return /^[\d+\-.=,eE\s]+$/.test(rest) ? [head, tail.slice(0, last).trim(), rest] : [head, tail.trim(), null];
}

function placeOption(word: string, option: string): PlaceSettings {
  if (word.startsWith('samples=')) return { by: 'samples', file: word.slice('samples='.length) };
  const by = PLACES.find((known) => known === word);
  if (by === undefined) throw fault(option, `places are ${PLACES.join(', ')}, samples=FILE; got '${word}'`);
  return { by };
}

function fault(option: string, reason: string): PrepError {
  return new PrepError('usage', `--${option} ${reason}`);
}
