#!/usr/bin/env node
import { main } from '../dist/program/main.js';

// A reader that has gone away (`| head -1`) is no fault: the job goes on, its words are lost.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') return;
    // The words cannot be written: that is a short resource, whatever the job itself came to.
    if (stream === process.stdout) process.stderr.write(`trabecula: the output cannot be written (${error.code})\n`);
    process.exit(4);
  });
}

process.exitCode = await main(process.argv.slice(2));
