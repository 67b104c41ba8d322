/** The options of the command line: one table that parsing, help and the documents read. */

import { nearestName } from '../config/nearest-name.ts';
import { PrepError } from '../core/prep-error.ts';
import { BLEND_TAKES, GRADE_TAKES } from './grading-option.ts';

/** One option: its name, what it takes, its default, and the commands that know it. */
export interface OptionDefinition {
  readonly name: string;
  /** What it takes, as help shows it; null for a switch. */
  readonly takes: string | null;
  readonly help: string;
  readonly default: string | null;
  readonly commands: readonly string[];
}

const BARE_MESH = ['prepare', 'slice'];
const FILLED = [...BARE_MESH, 'lattice'];
/** Commands that know a unit cell. */
const CELLS = [...FILLED, 'homogenise'];

/** All options. */
export const OPTIONS: readonly OptionDefinition[] = [
  {
    name: 'out',
    takes: 'DIR',
    help: 'where the results go (slice: a .cli, .3mf or .svg file; lattice: .stl, .3mf, .ply or .inp)',
    default: null,
    commands: ['prepare', 'slice', 'lattice', 'implant', 'inspect'],
  },
  {
    name: 'printer',
    takes: 'ID',
    help: 'printer',
    default: 'generic-lpbf-250; with a PEEK profile generic-peek-fff',
    commands: ['prepare', 'inspect'],
  },
  {
    name: 'profile',
    takes: 'ID',
    help: 'material profile',
    default: 'ti6al4v-eli-30um; with a filament printer peek-implant-100um',
    commands: ['prepare', 'slice', 'lattice', 'homogenise', 'inspect'],
  },
  {
    name: 'printers',
    takes: 'DIR',
    help: 'folder with printers of your own',
    default: null,
    commands: ['prepare', 'list', 'check', 'inspect'],
  },
  {
    name: 'profiles',
    takes: 'DIR',
    help: 'folder with profiles of your own',
    default: null,
    commands: ['prepare', 'slice', 'lattice', 'homogenise', 'list', 'check', 'inspect'],
  },
  {
    name: 'cell-type',
    takes: 'NAME',
    help: 'fill with this unit cell (see list cells); without it the part stays solid',
    default: null,
    commands: CELLS,
  },
  {
    name: 'phase',
    takes: 'sheet/network',
    help: 'sheet around the surface, or the network on one side of it',
    default: 'sheet',
    commands: CELLS,
  },
  { name: 'cell', takes: 'MM', help: 'edge of the unit cell', default: '2', commands: CELLS },
  {
    name: 'density',
    takes: '0..1',
    help: 'relative density: solid over envelope volume of the porous region',
    default: '0.30',
    commands: CELLS,
  },
  {
    name: 'wall',
    takes: 'MM',
    help: 'mean wall of a sheet or diameter of a strut, instead of --density',
    default: null,
    commands: CELLS,
  },
  {
    name: 'pore',
    takes: 'MM',
    help: 'largest sphere that the pores hold, instead of --density',
    default: null,
    commands: CELLS,
  },
  {
    name: 'modulus',
    takes: 'GPA',
    help: "Young's modulus along the axes of the cell, instead of --density",
    default: null,
    commands: CELLS,
  },
  {
    name: 'even-walls',
    takes: null,
    help: 'sheets: the same wall all over the cell',
    default: null,
    commands: CELLS,
  },
  {
    name: 'expression',
    takes: 'TEXT',
    help: 'a cell of your own, such as "sin(X)*cos(Y) + sin(Y)*cos(Z) + sin(Z)*cos(X)"',
    default: null,
    commands: CELLS,
  },
  {
    name: 'fillet',
    takes: 'MM',
    help: 'struts: radius of the corners where they meet',
    default: '0',
    commands: CELLS,
  },
  { name: 'seed', takes: 'N', help: 'voronoi: equal seeds give equal struts', default: '1', commands: CELLS },
  {
    name: 'turn',
    takes: 'X,Y,Z',
    help: 'turn of the cells about the axes x, then y, then z, in degrees',
    default: '0,0,0',
    commands: FILLED,
  },
  {
    name: 'stretch',
    takes: 'X,Y,Z',
    help: "lengths of the cell along its axes, over the cell's",
    default: '1,1,1',
    commands: CELLS,
  },
  {
    name: 'map',
    takes: 'straight/cylindrical[=x]/surface[=z+]',
    help: 'how cells lie: straight, around an axis through the middle, along a side of the part',
    default: 'straight',
    commands: FILLED,
  },
  {
    name: 'grade',
    takes: GRADE_TAKES,
    help: 'what varies over the part; PLACE: x, y, z, height, radius, distance, samples=FILE',
    default: null,
    commands: FILLED,
  },
  {
    name: 'blend',
    takes: BLEND_TAKES,
    help: 'a second cell into which the first one blends',
    default: null,
    commands: FILLED,
  },
  {
    name: 'skin',
    takes: 'MM',
    help: 'solid skin; 0: the lattice ends at the surface',
    default: '0',
    commands: FILLED,
  },
  {
    name: 'open',
    takes: 'z+,z-,...',
    help: 'sides that keep no skin (surface within 45 degrees of that axis)',
    default: 'none',
    commands: FILLED,
  },
  {
    name: 'px',
    takes: 'MM',
    help: 'sampling step of the lattice contour; lattice: edge of the cubes',
    default: 'cell / 20, for finer cells / 30, at most 0.1; lattice: finer where walls need it',
    commands: FILLED,
  },
  {
    name: 'voxels',
    takes: 'N',
    help: 'voxels along a period of the cell, an even number; a grid of half as many tells the error',
    default: '48',
    commands: ['homogenise'],
  },
  {
    name: 'poisson',
    takes: '0..0.5',
    help: "Poisson's ratio of the solid",
    default: '0.34',
    commands: ['homogenise'],
  },
  {
    name: 'as',
    takes: 'mesh/beams/implicit',
    help: 'what a .3mf holds: triangles, struts as beams, or the surface as a function',
    default: 'mesh',
    commands: ['lattice'],
  },
  {
    name: 'loose',
    takes: 'drop/keep',
    help: 'pieces of a lattice that the surface cuts off from the rest',
    default: 'prepare: drop, slice: keep',
    commands: BARE_MESH,
  },
  { name: 'no-lattice', takes: null, help: 'keep the part solid and say so', default: null, commands: BARE_MESH },
  { name: 'layer', takes: 'MM', help: 'layer thickness', default: "the profile's", commands: BARE_MESH },
  { name: 'cut', takes: 'mid/base/top', help: 'height of the cut within a layer', default: 'mid', commands: BARE_MESH },
  { name: 'layers', takes: 'A:B', help: 'only layers A to B-1', default: 'all', commands: BARE_MESH },
  {
    name: 'units',
    takes: 'mm/cm/m/inch/micron',
    help: "the mesh file's unit",
    default: "mm, or the 3MF's own",
    commands: [...FILLED, 'check'],
  },
  {
    name: 'repair',
    takes: null,
    help: 'weld, orient, fill small holes and drop duplicates of a mesh; each repair becomes a finding',
    default: null,
    commands: [...FILLED, 'check'],
  },
  {
    name: 'target',
    takes: 'ID',
    help: 'the one target of a case that is wanted',
    default: 'all, each into a folder of its own',
    commands: ['prepare'],
  },
  {
    name: 'orientation',
    takes: 'keep',
    help: 'keep: move the part onto the plate, turn it about no axis',
    default: 'keep',
    commands: ['prepare'],
  },
  {
    name: 'no-supports',
    takes: null,
    help: 'no supports: the part stands on the plate',
    default: null,
    commands: ['prepare'],
  },
  {
    name: 'outputs',
    takes: 'cli,gcode,...',
    help: 'what to write: cli, ilt, 3mf, 3mf-slices, 3mf-mesh, 3mf-toolpath, ovf, alsam, stl, svg; or gcode, 3mf, 3mf-slices',
    default: 'cli,3mf, and stl or 3mf-mesh for a printer that takes meshes; with a filament printer gcode,3mf',
    commands: ['prepare'],
  },
  {
    name: 'cli-encoding',
    takes: 'binary/ascii',
    help: 'form of the Common Layer file',
    default: 'binary',
    commands: BARE_MESH,
  },
  {
    name: 'cli-content',
    takes: 'both/boundary/scan',
    help: 'boundary and vectors, boundary only, or all that the laser runs',
    default: 'both',
    commands: ['prepare'],
  },
  {
    name: 'cli-dialect',
    takes: 'plain/eos/aligned/plus',
    help: 'plain: all readers take it; eos: short hatches; aligned: 32-bit words; plus: ASCII with parameters (CLI+)',
    default: "the printer's, or plain",
    commands: BARE_MESH,
  },
  {
    name: 'cli-files',
    takes: 'one/by-key',
    help: 'one Common Layer file a part, or one for each key of exposure.json',
    default: 'one',
    commands: ['prepare'],
  },
  {
    name: 'cli-medical',
    takes: null,
    help: 'put the pseudonym, level, side and revision of the case into the header (user data of Appendix B)',
    default: null,
    commands: ['prepare'],
  },
  {
    name: 'record',
    takes: 'KEY=VALUE,...',
    help: 'powder and gas of the build: specification, powderLot, d10Mm, d50Mm, d90Mm, reuseCount, gas, oxygenPpm',
    default: 'what the case says; blanks in the report',
    commands: ['prepare'],
  },
  {
    name: 'backend',
    takes: 'auto/cpu/gpu/gpujs',
    help: 'what marks where the lattice is cut; the bytes are the same',
    default: 'auto',
    commands: FILLED,
  },
  { name: 'workers', takes: 'N', help: 'worker threads; 0: none', default: 'one a core', commands: FILLED },
  {
    name: 'force',
    takes: null,
    help: 'replace an earlier build',
    default: null,
    commands: ['prepare', 'slice', 'lattice', 'implant', 'inspect'],
  },
  {
    name: 'json',
    takes: null,
    help: 'one JSON object on stdout and nothing else',
    default: null,
    commands: ['prepare', 'slice', 'lattice', 'homogenise', 'implant', 'check', 'list', 'verify', 'inspect'],
  },
  {
    name: 'quiet',
    takes: null,
    help: 'silence all but errors',
    default: null,
    commands: ['prepare', 'slice', 'lattice', 'homogenise', 'implant', 'check', 'list', 'verify', 'inspect'],
  },
  {
    name: 'help',
    takes: null,
    help: 'this text',
    default: null,
    commands: ['prepare', 'slice', 'lattice', 'homogenise', 'implant', 'check', 'list', 'verify', 'inspect'],
  },
];

