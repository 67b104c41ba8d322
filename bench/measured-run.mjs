/** Runs one command line in this process and tells its parent what it cost; started by bench/run.mjs. */
import { main } from '../dist/program/main.js';

const code = await main(process.argv.slice(2));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.send({ code, cpuS: (userCPUTime + systemCPUTime) / 1e6, peakMiB: maxRSS / 1024 });
process.disconnect();
process.exitCode = code;
