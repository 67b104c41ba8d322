import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonSchemaFiles } from '../../src/config/json-schemas.ts';

const folder = new URL('../../schema/', import.meta.url);

describe('the committed JSON Schemas', () => {
  test.each(jsonSchemaFiles())('$name is what the sources give (npm run schema writes it)', ({ name, text }) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text);
  });

  test('are all that stands in schema/', () => {
    const names = jsonSchemaFiles().map(({ name }) => name);
    const ours = readdirSync(folder).filter((name) => /^(case|profile|printer)-/.test(name));
    expect(ours.sort()).toEqual(names.sort());
  });

  test('carry unit and bounds of a value', () => {
    const profile = JSON.parse(jsonSchemaFiles().find(({ name }) => name.startsWith('profile-'))?.text ?? '');
    const power = profile.oneOf[0].properties.parameters.properties['hatch-core'].properties.powerW;
    expect(power.properties.value).toMatchObject({ type: 'number', exclusiveMinimum: 0, unit: 'W' });
    expect(power.required).toEqual(['value', 'source']);
  });
});
