/** Schema of a material profile: what is known of a material on a kind of machine. */
import { z } from 'zod';
import { fffProfile } from './fff-profile-schema.ts';
import { lpbfProfile } from './lpbf-profile-schema.ts';
import { PROFILE_SCHEMA } from './profile-head.ts';

/** Schema of `trabecula/profile@1`: one branch a process. */
export const profileSchema = z
  .discriminatedUnion('process', [lpbfProfile, fffProfile])
  .meta({ title: PROFILE_SCHEMA, description: 'Material profile of Trabecula.' });

/** A checked material profile. */
export type Profile = z.infer<typeof profileSchema>;

/** A profile for laser powder bed fusion. */
export type LpbfProfile = z.infer<typeof lpbfProfile>;

/** A profile for extrusion. */
export type FffProfile = z.infer<typeof fffProfile>;
