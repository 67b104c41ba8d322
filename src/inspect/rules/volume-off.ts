/** A solid part whose layers hold another volume than its mesh. */
import { type FindingLog, type RuleDefinition, said } from '../finding-log.ts';

/** The rule. */
export const volumeOff: RuleDefinition = {
  id: 'volume-off',
  meaning:
    'Area times thickness of all layers is the volume of the mesh; a warning where the thickness of the layers accounts for the difference.',
  severity: 'error',
  unit: 'mm3',
};

/**
 * Checks the volume. Beyond the limit of the profile it is a warning as far as `roomMm3`, what layers of that thickness may be off by
 * (volume/volume-room.ts), accounts for it: the part comes out so, and thinner layers would meet it closer. Beyond both it is an error.
 */
export function checkVolumeOff(
  volumeMm3: number,
  nominalMm3: number,
  roomMm3: number,
  volumeRelative: number,
  log: FindingLog,
  nominalWords = 'the mesh',
): void {
  const limit = volumeRelative * nominalMm3;
  const offMm3 = Math.abs(volumeMm3 - nominalMm3);
  if (offMm3 <= limit) return;
  const isError = offMm3 > limit + roomMm3;
  const allowed = `${said(limit)} mm3 allowed`;
  const why = isError
    ? `${allowed} and ${said(roomMm3)} mm3 that the thickness of the layers may be off by`
    : `${allowed}, as the part steps between layers; thinner ones meet it closer`;
  log.add(volumeOff, {
    cause: 'volume',
    severity: isError ? 'error' : 'warning',
    layer: null,
    measured: volumeMm3,
    limit: nominalMm3,
    weight: offMm3,
    message: () =>
      `layers hold ${said(volumeMm3)} mm3, ${nominalWords} ${said(nominalMm3)} mm3: off by ${said(offMm3)} of ${why}`,
  });
}
