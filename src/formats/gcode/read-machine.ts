/** The machine that a file talks to: where the nozzle is, in which units and modes numbers are read, what a move extrudes. */
import type { ReadingNotes } from '../reading-notes.ts';
import type { GcodeMove, GcodeVisitor } from './gcode-events.ts';
import { arcPieces, cutArc } from './read-arc.ts';
import type { CommentReader } from './read-comment.ts';
import { bitOf, type GcodeWords, WordFault, wordValue } from './read-words.ts';

/** Marlin's speed before any F word: 1500 mm/min. */
const FIRST_FEED_MM_PER_S = 25;
const LEAST_FEED_PER_MIN = 0.001;
const MM_PER_INCH = 25.4;
/** How far in mm the end of an arc may stand off its circle, and by which share of the radius (Grbl 1.1, gcode.c). */
const ARC_OFF_MM = 0.005;
const ARC_OFF_SHARE = 0.001;
const ARC_OFF_MOST_MM = 0.5;

/** A machine that carries out words and tells of moves. */
export interface GcodeMachine {
  units: 'mm' | 'inch';
  plane: 'xy' | 'other';
  isRelative: boolean;
  /** M220 and M221 as shares. */
  speedFactor: number;
  flowFactor: number;
  /** Diameter of filament where E words are volumes (M200), else 0. */
  volumetricMm: number;
  /** Moves; true where something was extruded on the way. */
  line(words: GcodeWords, line: number): boolean;
  arc(words: GcodeWords, clockwise: boolean, line: number): boolean;
  /** Whether E words are lengths or places. G90 and G91 set it too, as in Marlin 2 (gcode.h, set_relative_mode). */
  setExtrusionMode(isRelative: boolean, by: 'G90' | 'G91' | 'M82' | 'M83'): void;
  setPosition(words: GcodeWords): void;
  resetOffsets(): void;
  home(words: GcodeWords): void;
}

type Axis = 0 | 1 | 2;
const AXES: readonly [Axis, string][] = [
  [0, 'X'],
  [1, 'Y'],
  [2, 'Z'],
];
const MOVE_BITS = [...'XYZEFIJKRPS'].reduce((bits, letter) => bits | bitOf(letter), 0);

