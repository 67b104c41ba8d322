/** From the build volume of a printer file to the plain area that placement and inspection test against. */
import type { BuildArea, PlateFigure } from '../core/build-area.ts';
import type { Box3 } from '../core/mesh.ts';
import type { BuildVolume } from './build-volume-schema.ts';
import { type Corners, type FigureWords, signedAreaOf } from './plate-figures.ts';
import type { LpbfPrinter, Printer } from './printer-schema.ts';

/** Returns the area that a printer builds in, in plate coordinates. */
export function buildAreaOf({ buildVolume }: Pick<Printer, 'buildVolume'>): BuildArea {
  const { zMm, plateThicknessMm, zIncludesPlate, exclusions = [] } = buildVolume;
  const counted = zIncludesPlate?.value === true;
  return {
    outline: outlineOf(buildVolume),
    exclusions: exclusions.map((one) => ({ figure: figureOf(one), reason: one.reason })),
    heightMm: zMm.value - (counted ? (plateThicknessMm?.value ?? 0) : 0),
    plateUncounted: counted && plateThicknessMm === undefined,
  };
}

/** Returns the smallest box around a build area, from the plate upward. */
export function areaBox({ outline, heightMm }: BuildArea): Box3 {
  switch (outline.shape) {
    case 'rectangle':
      return [outline.xMinMm, outline.yMinMm, 0, outline.xMaxMm, outline.yMaxMm, heightMm];
    case 'circle': {
      const { xMm, yMm, radiusMm } = outline;
      return [xMm - radiusMm, yMm - radiusMm, 0, xMm + radiusMm, yMm + radiusMm, heightMm];
    }
    case 'polygon': {
      const xs = outline.xy.filter((_, i) => i % 2 === 0);
      const ys = outline.xy.filter((_, i) => i % 2 === 1);
      return [Math.min(...xs), Math.min(...ys), 0, Math.max(...xs), Math.max(...ys), heightMm];
    }
  }
}

/** Returns what each laser of a machine reaches, numbered from 0; a machine that names no laser has one that reaches all. */
export function laserFieldsOf(printer: LpbfPrinter): PlateFigure[] {
  const whole = buildAreaOf(printer).outline;
  return (printer.lasers ?? [{}]).map((laser) =>
    'field' in laser && laser.field !== undefined ? figureOf(laser.field) : whole,
  );
}

function outlineOf(volume: BuildVolume): PlateFigure {
  switch (volume.shape) {
    case 'rectangle': {
      const { xMm, yMm, origin } = volume;
      const xMinMm = origin === 'centre' ? -xMm.value / 2 : 0;
      const yMinMm = origin === 'centre' ? -yMm.value / 2 : 0;
      return { shape: 'rectangle', xMinMm, yMinMm, xMaxMm: xMinMm + xMm.value, yMaxMm: yMinMm + yMm.value };
    }
    case 'circle':
      return { shape: 'circle', xMm: 0, yMm: 0, radiusMm: volume.diameterMm.value / 2 };
    case 'polygon':
      return polygonOf(volume.pointsMm.value);
  }
}

function figureOf(figure: FigureWords): PlateFigure {
  switch (figure.shape) {
    case 'rectangle': {
      const { xMinMm, yMinMm, xMaxMm, yMaxMm } = figure;
      return { shape: 'rectangle', xMinMm, yMinMm, xMaxMm, yMaxMm };
    }
    case 'circle':
      return { shape: 'circle', xMm: figure.xMm, yMm: figure.yMm, radiusMm: figure.diameterMm / 2 };
    case 'polygon':
      return polygonOf(figure.pointsMm);
  }
}

/** Corners as a polygon that runs counter-clockwise. */
function polygonOf(corners: Corners): PlateFigure {
  const ordered = signedAreaOf(corners) < 0 ? [...corners].reverse() : corners;
  return { shape: 'polygon', xy: Float64Array.from(ordered.flat()) };
}
