/**
 * The backend of gpu.js: plain sampling on the device, for places where there is WebGL2 only or where that library is wanted. Its
 * sine is the device's own, so the band of doubt is wide: 2^-11 of each sine, which WGSL promises and which is measured when the backend is
 * opened. Everything after the samples happens here.
 */
import { assert, PrepError } from '../../core/prep-error.ts';
import { gpuJsSource, NUMBERS } from './gpu-js-source.ts';
import { fillPlaces, packCoefficients } from './pack-job.ts';
import type { MarkPlane, MarkStatistics, PlaneMarker, PlaneMarks } from './plane-marker.ts';
import { promisedSineBound, recipeBound } from './recipe-bound.ts';
import { type RecipeShape, shapeOf } from './recipe-shape.ts';
import { edgesOfSigns } from './reference-marks.ts';
import { openStaging } from './staging.ts';

/** The part of the library that is used here. */
export interface GpuJs {
  new (settings: {
    readonly mode: 'webgpu' | 'webgl2';
  }): {
    createKernel(source: string, settings: GpuJsSettings): GpuJsKernel;
    destroy(): unknown;
  };
}

interface GpuJsSettings {
  readonly output: readonly number[];
  readonly dynamicOutput: true;
  readonly dynamicArguments: true;
  readonly precision: 'single';
}

interface GpuJsKernel {
  (...inputs: readonly Float32Array[]): unknown;
  setOutput(output: readonly number[]): unknown;
  readonly kernel?: { readonly constructor: { readonly name: string } };
}

/** Classes of kernels that run on a device. Others compute on the CPU, which the library does without a word. */
const ON_DEVICE: readonly string[] = ['WebGPUKernel', 'WebGL2Kernel'];

/** Angles at which the device's sine is measured. */
const MEASURED_ANGLES = 4096;

/** Floats count whole numbers up to here, and places in the coefficients are counted in floats. */
const MAX_COUNTED = 2 ** 24;

/**
 * Opens the backend. Throws PrepError `backend-absent` when the library gives a kernel that does not run on a device, or when
 * the device's sine is worse than 2^-11.
 */
