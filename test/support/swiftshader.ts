/**
 * SwiftShader, a GPU in software, out of the unpacked Chromium: so that the GPU backends are tested on machines that have none. A
 * folder of its own, since Chromium's holds libraries that other programs must not find.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const FILES = ['libvulkan.so.1', 'libvk_swiftshader.so', 'vk_swiftshader_icd.json'];

/** Set to run the tests on the GPU of this machine instead. */
export const OWN_GPU = 'TRABECULA_TEST_OWN_GPU';

/**
 * Copies SwiftShader to node_modules/.cache/swiftshader, where Chromium is already unpacked, and returns the environment by
 * which a process that starts with it finds it.
 */
export function installSwiftshader(modules: string): Record<string, string> {
  if (process.env[OWN_GPU] !== undefined) return {};
  const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string;
  };
  const source = join(modules, '.cache', 'chromium', version);
  const folder = join(modules, '.cache', 'swiftshader', version);
  if (!existsSync(folder)) {
    const fresh = `${folder}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    for (const file of FILES) copyFileSync(join(source, file), join(fresh, file));
    try {
      renameSync(fresh, folder);
    } catch (error) {
      // Another run was faster.
      if (!existsSync(folder)) throw error;
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return environmentOf(folder);
}

/** Returns the environment for a folder that holds the loader, the driver and its description. */
function environmentOf(folder: string): Record<string, string> {
  const description = join(folder, 'vk_swiftshader_icd.json');
  const libraries = [
    folder,
    ...(process.env.LD_LIBRARY_PATH ?? '').split(':').filter((path) => path && path !== folder),
  ];
  return { VK_DRIVER_FILES: description, VK_ICD_FILENAMES: description, LD_LIBRARY_PATH: libraries.join(':') };
}
