/** In a case an error bears the JSON path of what led to it. */
import { type Place, PrepError } from '../../core/prep-error.ts';

/** Does the work; an error of it is thrown on with the place before it, unless it names that file itself. */
export async function atPlace<T>(place: Place, inner: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof PrepError) || place.length === 0 || cause.place[0] === place[0]) throw cause;
    const reason = cause.message.replace('; pass --repair to turn it', '; turn it before');
    throw new PrepError(cause.code, reason, [...place, ...inner], cause);
  }
}
