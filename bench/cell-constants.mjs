/**
 * `node bench/cell-constants.mjs [cell ...]`: the constants of the triply periodic cells, for src/lattice/cells.
 *
 * Pinch levels: the nodes of a periodic grid of 96 x 96 x 96 are taken in the order of f and joined with those of their 14
 * neighbours (Freudenthal's division into tetrahedra, so that solid and void are judged alike) that are in already. Each node
 * knows its offset from its root in cells, so a body that closes on itself through the cell's faces says by which vectors. The
 * set hangs together when it is one body and these vectors span all of space: then its copies in all cells are one. The level
 * at which that begins is where the last two join, a saddle; Newton's method on the gradient from there gives it to 1e-12. Taken
 * from the top downward the same finds the level of the pores. Bodies that live for less than 0.002 of the range of f are the
 * grid's, and a set that closes on itself that near to its extreme (the pores of iwp) has no pinch level but that extreme.
 *
 * Area of f = 0: rays along x meet the surface, each time adding |n_x| / density of the rays; since the cells are alike along x, y
 * and z and n_x^2 + n_y^2 + n_z^2 = 1, three times that is the area. Rays on a lattice of golden ratio, crossings exact.
 */
import { cornerHarmonics, setHarmonics } from '../dist/lattice/harmonics.js';
import { densityAtLevel } from '../dist/lattice/relative-density.js';
import { rowCrossings } from '../dist/lattice/row-crossings.js';
import { UNIT_CELLS } from '../dist/lattice/unit-cell.js';

const N = 96;
const RAYS = [271443, 167761]; // Lucas numbers
const NEIGHBOURS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 1],
].flatMap(([i, j, k]) => [
  [i, j, k],
  [-i, -j, -k],
]);
const EVENT_SHARE = 0.002;

const asked = process.argv.slice(2);
for (const cell of Object.values(UNIT_CELLS)) {
  if (asked.length > 0 && !asked.includes(cell.id)) continue;
  const values = nodeValues(cell);
  console.log(`${cell.id}: area ${areaOf(cell).toFixed(6)} (constant ${cell.areaPerCellSquare})`);
  for (const [word, sign] of [
    ['f < c', 1],
    ['f > c', -1],
  ]) {
    const found = events(values, sign).map((event) => ({ ...event, saddle: refine(cell, event.node) }));
    if (found.length === 0) console.log(`  ${word}: one body from its extreme on`);
    for (const [n, { level, born, bodies, saddle }] of found.entries()) {
      // Saddles of one orbit follow each other; what there is after the last of them counts.
      const next = found[n + 1];
      if (next !== undefined && Math.abs((next.saddle?.level ?? next.level) - (saddle?.level ?? level)) < 1e-9)
        continue;
      const exact = saddle === null ? 'no saddle found' : saddle.level.toFixed(10);
      const place = saddle === null ? '' : ` at ${saddle.place.map((u) => u.toFixed(4)).join(' ')}`;
      const since = born === undefined ? '' : ` (the last one to join began at ${born.toFixed(5)})`;
      const share = densityAtLevel(cell, 'network', saddle?.level ?? level).toFixed(4);
      console.log(`  ${word}: ${level.toFixed(5)}, ${exact}${place}, share below ${share}: ${bodies}${since}`);
    }
  }
}

function nodeValues(cell) {
  const values = new Float64Array(N * N * N);
  const at = cornerHarmonics();
  for (let k = 0, n = 0; k < N; k++) {
    for (let j = 0; j < N; j++) {
      for (let i = 0; i < N; i++, n++) {
        setHarmonics(at, i / N, j / N, k / N);
        values[n] = cell.value(at);
      }
    }
  }
  return values;
}

/** Joins and closings that matter, in the order of c, each with the bodies that there are after it. */
function events(values, sign) {
  const least = EVENT_SHARE * (maxOf(values) - minOf(values));
  const order = new Uint32Array(values.length).map((_, n) => n);
  order.sort((a, b) => sign * (values[a] - values[b]) || a - b);
  const parent = new Int32Array(values.length).fill(-1);
  /** Cell in which a node stands when its parent stands in cell 0, 0, 0. */
  const offset = new Int16Array(3 * values.length);
  const born = new Float64Array(values.length);
  /** Of each body's root: a basis of the vectors by which it meets itself. */
  const bases = new Map();
  const found = [];

  for (const node of order) {
    const level = values[node];
    parent[node] = node;
    born[node] = level;
    bases.set(node, []);
    const [i, j, k] = [node % N, Math.floor(node / N) % N, Math.floor(node / (N * N))];
    for (const [di, dj, dk] of NEIGHBOURS) {
      const wrap = [Math.floor((i + di) / N), Math.floor((j + dj) / N), Math.floor((k + dk) / N)];
      const other = i + di - wrap[0] * N + N * (j + dj - wrap[1] * N + N * (k + dk - wrap[2] * N));
      if (parent[other] < 0) continue;
      const a = find(node);
      const b = find(other);
      // Root b, or a once more, seen from root a when the edge is walked.
      const step = wrap.map((cells, x) => offset[3 * node + x] + cells - offset[3 * other + x]);
      if (a === b) {
        if (step.every((cells) => cells === 0)) continue;
        const basis = hermite([...bases.get(a), step]);
        const before = describe(bases.get(a));
        bases.set(a, basis);
        if (describe(basis) !== before && Math.abs(level - born[a]) > least)
          found.push({ node, level, bodies: bodies(level) });
        continue;
      }
      const aIsOlder = sign * (born[a] - born[b]) <= 0;
      const [older, younger] = aIsOlder ? [a, b] : [b, a];
      const matters = Math.abs(level - born[younger]) > least;
      parent[younger] = older;
      for (let x = 0; x < 3; x++) offset[3 * younger + x] = aIsOlder ? step[x] : -step[x];
      bases.set(older, hermite([...bases.get(older), ...bases.get(younger)]));
      bases.delete(younger);
      if (matters) found.push({ node, level, born: born[younger], bodies: bodies(level) });
    }
  }
  return found;

  /** The root of a node; its offset is then seen from there. */
  function find(node) {
    if (parent[node] === node) return node;
    const up = parent[node];
    const root = find(up);
    if (up !== root) {
      for (let x = 0; x < 3; x++) offset[3 * node + x] += offset[3 * up + x];
      parent[node] = root;
    }
    return root;
  }

  /** The bodies that live long enough, by the space that they span. */
  function bodies(level) {
    const words = [...bases]
      .filter(([root]) => Math.abs(level - born[root]) > least)
      .map(([, basis]) => describe(basis));
    const counts = new Map();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return [...counts].map(([word, count]) => `${count} x ${word}`).join(' + ');
  }
}

