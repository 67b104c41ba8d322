/** Labels of pieces that may turn out to be one: a union-find that grows and is kept when the layers are gone. */
import { growableInts, pushInt } from '../geometry/growable.ts';

/** Labels from 0 on. */
export interface LabelSets {
  /** Returns a label of its own. */
  fresh(): number;
  /** Makes two labels one. */
  join(a: number, b: number): void;
  /** Returns the one label of all that were joined: the smallest. */
  rootOf(label: number): number;
  readonly count: number;
}

/** Starts without labels. */
export function labelSets(): LabelSets {
  const parent = growableInts(1024);
  const rootOf = (label: number): number => {
    const p = parent.values;
    let at = label;
    while (p[at] !== at) {
      p[at] = p[p[at]!]!;
      at = p[at]!;
    }
    return at;
  };
  return {
    fresh() {
      pushInt(parent, parent.length);
      return parent.length - 1;
    },
    join(a, b) {
      const [ra, rb] = [rootOf(a), rootOf(b)];
      if (ra < rb) parent.values[rb] = ra;
      else if (rb < ra) parent.values[ra] = rb;
    },
    rootOf,
    get count() {
      return parent.length;
    },
  };
}
