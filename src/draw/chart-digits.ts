/** Long numbers that an eye can count. */

/** Narrow no-break space: a number never breaks over two lines. */
const GAP = '\u202f';

/** Returns a plain decimal with its whole digits in groups of three where there are five or more (ISO 80000-1, 7.3.1). */
export function groupedDigits(plain: string): string {
  return plain.replace(/^(-?)(\d{5,})/, (_, sign: string, whole: string) => {
    return sign + whole.replace(/\B(?=(\d{3})+$)/g, GAP);
  });
}
