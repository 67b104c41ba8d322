// Compiles assembly/ to WebAssembly and writes it into sources: `node scripts/kernels.mjs`. With a folder as argument it writes there, for the
// test that compares. Only vector instructions whose results do not depend on the processor are enabled.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const KERNELS = [
  {
    entry: 'assembly/contour.ts',
    source: 'src/geometry/contour/contour-wasm.ts',
    name: 'CONTOUR_WASM',
    words: 'The contour kernel',
  },
  {
    entry: 'assembly/loops.ts',
    source: 'src/geometry/loop-wasm.ts',
    name: 'LOOP_WASM',
    words: 'The loop kernel',
  },
  {
    entry: 'assembly/touch.ts',
    source: 'src/geometry/touch-wasm.ts',
    name: 'TOUCH_WASM',
    words: 'The touch kernel',
  },
];
/** Characters of base64 a line. */
const LINE = 112;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = process.argv[2] ?? root;

for (const { entry, source, name, words } of KERNELS) {
  const { error, stderr, binary } = await compile(entry);
  if (error !== null || binary === undefined) {
    console.error(stderr);
    process.exit(1);
  }
  const file = join(target, source);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, sourceText(entry, name, words, Buffer.from(binary).toString('base64')));
  console.log(`${source}: ${binary.length} bytes of WebAssembly`);
}

async function compile(entry) {
  let binary;
  const options = '--runtime stub --enable simd -O3 --shrinkLevel 0 --converge --noAssert --outFile kernel.wasm';
  const { error, stderr } = await asc.main([entry, '--baseDir', root, ...options.split(' ')], {
    writeFile: (_, contents) => {
      binary = contents;
    },
  });
  return { error, stderr: stderr.toString(), binary };
}

function sourceText(entry, name, words, base64) {
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')).map((line) => `  '${line}'`);
  return [
    `/** ${words} as base64: made from ${entry} by \`node scripts/kernels.mjs\`; do not edit. */`,
    `export const ${name} =`,
    `${lines.join(' +\n')};`,
    '',
  ].join('\n');
}
