import { expect, test } from 'vitest';
import type { InspectionExtrusion } from '../../../src/inspect/inspection.ts';
import { joinExtrusions } from '../../../src/pipeline/bead/join-extrusions.ts';

const FIRST: InspectionExtrusion = {
  features: [{ feature: 'Perimeter', volumeMm3: 30.1, lengthMm: 100, timeS: 40, maxFlowMm3PerS: null }],
  extrusionBoxMm: [0, 0, 0.2, 10, 8, 4],
  primeBoxMm: null,
  travelBoxMm: null,
  filamentMm: 20,
  allExtrudedMm3: 50,
  retractions: 7,
  retractedMm: 10.5,
  temperatures: { nozzleC: { min: 400, max: 410 }, bedC: null, chamberC: { min: 150, max: 160 } },
};

const SECOND: InspectionExtrusion = {
  features: [
    { feature: 'Lattice', volumeMm3: 11, lengthMm: 50, timeS: 20, maxFlowMm3PerS: 2.5 },
    { feature: 'Perimeter', volumeMm3: 30.2, lengthMm: 101, timeS: 41.5, maxFlowMm3PerS: 3 },
  ],
  extrusionBoxMm: [15, -5, 0.2, 25, 3, 3],
  primeBoxMm: null,
  travelBoxMm: [5, 5, 0.2, 17, 17, 9],
  filamentMm: 22.5,
  allExtrudedMm3: 51,
  retractions: 3,
  retractedMm: 4.5,
  temperatures: { nozzleC: { min: 390, max: 405 }, bedC: null, chamberC: null },
};

test('of no print nothing is told, and that of one print is its own', () => {
  expect(joinExtrusions([])).toBeNull();
  expect(joinExtrusions([FIRST])).toBe(FIRST);
});

test('of several prints features of one name add up, boxes and windows go around all that is known', () => {
  expect(joinExtrusions([FIRST, SECOND])).toEqual({
    features: [
      { feature: 'Perimeter', volumeMm3: 60.3, lengthMm: 201, timeS: 81.5, maxFlowMm3PerS: 3 },
      { feature: 'Lattice', volumeMm3: 11, lengthMm: 50, timeS: 20, maxFlowMm3PerS: 2.5 },
    ],
    extrusionBoxMm: [0, -5, 0.2, 25, 8, 4],
    primeBoxMm: null,
    travelBoxMm: [5, 5, 0.2, 17, 17, 9],
    filamentMm: 42.5,
    allExtrudedMm3: 101,
    retractions: 10,
    retractedMm: 15,
    temperatures: { nozzleC: { min: 390, max: 410 }, bedC: null, chamberC: { min: 150, max: 160 } },
  });
});
