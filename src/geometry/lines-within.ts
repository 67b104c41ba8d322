/** The parts of lines that lie within an area. */
import type { Loops, Polyline } from '../core/polyline.ts';
import { zoneMap } from './zone-map.ts';

/** Returns the parts of lines within an area, in order along each; a line that never leaves it stays as it is. */
export function linesWithin(lines: Loops, area: Loops): Polyline[] {
  if (area.length === 0) return [];
  const map = zoneMap([area]);
  return lines.flatMap((line) => within(line));

  function within(line: Polyline): Polyline[] {
    const { xy, closed } = line;
    const n = xy.length / 2;
    const parts: number[][] = [];
    let part: number[] = [];
    let isWhole = true;
    const end = (): void => {
      if (part.length >= 4) parts.push(part);
      part = [];
    };
    for (let s = 0; s < (closed ? n : n - 1); s++) {
      const to = (s + 1) % n;
      const x0 = xy[2 * s]!;
      const y0 = xy[2 * s + 1]!;
      const dx = xy[2 * to]! - x0;
      const dy = xy[2 * to + 1]! - y0;
      let from = 0;
      for (const until of [...map.crossings(x0, y0, xy[2 * to]!, xy[2 * to + 1]!), 1]) {
        const middle = (from + until) / 2;
        if (map.at(x0 + middle * dx, y0 + middle * dy) === 0) {
          if (part.length === 0) part.push(x0 + from * dx, y0 + from * dy);
          part.push(x0 + until * dx, y0 + until * dy);
        } else {
          isWhole = false;
          end();
        }
        from = until;
      }
    }
    if (isWhole && part.length > 0) return [line];
    end();
    // A closed line that was inside at its first point goes on there.
    const first = parts[0];
    const last = parts.at(-1);
    const goesOn = first?.[0] === xy[0] && first?.[1] === xy[1] && last?.at(-2) === xy[0] && last?.at(-1) === xy[1];
    if (closed && first !== undefined && last !== undefined && first !== last && goesOn) {
      parts.pop();
      parts[0] = [...last, ...first.slice(2)];
    }
    return parts.map((points) => ({ xy: Float64Array.from(points), closed: false }));
  }
}
