/** Plain settings of the extrusion stages out of a profile and a printer: the numbers without their sources. */
import type { BeadSettings, SeamSettings, TravelSettings } from '../fff/settings.ts';
import {
  FLAVORS,
  type GcodeAccelerations,
  type GcodeSettings,
  HEATERS,
  USUAL_HEATER_NAMES,
} from '../formats/gcode/settings.ts';
import { adhesionSettingsOf, adhesionSpeedsOf } from './adhesion-settings.ts';
import { coolingStepsOf } from './heat-settings.ts';
import { buildBoxOf, type FffPrinter } from './printer.ts';
import type { FffProfile } from './profile.ts';
import { supportSpeedsOf } from './support-settings.ts';

/** How the beads of a layer are laid out. */
export function beadSettingsOf(profile: FffProfile): BeadSettings {
  const { bead, perimeters, infill, skirt, skin, bridge, seam, latticeTurns } = profile;
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
    travel: travelSettingsOf(profile),
    ...adhesionSettingsOf(profile),
    ...(infill.anglesDeg === undefined ? {} : { infillAnglesDeg: infill.anglesDeg.map(({ value }) => value) }),
    ...(infill.pattern === undefined ? {} : { infillPattern: infill.pattern }),
    ...(infill.order === undefined ? {} : { infillOrder: infill.order }),
    ...(skin === undefined ? {} : { skin: { topLayers: skin.topLayers.value, bottomLayers: skin.bottomLayers.value } }),
    ...(bridge === undefined ? {} : { bridge: { flow: bridge.flow.value, overhangShare: bridge.overhangShare.value } }),
    ...(seam === undefined ? {} : { seam: seamSettingsOf(seam) }),
    ...(latticeTurns === undefined
      ? {}
      : { turns: { fromDeg: latticeTurns.fromDeg.value, speedFraction: latticeTurns.speedFraction.value } }),
  };
}

/** A way around a face is longer by no more than this where the profile says nothing. */
const MOST_DETOUR_MM = 20;
/** The nozzle is lifted so far over faces where neither `travel` nor `retraction` says how far. */
const FACE_LIFT_MM = 0.5;

/** Returns how far the nozzle is lifted over faces that travels keep off. */
export function faceLiftMm({ travel, retraction }: FffProfile): number {
  return travel?.liftMm?.value ?? (retraction.liftMm.value || FACE_LIFT_MM);
}

/** Filament is pulled back and pushed forward again in the time in which the nozzle goes so far. */
function travelSettingsOf({ retraction, speeds, travel }: FffProfile): TravelSettings {
  const pullS = (2 * retraction.lengthMm.value) / retraction.speedMmPerS.value;
  return {
    pull: { fromMm: retraction.minTravelMm.value, asMm: pullS * speeds.travel.value },
    avoid: travel?.avoid ?? 'contact-faces',
    maxDetourMm: travel?.maxDetourMm?.value ?? MOST_DETOUR_MM,
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
  const speedMmPerS = { ...adhesionSpeedsOf(profile), ...supportSpeedsOf(profile) };
  for (const [key, speed] of Object.entries(beadSpeeds)) speedMmPerS[key] = speed.value;
  for (const [key, as] of SPEED_AS) speedMmPerS[key] ??= speedMmPerS[as] as number;
  const heaterNames = { ...USUAL_HEATER_NAMES, ...printer.heaterNames };
  return {
    firmware: printer.firmware,
    heaterNames,
    heatOrder: printer.heatOrder ?? HEATERS,
    nozzleStandbyC: printer.nozzleStandbyC?.value ?? null,
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
      wipeMm: retraction.wipeMm?.value ?? 0,
      extraMm: retraction.extraMm?.value ?? 0,
      faceLiftMm: faceLiftMm(profile),
    },
    maxFlowMm3PerS: mostFlowMm3PerS(profile, printer),
    pressureAdvanceS: profile.pressureAdvanceS?.value ?? null,
    showsProgress: printer.progress === true,
    arcToleranceMm: profile.arcs?.toleranceMm.value ?? null,
    nozzleC: temperatures.nozzleC.value,
    bedC: temperatures.bedC.value,
    // A printer without control of its chamber is told so; its lines heat none.
    chamberC: printer.chamber === undefined ? null : (temperatures.chamberC?.value ?? null),
    fanFraction: profile.fanFraction.value,
    cooling: coolingStepsOf(profile, printer.chamber !== undefined),
    templates: {
      start: printer.start,
      end: printer.end,
      beforeLayer: printer.beforeLayer ?? [],
      afterLayer: printer.afterLayer ?? [],
    },
    printerFile: `${printer.id}.json`,
    values: templateValues(profile, printer, layerThicknessMm),
    accelerationMmPerS2: printer.accelerationMmPerS2.value,
    junctionDeviationMm: printer.junctionDeviationMm.value,
    ...(profile.acceleration === undefined ? {} : { accelerations: accelerationsOf(profile.acceleration) }),
    maxZMm: buildBoxOf(printer)[5],
    record: recordOf(profile, printer, FLAVORS[printer.firmware], layerThicknessMm),
  };
}

