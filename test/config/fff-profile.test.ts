import { describe, expect, test } from 'vitest';
import { beadSettingsOf, gcodeSettingsOf } from '../../src/config/fff-settings.ts';
import { assertProfileFits } from '../../src/config/match.ts';
import { loadPrinter } from '../../src/config/printer.ts';
import { loadProfile } from '../../src/config/profile.ts';
import { sliceSettingsOf } from '../../src/config/profile-settings.ts';
import { chamberFindings } from '../../src/pipeline/bead/chamber-findings.ts';
import {
  extrusionPrinter,
  extrusionProfile,
  PEEK_PRINTER_TEXT,
  PEEK_PROFILE_TEXT,
  PRINTER_TEXT,
  withValue,
} from './example-files.ts';

const profile = (path?: string, value?: unknown) =>
  extrusionProfile(
    path === undefined ? PEEK_PROFILE_TEXT : withValue(PEEK_PROFILE_TEXT, path.split('.'), value),
    'p.json',
  );

const printer = (path?: string, value?: unknown) =>
  loadPrinter(path === undefined ? PEEK_PRINTER_TEXT : withValue(PEEK_PRINTER_TEXT, path.split('.'), value), 'm.json');

test('the shipped profile is what the contract says: 0.1 mm layers, 1.75 mm filament, 100 % infill, flow 1.0', () => {
  const { layerThicknessMm, filament, infill, bead, status } = profile();
  expect(layerThicknessMm.value).toBe(0.1);
  expect(filament.diameterMm.value).toBe(1.75);
  expect(infill.fraction.value).toBe(1);
  expect(bead.flow.value).toBe(1);
  expect(status).toBe('uncalibrated example');
});

test('the shipped printer runs the shipped profile: Marlin, relative extrusion, rectangular bed', () => {
  expect(printer()).toMatchObject({ firmware: 'marlin', extrusion: 'relative', buildVolume: { shape: 'rectangle' } });
  expect(assertProfileFits(profile(), printer(), 'p.json').process).toBe('fff');
});

describe('what a printer cannot do is refused with its place', () => {
  test.each<[string, string, unknown, string]>([
    [
      'printer',
      'chamber.maxC.value',
      90,
      "temperatures > chamberC: must be 0 to 90 C on printer 'generic-peek-fff', got 160",
    ],
    [
      'printer',
      'maxNozzleC.value',
      300,
      "temperatures > nozzleC: must be 0 to 300 C on printer 'generic-peek-fff', got 440",
    ],
    ['printer', 'maxBedC.value', 100, "temperatures > bedC: must be 0 to 100 C on printer 'generic-peek-fff', got 150"],
    [
      'printer',
      'nozzleDiameterMm.value',
      0.6,
      "nozzleDiameterMm: must be 0.6 mm as on printer 'generic-peek-fff', got 0.4",
    ],
    ['printer', 'filamentDiameterMm.value', 2.85, 'filament > diameterMm: must be 2.85 mm'],
    [
      'printer',
      'layerThickness.minMm.value',
      0.15,
      "layerThicknessMm: must be 0.15 to 0.3 mm on printer 'generic-peek-fff', got 0.1",
    ],
    [
      'printer',
      'maxSpeedMmPerS.value',
      60,
      "speeds > travel: must be 0 to 60 mm/s on printer 'generic-peek-fff', got 100",
    ],
  ])('%s %s = %j', (_, path, value, message) => {
    expect(() => assertProfileFits(profile(), printer(path, value), 'p.json')).toThrow(message);
  });

  test('an acceleration above the one of the printer', () => {
    const asks = (value: number) => () =>
      assertProfileFits(profile('acceleration', { travel: { value, source: 'test' } }), printer(), 'p.json');
    expect(asks(1000)).not.toThrow();
    expect(asks(1000.5)).toThrow(
      "p.json > acceleration > travel: must be 0 to 1000 mm/s2 on printer 'generic-peek-fff', got 1000.5",
    );
  });

  test('arcs and pressure advance that the firmware does not have', () => {
    const arcs = { toleranceMm: { value: 0.01, source: 'test' } };
    const asks = (path: string, value: unknown, firmware: string) => () =>
      assertProfileFits(profile(path, value), printer('firmware', firmware), 'p.json');
    expect(asks('arcs', arcs, 'klipper')).toThrow(
      "arcs: asks for arcs; printer 'generic-peek-fff' (klipper) takes none",
    );
    expect(asks('arcs', arcs, 'generic')).toThrow('(generic) takes none');
    expect(asks('arcs', arcs, 'reprapfirmware')).not.toThrow();
    const withArcs = withValue(withValue(PEEK_PRINTER_TEXT, ['firmware'], 'klipper'), ['arcs'], true);
    const fits = () => assertProfileFits(profile('arcs', arcs), loadPrinter(withArcs, 'm.json'), 'p.json');
    expect(fits).not.toThrow();
    const advance = { value: 0.05, source: 'test' };
    expect(asks('pressureAdvanceS', advance, 'generic')).toThrow('pressureAdvanceS: printer');
    expect(asks('pressureAdvanceS', advance, 'klipper')).not.toThrow();
  });

  test('but not a flow above what melts: the writer slows the bead', () => {
    const slow = extrusionPrinter(withValue(PEEK_PRINTER_TEXT, ['maxFlowMm3PerS', 'value'], 0.9), 'm.json');
    expect(() => assertProfileFits(profile(), slow, 'p.json')).not.toThrow();
    expect(gcodeSettingsOf(profile(), slow, 0.1).maxFlowMm3PerS).toBe(0.9);
    const material = profile('maxFlowMm3PerS', { value: 0.8, source: 'test' });
    expect(gcodeSettingsOf(material, slow, 0.1).maxFlowMm3PerS).toBe(0.8);
  });

  test('a laser printer does not run a filament profile', () => {
    const laser = loadPrinter(PRINTER_TEXT, 'l.json');
    expect(() => assertProfileFits(profile(), laser, 'p.json')).toThrow(
      "p.json > process: is for fff; printer 'generic-lpbf-250' is for lpbf",
    );
  });
});

