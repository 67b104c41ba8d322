/** The kernel for gpu.js, as text for the shape of a recipe: the signed quantity of one level at every node, 0 where its sign means nothing. */
import { formulaOf, formulaText, gradientOf } from './cell-formula.ts';
import type { RecipeShape } from './recipe-shape.ts';

/** Places in the kernel's list of numbers. */
export const NUMBERS = {
  squaresPerRow: 0,
  level: 1,
  boundDivisor: 2,
  weight: 3,
  partLevels: 4,
  slopes: 6,
  length: 12,
} as const;

/** Angles stay within the floats on this side of +-pi, where the promise of WGSL's sine ends. */
const WITHIN_PI = 3.1415925;

/** Returns the source of the kernel. Its parameters: squares and places of columns and of rows, coefficients, numbers. */
export function gpuJsSource(shape: RecipeShape): string {
  const lines: string[] = [
    'const s = columnPlace[this.thread.x];',
    'const t = rowPlace[this.thread.y];',
    `const at = ${9 * shape.channels.length} * (rowSquare[this.thread.y] * numbers[${NUMBERS.squaresPerRow}] + columnSquare[this.thread.x]);`,
  ];
  shape.channels.forEach((_, slot) => {
    const c = (n: number) => `coefficients[at + ${9 * slot + n}]`;
    const along = (a: number) => `(${c(a)} + t * (${c(a + 3)} + t * ${c(a + 6)}))`;
    lines.push(`const p${slot} = ${along(0)} + s * (${along(1)} + s * ${along(2)});`);
  });
  shape.phases.forEach((triple, w) => {
    triple.forEach((slot, axis) => {
      const x = `${'xyz'[axis]}${w}`;
      lines.push(
        `const a${x} = Math.max(-${WITHIN_PI}, Math.min(${WITHIN_PI}, 6.283185307179586 * (p${slot} - Math.floor(p${slot} + 0.5))));`,
        `const s${x} = Math.sin(a${x});`,
        `const c${x} = Math.cos(a${x});`,
        `const ss${x} = 2.0 * s${x} * c${x};`,
        `const cc${x} = 1.0 - 2.0 * s${x} * s${x};`,
      );
    });
  });
  shape.parts.forEach((part, n) => {
    const nameOf = (symbol: string) => {
      const [name, axis] = symbol.split('.') as [string, string];
      const wave = name.endsWith('2') ? `${name[0]}${name[0]}` : name;
      return `${wave}${axis}${part.waves}`;
    };
    lines.push(`const f${n} = ${formulaText(formulaOf(part.cell), nameOf)};`);
    const level = part.level === null ? `numbers[${NUMBERS.partLevels + n}]` : `p${part.level}`;
    if (part.slope) {
      gradientOf(part.cell).forEach((of, axis) => {
        lines.push(`const v${axis}${n} = numbers[${NUMBERS.slopes + 3 * n + axis}] * ${formulaText(of, nameOf)};`);
      });
      lines.push(`const l${n} = ${level} * Math.sqrt(v0${n} * v0${n} + v1${n} * v1${n} + v2${n} * v2${n});`);
    } else {
      lines.push(`const l${n} = ${level};`);
    }
    const value =
      part.form === 'ratio' ? `f${n}` : part.form === 'excess' ? `f${n} - l${n}` : `Math.abs(f${n}) - l${n}`;
    lines.push(`const n${n} = ${value};`, `const d${n} = ${part.form === 'excess' ? '1.0' : `l${n}`};`);
  });
  if (shape.parts.length === 1) {
    lines.push('const value = n0;', 'const divisor = d0;');
  } else {
    const weight = shape.weight === null ? `numbers[${NUMBERS.weight}]` : `p${shape.weight}`;
    lines.push(
      `const w = Math.max(0.0, Math.min(1.0, ${weight}));`,
      'const value = (1.0 - w) * (n0 * d1) + w * (n1 * d0);',
      'const divisor = d0 * d1;',
    );
  }
  lines.push(
    `const d = value - numbers[${NUMBERS.level}] * divisor;`,
    `if (Math.abs(divisor) <= numbers[${NUMBERS.boundDivisor}]) { return 0.0; }`,
    'if (divisor < 0.0) { return -d; }',
    'return d;',
  );
  const body = lines.map((line) => `  ${line}`).join('\n');
  return `function (columnSquare, columnPlace, rowSquare, rowPlace, coefficients, numbers) {\n${body}\n}`;
}
