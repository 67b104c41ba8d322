/** The device of the tests: what the package `webgpu` finds, which is SwiftShader unless another is asked for. */
import { create } from 'webgpu';
import type { GpuDevice, GpuPort } from '../../../src/lattice/gpu/webgpu-port.ts';

/** Kept for the life of the process: its devices crash when it is collected. */
const gpu = create([]) as unknown as GpuPort;

/** Opens a device; the caller destroys it. */
export async function openTestDevice(): Promise<GpuDevice> {
  const adapter = await gpu.requestAdapter();
  if (adapter === null)
    throw new Error('no adapter: SwiftShader was not set up before the tests (test/browser/global-setup.ts)');
  return adapter.requestDevice({ requiredLimits: {} });
}
