/** Sums over the layers while they pass: what the inspection and the plan want to know beside the file. */
import { type Finding, finding } from '../../core/finding.ts';
import type { PlannedNumbers } from '../../inspect/settings.ts';
import { type AreaSteps, areaSteps } from '../../volume/volume-room.ts';
import type { LayerResult, Overhang } from './layer-result.ts';

/** Areas of one layer in mm2. */
export interface LayerAreaRow {
  readonly zMm: number;
  readonly solidMm2: number;
  readonly envelopeMm2: number;
  /** Of the porous region, walls and pores. */
  readonly porousMm2: number;
}

/** Sums of one region. */
export interface RegionTotals {
  readonly placeMm3: number;
  readonly solidMm3: number;
  /** What of its place went where faces that look down were raised; absent: nothing. */
  readonly raisedMm3?: number;
  /** What of its solid went where the first layers are made smaller; absent: nothing. */
  readonly footMm3?: number;
  /** Its largest place in a layer. */
  readonly mostMm2: number;
  /** Sum of the steps of its place from layer to layer; absent: up to the largest and down again. */
  readonly stepsMm2?: number;
}

/** Dense surface that looks down too flat, and the layer that has most of it. */
export interface OverhangTotals {
  readonly areaMm2: number;
  readonly layers: number;
  readonly most: { readonly layer: number; readonly areaMm2: number; readonly at: Overhang['at'] };
}

/** What raising the faces that look down did to one part. */
export interface RaisedTotals {
  readonly removedMm3: number;
  readonly keptMm3: number;
  readonly droppedMm3: number;
  /** The first layer in which something was kept, and in which something was dropped; null: none. */
  readonly keptIn: number | null;
  readonly droppedIn: number | null;
}

/** Sums of one part. */
export interface LayerTotals {
  add(result: LayerResult): void;
  /** Index of the first layer that holds solid; null while there was none. */
  readonly firstSolid: number | null;
  readonly envelopeMm3: number;
  readonly solidMm3: number;
  /** Sum of the steps of the area within the part's own contours, from layer to layer. */
  readonly envelopeStepsMm2: number;
  /** Of the regions with lattices, walls and pores. */
  readonly porousMm3: number;
  /** What laser tracks cover beside the solid; null where none are planned. */
  readonly outsideMm3: number | null;
  /** Of each region of a case, in order; empty for a bare mesh. */
  readonly regions: readonly RegionTotals[];
  readonly raised: RaisedTotals;
  /** Solid that went where the first layers are made smaller. */
  readonly footMm3: number;
  /** Numbers of the layers from the first solid one on; empty where no paths are planned. */
  readonly planned: readonly PlannedNumbers[];
  /** Areas of every layer. */
  readonly perLayer: readonly LayerAreaRow[];
  /** Dense surface that looks down too flat; null where there is none or no limit. */
  readonly overhang: OverhangTotals | null;
  /** Findings about contours that did not close. */
  findings(partId: string): Finding[];
}

