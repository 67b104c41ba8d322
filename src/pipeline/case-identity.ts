/** Who a case is for, without a name: what every file, label and report of it bears. */
import type { Case } from '../config/case.ts';

/** The pseudonym of a case and what tells one implant from another. */
export interface CaseIdentity {
  readonly id: string;
  readonly side: Case['side'];
  readonly level: string;
  readonly revision: string;
}

/** Returns the identity of a case. */
export function identityOf({ id, side, level, revision }: Case): CaseIdentity {
  return { id, side, level, revision };
}

/** Returns an identity in one line. */
export function identityWords({ id, side, level, revision }: CaseIdentity): string {
  return `case ${id}, ${level} ${side}, revision ${revision}`;
}

/** Returns an identity as a label bears it: words without spaces. */
export function identityLabel({ id, side, level, revision }: CaseIdentity): string {
  return `${id}_${level}_${side}_rev-${revision}`.replace(/[^A-Za-z0-9._-]/g, '-');
}

/** Returns an identity as metadata of a file. */
export function identityMetadata({ id, side, level, revision }: CaseIdentity): Record<string, string> {
  return { caseId: id, caseSide: side, caseLevel: level, caseRevision: revision };
}

/** Returns the block `case` of a JSON file of a build; nothing for a bare mesh. */
export function caseBlock({ case: record }: { readonly case: CaseInBuild | null }): { readonly case?: CaseBlock } {
  return record === null ? {} : { case: { ...record.identity, target: record.targetId } };
}

/** What of a case a build knows. */
interface CaseInBuild {
  readonly identity: CaseIdentity;
  readonly targetId: string;
}

/** The identity and the target of a build. */
export type CaseBlock = CaseIdentity & { readonly target: string };