function accelerationsOf({
  firstLayer,
  travel,
  ...beads
}: NonNullable<FffProfile['acceleration']>): GcodeAccelerations {
  const mmPerS2: Record<string, number> = {};
  for (const [key, given] of Object.entries(beads)) if (given !== undefined) mmPerS2[key] = given.value;
  return { mmPerS2, firstLayerMmPerS2: firstLayer?.value ?? null, travelMmPerS2: travel?.value ?? null };
}

/** The flow that neither the hot end nor the material may exceed. */
export function mostFlowMm3PerS(profile: FffProfile, printer: FffPrinter): number {
  return Math.min(printer.maxFlowMm3PerS.value, profile.maxFlowMm3PerS?.value ?? Number.POSITIVE_INFINITY);
}

/** What templates may name, but for what the job in hand tells. */
function templateValues(profile: FffProfile, printer: FffPrinter, layerThicknessMm: number): GcodeSettings['values'] {
  const { temperatures, retraction, speeds } = profile;
  const [bedXMinMm, bedYMinMm, , bedXMaxMm, bedYMaxMm, maxZMm] = buildBoxOf(printer);
  return {
    nozzleC: temperatures.nozzleC.value,
    nozzleStandbyC: printer.nozzleStandbyC?.value ?? 0,
    bedC: temperatures.bedC.value,
    chamberC: printer.chamber === undefined ? 0 : (temperatures.chamberC?.value ?? 0),
    fanFraction: profile.fanFraction.value,
    material: profile.material.name,
    profile: profile.id,
    printer: printer.id,
    filamentDiameterMm: profile.filament.diameterMm.value,
    densityGPerCm3: profile.material.densityGPerCm3.value,
    nozzleDiameterMm: profile.nozzleDiameterMm.value,
    beadWidthMm: profile.bead.widthMm.value,
    layerHeightMm: layerThicknessMm,
    firstLayerHeightMm: layerThicknessMm,
    firstLayerSpeedMmPerS: speeds.firstLayer.value,
    travelSpeedMmPerS: speeds.travel.value,
    zSpeedMmPerS: printer.zSpeedMmPerS.value,
    accelerationMmPerS2: printer.accelerationMmPerS2.value,
    pressureAdvanceS: profile.pressureAdvanceS?.value ?? 0,
    retractionMm: retraction.lengthMm.value,
    retractionSpeedMmPerS: retraction.speedMmPerS.value,
    bedXMinMm,
    bedYMinMm,
    bedXMaxMm,
    bedYMaxMm,
    maxZMm,
    maxNozzleC: printer.maxNozzleC.value,
    maxBedC: printer.maxBedC.value,
    maxChamberC: printer.chamber?.maxC.value ?? 0,
    maxFlowMm3PerS: mostFlowMm3PerS(profile, printer),
    maxSpeedMmPerS: printer.maxSpeedMmPerS.value,
  };
}

/** Settings under the names that PrusaSlicer writes and that viewers know. */
function recordOf(
  profile: FffProfile,
  printer: FffPrinter,
  flavor: string,
  layerThicknessMm: number,
): [string, string][] {
  const { temperatures, perimeters, infill, bead } = profile;
  const chamber = printer.chamber === undefined ? undefined : temperatures.chamberC;
  return [
    ['printer_model', printer.id],
    ['filament_settings_id', profile.id],
    ['filament_type', profile.material.name],
    ['profile_status', profile.status],
    ['gcode_flavor', flavor],
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