/** Starts with empty sums. */
export function layerTotals(): LayerTotals {
  const planned: PlannedNumbers[] = [];
  const perLayer: LayerAreaRow[] = [];
  let firstSolid: number | null = null;
  let envelopeMm3 = 0;
  let solidMm3 = 0;
  let porousMm3 = 0;
  let outsideMm3: number | null = null;
  const regions: RegionTotals[] = [];
  const envelopeSteps = areaSteps();
  const regionSteps: AreaSteps[] = [];
  let overhang: OverhangTotals | null = null;
  let raised: RaisedTotals = { removedMm3: 0, keptMm3: 0, droppedMm3: 0, keptIn: null, droppedIn: null };
  let footMm3 = 0;
  let openLayers = 0;
  let openContours = 0;
  let firstOpen: LayerResult | null = null;
  return {
    add(result) {
      const { layer, figures } = result;
      envelopeSteps.add(figures.envelopeMm2);
      envelopeMm3 += figures.envelopeMm2 * layer.thicknessMm;
      solidMm3 += figures.solidMm2 * layer.thicknessMm;
      porousMm3 += figures.porousMm2 * layer.thicknessMm;
      figures.regions.forEach(({ placeMm2, solidMm2, raisedMm2, footMm2 }, n) => {
        const sums = regions[n] ?? { placeMm3: 0, solidMm3: 0, mostMm2: 0 };
        const steps = regionSteps[n] ?? areaSteps();
        regionSteps[n] = steps;
        steps.add(placeMm2);
        regions[n] = {
          placeMm3: sums.placeMm3 + placeMm2 * layer.thicknessMm,
          solidMm3: sums.solidMm3 + solidMm2 * layer.thicknessMm,
          ...lostSum('raisedMm3', sums.raisedMm3, raisedMm2, layer.thicknessMm),
          ...lostSum('footMm3', sums.footMm3, footMm2, layer.thicknessMm),
          mostMm2: Math.max(sums.mostMm2, placeMm2),
          stepsMm2: steps.sumMm2,
        };
      });
      footMm3 += (figures.footMm2 ?? 0) * layer.thicknessMm;
      if (figures.raised !== undefined) {
        const { removedMm2, keptMm2, droppedMm2 } = figures.raised;
        raised = {
          removedMm3: raised.removedMm3 + removedMm2 * layer.thicknessMm,
          keptMm3: raised.keptMm3 + keptMm2 * layer.thicknessMm,
          droppedMm3: raised.droppedMm3 + droppedMm2 * layer.thicknessMm,
          keptIn: raised.keptIn ?? (keptMm2 > 0 ? layer.index : null),
          droppedIn: raised.droppedIn ?? (droppedMm2 > 0 ? layer.index : null),
        };
      }
      if (figures.solidMm2 > 0) firstSolid ??= layer.index;
      if (firstSolid !== null && figures.missedMm2 !== null) {
        const { solidMm2, missedMm2, doubleMm2, outsideMm2, unfilledMm2, timeS } = figures;
        const outside = outsideMm2 === undefined ? {} : { outsideMm2 };
        if (outsideMm2 !== undefined) outsideMm3 = (outsideMm3 ?? 0) + outsideMm2 * layer.thicknessMm;
        planned.push({ solidMm2, missedMm2, doubleMm2, ...outside, unfilledMm2, timeS });
      }
      overhang = withOverhang(overhang, layer.index, figures.overhang);
      perLayer.push({
        zMm: layer.zMm,
        solidMm2: figures.solidMm2,
        envelopeMm2: figures.envelopeMm2,
        porousMm2: figures.porousMm2,
      });
      if (figures.openContours > 0) {
        firstOpen ??= result;
        openLayers++;
        openContours += figures.openContours;
      }
    },
    get firstSolid() {
      return firstSolid;
    },
    get envelopeMm3() {
      return envelopeMm3;
    },
    get envelopeStepsMm2() {
      return envelopeSteps.sumMm2;
    },
    get solidMm3() {
      return solidMm3;
    },
    get porousMm3() {
      return porousMm3;
    },
    get outsideMm3() {
      return outsideMm3;
    },
    get overhang() {
      return overhang;
    },
    regions,
    get raised() {
      return raised;
    },
    get footMm3() {
      return footMm3;
    },
    planned,
    perLayer,
    findings(partId) {
      if (firstOpen === null) return [];
      const { layer, figures } = firstOpen;
      return [
        finding(
          'contour-open',
          'error',
          `the mesh is open: ${openContours} contours in ${openLayers} layers do not close and were left out`,
          {
            partId,
            layer: layer.index,
            xMm: figures.openAt?.xMm ?? null,
            yMm: figures.openAt?.yMm ?? null,
            measured: openContours,
            limit: 0,
            unit: 'contours',
          },
        ),
      ];
    },
  };
}

function withOverhang(sums: OverhangTotals | null, layer: number, found: Overhang | null): OverhangTotals | null {
  if (found === null || found.areaMm2 === 0) return sums;
  const { areaMm2, at } = found;
  const one = { layer, areaMm2, at };
  if (sums === null) return { areaMm2, layers: 1, most: one };
  const most = areaMm2 > sums.most.areaMm2 ? one : sums.most;
  return { areaMm2: sums.areaMm2 + areaMm2, layers: sums.layers + 1, most };
}

/** A region that has lost nothing tells nothing. */
function lostSum(
  key: 'raisedMm3' | 'footMm3',
  soFarMm3: number | undefined,
  lostMm2: number | undefined,
  thicknessMm: number,
): Pick<RegionTotals, 'raisedMm3' | 'footMm3'> {
  if (soFarMm3 === undefined && lostMm2 === undefined) return {};
  return { [key]: (soFarMm3 ?? 0) + (lostMm2 ?? 0) * thicknessMm };
}
