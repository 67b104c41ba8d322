/** Finds printer and profile by id and makes sure that they fit each other. */
import { findPrinter, findProfile } from '../../config/catalog.ts';
import { assertProfileFits, type Pairing } from '../../config/match.ts';
import type { Printer } from '../../config/printer.ts';
import type { Profile } from '../../config/profile.ts';
import { catalogFiles } from './catalog-files.ts';
import { DEFAULT_IDS, DEFAULT_PROCESS } from './defaults.ts';
import type { Found } from './prepare-request.ts';
import { checkPrinterLines } from './printer-lines.ts';

/** Where printers and profiles are looked for beside the package's own; null: nowhere. */
export interface CatalogFolders {
  readonly printers: string | null;
  readonly profiles: string | null;
}

/** A printer and a profile that fit each other, with their files. */
export interface FoundPairing {
  readonly printer: Found<Printer>;
  readonly profile: Found<Profile>;
  readonly pairing: Pairing;
}

/** Finds both; where only one is named, the other is the usual one of its process. */
export async function findPairing(
  ids: { readonly printer: string | null; readonly profile: string | null },
  folders: CatalogFolders,
): Promise<FoundPairing> {
  const printers = await catalogFiles('printers', folders.printers);
  const profiles = await catalogFiles('profiles', folders.profiles);
  const named = {
    printer: ids.printer === null ? null : findPrinter(ids.printer, printers),
    profile: ids.profile === null ? null : findProfile(ids.profile, profiles),
  };
  const usual = DEFAULT_IDS[(named.profile ?? named.printer)?.item.process ?? DEFAULT_PROCESS];
  const printer = named.printer ?? findPrinter(usual.printer, printers);
  const profile = named.profile ?? findProfile(usual.profile, profiles);
  const pairing = assertProfileFits(profile.item, printer.item, profile.file, printer.file);
  if (pairing.process === 'fff') await checkPrinterLines(pairing, printer.file);
  return { printer, profile, pairing };
}