export async function openGpuJsMarker(library: GpuJs, mode: 'webgpu' | 'webgl2'): Promise<PlaneMarker> {
  let gpu: InstanceType<GpuJs>;
  try {
    gpu = new library({ mode });
  } catch (error) {
    throw new PrepError('backend-absent', `gpu.js has no ${mode} here`, [], error);
  }
  const kernels = new Map<string, GpuJsKernel>();
  const statistics: MarkStatistics = { nodes: 0, uncertain: 0, flips: 0, dispatches: 0 };
  try {
    await measureSine();
  } catch (error) {
    await gpu.destroy();
    throw error;
  }
  let queue: Promise<unknown> = Promise.resolve();

  return {
    name: `gpu.js ${mode}`,
    statistics,
    mark(planes, signal) {
      const done = queue.then(async () => {
        const marks: PlaneMarks[] = [];
        for (const plane of planes) {
          signal?.throwIfAborted();
          marks.push(await markOne(plane));
        }
        return marks;
      });
      queue = done.catch(() => undefined);
      return done;
    },
    dispose() {
      gpu.destroy();
    },
  };

  async function markOne(plane: MarkPlane): Promise<PlaneMarks> {
    const { recipe, grid, band } = plane;
    const { patches } = recipe;
    const shape = shapeOf(recipe);
    const columns = placesOf(grid.x0Mm, grid.stepMm, grid.nx, patches.x0Mm, patches.edgeMm, patches.nx);
    const rows = placesOf(grid.y0Mm, grid.stepMm, grid.ny, patches.y0Mm, patches.edgeMm, patches.ny);
    const levels = [band.to, band.from];
    const bound = recipeBound(
      recipe,
      shape,
      [columns.reach, rows.reach],
      levels.map((level) => level ?? 0),
      promisedSineBound,
    );
    assert(bound.levels.every(Number.isFinite), 'coefficients of a recipe are finite');
    const staging = openStaging();
    packCoefficients(staging, patches, shape.channels);
    if (staging.length > MAX_COUNTED) throw new PrepError('memory-short', 'a plane of the lattice does not fit gpu.js');
    const coefficients = staging.floats.slice(0, staging.length);
    const numbers = new Float32Array(NUMBERS.length);
    numbers[NUMBERS.squaresPerRow] = patches.nx;
    numbers[NUMBERS.boundDivisor] = bound.divisor * (1 + 2 ** -20);
    numbers[NUMBERS.weight] = 'constant' in recipe.weight ? recipe.weight.constant : 0;
    recipe.parts.forEach((part, n) => {
      numbers[NUMBERS.partLevels + n] = 'constant' in part.level ? part.level.constant : 0;
      part.slope?.forEach((factor, axis) => {
        numbers[NUMBERS.slopes + 3 * n + axis] = factor;
      });
    });
    const faces: (Uint32Array<ArrayBuffer> | null)[] = [];
    for (const [n, level] of levels.entries()) {
      if (level === null) {
        faces.push(null);
        continue;
      }
      numbers[NUMBERS.level] = level;
      const kernel = kernelOf(shape, [grid.nx, grid.ny]);
      const inputs = [columns.squares, columns.places, rows.squares, rows.places, coefficients, numbers];
      const values = (await ran(() => kernel(...inputs))) as readonly Float32Array[];
      statistics.dispatches++;
      faces.push(edgesOf(plane, values, level, bound.levels[n]!, n === 0 || levels[0] === null));
    }
    return { to: faces[0]!, from: faces[1]! };
  }

  /** Signs of a face, the doubtful ones from the reference, and the edges between nodes that differ. */
  function edgesOf(
    { grid, mask, reference }: MarkPlane,
    values: readonly Float32Array[],
    level: number,
    bound: number,
    counts: boolean,
  ): Uint32Array<ArrayBuffer> {
    const { nx, ny } = grid;
    const inside = new Uint8Array(nx * ny);
    for (let j = 1; j < ny - 1; j++) {
      const row = values[j]!;
      for (let i = 1; i < nx - 1; i++) {
        const node = j * nx + i;
        if (mask !== null && mask[node] === 0) continue;
        const d = row[i]!;
        let is = d < 0;
        // Written so that a value that is no number is a doubt.
        if (!(Math.abs(d) > bound)) {
          const truly = reference.nodeAt(i, j) < level;
          statistics.uncertain++;
          if (truly !== is) statistics.flips++;
          is = truly;
        }
        if (counts) statistics.nodes++;
        inside[node] = is ? 1 : 0;
      }
    }
    return edgesOfSigns(inside, nx, ny);
  }

  function kernelOf(shape: RecipeShape, output: readonly number[]): GpuJsKernel {
    let kernel = kernels.get(shape.key);
    if (kernel === undefined) {
      kernel = gpu.createKernel(gpuJsSource(shape), {
        output,
        dynamicOutput: true,
        dynamicArguments: true,
        precision: 'single',
      });
      kernels.set(shape.key, kernel);
    }
    kernel.setOutput(output);
    return kernel;
  }

  async function measureSine(): Promise<void> {
    const angles = Float32Array.from(
      { length: MEASURED_ANGLES },
      (_, n) => 3.1415925 * ((2 * n + 1) / MEASURED_ANGLES - 1),
    );
    const kernel = gpu.createKernel(
      'function (angles) { if (this.thread.y < 1) { return Math.sin(angles[this.thread.x]); } return Math.cos(angles[this.thread.x]); }',
      { output: [MEASURED_ANGLES, 2], dynamicOutput: true, dynamicArguments: true, precision: 'single' },
    );
    const [sines, cosines] = (await ran(() => kernel(angles))) as readonly [Float32Array, Float32Array];
    const name = kernel.kernel?.constructor.name ?? 'none';
    if (!ON_DEVICE.includes(name))
      throw new PrepError('backend-absent', `gpu.js gives a kernel that is not the GPU's: ${name}`);
    for (let n = 0; n < MEASURED_ANGLES; n++) {
      const off = Math.max(Math.abs(sines[n]! - Math.sin(angles[n]!)), Math.abs(cosines[n]! - Math.cos(angles[n]!)));
      if (!(off <= 2 ** -11)) throw new PrepError('backend-absent', `the GPU's sine is off by ${off} at ${angles[n]}`);
    }
  }
}

async function ran(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new PrepError('backend-absent', `gpu.js failed: ${said.replaceAll(/\s+/g, ' ').slice(0, 300)}`, [], error);
  }
}

interface Places {
  readonly squares: Float32Array;
  readonly places: Float32Array;
  readonly reach: number;
}

function placesOf(
  gridMm: number,
  stepMm: number,
  count: number,
  patchMm: number,
  edgeMm: number,
  patches: number,
): Places {
  const words = new Uint32Array(2 * count);
  const floats = new Float32Array(words.buffer);
  const reach = fillPlaces(words, floats, gridMm, stepMm, patchMm, edgeMm, patches);
  const squares = new Float32Array(count);
  const places = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    squares[i] = words[2 * i]!;
    places[i] = floats[2 * i + 1]!;
  }
  return { squares, places, reach };
}
