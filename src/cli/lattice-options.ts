/** The fill of a bare mesh from the command line. */
import { PrepError } from '../core/prep-error.ts';
import { completeLattice, type LatticeRequest } from '../pipeline/request/lattice-defaults.ts';
import type { LatticeSettings, OpenSide, Point3 } from '../pipeline/request/prepare-request.ts';
import { blendOption, gradingOption } from './grading-option.ts';
import { notNegative, positive } from './mesh-options.ts';
import { numberOption, type ParsedLine, wordOption } from './options.ts';

const SIDES: readonly OpenSide[] = ['x+', 'x-', 'y+', 'y-', 'z+', 'z-'];

const AXES: Readonly<Record<string, Point3>> = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };

/** Options that speak of the fill. */
export const FILL_OPTIONS = [
  ...['phase', 'cell', 'density', 'wall', 'pore', 'modulus', 'fillet', 'seed', 'turn', 'stretch', 'map'],
  ...['grade', 'blend', 'skin', 'open', 'px'],
] as const;
const FILL_SWITCHES = ['even-walls'] as const;

/** The lattice asked for, or null for a solid part. */
export function latticeOptions(line: ParsedLine): LatticeSettings | null {
  const { values, switches } = line;
  const expression = values.get('expression');
  const cellType = values.get('cell-type') ?? (expression === undefined ? undefined : 'expression');
  if (switches.has('no-lattice') && cellType !== undefined) {
    throw new PrepError('usage', '--no-lattice and --cell-type exclude each other');
  }
  if (cellType === undefined) {
    for (const name of [...FILL_OPTIONS, ...FILL_SWITCHES]) {
      if (values.has(name) || switches.has(name))
        throw new PrepError('usage', `--${name} needs --cell-type: without it the part stays solid`);
    }
    return null;
  }
  const amounts = {
    density: numberOption(line, 'density'),
    wall: positive(line, 'wall'),
    pore: positive(line, 'pore'),
    modulus: positive(line, 'modulus'),
  };
  const given = Object.entries(amounts).flatMap(([name, value]) => (value === null ? [] : [`--${name}`]));
  if (given.length > 1) throw new PrepError('usage', `${given.join(' and ')} exclude each other`);
  const phase = wordOption(line, 'phase', ['sheet', 'network'], 'sheet');
  const cellMm = positive(line, 'cell');
  const stepMm = positive(line, 'px');
  const seed = numberOption(line, 'seed');
  const turnDeg = triple(line, 'turn');
  const stretch = triple(line, 'stretch');
  const grade = values.get('grade');
  const blend = values.get('blend');
  const request: LatticeRequest = {
    cellType,
    expression: expression ?? null,
    phase,
    ...(cellMm === null ? {} : { cellMm }),
    relativeDensity: amounts.density,
    wallMm: amounts.wall,
    poreMm: amounts.pore,
    modulusGPa: amounts.modulus,
    evenWalls: switches.has('even-walls'),
    filletMm: notNegative(line, 'fillet') ?? 0,
    ...(seed === null ? {} : { seed }),
    ...(turnDeg === null ? {} : { turnDeg }),
    ...(stretch === null ? {} : { stretch }),
    map: { ...mapOption(line) },
    grading: grade === undefined ? [] : gradingOption(grade),
    blend: blend === undefined ? null : blendOption(blend, phase),
    skinMm: notNegative(line, 'skin') ?? 0,
    openSides: openSides(line),
    ...(stepMm === null ? {} : { stepMm }),
  };
  return inOptionWords(() => completeLattice(request, []));
}

const OPTION_OF: Readonly<Record<string, string>> = {
  cellType: 'cell-type',
  expression: 'expression',
  stepMm: 'px',
  seed: 'seed',
  stretch: 'stretch',
  filletMm: 'fillet',
  table: 'grade',
  quantity: 'grade',
  relativeDensity: 'density',
  wallMm: 'wall',
  poreMm: 'pore',
  modulusGPa: 'modulus',
};

/** On the command line a wrong fill is a usage error and bears the name of the option. */
function inOptionWords<T>(complete: () => T): T {
  try {
    return complete();
  } catch (cause) {
    const option = cause instanceof PrepError ? OPTION_OF[String(cause.place.at(-1))] : undefined;
    if (!(cause instanceof PrepError) || option === undefined) throw cause;
    throw new PrepError('usage', `--${option}: ${cause.reason}`, [], cause);
  }
}

function mapOption(line: ParsedLine): LatticeSettings['map'] {
  const text = line.values.get('map') ?? 'straight';
  const [kind, more, rest] = text.split('=');
  const side = SIDES.find((known) => known === (more ?? 'z+'));
  if (rest === undefined && kind === 'surface' && side !== undefined) return { kind, side };
  if (kind === 'straight' && more === undefined) return { kind };
  const axis = more ?? 'z';
  const direction = Object.hasOwn(AXES, axis) ? AXES[axis] : undefined;
  if (rest === undefined && kind === 'cylindrical' && direction !== undefined)
    return { kind, cellsAround: null, direction };
  throw new PrepError('usage', `--map is straight, cylindrical, cylindrical=x, surface or surface=z-; got '${text}'`);
}

/** Three numbers joined by commas, or null where the option is not given. */
function triple(line: ParsedLine, name: string): [number, number, number] | null {
  const text = line.values.get(name);
  if (text === undefined) return null;
  const numbers = text
    .split(',')
    .map((word) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(word) ? Number(word) : Number.NaN));
  const [x, y, z, more] = numbers;
  if (x === undefined || y === undefined || z === undefined || more !== undefined || numbers.some(Number.isNaN)) {
    throw new PrepError('usage', `--${name} takes three numbers such as 0,0,45; got '${text}'`);
  }
  return [x, y, z];
}

function openSides(line: ParsedLine): OpenSide[] {
  const text = line.values.get('open');
  if (text === undefined) return [];
  const sides = new Set<OpenSide>();
  for (const word of text.split(',')) {
    const side = SIDES.find((known) => known === word.trim());
    if (side === undefined) throw new PrepError('usage', `--open takes ${SIDES.join(', ')}; got '${word}'`);
    sides.add(side);
  }
  return SIDES.filter((side) => sides.has(side));
}
