/** The sums of the whole file and the measures of the body. */
import type { Box3 } from '../../core/mesh.ts';
import type { InspectionLattice, LengthSpread } from '../inspection.ts';
import { htmlTable, type TableColumn } from './html-table.ts';
import { htmlText } from './html-text.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection } from './report-section.ts';
import { valueCell } from './value-cell.ts';
import { NOT_MEASURED, timeText, unitText, valueText } from './value-text.ts';

const COLUMNS: readonly TableColumn[] = [{ head: 'Measure' }, { head: 'Value' }];

/** Returns the section of the measures; what belongs to the other process is left out. */
export function measuresSection({ inspection, process }: ReportData): ReportSection {
  const { totals, lattice, extrusion } = inspection;
  const laser: [string, string][] = [
    ['Length of hatches', withUnit(totals.hatchLengthMm, 'mm')],
    ['Length of contours', withUnit(totals.contourLengthMm, 'mm')],
    ['Beside the solid, under tracks as wide as the melt', withUnit(totals.exposedOutsideMm3 ?? null, 'mm3')],
  ];
  const nozzle: [string, string][] = [
    ['Extruded volume of the part', withUnit(totals.extrudedVolumeMm3, 'mm3')],
    ['Extruded in all, skirt and priming too', withUnit(extrusion?.allExtrudedMm3 ?? null, 'mm3')],
    ['Filament', withUnit(extrusion?.filamentMm ?? null, 'mm')],
    ['Retractions', withUnit(extrusion?.retractions ?? null, '')],
    ['Filament pulled back', withUnit(extrusion?.retractedMm ?? null, 'mm')],
    ['Temperature of the nozzle', windowText(extrusion?.temperatures.nozzleC ?? null)],
    ['Temperature of the bed', windowText(extrusion?.temperatures.bedC ?? null)],
    ['Temperature of the chamber', windowText(extrusion?.temperatures.chamberC ?? null)],
    ['Box of the extrusion', boxText(extrusion?.extrusionBoxMm ?? null)],
    [
      'Box of start code and priming',
      extrusion !== undefined && extrusion.primeBoxMm === null
        ? 'nothing extruded'
        : boxText(extrusion?.primeBoxMm ?? null),
    ],
    ['Box of the travel', boxText(extrusion?.travelBoxMm ?? null)],
  ];
  const whole: [string, string][] = [
    ['Layers', withUnit(totals.layers, '')],
    ['Volume of the solid', withUnit(totals.volumeMm3, 'mm3')],
    ['Volume of the envelope', withUnit(totals.envelopeVolumeMm3, 'mm3')],
    ['Solid over envelope', withUnit(totals.relativeDensity, '')],
    ...(process === 'lpbf' ? laser : nozzle),
    ['Time', timeText(totals.timeS)],
    ['Mass', withUnit(totals.massG, 'g')],
  ];
  const body: [string, string][] = [
    ['Relative density of whole cells', withUnit(lattice.relativeDensity, '')],
    [
      'Relative density asked for',
      lattice.targetRelativeDensity === null ? 'none' : valueText(lattice.targetRelativeDensity),
    ],
    ...(lattice.asBuiltRelativeDensity === null
      ? []
      : ([['Relative density expected when built', valueText(lattice.asBuiltRelativeDensity)]] as [string, string][])),
    ['Thickness of walls', spreadText(lattice.wallMm)],
    ['Size of pores', spreadText(lattice.poreMm)],
    ['Largest sphere that passes through the pores', withUnit(lattice.throatMm, 'mm')],
    ['Closed voids', withUnit(lattice.closedVoidMm3, 'mm3')],
    ['Loose solid', withUnit(lattice.looseSolidMm3, 'mm3')],
    ['Surface', withUnit(lattice.surfaceMm2, 'mm2')],
    ...(lattice.measuredIn == null ? [] : measuredRows(lattice, lattice.measuredIn)),
  ];
  const groups = [
    {
      title: process === 'lpbf' ? 'Whole file' : 'Whole print; volume and density are those of the planned contours',
      rows: whole.map(row),
    },
    { title: 'Lattice and voids', rows: body.map(row) },
  ];
  return { id: 'measures', title: 'Measures', body: htmlTable('measures', COLUMNS, groups) };
}

/** What is known only where the lattice was planned here. */
function measuredRows(
  { neckMm, meanVoidInterceptMm }: InspectionLattice,
  { boxMm, voxelMm, resolved }: NonNullable<InspectionLattice['measuredIn']>,
): [string, string][] {
  const coarse = resolved ? '' : '; walls are thinner than two voxels: not resolved';
  const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0] = boxMm;
  return [
    ['Largest sphere that passes through the solid', withUnit(neckMm ?? null, 'mm')],
    ['Mean void intercept length (ASTM F1854)', withUnit(meanVoidInterceptMm ?? null, 'mm')],
    [
      'Walls, pores and surface were measured in',
      `${boxText([x0, y0, z0, x1, y1, z1])}, voxels of ${valueText(voxelMm)} mm${coarse}`,
    ],
  ];
}

function row([label, value]: [string, string]): { cells: string[] } {
  return { cells: [htmlText(label), valueCell(value)] };
}

function withUnit(value: number | null, unit: string): string {
  return value === null || unit === '' ? valueText(value) : `${valueText(value)} ${unitText(unit)}`;
}

function spreadText(spread: LengthSpread | null): string {
  if (spread === null) return NOT_MEASURED;
  const { min, p5, p50, p95 } = spread;
  const least = min === null ? '' : `least ${valueText(min)} mm, `;
  return `median ${valueText(p50)} mm, ${least}5 % below ${valueText(p5)} mm, 95 % below ${valueText(p95)} mm`;
}

function boxText(boxMm: Box3 | null): string {
  if (boxMm === null) return NOT_MEASURED;
  const axis = (name: string, at: 0 | 1 | 2) => `${name} ${valueText(boxMm[at])} to ${valueText(boxMm[at + 3]!)}`;
  return `${axis('x', 0)}, ${axis('y', 1)}, ${axis('z', 2)} mm`;
}

function windowText(windowC: { readonly min: number; readonly max: number } | null): string {
  if (windowC === null) return NOT_MEASURED;
  const { min, max } = windowC;
  return min === max ? `${valueText(min)} \u00b0C` : `${valueText(min)} to ${valueText(max)} \u00b0C`;
}
