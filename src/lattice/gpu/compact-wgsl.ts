/**
 * The kernels that turn words of signs into lists: count, scan, scatter (Blelloch, Prefix Sums and Their Applications, 1990). Three lists
 * lie one after the other: edges of the face `to`, edges of the face `from`, nodes in doubt as 4 node + inside of to + 2 inside of from.
 */
import { BAND, BLOCK_WORDS, HEAD, JOB_WGSL } from './job-layout.ts';

const SCAN_THREADS = 64;

/** What count and scatter share: the crossed edges of a word. */
const WORD_WGSL = `
${JOB_WGSL}
@group(0) @binding(1) var<storage, read> signs: array<u32>;

struct Crossed { along: u32, up: u32, inside: u32 }

struct Word { row: u32, column: u32, wordsPerRow: u32, own: bool, above: bool }

fn wordOf(word: u32, band: u32) -> Word {
  let inBand = word - job[band + ${BAND.firstBlock}u] * ${BLOCK_WORDS}u;
  let wordsPerRow = job[band + ${BAND.wordsPerRow}u];
  let row = inBand / wordsPerRow;
  return Word(row, inBand % wordsPerRow, wordsPerRow, row < job[band + ${BAND.ownRows}u], row + 1u < job[band + ${BAND.rows}u]);
}

// Bits of a face: edges to the next node along x, edges to the next along y, and which nodes are inside.
fn crossed(at: u32, word: Word) -> Crossed {
  if (!word.own) { return Crossed(0u, 0u, 0u); }
  let inside = signs[at];
  var next = 0u;
  if (word.column + 1u < word.wordsPerRow) { next = signs[at + 1u] & 1u; }
  var over = 0u;
  if (word.above) { over = signs[at + word.wordsPerRow]; }
  // Beyond the last row nothing is inside, nor is anything in it.
  return Crossed(inside ^ ((inside >> 1u) | (next << 31u)), select(0u, inside ^ over, word.above), inside);
}

// Entries of a word in the lists; the first two share a number, since a block has at most 4096 of each.
fn countOf(word: u32, band: u32, words: u32) -> vec2u {
  let here = wordOf(word, band);
  let to = crossed(word, here);
  let below = crossed(words + word, here);
  var doubt = 0u;
  if (here.own) { doubt = signs[2u * words + word]; }
  let edges = countOneBits(to.along) + countOneBits(to.up);
  let edgesBelow = countOneBits(below.along) + countOneBits(below.up);
  return vec2u(edges | (edgesBelow << 16u), countOneBits(doubt));
}

fn apart(counts: vec2u) -> vec3u {
  return vec3u(counts.x & 0xffffu, counts.x >> 16u, counts.y);
}
`;

/** Kernel `count`: how many entries each block adds to each list. Bindings: job, signs, starts. */
export const COUNT_WGSL = `
${WORD_WGSL}
@group(0) @binding(2) var<storage, read_write> starts: array<u32>;

var<workgroup> edges: atomic<u32>;
var<workgroup> doubts: atomic<u32>;

@compute @workgroup_size(${BLOCK_WORDS})
fn count(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let block = group.y * groups.x + group.x;
  if (block >= blocks()) { return; }
  let counts = countOf(block * ${BLOCK_WORDS}u + lane, bandOf(block), blocks() * ${BLOCK_WORDS}u);
  atomicAdd(&edges, counts.x);
  atomicAdd(&doubts, counts.y);
  workgroupBarrier();
  if (lane == 0u) {
    let sum = apart(vec2u(atomicLoad(&edges), atomicLoad(&doubts)));
    starts[3u * block] = sum.x;
    starts[3u * block + 1u] = sum.y;
    starts[3u * block + 2u] = sum.z;
  }
}
`;

