/** How a job lies in the buffer `job`: a head, then the bands, then for each block of words the place of its band. */

/** Words of 32 nodes that one workgroup decides; bands begin at whole blocks. */
export const BLOCK_WORDS = 64;

/** Numbers of the head. */
export const HEAD = { blocks: 0, blockTable: 1, capacity: 2, length: 4 } as const;

/**
 * Numbers of a band: rows of one plane. The last of its `rows` serves the edges that lead to it and belongs to the next band,
 * where `ownRows` is less. Faces: 1 `to`, 2 `from`.
 */
export const BAND = {
  firstBlock: 0,
  wordsPerRow: 1,
  firstRow: 2,
  rows: 3,
  ownRows: 4,
  nx: 5,
  ny: 6,
  faces: 7,
  mask: 8,
  columns: 9,
  rowTable: 10,
  coefficients: 11,
  squaresPerRow: 12,
  levelTo: 13,
  levelFrom: 14,
  boundTo: 15,
  boundFrom: 16,
  boundDivisor: 17,
  weight: 18,
  partLevels: 19,
  slopes: 21,
  length: 28,
} as const;

/** WGSL that reads it; binding 0. */
export const JOB_WGSL = `
@group(0) @binding(0) var<storage, read> job: array<u32>;
fn blocks() -> u32 { return job[${HEAD.blocks}]; }
fn bandOf(block: u32) -> u32 { return job[job[${HEAD.blockTable}] + block]; }
fn number(at: u32) -> f32 { return bitcast<f32>(job[at]); }
`;
