/** Material profiles: from the text of a file to a checked profile. */
import type { Profile } from './profile-schema.ts';
import { profileSchema } from './profile-schema.ts';
import type { SettingsKind } from './settings-file.ts';
import { loadSettings } from './settings-file.ts';

export type { FffProfile, LpbfProfile, Profile } from './profile-schema.ts';

/** Profile files: schema, versions and error code. */
export const PROFILE_KIND: SettingsKind<Profile> = {
  schema: profileSchema,
  line: { name: 'trabecula/profile', version: 1, steps: [] },
  code: 'profile-invalid',
};

/** Loads a material profile; throws `profile-invalid` with every problem. `file` is its name in messages. */
export function loadProfile(text: string, file: string): Profile {
  return loadSettings(PROFILE_KIND, text, file);
}