/** Returns a machine at the origin, in mm and absolute, as Marlin starts. */
export function gcodeMachine(visitor: GcodeVisitor, comments: CommentReader, notes: ReadingNotes): GcodeMachine {
  /** Machine coordinates, and what G92 has put between them and those of the file. */
  const at = new Float64Array(3);
  const offset = new Float64Array(3);
  const homed = [false, false, false];
  const target = new Float64Array(3);
  const pieces = arcPieces();
  let eAt = 0;
  let isExtrusionRelative = false;
  let saidRelative = false;
  /** M83 was ended by G90, on which firmware differs. */
  let hasLostRelative = false;
  let feedMmPerS = 0;
  const move: { -readonly [K in keyof GcodeMove]: GcodeMove[K] } = {
    line: 0,
    x0: 0,
    y0: 0,
    z0: 0,
    x1: 0,
    y1: 0,
    z1: 0,
    eMm: 0,
    feedMmPerS: 0,
    lengthMm: 0,
    feature: null,
    widthMm: null,
    heightMm: null,
    arc: false,
  };

  const scale = (): number => (machine.units === 'inch' ? MM_PER_INCH : 1);

  function number(words: GcodeWords, letter: string): number | null {
    const value = wordValue(words, letter);
    if (value === null && (words.present & bitOf(letter)) !== 0) {
      throw new WordFault(`${letter} has no number`);
    }
    return value;
  }

  /** Takes the words of a move: fills `target` and returns the filament in mm. */
  function aim(words: GcodeWords, line: number): number {
    const unit = scale();
    for (const [axis, letter] of AXES) {
      const value = number(words, letter);
      if (value === null) target[axis] = at[axis]!;
      else target[axis] = machine.isRelative ? at[axis]! + value * unit : value * unit + offset[axis]!;
    }
    const other = words.present & ~MOVE_BITS;
    if (other !== 0) {
      const letter = String.fromCharCode(65 + 31 - Math.clz32(other));
      notes.add(`word ${letter}`, `line ${line}: the word ${letter} of a move was ignored`);
    }
    const feed = number(words, 'F');
    if (feed !== null) {
      if (feed < 0) throw new WordFault(`a speed is above 0, got F${feed}`);
      if (feed < LEAST_FEED_PER_MIN) notes.add('F0', `line ${line}: F${feed} was ignored, as Marlin does with F0`);
      else feedMmPerS = (feed * unit) / 60;
    }
    const e = number(words, 'E');
    if (e === null) return 0;
    if (hasLostRelative)
      notes.add('G90', `line ${line}: E is absolute since G90, as in Marlin 2; in Marlin 1 M83 goes on`);
    const pushed = isExtrusionRelative ? e * unit : e * unit - eAt;
    eAt = isExtrusionRelative ? eAt + pushed : e * unit;
    const areaMm2 = (Math.PI / 4) * machine.volumetricMm * machine.volumetricMm;
    return (areaMm2 > 0 ? pushed / areaMm2 : pushed) * machine.flowFactor;
  }

  function tell(x: number, y: number, z: number, eMm: number, lengthMm: number, arc: boolean, line: number): void {
    if (feedMmPerS === 0) {
      feedMmPerS = FIRST_FEED_MM_PER_S;
      notes.add('no feed', `line ${line}: a move comes before any F word and has 1500 mm/min, as in Marlin`);
    }
    move.line = line;
    move.x0 = at[0]!;
    move.y0 = at[1]!;
    move.z0 = at[2]!;
    move.x1 = x;
    move.y1 = y;
    move.z1 = z;
    move.eMm = eMm;
    move.feedMmPerS = feedMmPerS * machine.speedFactor;
    move.lengthMm = lengthMm;
    move.feature = comments.feature;
    move.widthMm = comments.widthMm;
    move.heightMm = comments.heightMm;
    move.arc = arc;
    at[0] = x;
    at[1] = y;
    at[2] = z;
    visitor.move(move);
  }

  /** Centre of the arc from `at` to `target`. */
  function centre(words: GcodeWords, clockwise: boolean): readonly [number, number] {
    const unit = scale();
    const r = number(words, 'R');
    const [i, j] = [number(words, 'I'), number(words, 'J')];
    if (r === null) {
      if (i === null && j === null) throw new WordFault('an arc needs I and J, or R');
      return [at[0]! + (i ?? 0) * unit, at[1]! + (j ?? 0) * unit];
    }
    const radius = Math.abs(r) * unit;
    const dx = target[0]! - at[0]!;
    const dy = target[1]! - at[1]!;
    const chord = Math.sqrt(dx * dx + dy * dy);
    if (chord === 0) throw new WordFault('an arc with R ends where it starts');
    if (!isOnRadius(chord / 2 - radius, radius))
      throw new WordFault(`the radius ${Number(radius.toFixed(6))} mm does not reach the end`);
    const height = Math.sqrt(Math.max(0, radius * radius - (chord * chord) / 4));
    // The centre of a short counter-clockwise arc lies on the left of its chord; a negative R asks for the long one.
    const side = (clockwise ? -height : height) * (r < 0 ? -1 : 1);
    return [at[0]! + dx / 2 - (dy / chord) * side, at[1]! + dy / 2 + (dx / chord) * side];
  }

  const machine: GcodeMachine = {
    units: 'mm',
    plane: 'xy',
    isRelative: false,
    speedFactor: 1,
    flowFactor: 1,
    volumetricMm: 0,
    line(words, line) {
      const eMm = aim(words, line);
      const dx = target[0]! - at[0]!;
      const dy = target[1]! - at[1]!;
      const dz = target[2]! - at[2]!;
      const lengthMm = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (lengthMm > 0 || eMm !== 0) tell(target[0]!, target[1]!, target[2]!, eMm, lengthMm, false, line);
      return eMm > 0 && lengthMm > 0;
    },
    arc(words, clockwise, line) {
      if (machine.plane !== 'xy') throw new WordFault('an arc outside of the xy plane is not read');
      if ((number(words, 'P') ?? 0) !== 0) throw new WordFault('an arc of more than one turn (P) is not read');
      const eMm = aim(words, line);
      const [cx, cy] = centre(words, clockwise);
      const [x0, y0, x1, y1] = [at[0]! - cx, at[1]! - cy, target[0]! - cx, target[1]! - cy];
      const radius = Math.sqrt(x0 * x0 + y0 * y0);
      const endRadius = Math.sqrt(x1 * x1 + y1 * y1);
      if (radius === 0 || endRadius === 0) throw new WordFault('an arc has its centre on its end');
      if (!isOnRadius(Math.abs(endRadius - radius), radius)) {
        throw new WordFault(`the arc ends ${Math.abs(endRadius - radius).toFixed(4)} mm off its radius`);
      }
      cutArc(pieces, x0 / radius, y0 / radius, x1 / endRadius, y1 / endRadius, clockwise);
      const [toX, toY, fromZ, dz] = [target[0]!, target[1]!, at[2]!, target[2]! - at[2]!];
      let turned = 0;
      for (let k = 0; k < pieces.count; k++) {
        const share = pieces.angleRad[k]! / pieces.totalRad;
        turned += share;
        const arcMm = radius * pieces.angleRad[k]!;
        const riseMm = dz * share;
        const lengthMm = Math.sqrt(arcMm * arcMm + riseMm * riseMm);
        if (k === pieces.count - 1) tell(toX, toY, fromZ + dz, eMm * share, lengthMm, true, line);
        else {
          const [x, y] = [cx + radius * pieces.x[k]!, cy + radius * pieces.y[k]!];
          tell(x, y, fromZ + dz * turned, eMm * share, lengthMm, true, line);
        }
      }
      return eMm > 0;
    },
    setExtrusionMode(isRelative, by) {
      if (by === 'M82' || by === 'M83') saidRelative = isRelative;
      hasLostRelative = by === 'G90' && saidRelative;
      isExtrusionRelative = isRelative;
    },
    setPosition(words) {
      const unit = scale();
      const isBare = words.present === 0;
      for (const [axis, letter] of AXES) {
        const value = isBare ? 0 : number(words, letter);
        if (value === null) continue;
        // Before homing nobody knows where the nozzle is, so that G92 says it; after it the machine keeps its own place.
        if (homed[axis]) offset[axis] = at[axis]! - value * unit;
        else at[axis] = value * unit;
      }
      const e = isBare ? 0 : number(words, 'E');
      if (e !== null) eAt = e * unit;
    },
    resetOffsets() {
      offset.fill(0);
    },
    home(words) {
      const named = AXES.filter(([, letter]) => (words.present & bitOf(letter)) !== 0);
      for (const [axis] of named.length > 0 ? named : AXES) {
        at[axis] = 0;
        offset[axis] = 0;
        homed[axis] = true;
      }
    },
  };
  return machine;
}

/** True for an end of an arc as near to its circle as Grbl asks. */
function isOnRadius(offMm: number, radiusMm: number): boolean {
  return offMm <= ARC_OFF_MM || (offMm <= ARC_OFF_MOST_MM && offMm <= ARC_OFF_SHARE * radiusMm);
}
