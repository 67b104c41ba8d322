/** Turns what the operating system says about files into errors that name the path and the reason. */
import { PrepError } from '../core/prep-error.ts';

const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'is no file name',
};

const WRITE_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'lies on a read-only disk',
  EEXIST: 'a file stands where a folder is needed',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands where a file is needed',
  ENOENT: 'cannot be created here',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'is no file name',
};

const DISK_FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Returns the error code of the operating system, or an empty word where there is none. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

/** Error for a file that cannot be read; what is an error of ours already stays as it is. */
export function readError(cause: unknown, path: string): PrepError {
  if (cause instanceof PrepError) return cause;
  const code = systemCode(cause);
  const reason = READ_REASONS[code] ?? `cannot be read (${code || String(cause)})`;
  return new PrepError('file-unreadable', reason, [path], cause);
}

/** Error for a path that cannot be written: `disk-full` or `output-unwritable`. */
export function writeError(cause: unknown, path: string): PrepError {
  if (cause instanceof PrepError) return cause;
  const code = systemCode(cause);
  if (DISK_FULL.includes(code)) return new PrepError('disk-full', `there is no room left (${code})`, [path], cause);
  const known = WRITE_REASONS[code];
  const reason = known === undefined ? `cannot be written (${code || String(cause)})` : `${known} (${code})`;
  return new PrepError('output-unwritable', reason, [path], cause);
}
