/** A part that stands further out than the files that are asked for can tell coordinates apart. */
import { PrepError } from '../../core/prep-error.ts';
import { GRID_PER_MM } from '../../core/units.ts';
import { FORMS } from '../../formats/common-layer/forms.ts';
import { MAX_COORDINATE_MM } from '../../geometry/clipping.ts';
import type { PrepareRequest } from '../request/prepare-request.ts';
import type { PartJob } from './part-job.ts';

/** Throws `part-off-plate` with the plate that is too large, before any layer is planned. */
export function refuseBeyondReach({ outputs, cliDialect, printer }: PrepareRequest, { box, spec }: PartJob): void {
  const farMm = Math.max(...box.map(Math.abs));
  const reaches: readonly (readonly [what: string, mm: number])[] = [
    ['the contours of a layer', MAX_COORDINATE_MM],
    ...(outputs.includes('cli')
      ? [['a Common Layer file', reachMm(cliDialect === 'eos' ? 'eos' : 'grid')] as const]
      : []),
    ...(outputs.includes('ilt') ? [['an ILT archive', reachMm('section')] as const] : []),
  ];
  const [what, mm] = reaches.reduce((least, one) => (one[1] < least[1] ? one : least));
  if (farMm <= mm) return;
  const reason = `the part '${spec.partId}' stands as far as ${Number(farMm.toFixed(4))} mm from the origin of the plate; ${what} holds coordinates exactly up to ${mm} mm: take a smaller plate`;
  throw new PrepError('part-off-plate', reason, [printer.file, 'buildVolume']);
}

function reachMm(form: keyof typeof FORMS): number {
  return FORMS[form].reachGrid / GRID_PER_MM;
}
