/**
 * Functions that are made anew for each layer, kept alive from one to the next. V8 shares what it has compiled between all functions made at one
 * place of the source, but holds it weakly: a full collection that finds none of them alive lets it go, and typed arrays cause such a collection for
 * nearly every layer. So the hot functions of a layer were compiled again and again.
 */

const kept = new Map<string, object>();

/**
 * Keeps functions, or what holds them, alive until others come by that name, and returns them. What they hold stays as long: the arrays of one layer.
 * Nothing is ever read from here.
 */
export function keepCompiled<T extends object>(place: string, made: T): T {
  kept.set(place, made);
  return made;
}
