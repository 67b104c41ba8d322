/** The fill of a case as settings: paths of its tables lie in the folder of the case. */
import type { CaseLattice } from '../../config/case.ts';
import type { Place } from '../../core/prep-error.ts';
import type { BlendSettings, GradingSettings, LatticeSettings, PlaceSettings } from '../../lattice/settings.ts';
import { pathInside } from '../../store/path-jail.ts';
import { completeLattice } from './lattice-defaults.ts';

type CasePlace = NonNullable<CaseLattice['blend']>['place'];

/** Returns the settings; `place` names the fill in messages. */
export async function caseLattice(lattice: CaseLattice, folder: string, place: Place): Promise<LatticeSettings> {
  const { grading = [], blend, map, ...rest } = lattice;
  const resolved = async (where: CasePlace, at: Place): Promise<PlaceSettings> => {
    if (where.by !== 'samples') return where;
    return { by: 'samples', file: await pathInside(folder, where.file, [...at, 'place', 'file']) };
  };
  const graded: GradingSettings[] = [];
  for (const [index, { quantity, place: where, table }] of grading.entries()) {
    graded.push({ quantity, place: await resolved(where, [...place, 'grading', index]), table });
  }
  const blended: BlendSettings | null =
    blend === undefined
      ? null
      : {
          ...blend,
          relativeDensity: blend.relativeDensity ?? null,
          place: await resolved(blend.place, [...place, 'blend']),
        };
  const request = {
    ...rest,
    grading: graded,
    blend: blended,
    ...(map === undefined ? {} : { map: map.kind === 'cylindrical' ? { cellsAround: null, ...map } : map }),
  };
  return completeLattice(request, place);
}
