/** A header that says other things than the file holds. */
import type { Box3 } from '../../core/mesh.ts';
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';
import type { HeaderClaims, InspectLimits } from '../settings.ts';

/** The rule. */
export const headerMismatch: RuleDefinition = {
  id: 'header-mismatch',
  meaning: 'The number of layers and the box in the header are those of the content.',
  severity: 'error',
  unit: null,
};

/** Checks the claims of the header against what was read; `content` is null when the file holds no point. */
export function checkHeaderMismatch(
  claims: HeaderClaims,
  layerCount: number,
  content: Box3 | null,
  limits: InspectLimits,
  log: FindingLog,
): void {
  if (claims.layerCount !== null && claims.layerCount !== layerCount) {
    const claimed = claims.layerCount;
    log.add(headerMismatch, {
      cause: 'layers',
      layer: null,
      measured: layerCount,
      limit: claimed,
      weight: 0,
      message: () => `the header counts ${claimed} layers, the file has ${layerCount}`,
    });
  }
  const claim = claims.boxMm;
  if (claim === null || content === null) return;
  const beyond = [
    ['-x', claim[0] - content[0]],
    ['+x', content[3] - claim[3]],
    ['-y', claim[1] - content[1]],
    ['+y', content[4] - claim[4]],
    ['-z', claim[2] - content[2]],
    ['+z', content[5] - claim[5]],
  ] as const;
  for (const [side, byMm] of beyond) {
    const reaches = byMm > limits.claimOutsideMm;
    if (!reaches && !(-byMm > limits.claimSlackMm)) continue;
    const text = reaches
      ? `content reaches ${said(byMm)} mm out of the box in the header on the ${side} side`
      : `the box in the header stands ${said(-byMm)} mm off the content on the ${side} side`;
    log.add(headerMismatch, {
      cause: reaches ? 'box-small' : 'box-large',
      severity: reaches ? 'warning' : 'note',
      layer: null,
      measured: Math.abs(byMm),
      limit: reaches ? limits.claimOutsideMm : limits.claimSlackMm,
      weight: Math.abs(byMm),
      message: () => text,
    });
  }
}
