/** Plain settings of the extrusion stages out of a profile and a printer: the numbers without their sources. */
import type { BeadSettings, SeamSettings } from '../fff/settings.ts';
import type { GcodeSettings } from '../formats/gcode/settings.ts';
import { buildBoxOf, type FffPrinter } from './printer.ts';
import type { FffProfile } from './profile.ts';

/** How the beads of a layer are laid out. */
export function beadSettingsOf(profile: FffProfile): BeadSettings {
  const { bead, perimeters, infill, skirt, skin, bridge, seam } = profile;
  return {
    beadWidthMm: bead.widthMm.value,
    minBeadWidthMm: bead.minWidthMm.value,
    maxBeadWidthMm: bead.maxWidthMm.value,
    perimeterCount: perimeters.count.value,
    latticePerimeterCount: perimeters.latticeCount.value,
    perimeterOrder: perimeters.order,
    infillAngleDeg: infill.angleDeg.value,
    infillAngleStepDeg: infill.angleStepDeg.value,
    infillFraction: infill.fraction.value,
    skirt: { loops: skirt.loops.value, distanceMm: skirt.distanceMm.value },
    ...(infill.anglesDeg === undefined ? {} : { infillAnglesDeg: infill.anglesDeg.map(({ value }) => value) }),
    ...(infill.pattern === undefined ? {} : { infillPattern: infill.pattern }),
    ...(infill.order === undefined ? {} : { infillOrder: infill.order }),
    ...(skin === undefined ? {} : { skin: { topLayers: skin.topLayers.value, bottomLayers: skin.bottomLayers.value } }),
    ...(bridge === undefined ? {} : { bridge: { flow: bridge.flow.value, overhangShare: bridge.overhangShare.value } }),
    ...(seam === undefined ? {} : { seam: seamSettingsOf(seam) }),
  };
}

/** Behind. */
const SEAM_DIRECTION_DEG = 90;
const SEAM_REACH_MM = 5;

function seamSettingsOf({ position, directionDeg, reachMm, region }: NonNullable<FffProfile['seam']>): SeamSettings {
  return {
    position,
    directionDeg: directionDeg?.value ?? SEAM_DIRECTION_DEG,
    reachMm: reachMm?.value ?? SEAM_REACH_MM,
    ...(region === undefined ? {} : { region }),
  };
}

/** Beads that the profile gives no speed of their own, and those whose speed they have. */
const SPEED_AS: readonly (readonly [string, string])[] = [
  ['overhang-perimeter', 'external-perimeter'],
  ['top-solid-infill', 'solid-infill'],
  ['bridge-infill', 'solid-infill'],
];

/** How beads become G-code; `layerThicknessMm` is that of the job. */
export function gcodeSettingsOf(profile: FffProfile, printer: FffPrinter, layerThicknessMm: number): GcodeSettings {
  const { retraction, temperatures } = profile;
  const { firstLayer, travel, ...beadSpeeds } = profile.speeds;
  const speedMmPerS: Record<string, number> = {};
  for (const [key, speed] of Object.entries(beadSpeeds)) speedMmPerS[key] = speed.value;
  for (const [key, as] of SPEED_AS) speedMmPerS[key] ??= speedMmPerS[as] as number;
  return {
    filamentMm: profile.filament.diameterMm.value,
    flow: profile.bead.flow.value,
    densityGPerCm3: profile.material.densityGPerCm3.value,
    speedMmPerS,
    firstLayerSpeedMmPerS: firstLayer.value,
    travelSpeedMmPerS: travel.value,
    zSpeedMmPerS: printer.zSpeedMmPerS.value,
    retraction: {
      lengthMm: retraction.lengthMm.value,
      speedMmPerS: retraction.speedMmPerS.value,
      minTravelMm: retraction.minTravelMm.value,
      liftMm: retraction.liftMm.value,
    },
    nozzleC: temperatures.nozzleC.value,
    bedC: temperatures.bedC.value,
    chamberC: temperatures.chamberC?.value ?? null,
    fanFraction: profile.fanFraction.value,
    start: printer.start,
    end: printer.end,
    accelerationMmPerS2: printer.accelerationMmPerS2.value,
    junctionDeviationMm: printer.junctionDeviationMm.value,
    maxZMm: buildBoxOf(printer)[5],
    record: recordOf(profile, printer, layerThicknessMm),
  };
}

/** Settings under the names that PrusaSlicer writes and that viewers know. */
function recordOf(profile: FffProfile, printer: FffPrinter, layerThicknessMm: number): [string, string][] {
  const { temperatures, perimeters, infill, bead } = profile;
  const chamber = temperatures.chamberC;
  return [
    ['printer_model', printer.id],
    ['filament_settings_id', profile.id],
    ['filament_type', profile.material.name],
    ['profile_status', profile.status],
    ['gcode_flavor', 'marlin2'],
    ['use_relative_e_distances', '1'],
    ['layer_height', String(layerThicknessMm)],
    ['nozzle_diameter', String(profile.nozzleDiameterMm.value)],
    ['filament_diameter', String(profile.filament.diameterMm.value)],
    ['filament_density', String(profile.material.densityGPerCm3.value)],
    ['extrusion_multiplier', String(bead.flow.value)],
    ['extrusion_width', String(bead.widthMm.value)],
    ['perimeters', String(perimeters.count.value)],
    ['fill_density', `${Math.round(infill.fraction.value * 100)}%`],
    ['temperature', String(temperatures.nozzleC.value)],
    ['bed_temperature', String(temperatures.bedC.value)],
    ...(chamber === undefined ? [] : ([['chamber_temperature', String(chamber.value)]] as [string, string][])),
  ];
}