function describe(basis) {
  if (basis.length < 3) return ['closed', 'rod', 'plate'][basis.length];
  const index = Math.abs(basis[0][0] * basis[1][1] * basis[2][2]);
  return index === 1 ? 'net' : `${index} nets`;
}

/** Basis of the whole-number combinations of vectors, in echelon form. */
function hermite(vectors) {
  let rest = vectors.map((vector) => [...vector]);
  const basis = [];
  for (let x = 0; x < 3; x++) {
    for (;;) {
      const leading = rest.filter((vector) => vector[x] !== 0).sort((a, b) => Math.abs(a[x]) - Math.abs(b[x]));
      if (leading.length === 0) break;
      const [pivot, ...others] = leading;
      if (others.length === 0) {
        basis.push(pivot);
        rest = rest.filter((vector) => vector !== pivot);
        break;
      }
      for (const other of others) {
        const times = Math.trunc(other[x] / pivot[x]);
        for (let y = 0; y < 3; y++) other[y] -= times * pivot[y];
      }
    }
  }
  return basis;
}

/** The saddle near a node: Newton's method on the gradient (Levenberg's damping where the Hessian is singular). */
function refine(cell, node) {
  const place = [(node % N) / N, (Math.floor(node / N) % N) / N, Math.floor(node / (N * N)) / N];
  const at = cornerHarmonics();
  const gradientAt = (p) => {
    const out = new Float64Array(3);
    setHarmonics(at, p[0], p[1], p[2]);
    cell.gradient(at, out);
    return out;
  };
  const h = 1e-6;
  for (let n = 0; n < 60; n++) {
    const g = gradientAt(place);
    const hessian = [0, 1, 2].map((x) => {
      const ahead = gradientAt(place.map((u, y) => (x === y ? u + h : u)));
      const behind = gradientAt(place.map((u, y) => (x === y ? u - h : u)));
      return [0, 1, 2].map((y) => (ahead[y] - behind[y]) / (2 * h));
    });
    const step = dampedStep(hessian, g);
    for (let x = 0; x < 3; x++) place[x] -= step[x];
    if (Math.max(...step.map(Math.abs)) < 1e-13) break;
  }
  const g = gradientAt(place);
  if (Math.max(...g.map(Math.abs)) > 1e-9) return null;
  return { place: place.map((u) => u - Math.floor(u + 1e-9)), level: cell.value(at) };
}

/** Solves (H^T H + e) step = H^T g by Cramer's rule. */
function dampedStep(hessian, g) {
  const a = [0, 1, 2].map((x) =>
    [0, 1, 2].map((y) => hessian[x].reduce((sum, value, m) => sum + value * hessian[y][m], x === y ? 1e-9 : 0)),
  );
  const b = [0, 1, 2].map((x) => hessian[x].reduce((sum, value, m) => sum + value * g[m], 0));
  const determinant = (m) =>
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
    m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
    m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  return [0, 1, 2].map(
    (x) => determinant(a.map((row, y) => row.map((value, z) => (z === x ? b[y] : value)))) / determinant(a),
  );
}

function areaOf(cell) {
  const [count, generator] = RAYS;
  const row = new Float64Array(5);
  const crossings = new Float64Array(4);
  const gradient = new Float64Array(3);
  const at = cornerHarmonics();
  let sum = 0;
  for (let n = 0; n < count; n++) {
    const v = (n + 0.5) / count;
    const w = ((n * generator) % count) / count;
    setHarmonics(at, 0, v, w);
    cell.row(at.sy, at.cy, at.sz, at.cz, row);
    const met = rowCrossings(row, 0, crossings);
    for (let m = 0; m < met; m++) {
      setHarmonics(at, crossings[m], v, w);
      cell.gradient(at, gradient);
      sum += Math.abs(gradient[0]) / Math.hypot(gradient[0], gradient[1], gradient[2]);
    }
  }
  return (3 * sum) / count;
}

function minOf(values) {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function maxOf(values) {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}