describe('a profile or printer that cannot be is refused with its place', () => {
  test.each<[string, unknown, string]>([
    ['temperatures.nozzleC.value', 824, 'temperatures > nozzleC: must be at most 600 C, got 824'],
    ['temperatures.nozzleC.value', 300, 'temperatures > nozzleC: must lie in the window of 360 to 450 C, got 300'],
    ['window.bed.minC.value', 170, 'window > bed > minC: must be at most maxC (160), got 170'],
    ['bead.minWidthMm.value', 0.5, 'bead > minWidthMm: must be at most widthMm (0.4), got 0.5'],
    ['bead.maxWidthMm.value', 0.39, 'bead > widthMm: must be at most maxWidthMm (0.39), got 0.4'],
    ['perimeters.order', 'sideways', 'perimeters > order: must be "outer-first" or "inner-first", got "sideways"'],
    ['infill.fraction.value', 1.5, 'infill > fraction: must be at most 1, got 1.5'],
    ['speeds.travel', undefined, 'speeds > travel: is missing'],
    ['status', 'calibrated', 'must name where the value was confirmed'],
  ])('profile %s = %j', (path, value, message) => {
    const text = withValue(PEEK_PROFILE_TEXT, path.split('.'), value);
    expect(() => loadProfile(text, 'p.json')).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    ['start', ['M109 S{nozleC}'], "start > 0: line 1, column 8: unknown name 'nozleC', did you mean 'nozzleC'?"],
    ['end', ['G1 X1\nG1 X2'], 'end > 0: must be one line of plain ASCII'],
    ['start', 'G28', 'start: must be an array, got "G28"'],
    [
      'firmware',
      'sailfish',
      'firmware: must be "marlin" or "klipper" or "reprapfirmware" or "generic", got "sailfish"',
    ],
    ['heatOrder', ['bed', 'bed', 'nozzle'], 'heatOrder: must name each heater once'],
    ['heaterNames', { chamber: 'a b c' }, 'heaterNames > chamber: must be the name of a section'],
    ['nozzleStandbyC', { value: 550, source: 'test' }, 'nozzleStandbyC: must be at most maxNozzleC (500), got 550'],
  ])('printer %s = %j', (path, value, message) => {
    const text = withValue(PEEK_PRINTER_TEXT, path.split('.'), value);
    expect(() => loadPrinter(text, 'm.json')).toThrow(message);
  });
});

