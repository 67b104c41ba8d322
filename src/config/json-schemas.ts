/** The JSON Schemas that editors and other programs check settings files with. */
import { caseSchema } from './case-schema.ts';
import { printerSchema } from './printer-schema.ts';
import { profileSchema } from './profile-schema.ts';
import { jsonSchemaOf } from './settings-file.ts';

/** Returns each schema file of the `schema` folder: its name and its text. */
export function jsonSchemaFiles(): { readonly name: string; readonly text: string }[] {
  return [
    { name: 'case-1.schema.json', text: `${JSON.stringify(jsonSchemaOf(caseSchema), null, 2)}\n` },
    { name: 'profile-1.schema.json', text: `${JSON.stringify(jsonSchemaOf(profileSchema), null, 2)}\n` },
    { name: 'printer-1.schema.json', text: `${JSON.stringify(jsonSchemaOf(printerSchema), null, 2)}\n` },
  ];
}
