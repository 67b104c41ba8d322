/**
 * Unpacks Chromium once before the tests start: two processes that unpack at the same time leave half a browser. What goes
 * wrong is told to the browser tests, which then fail with the reason; the other tests do not need a browser. The software GPU
 * that Chromium carries is set for all tests: the loader of a process reads it when the process starts.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { installSwiftshader } from '../support/swiftshader.ts';

/** A browser that can be started, or why there is none. */
export type ChromiumFound =
  | { readonly executable: string; readonly env: Readonly<Record<string, string>> }
  | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    chromium: ChromiumFound;
  }
}

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Runs before all tests. */
export async function setup(project: TestProject): Promise<void> {
  let found: ChromiumFound;
  try {
    found = await unpacked();
    Object.assign(process.env, installSwiftshader(MODULES));
  } catch (error) {
    found = { missing: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  project.provide('chromium', found);
}

async function unpacked(): Promise<ChromiumFound> {
  const { version } = JSON.parse(readFileSync(join(MODULES, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(MODULES, '.cache', 'chromium', version);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executable: join(folder, 'chromium'),
    env: {
      // The libraries and the font that the package carries, for machines that have neither.
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? ''].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'trabecula-fonts.conf'),
    },
  };
}

/** The package unpacks into the temp folder by fixed names, so it gets a fresh one, which is then renamed to its place. */
async function unpack(folder: string): Promise<void> {
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const saved = { ...process.env };
  try {
    process.env.TMPDIR = fresh;
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    // The package sets library and font paths for its whole process; the tests that start other programs must not get them.
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
    Object.assign(process.env, saved);
  }
  // Its own list of fonts names folders of another machine.
  writeFileSync(
    join(fresh, 'trabecula-fonts.conf'),
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
      `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another run was faster.
    if (!existsSync(folder)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
}
