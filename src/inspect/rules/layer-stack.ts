/** Heights and number of layers: `layer-missing`, `layer-spacing`, `layer-surplus` and `layer-empty`. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { InspectedLayer } from '../inspected-layer.ts';
import type { ExpectedLayers } from '../settings.ts';

/** The rule on layers that should be there. */
export const layerMissing: RuleDefinition = {
  id: 'layer-missing',
  meaning: 'Every planned layer is in the file.',
  severity: 'error',
  unit: 'layers',
};

/** The rule on heights. */
export const layerSpacing: RuleDefinition = {
  id: 'layer-spacing',
  meaning: 'Heights rise, each by one layer thickness, from the planned first height.',
  severity: 'error',
  unit: 'mm',
};

/** The rule on layers that should not be there. */
export const layerSurplus: RuleDefinition = {
  id: 'layer-surplus',
  meaning: 'The file has no more layers than planned.',
  severity: 'error',
  unit: 'layers',
};

/** The rule on layers without content. */
export const layerEmpty: RuleDefinition = {
  id: 'layer-empty',
  meaning: 'No layer is empty but the zero layer under a part that stands on supports.',
  severity: 'error',
  unit: 'layers',
};

/** What of a layer counts in the stack. */
export interface StackedLayer {
  readonly index: number;
  readonly zMm: number;
  /** Whether it holds no line and no vector. */
  readonly isBlank: boolean;
}

/** Returns a layer for the stack. */
export function stackedLayer({ index, zMm, polylines, hatches }: InspectedLayer): StackedLayer {
  return { index, zMm, isBlank: polylines.length === 0 && hatches.every((h) => h.xyxy.length === 0) };
}

/** Follows the layers of one file. */
export interface LayerStackCheck {
  layer(layer: StackedLayer): void;
  finish(): void;
}

/** Returns the check; `thicknessMm` is the planned or the first seen layer thickness. */
export function layerStackCheck(
  expected: ExpectedLayers,
  thicknessMm: number | null,
  layerHeightMm: number,
  partial: boolean,
  log: FindingLog,
): LayerStackCheck {
  let count = 0;
  let lastZMm = 0;
  let lastIndex = 0;
  let contentSeen = false;
  let empties: number[] = [];

  function checkFirst(layer: StackedLayer): void {
    if (expected.firstTopMm === null || thicknessMm === null) return;
    const plannedMm = expected.zeroLayer ? expected.firstTopMm - thicknessMm : expected.firstTopMm;
    const off = layer.zMm - plannedMm;
    const steps = Math.round(off / thicknessMm);
    if (Math.abs(off) <= layerHeightMm) return;
    if (steps > 0 && Math.abs(off - steps * thicknessMm) <= layerHeightMm) missing(layer, steps);
    else {
      log.add(layerSpacing, {
        cause: 'first',
        layer: layer.index,
        measured: layer.zMm,
        limit: plannedMm,
        weight: Math.abs(off),
        message: () => `the first layer stands at z ${said(layer.zMm)} mm, planned was ${said(plannedMm)} mm`,
      });
    }
  }

  function checkRise(layer: StackedLayer): void {
    const rise = layer.zMm - lastZMm;
    const planned = expected.below?.risesMm[count - 1];
    if (planned !== undefined && Math.abs(rise - planned) <= layerHeightMm) return;
    const spacing = (text: string, deviation: number): void =>
      log.add(layerSpacing, {
        cause: text,
        layer: layer.index,
        measured: rise,
        limit: thicknessMm,
        weight: Math.abs(deviation),
        message: () => `layer at z ${said(layer.zMm)} mm ${text}: ${said(rise)} mm above the one before it`,
      });
    if (!(rise > 0)) spacing('does not rise', rise - (thicknessMm ?? 0));
    else if (thicknessMm !== null) {
      const steps = Math.max(1, Math.round(rise / thicknessMm));
      const deviation = rise - steps * thicknessMm;
      if (!(Math.abs(deviation) <= layerHeightMm)) spacing('is not one layer thickness higher', deviation);
      else if (steps > 1) missing(layer, steps - 1);
    }
  }

  function missing(layer: StackedLayer, layers: number): void {
    const text = layers === 1 ? 'one layer is' : `${layers} layers are`;
    log.add(layerMissing, {
      cause: 'gap',
      layer: layer.index,
      measured: layers,
      limit: 0,
      weight: layers,
      message: () => `${text} missing below z ${said(layer.zMm)} mm`,
    });
  }

  function empty(cause: string, where: string, severity: 'error' | 'warning'): void {
    for (const index of empties) {
      log.add(layerEmpty, {
        cause,
        severity,
        layer: index,
        measured: empties.length,
        limit: 0,
        weight: empties.length,
        message: () => `layer ${index} is empty ${where}`,
      });
    }
    empties = [];
  }

  return {
    layer(layer) {
      if (count > 0) checkRise(layer);
      else checkFirst(layer);
      if (!layer.isBlank) {
        if (contentSeen) empty('inside', 'inside of the part', 'error');
        else if (!partial) empty('below', 'below the part', 'warning');
        empties = [];
        contentSeen = true;
      } else if (count >= Math.max(expected.zeroLayer ? 1 : 0, expected.below?.count ?? 0)) empties.push(layer.index);
      lastZMm = layer.zMm;
      lastIndex = layer.index;
      count++;
    },
    finish() {
      if (!partial)
        empty('above', contentSeen ? 'above the part' : 'and so are all others', contentSeen ? 'warning' : 'error');
      if (expected.layerCount === null || count === expected.layerCount) return;
      const fewer = count < expected.layerCount;
      log.add(fewer ? layerMissing : layerSurplus, {
        cause: 'count',
        layer: count === 0 ? null : lastIndex,
        measured: count,
        limit: expected.layerCount,
        weight: 0,
        message: () => `the file has ${count} layers, ${expected.layerCount} were planned`,
      });
    },
  };
}
