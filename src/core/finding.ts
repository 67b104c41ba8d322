/** A measured doubt about a job, as inspection.json lists it. */

/** How grave a finding is; `error` makes the verdict `fail`. */
export type Severity = 'error' | 'warning' | 'note';

/** One doubt with its rule, place, measured value and limit. What was not measured is null. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly partId: string | null;
  /** The region of a case that it is about. */
  readonly regionId?: string | null;
  readonly layer: number | null;
  readonly xMm: number | null;
  readonly yMm: number | null;
  readonly measured: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly message: string;
}

/** Makes a finding from what is known; all other fields are null. */
export function finding(
  rule: string,
  severity: Severity,
  message: string,
  known: Partial<Omit<Finding, 'rule' | 'severity' | 'message'>> = {},
): Finding {
  return {
    rule,
    severity,
    partId: known.partId ?? null,
    ...(known.regionId == null ? {} : { regionId: known.regionId }),
    layer: known.layer ?? null,
    xMm: known.xMm ?? null,
    yMm: known.yMm ?? null,
    measured: known.measured ?? null,
    limit: known.limit ?? null,
    unit: known.unit ?? null,
    message,
  };
}
