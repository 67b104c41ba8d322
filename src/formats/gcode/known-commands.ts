/**
 * Which commands Marlin has, by its documentation (github.com/MarlinFirmware/MarlinDocumentation, _gcode, 2.1), and which of RepRapFirmware
 * change nothing about the moves (docs.duet3d.com, G-code dictionary).
 */

const G = [
  0, 1, 2, 3, 4, 10, 11, 12, 17, 18, 19, 20, 21, 27, 28, 29, 30, 31, 32, 33, 34, 35, 54, 60, 76, 80, 90, 91, 92, 425,
];

/** M2 is no command of Marlin but ends a program by NIST RS274/NGC. */
const M = [
  0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 33, 34, 42, 43, 48, 73,
  75, 76, 77, 78, 80, 81, 82, 83, 84, 85, 86, 87, 92, 100, 102, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114,
  115, 117, 118, 119, 120, 121, 122, 123, 125, 126, 127, 128, 129, 140, 141, 143, 145, 149, 150, 154, 155, 163, 164,
  165, 166, 190, 191, 192, 193, 200, 201, 203, 204, 205, 206, 207, 208, 209, 210, 211, 217, 218, 220, 221, 226, 240,
  250, 255, 256, 260, 261, 265, 280, 281, 282, 290, 300, 301, 302, 303, 304, 305, 306, 309, 350, 351, 355, 360, 361,
  362, 363, 364, 380, 381, 400, 401, 402, 403, 404, 405, 406, 407, 410, 412, 413, 414, 420, 421, 422, 423, 425, 428,
  430, 486, 493, 494, 500, 501, 502, 503, 504, 510, 511, 512, 524, 540, 550, 552, 553, 554, 569, 575, 592, 593, 600,
  603, 605, 665, 666, 672, 701, 702, 710, 851, 852, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 871, 876, 900,
  906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918, 919, 920, 928, 951, 993, 994, 995, 997, 999, 7219,
];

// Marlin has these too, but they move the nozzle or the origin, or repeat lines, in ways that are not followed: G5 and G6 (other
// curves), G26 (prints a pattern), G38 (probes), G42, G53, G55 to G59, G61, M32, M808 and M810 to M819.
/** Waiting for heaters, instantaneous speed changes, tools' temperatures, pressure advance. */
const M_OF_REPRAPFIRMWARE = [116, 566, 568, 572];

const KNOWN_G = new Set(G);
const KNOWN_M = new Set([...M, ...M_OF_REPRAPFIRMWARE]);

/** True for a command that is either carried out by the reader or known to change nothing about the moves. */
export function isKnownCommand(letter: 'G' | 'M' | 'T', main: number): boolean {
  return letter === 'T' || (letter === 'G' ? KNOWN_G : KNOWN_M).has(main);
}
