import { expect, test } from 'vitest';
import { noFit } from '../../../src/plan/nest/no-fit.ts';
import { isMarked, markArea, markOutside, markRun, noSquares, type Squares } from '../../../src/plan/nest/squares.ts';
import { circle, rectangle, reversed } from '../../scan/shapes.ts';

const FRAME = { xMm: 0, yMm: 0, squareMm: 1 };

/** Rows from above, as one sees them. */
function drawn(squares: Squares): string[] {
  const rows = Array.from({ length: squares.rows }, (_, row) =>
    Array.from({ length: squares.columns }, (_, c) => (isMarked(squares, c, row) ? '#' : '.')).join(''),
  );
  return rows.reverse();
}

test('an area marks every square that it reaches into, and none that it only touches', () => {
  const squares = noSquares(5, 4);
  markArea(squares, FRAME, [rectangle(1, 1, 3, 2.1)]);
  expect(drawn(squares)).toEqual(['.....', '.##..', '.##..', '.....']);
});

test('a hole stays free where it holds whole squares', () => {
  const squares = noSquares(5, 5);
  markArea(squares, FRAME, [rectangle(0, 0, 5, 5), reversed(rectangle(0.5, 1, 4, 4.5))]);
  expect(drawn(squares)).toEqual(['#####', '#...#', '#...#', '#...#', '#####']);
});

test('every square that is not wholly within a circle is outside of it', () => {
  const squares = noSquares(6, 6);
  markOutside(squares, FRAME, [circle(3, 3, 3.2)]);
  expect(drawn(squares)).toEqual(['##..##', '#....#', '......', '......', '#....#', '##..##']);
});

test('a part with a notch fits where trying every place says that it does', () => {
  const plate = noSquares(70, 30);
  markArea(plate, FRAME, [circle(20, 12, 6.3), rectangle(50, 3, 64, 9), rectangle(33, 20, 34, 30)]);
  markRun(plate, 0, 60, 69);
  const part = noSquares(37, 9);
  markArea(part, FRAME, [rectangle(0, 0, 37, 2), rectangle(0, 2, 3, 9), rectangle(34, 2, 37, 9)]);
  const fits = noFit(plate)(part);
  let free = 0;
  for (let y = 0; y < plate.rows; y++) {
    for (let x = 0; x < plate.columns; x++) {
      let meets = x + part.columns > plate.columns || y + part.rows > plate.rows;
      for (let r = 0; r < part.rows && !meets; r++) {
        for (let c = 0; c < part.columns && !meets; c++) meets = isMarked(part, c, r) && isMarked(plate, x + c, y + r);
      }
      expect(isMarked(fits, x, y)).toBe(meets);
      if (!meets) free++;
    }
  }
  expect(free).toBeGreaterThan(10);
});
