/** What an unknown word in an expression most likely meant. */
import { CONSTANTS, FUNCTIONS, VARIABLES } from './vocabulary.ts';

const NAMES: readonly string[] = [...Object.keys(VARIABLES), ...Object.keys(CONSTANTS), ...Object.keys(FUNCTIONS)];
/** Names of other languages. */
const OTHER_NAMES: Readonly<Record<string, string>> = { ln: 'log(a)', pow: 'a^2', fabs: 'abs(a)', fmod: 'mod(a, b)' };
/** Words run together: a function with its argument, or a product of variables. */
const RUN_TOGETHER = /^(sin|cos|tan)(\d*)([XYZxyz])$/;
const PRODUCT = /^[XYZxyzL]{2,3}$/;

/** Returns what to write instead of an unknown word, or null when nothing is near enough. */
export function suggestName(word: string): string | null {
  if (Object.hasOwn(OTHER_NAMES, word)) return OTHER_NAMES[word]!;
  const together = RUN_TOGETHER.exec(word);
  if (together !== null) return `${together[1]}(${together[2]}${together[3]})`;
  if (PRODUCT.test(word)) return [...word].join(' * ');
  const lower = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = Math.min(2, Math.floor(word.length / 3)) + 1;
  for (const name of NAMES) {
    const distance = lower === name.toLowerCase() ? 0 : oneSlipApart(lower, name) ? 1 : 3;
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Tells whether one inserted, lost or replaced letter, or two swapped neighbours, make a of b. */
function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const room = Math.min(a.length, b.length) - head;
  while (tail < room && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const restA = a.slice(head, a.length - tail);
  const restB = b.slice(head, b.length - tail);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
