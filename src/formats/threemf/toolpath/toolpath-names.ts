/** Names of the 3MF toolpath extension (1.0, release candidate, chapter 3.2 and appendix C), and of what we add to it. */
import { clark } from '../../xml/xml-names.ts';

/** Namespace of the toolpath resource and of the layer parts. */
export const TOOLPATH = 'http://schemas.3mf.io/3dmanufacturing/toolpath/2026/03';
/** Namespace of the drafts before it: never written, read as the same (appendix C). */
export const DRAFT_TOOLPATH = 'http://schemas.microsoft.com/3dmanufacturing/toolpath/2019/05';
/** Type of the relationship from the model part to each layer part. */
export const LAYER_RELATION = `${TOOLPATH}/layer`;
/** The same in the drafts. */
export const DRAFT_LAYER_RELATION = 'http://schemas.microsoft.com/3dmanufacturing/2019/05/toolpath';
/** Namespace of our attributes of a profile: what the extension has no word for (chapter 2.3). */
export const LASER = 'urn:trabecula:laser:1';

/** Returns the keys of a toolpath element or attribute: that of the extension and that of its drafts. */
export function toolpathKeys(local: string): readonly [string, string] {
  return [clark(TOOLPATH, local), clark(DRAFT_TOOLPATH, local)];
}

/** Tells whether the key of an element belongs to the extension or its drafts. */
export function isToolpathKey(key: string): boolean {
  return isDraftKey(key) || key.startsWith(`{${TOOLPATH}}`);
}

/** Tells whether the key of an element belongs to the drafts. */
export function isDraftKey(key: string): boolean {
  return key.startsWith(`{${DRAFT_TOOLPATH}}`);
}
