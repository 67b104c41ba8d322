import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { keepCompiled } from '../../src/core/keep-compiled.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Lets a turn pass, as what a weak reference was asked for stays until the end of one, and collects. */
async function collected(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
}

test('a function stays alive until another one comes by its name', async () => {
  const made = (() => new WeakRef(keepCompiled('test', () => 1)))();
  await collected();
  expect(made.deref()).toBeDefined();
  keepCompiled('test', () => 2);
  await collected();
  expect(made.deref()).toBeUndefined();
});

test('what is kept comes back as it is', () => {
  const made = () => 3;
  expect(keepCompiled('test', made)).toBe(made);
});
