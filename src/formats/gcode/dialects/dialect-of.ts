/** Chooses the dialect of a printer. */
import type { Firmware, HeaterNames } from '../settings.ts';
import type { GcodeDialect } from './dialect.ts';
import { generic } from './generic.ts';
import { klipper } from './klipper.ts';
import { marlin } from './marlin.ts';
import { reprapFirmware } from './reprapfirmware.ts';

/** Returns the dialect of a firmware; Klipper's heaters have names of their own. */
export function dialectOf(firmware: Firmware, names: HeaterNames): GcodeDialect {
  switch (firmware) {
    case 'marlin':
      return marlin;
    case 'klipper':
      return klipper(names);
    case 'reprapfirmware':
      return reprapFirmware;
    case 'generic':
      return generic;
  }
}
