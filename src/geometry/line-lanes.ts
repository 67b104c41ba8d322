/** Parallel lines in rows: a whole number in each, about its middle, and over all rows as many as fit their width. */

/** Every so many rows, so that they lie apart: row r has its middle at `middleMm` + r x `pitchMm`, to the left of the lines' direction. */
export interface LineLanes {
  readonly middleMm: number;
  readonly pitchMm: number;
  /** Rows `first`, `first` + `every`, ... and those before; each reaches less than half of `every` pitches to either side. */
  readonly first: number;
  readonly every: number;
  readonly spacingMm: number;
  /** Width of a row in spacings: so many lines it has on average. */
  readonly lines: number;
  /** Share of a line by which the rows with one line more than others are moved, 0..1. */
  readonly start: number;
}

/** Returns the number of lines of a row: over any number of rows that follow each other the sum is right to less than one line. */
function countIn({ lines, start }: LineLanes, row: number): number {
  return Math.floor((row + 1) * lines + start) - Math.floor(row * lines + start);
}

/** So many numbers each row has: its lines have the first of them, the rest stand for none. Even, so that each row begins with an even one. */
function numbersOf({ lines }: LineLanes): number {
  return 2 * Math.ceil((Math.floor(lines) + 1) / 2);
}

function laneAt({ first, every }: LineLanes, lane: number): number {
  return first + every * lane;
}

/** Returns the number of the first line not below a distance from the origin. */
export function firstLineFrom(lanes: LineLanes, mm: number): number {
  const { middleMm, pitchMm, first, every, spacingMm } = lanes;
  const lane = Math.floor(((mm - middleMm) / pitchMm - first) / every + 0.5);
  const row = laneAt(lanes, lane);
  const count = countIn(lanes, row);
  const place = Math.ceil((mm - middleMm - row * pitchMm) / spacingMm + (count - 1) / 2);
  return place >= count ? (lane + 1) * numbersOf(lanes) : lane * numbersOf(lanes) + Math.max(place, 0);
}

/** Returns the row of a line. */
export function rowOf(lanes: LineLanes, line: number): number {
  return laneAt(lanes, Math.floor(line / numbersOf(lanes)));
}

/** Returns the distance of a line from the origin; for a number that stands for none one above its row's lines and below those of the next. */
export function offsetIn(lanes: LineLanes, line: number): number {
  const row = rowOf(lanes, line);
  return (
    lanes.middleMm + row * lanes.pitchMm + (placeIn(lanes, line) - (countIn(lanes, row) - 1) / 2) * lanes.spacingMm
  );
}

/** Tells whether a number is that of a line. */
export function isLine(lanes: LineLanes, line: number): boolean {
  return placeIn(lanes, line) < countIn(lanes, rowOf(lanes, line));
}

function placeIn(lanes: LineLanes, line: number): number {
  return line - Math.floor(line / numbersOf(lanes)) * numbersOf(lanes);
}
