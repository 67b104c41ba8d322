/** The GPU backends where they have to live without Node: in a browser, with WebGL2 alone and with WebGPU. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildFirst, ROOT } from '../support/run-cli.ts';

buildFirst();

const GPU_JS = join(ROOT, 'node_modules/gpu.js/dist/gpu-browser.js');

let server: Server;
let browser: Browser;
let page: Page;

/** WebGPU wants a page from a host: localhost will do. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') {
      response.setHeader('content-type', 'text/html').end('<!doctype html><script src="/gpu.js"></script>');
      return;
    }
    response.setHeader('content-type', 'text/javascript');
    if (path === '/gpu.js') response.end(readFileSync(GPU_JS));
    else if (/^\/dist\/[a-z0-9/-]+\.js$/.test(path)) response.end(readFileSync(join(ROOT, path)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const found = inject('chromium');
  if ('missing' in found) throw new Error(`Chromium was not unpacked: ${found.missing}`);
  browser = await chromium.launch({
    executablePath: found.executable,
    env: { ...process.env, ...found.env } as Record<string, string>,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
    ],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'load' });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens a backend in the page by the given statements, tries it, and tells what it did. */
function tried(open: string): Promise<{ why: string | null; name: string; nodes: number }> {
  return page.evaluate(`(async () => {
    const { selfTest } = await import('/dist/lattice/gpu/self-test.js');
    const marker = await (async () => { ${open} })();
    const why = await selfTest(marker);
    const { name, statistics } = marker;
    marker.dispose();
    return { why, name, nodes: statistics.nodes };
  })()`);
}

test('gpu.js on WebGL2 marks planes as the reference does', async () => {
  const open = `
    const { openGpuJsMarker } = await import('/dist/lattice/gpu/mark-by-gpu-js.js');
    return openGpuJsMarker(GPU.GPU ?? GPU, 'webgl2');`;
  const { why, name, nodes } = await tried(open);
  expect({ why, name }).toEqual({ why: null, name: 'gpu.js webgl2' });
  expect(nodes).toBeGreaterThan(100_000);
});

test('WebGPU of the browser marks planes as the reference does', async () => {
  const open = `
    const { openDevice } = await import('/dist/lattice/gpu/open-device.js');
    const { openDeviceMarker } = await import('/dist/lattice/gpu/mark-on-device.js');
    return openDeviceMarker((await openDevice(navigator.gpu)).device);`;
  const { why, name, nodes } = await tried(open);
  expect({ why, name }).toEqual({ why: null, name: 'webgpu' });
  expect(nodes).toBeGreaterThan(100_000);
});
