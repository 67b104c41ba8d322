/** The kernel that decides the signs of nodes, as text for the shape of a recipe. A thread decides 32 nodes of a row and writes a word of bits for each face, and one of doubt. */
import { SINE_WGSL } from './device-sine.ts';
import { BAND, BLOCK_WORDS, JOB_WGSL } from './job-layout.ts';
import type { RecipeShape } from './recipe-shape.ts';

/** Returns the text of the kernel `sample` for a shape. Bindings: job, tables, coefficients, mask, signs. */
export function sampleWgsl(shape: RecipeShape): string {
  const slots = shape.channels.length;
  const cells = [...new Set(shape.parts.map(({ cell }) => cell))];
  const nameOf = (n: number): string => `cell${cells.indexOf(shape.parts[n]!.cell)}`;
  return `
${JOB_WGSL}
@group(0) @binding(1) var<storage, read> tables: array<vec2u>;
@group(0) @binding(2) var<storage, read> coefficients: array<f32>;
@group(0) @binding(3) var<storage, read> mask: array<u32>;
@group(0) @binding(4) var<storage, read_write> signs: array<u32>;
${SINE_WGSL}
${cells.map((cell, n) => cell.wgsl.replaceAll(/fn (f|gradient)\(/g, `fn $1_cell${n}(`)).join('')}
// A polynomial along x at the row's place t: what is left of a patch's nine coefficients.
fn alongRow(at: u32, t: f32) -> vec3f {
  let low = vec3f(coefficients[at], coefficients[at + 1u], coefficients[at + 2u]);
  let middle = vec3f(coefficients[at + 3u], coefficients[at + 4u], coefficients[at + 5u]);
  let high = vec3f(coefficients[at + 6u], coefficients[at + 7u], coefficients[at + 8u]);
  return low + t * (middle + t * high);
}
fn place(p: vec3f, s: f32) -> f32 {
  return p.x + s * (p.y + s * p.z);
}

@compute @workgroup_size(${BLOCK_WORDS})
fn sample(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let block = group.y * groups.x + group.x;
  if (block >= blocks()) { return; }
  let words = blocks() * ${BLOCK_WORDS}u;
  let word = block * ${BLOCK_WORDS}u + lane;
  let band = bandOf(block);
  let inBand = word - job[band + ${BAND.firstBlock}u] * ${BLOCK_WORDS}u;
  let wordsPerRow = job[band + ${BAND.wordsPerRow}u];
  let row = inBand / wordsPerRow;
  let i0 = 32u * (inBand % wordsPerRow);
  let j = job[band + ${BAND.firstRow}u] + row;
  var to = 0u;
  var below = 0u;
  var doubt = 0u;
  var left = 0u;
  if (row < job[band + ${BAND.rows}u]) { left = mask[job[band + ${BAND.mask}u] + inBand]; }
  if (left != 0u) {
    let faces = job[band + ${BAND.faces}u];
    let columnsAt = job[band + ${BAND.columns}u] + i0;
    let coefficientsAt = job[band + ${BAND.coefficients}u];
    let rowPlace = tables[job[band + ${BAND.rowTable}u] + j];
    let t = bitcast<f32>(rowPlace.y);
    let squaresBefore = rowPlace.x * job[band + ${BAND.squaresPerRow}u];
    let levelTo = number(band + ${BAND.levelTo}u);
    let levelFrom = number(band + ${BAND.levelFrom}u);
    let boundTo = number(band + ${BAND.boundTo}u);
    let boundFrom = number(band + ${BAND.boundFrom}u);
    let boundDivisor = number(band + ${BAND.boundDivisor}u);
    var square = 0xffffffffu;
${shape.channels.map((_, n) => `    var p${n} = vec3f(0.0);\n`).join('')}
${constantsText(shape)}
    while (left != 0u) {
      let k = firstTrailingBit(left);
      left &= left - 1u;
      let column = tables[columnsAt + k];
      if (column.x != square) {
        square = column.x;
        let at = coefficientsAt + ${9 * slots}u * (squaresBefore + square);
${shape.channels.map((_, n) => `        p${n} = alongRow(at + ${9 * n}u, t);\n`).join('')}
      }
      let s = bitcast<f32>(column.y);
${[...shape.phases.entries()].map(([n, [x, y, z]]) => wavesText(n, x, y, z)).join('')}
${shape.parts.map((_, n) => partText(shape, n, nameOf(n))).join('')}
${combinedText(shape)}
      let bit = 1u << k;
      let flipped = divisor < 0.0;
      let dTo = value - levelTo * divisor;
      let dFrom = value - levelFrom * divisor;
      if ((dTo < 0.0) != flipped) { to |= bit; }
      if ((dFrom < 0.0) != flipped) { below |= bit; }
      let near = abs(divisor) <= boundDivisor;
      if (((faces & 1u) != 0u && (near || abs(dTo) <= boundTo)) || ((faces & 2u) != 0u && (near || abs(dFrom) <= boundFrom))) {
        doubt |= bit;
      }
    }
    if ((faces & 1u) == 0u) { to = 0u; }
    if ((faces & 2u) == 0u) { below = 0u; }
  }
  signs[word] = to;
  signs[words + word] = below;
  signs[2u * words + word] = doubt;
}
`;
}

/** What is the same at all nodes of a band is read once. */
function constantsText(shape: RecipeShape): string {
  const lines = shape.parts.flatMap(({ level, slope }, n) => {
    const at = BAND.slopes + 3 * n;
    return [
      level === null ? `let level${n} = number(band + ${BAND.partLevels + n}u);` : '',
      slope
        ? `let slope${n} = vec3f(number(band + ${at}u), number(band + ${at + 1}u), number(band + ${at + 2}u));`
        : '',
    ];
  });
  if (shape.parts.length > 1 && shape.weight === null) lines.push(`let weight = number(band + ${BAND.weight}u);`);
  return lines.filter((line) => line !== '').join('\n    ');
}

function wavesText(n: number, x: number, y: number, z: number): string {
  return `      let waves${n} = sineCosine(vec3f(place(p${x}, s), place(p${y}, s), place(p${z}, s)));
      let s${n} = waves${n}.s;
      let c${n} = waves${n}.c;
      let ss${n} = 2.0 * s${n} * c${n};
      let cc${n} = 1.0 - 2.0 * s${n} * s${n};
`;
}

function partText(shape: RecipeShape, n: number, cell: string): string {
  const { form, waves: w, level, slope } = shape.parts[n]!;
  const arguments_ = `s${w}, c${w}, ss${w}, cc${w}`;
  const levelText = level === null ? `level${n}` : `place(p${level}, s)`;
  const slopeText = slope
    ? `      let v${n} = slope${n} * gradient_${cell}(${arguments_});
      let l${n} = m${n} * sqrt(v${n}.x * v${n}.x + v${n}.y * v${n}.y + v${n}.z * v${n}.z);
`
    : `      let l${n} = m${n};\n`;
  const value = form === 'ratio' ? `f${n}` : form === 'excess' ? `f${n} - l${n}` : `abs(f${n}) - l${n}`;
  return `      let f${n} = f_${cell}(${arguments_});
      let m${n} = ${levelText};
${slopeText}      let n${n} = ${value};
      let d${n} = ${form === 'excess' ? '1.0' : `l${n}`};
`;
}

/** The signed quantity over the divisor, as recipe-bound.ts has it. */
function combinedText(shape: RecipeShape): string {
  if (shape.parts.length === 1) return '      let value = n0;\n      let divisor = d0;\n';
  const weight = shape.weight === null ? 'weight' : `place(p${shape.weight}, s)`;
  return `      let w = clamp(${weight}, 0.0, 1.0);
      let value = (1.0 - w) * (n0 * d1) + w * (n1 * d0);
      let divisor = d0 * d1;
`;
}
