/** Outlines of real layers that once broke the walls of slicers; they lie beside the checkout, where they are there at all. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Clipper, FillRule, type Path64 } from 'clipper2-ts';
import type { Loops } from '../../src/core/polyline.ts';
import { unitePositive } from '../../src/geometry/clipping.ts';

const FOLDER = new URL('../../../shared/data/polygons/', import.meta.url);

/** False where the outlines are absent. */
export const HAS_POLYGONS = existsSync(FOLDER);

/** Returns the outlines, clean, by the names of their files. */
export function realPolygons(): { readonly name: string; readonly loops: Loops }[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.wkt'));
  return names.map((name) => ({ name, loops: evenOddLoops(readFileSync(new URL(name, FOLDER), 'utf8')) }));
}

/** Rings of a WKT polygon in micrometres; even-odd, made clean by an independent program. */
function evenOddLoops(wkt: string): Loops {
  const rings: Path64[] = [];
  for (const [, body] of wkt.matchAll(/\(([^()]+)\)/g)) {
    rings.push(
      body!.split(',').map((pair) => {
        const [x, y] = pair.trim().split(/\s+/).map(Number);
        return { x: Math.round(x! * 10), y: Math.round(y! * 10) };
      }),
    );
  }
  const clean = Clipper.union(rings, FillRule.EvenOdd);
  return unitePositive(
    clean.map((path) => ({
      xy: Float64Array.from(path.flatMap(({ x, y }) => [x / 10_000, y / 10_000])),
      closed: true,
    })),
  );
}