/** A parsed command line. */
export interface ParsedLine {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Parses the words after the command; an unknown option names the nearest known one. */
export function parseLine(command: string, words: readonly string[]): ParsedLine {
  const known = OPTIONS.filter((option) => option.commands.includes(command));
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === '--') {
      rest.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('--')) {
      if (word.startsWith('-') && word.length > 1)
        throw new PrepError('usage', `unknown option ${word}; options begin with two dashes`);
      rest.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const option = known.find((candidate) => candidate.name === name);
    if (option === undefined)
      throw unknownOption(
        command,
        name,
        known.map((candidate) => candidate.name),
      );
    if (values.has(name) || switches.has(name)) throw new PrepError('usage', `--${name} is given twice`);
    if (option.takes === null) {
      if (equals >= 0) throw new PrepError('usage', `--${name} takes no value`);
      switches.add(name);
      continue;
    }
    const value = equals >= 0 ? word.slice(equals + 1) : words[++i];
    // The next option is no value: `--cell --out DIR` lacks one.
    if (value === undefined || value === '' || (equals < 0 && value.startsWith('--'))) {
      throw new PrepError('usage', `--${name} needs a value: ${option.takes}`);
    }
    values.set(name, value);
  }
  return { values, switches, words: rest };
}

function unknownOption(command: string, name: string, known: readonly string[]): PrepError {
  const nearest = nearestName(name, known);
  const hint = nearest === null ? `see trabecula ${command} --help` : `did you mean --${nearest}?`;
  return new PrepError('usage', `unknown option --${name} of ${command}: ${hint}`);
}

/** Returns a number of an option, or null where it is not given; anything else than a plain decimal is a usage error. */
export function numberOption(line: ParsedLine, name: string): number | null {
  const text = line.values.get(name);
  if (text === undefined) return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw new PrepError('usage', `--${name} must be a number, got '${text}'`);
  }
  return Number(text);
}

/** Returns one of some words, or the fallback where the option is not given. */
export function wordOption<W extends string>(line: ParsedLine, name: string, words: readonly W[], fallback: W): W {
  const text = line.values.get(name);
  if (text === undefined) return fallback;
  const found = words.find((word) => word === text);
  if (found === undefined) throw new PrepError('usage', `--${name} must be one of ${words.join(', ')}, got '${text}'`);
  return found;
}

/** Returns one of some words, or null where the option is not given. */
export function wordOrNull<W extends string>(line: ParsedLine, name: string, words: readonly W[]): W | null {
  return line.values.has(name) ? wordOption(line, name, words, words[0] as W) : null;
}