/** Kernel `scan`: counts of blocks become places in the output; behind the last block stand the ends of the lists. Bindings: job, starts. */
export const SCAN_WGSL = `
${JOB_WGSL}
@group(0) @binding(1) var<storage, read_write> starts: array<u32>;
var<workgroup> sums: array<vec3u, ${SCAN_THREADS}>;

fn at(block: u32) -> vec3u { return vec3u(starts[3u * block], starts[3u * block + 1u], starts[3u * block + 2u]); }
fn put(block: u32, value: vec3u) {
  starts[3u * block] = value.x;
  starts[3u * block + 1u] = value.y;
  starts[3u * block + 2u] = value.z;
}

@compute @workgroup_size(${SCAN_THREADS})
fn scan(@builtin(local_invocation_index) lane: u32) {
  let each = (blocks() + ${SCAN_THREADS - 1}u) / ${SCAN_THREADS}u;
  let first = min(lane * each, blocks());
  let end = min(first + each, blocks());
  var sum = vec3u(0u);
  for (var block = first; block < end; block++) { sum += at(block); }
  sums[lane] = sum;
  workgroupBarrier();
  var start = vec3u(0u);
  var total = vec3u(0u);
  for (var k = 0u; k < ${SCAN_THREADS}u; k++) {
    if (k == lane) { start = total; }
    total += sums[k];
  }
  let base = vec3u(0u, total.x, total.x + total.y);
  start += base;
  for (var block = first; block < end; block++) {
    let here = at(block);
    put(block, start);
    start += here;
  }
  if (lane == ${SCAN_THREADS - 1}u) { put(blocks(), base + total); }
}
`;

/** Kernel `scatter`: each word writes its entries. Bindings: job, signs, starts, entries. */
export const SCATTER_WGSL = `
${WORD_WGSL}
@group(0) @binding(2) var<storage, read> starts: array<u32>;
@group(0) @binding(3) var<storage, read_write> entries: array<u32>;

fn write(at: u32, entry: u32) {
  if (at < job[${HEAD.capacity}]) { entries[at] = entry; }
}

fn writeEdges(start: u32, node: u32, edges: Crossed) {
  var at = start;
  var left = edges.along | edges.up;
  while (left != 0u) {
    let k = firstTrailingBit(left);
    left &= left - 1u;
    let key = 4u * (node + k) + ((edges.inside >> k) & 1u);
    if (((edges.along >> k) & 1u) != 0u) {
      write(at, key);
      at++;
    }
    if (((edges.up >> k) & 1u) != 0u) {
      write(at, key + 2u);
      at++;
    }
  }
}

var<workgroup> counts: array<vec2u, ${BLOCK_WORDS}>;

@compute @workgroup_size(${BLOCK_WORDS})
fn scatter(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let block = group.y * groups.x + group.x;
  if (block >= blocks()) { return; }
  let words = blocks() * ${BLOCK_WORDS}u;
  let word = block * ${BLOCK_WORDS}u + lane;
  let band = bandOf(block);
  counts[lane] = countOf(word, band, words);
  workgroupBarrier();
  // One barrier and a short sum: on devices in software a scan by steps costs more in its barriers.
  var before = vec2u(0u);
  for (var k = 0u; k < lane; k++) { before += counts[k]; }
  let start = vec3u(starts[3u * block], starts[3u * block + 1u], starts[3u * block + 2u]) + apart(before);
  let here = wordOf(word, band);
  if (!here.own) { return; }
  let node = (job[band + ${BAND.firstRow}u] + here.row) * job[band + ${BAND.nx}u] + 32u * here.column;
  writeEdges(start.x, node, crossed(word, here));
  writeEdges(start.y, node, crossed(words + word, here));
  var at = start.z;
  var left = signs[2u * words + word];
  while (left != 0u) {
    let k = firstTrailingBit(left);
    left &= left - 1u;
    write(at, 4u * (node + k) + ((signs[word] >> k) & 1u) + 2u * ((signs[words + word] >> k) & 1u));
    at++;
  }
}
`;
