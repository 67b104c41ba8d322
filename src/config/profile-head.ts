/** What every material profile begins with, whatever its process. */
import { z } from 'zod';
import { idWord, isUnconfirmed, quantity, words } from './quantity.ts';

/** Name and version of the schema that profiles are written in. */
export const PROFILE_SCHEMA = 'trabecula/profile@1';

/** Fields that every profile has. */
export const profileHead = {
  $schema: z.exactOptional(words('Path of the JSON Schema, for editors.')),
  schema: z.literal(PROFILE_SCHEMA),
  id: idWord('Id of the profile; the file bears the same name.'),
  name: words('Name for people.'),
  status: z
    .enum(['uncalibrated example', 'calibrated'])
    .meta({ description: 'calibrated only when every value was confirmed on the machine that runs it.' }),
  material: z.strictObject({
    name: words('Name of the material.'),
    densityGPerCm3: quantity('g/cm3', { above: 0, atMost: 25 }, 'Density of the dense solid.'),
    youngsModulusGPa: z.exactOptional(
      quantity(
        'GPa',
        { above: 0, atMost: 1000 },
        "Young's modulus of the dense solid: a modulus asked of a lattice needs it.",
      ),
    ),
    specification: words('Standard that the material is made to.'),
  }),
};

/** One issue for each unconfirmed value of a profile that calls itself calibrated. */
export function unconfirmedIssues(profile: { readonly status: string }) {
  if (profile.status !== 'calibrated') return [];
  return unconfirmedPaths(profile).map((path) => ({
    code: 'custom' as const,
    input: 'calibrated',
    path: [...path, 'source'],
    message: "must name where the value was confirmed, for the status says 'calibrated'",
  }));
}

/** Returns the paths of all quantities in a profile whose source says that it is unconfirmed. */
export function unconfirmedPaths(node: object): string[][] {
  const paths: string[][] = [];
  for (const [key, child] of Object.entries(node)) {
    if (typeof child !== 'object' || child === null) continue;
    if (typeof child.source === 'string' && isUnconfirmed(child.source)) paths.push([key]);
    for (const path of unconfirmedPaths(child)) paths.push([key, ...path]);
  }
  return paths;
}
