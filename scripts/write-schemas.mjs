/** Writes the JSON Schemas of the settings files into schema/, from the built sources. */
import { mkdir, writeFile } from 'node:fs/promises';
import { jsonSchemaFiles } from '../dist/config/json-schemas.js';

const folder = new URL('../schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const { name, text } of jsonSchemaFiles()) {
  await writeFile(new URL(name, folder), text);
  console.log(`schema/${name}`);
}