test('a printer without control of its chamber runs the profile, and its lines heat none', () => {
  const pairing = assertProfileFits(profile(), printer('chamber', undefined), 'p.json');
  if (pairing.process !== 'fff') throw new Error('is a filament pairing');
  const gcode = gcodeSettingsOf(pairing.profile, pairing.printer, 0.1);
  expect(gcode.chamberC).toBeNull();
  expect(gcode.record.map(([key]) => key)).not.toContain('chamber_temperature');
  const [found, ...others] = chamberFindings(pairing, 'cage');
  expect(others).toEqual([]);
  expect([found?.rule, found?.severity, found?.partId, found?.limit]).toEqual([
    'chamber-uncontrolled',
    'error',
    'cage',
    160,
  ]);
  expect(found?.message).toContain(
    "temperatures.chamberC of peek-implant-100um); printer 'generic-peek-fff' has no control",
  );
  const whole = assertProfileFits(profile(), printer(), 'p.json');
  expect(whole.process === 'fff' ? chamberFindings(whole, 'cage') : null).toEqual([]);
});

test('the settings of the stages are the numbers of the profile', () => {
  const beads = beadSettingsOf(profile('bead.minWidthMm.value', 0.21));
  expect(beads).toEqual({
    beadWidthMm: 0.4,
    minBeadWidthMm: 0.21,
    maxBeadWidthMm: 0.64,
    perimeterCount: 2,
    latticePerimeterCount: 1,
    perimeterOrder: 'inner-first',
    infillAngleDeg: 45,
    infillAngleStepDeg: 90,
    infillFraction: 1,
    skirt: { loops: 3, distanceMm: 4 },
    turns: { fromDeg: 60, speedFraction: 0.5 },
    travel: { pull: { fromMm: 1.5, asMm: (2 / 30) * 100 }, avoid: 'contact-faces', maxDetourMm: 20 },
  });
  expect(sliceSettingsOf(profile(), 'mid')).toEqual({ thicknessMm: 0.1, cut: 'mid' });
  const machine = printer();
  if (machine.process !== 'fff') throw new Error('is a filament printer');
  const gcode = gcodeSettingsOf(profile('temperatures.chamberC', undefined), machine, 0.1);
  expect(gcode).toMatchObject({ nozzleC: 440, bedC: 150, chamberC: null, filamentMm: 1.75, flow: 1, maxZMm: 200 });
  expect(gcode.speedMmPerS['external-perimeter']).toBe(20);
  expect(Object.keys(gcode.speedMmPerS)).not.toContain('travel');
});

describe('patterns, skins, bridges and seams', () => {
  const q = (value: number) => ({ value, source: 'uncalibrated example' });

  test('absent leave the settings of beads as they were, and what has no speed goes like its kin', () => {
    const { skin, bridge, seam, infillPattern, infillOrder, infillAnglesDeg } = beadSettingsOf(profile());
    expect([skin, bridge, seam, infillPattern, infillOrder, infillAnglesDeg]).toEqual(Array(6).fill(undefined));
    const { speedMmPerS } = gcodeSettingsOf(profile(), extrusionPrinter(PEEK_PRINTER_TEXT, 'm.json'), 0.1);
    expect(speedMmPerS['overhang-perimeter']).toBe(20);
    expect(speedMmPerS['bridge-infill']).toBe(25);
    expect(speedMmPerS['top-solid-infill']).toBe(25);
  });

  test('reach the settings with their numbers; a seam lies behind where nothing is said', () => {
    const withSeam = beadSettingsOf(profile('seam', { position: 'hidden', region: { id: 'docking', rule: 'avoid' } }));
    expect(withSeam.seam).toEqual({
      position: 'hidden',
      directionDeg: 90,
      reachMm: 5,
      region: { id: 'docking', rule: 'avoid' },
    });
    expect(beadSettingsOf(profile('bridge', { flow: q(1.05), overhangShare: q(0.4) })).bridge).toEqual({
      flow: 1.05,
      overhangShare: 0.4,
    });
    expect(beadSettingsOf(profile('skin', { topLayers: q(5), bottomLayers: q(4) })).skin).toEqual({
      topLayers: 5,
      bottomLayers: 4,
    });
    expect(beadSettingsOf(profile('infill.anglesDeg', [q(0), q(60), q(-60)])).infillAnglesDeg).toEqual([0, 60, -60]);
  });
});
