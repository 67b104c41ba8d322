/** The process that `probeGpu` starts: opens the GPU, tries it, and says what it found. */
import { PrepError } from '../../core/prep-error.ts';
import { selfTest } from '../../lattice/gpu/self-test.ts';
import { openGpu } from './gpu-device.ts';
import { absent, printProbe } from './gpu-probe.ts';

try {
  const library = process.argv[2] === 'gpu.js' ? 'gpu.js' : 'webgpu';
  const { marker, adapter, close } = await openGpu({ library });
  const why = await selfTest(marker);
  printProbe({ usable: why === null, adapter, software: adapter.software, why });
  await close();
} catch (error) {
  printProbe(absent(error instanceof PrepError ? error.message : `the GPU cannot be used: ${String(error)}`));
}
