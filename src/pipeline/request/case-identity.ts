/** Who a case is for, without a name, and what it is prepared as: what every file, label and report of it bears. */
import type { Case, CaseTarget } from '../../config/case.ts';

/** The pseudonym of a case and what tells one implant from another. */
export interface CaseIdentity {
  readonly id: string;
  readonly side: Case['side'];
  readonly level: string;
  readonly revision: string;
  /** Id of the target. */
  readonly target: string;
  /** True for a model 1:1, which must never be taken for the implant. */
  readonly model: boolean;
}

/** Returns the identity of a case as one target has it. */
export function identityOf({ id, side, level, revision }: Case, target: CaseTarget): CaseIdentity {
  return { id, side, level, revision, target: target.id, model: target.model === true };
}

/** Returns an identity in one line. */
export function identityWords({ id, side, level, revision, ...identity }: CaseIdentity): string {
  return `case ${id}, ${level} ${side}, revision ${revision}, target ${targetWords(identity)}`;
}

/** Returns the target in words; a model says that it is none to be implanted. */
export function targetWords({ target, model }: Pick<CaseIdentity, 'target' | 'model'>): string {
  return model ? `${target} (model 1:1, not an implant)` : target;
}

/** Returns an identity as a label bears it: words without spaces. */
export function identityLabel({ id, side, level, revision, model }: CaseIdentity): string {
  return `${id}_${level}_${side}_rev-${revision}${model ? '_model' : ''}`.replace(/[^A-Za-z0-9._-]/g, '-');
}

/** Returns an identity as metadata of a file. */
export function identityMetadata(identity: CaseIdentity): Record<string, string> {
  const { id, side, level, revision } = identity;
  return { caseId: id, caseSide: side, caseLevel: level, caseRevision: revision, caseTarget: targetWords(identity) };
}

/** Returns the block `case` of a JSON file of a build; nothing for a bare mesh. */
export function caseBlock({ case: record }: { readonly case: { readonly identity: CaseIdentity } | null }): {
  readonly case?: CaseIdentity;
} {
  return record === null ? {} : { case: record.identity };
}
