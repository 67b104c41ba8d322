/** What the interpreter gcode-toolpath (cncjs, MIT) makes of a G-code file: an independent program for tests. */
import { createRequire } from 'node:module';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

interface ParsedLine {
  readonly words: readonly (readonly [letter: string, value: number])[];
  readonly comments?: readonly string[];
}

interface Interpreter {
  loadFromStringSync(text: string, each: (line: ParsedLine) => void): void;
}

type InterpreterClass = new (options: {
  addLine(modal: unknown, from: Point, to: Point): void;
  addArcCurve(modal: unknown, from: Point, to: Point, centre: Point): void;
}) => Interpreter;

const Toolpath = createRequire(import.meta.url)('gcode-toolpath') as InterpreterClass;

/** The extruding moves of a file as gcode-toolpath sees them. */
export interface ToolpathPrint {
  /** xMin, yMin, zMin, xMax, yMax, zMax; arcs by their ends. */
  readonly box: readonly number[] | null;
  /** Heights, each once, in order of appearance. */
  readonly levelsZ: readonly number[];
  /** Filament that left the nozzle by the E words that it parsed: what is pulled back and pushed forward again counts once. */
  readonly filamentMm: number;
}

/**
 * Interprets a file. The program knows no filament, so the sign of E is followed here; moves under `;TYPE:Custom` and
 * `;TYPE:Prime` do not count.
 */
export function toolpathPrint(text: string): ToolpathPrint {
  let moves: (readonly [Point, Point])[] = [];
  const keep = (_modal: unknown, from: Point, to: Point): void => {
    moves.push([{ ...from }, { ...to }]);
  };
  const levels = new Set<number>();
  let box: number[] | null = null;
  let isRelative = false;
  let e = 0;
  let isStart = false;
  let pushed = 0;
  let most = 0;
  new Toolpath({ addLine: keep, addArcCurve: keep }).loadFromStringSync(text, ({ words, comments }) => {
    const type = comments?.find((comment) => comment.startsWith('TYPE:'));
    if (type !== undefined) isStart = type === 'TYPE:Custom' || type === 'TYPE:Prime';
    const command = words.length > 0 ? words[0]!.join('') : '';
    if (command === 'M82' || command === 'M83') isRelative = command === 'M83';
    else if (command === 'G90' || command === 'G91') isRelative = command === 'G91';
    const value = words.find(([letter]) => letter === 'E')?.[1];
    const isExtruding = value !== undefined && value > (isRelative ? 0 : e);
    if (value !== undefined) {
      if (command !== 'G92') pushed += isRelative ? value : value - e;
      most = Math.max(most, pushed);
      e = value;
    }
    for (const [from, to] of moves) {
      const isMove = from.x !== to.x || from.y !== to.y || from.z !== to.z;
      if (!isExtruding || !isMove || isStart) continue;
      levels.add(to.z);
      box ??= [to.x, to.y, to.z, to.x, to.y, to.z];
      for (const { x, y, z } of [from, to]) {
        const low = [x, y, z].map((v, i) => Math.min(v, box![i]!));
        const high = [x, y, z].map((v, i) => Math.max(v, box![i + 3]!));
        box = [...low, ...high];
      }
    }
    moves = [];
  });
  return { box, levelsZ: [...levels], filamentMm: most };
}
