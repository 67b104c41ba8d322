/** Every number and every list of a settings file, changed one at a time into what it cannot be. */

/** What each number becomes; the words are for messages. */
export const BAD_NUMBERS = [-1, 0, 1e-12, 1e12, 'x', null];

/**
 * Returns the changed copies with the path of what was changed.
 * @param {object} settings
 * @returns {Generator<{ path: (string | number)[], value: unknown, text: string }>}
 */
export function* changesOf(settings) {
  for (const { path, isList } of placesOf(settings, [])) {
    for (const value of isList ? [[]] : BAD_NUMBERS) {
      const copy = structuredClone(settings);
      let node = copy;
      for (const key of path.slice(0, -1)) node = node[key];
      if (Object.is(node[path.at(-1)], value)) continue;
      node[path.at(-1)] = value;
      yield { path, value, text: JSON.stringify(copy) };
    }
  }
}

/** Paths of all numbers and lists. */
export function* placesOf(node, path) {
  if (typeof node === 'number') yield { path, isList: false };
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) yield { path, isList: true };
  for (const [key, value] of Object.entries(node)) {
    yield* placesOf(value, [...path, Array.isArray(node) ? Number(key) : key]);
  }
}

/**
 * Returns the paths of all numbers that a JSON Schema knows, with `*` for the items of lists and the keys of records. Branches of
 * unions are all taken.
 */
export function numbersOfSchema(root) {
  const found = new Set();
  const seen = new Set();
  function walk(node, path) {
    if (typeof node !== 'object' || node === null) return;
    if (node.$ref !== undefined) {
      const target = node.$ref
        .split('/')
        .slice(1)
        .reduce((at, key) => at[key], root);
      const mark = `${node.$ref} ${path}`;
      if (seen.has(mark)) return;
      seen.add(mark);
      walk(target, path);
    }
    if (node.type === 'number' || node.type === 'integer') found.add(path.join(' > '));
    for (const branch of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]) walk(branch, path);
    for (const [key, value] of Object.entries(node.properties ?? {})) walk(value, [...path, key]);
    if (node.items !== undefined) walk(node.items, [...path, '*']);
    for (const item of node.prefixItems ?? []) walk(item, [...path, '*']);
    if (typeof node.additionalProperties === 'object') walk(node.additionalProperties, [...path, '*']);
  }
  walk(root, []);
  return found;
}
