/**
 * The inspecting process: one file at a time, no settings, no secrets, nothing but the files it is given. It may die of what
 * it is given; the server lives on.
 */
import { Worker } from 'node:worker_threads';
import { inspectFile } from './inspect.ts';
import type { ChildMessage, InspectionJob } from './job.ts';

/**
 * From a thread of its own, because the main one may be caught in a file: ends the process when it takes more memory than
 * it was given, or when the server is gone and nobody would end it.
 */
const watch = `
  const { workerData: { limitBytes, parent } } = require('node:worker_threads');
  setInterval(() => {
    if (process.memoryUsage.rss() > limitBytes || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 50);
`;

const limitBytes = Number(process.argv[2]) * 1024 * 1024;
new Worker(watch, { eval: true, workerData: { limitBytes, parent: process.ppid } }).unref();

const tell = (message: ChildMessage): void => void process.send?.(message);

// A terminal and systemd tell every process of a group. The server says when this one ends: until then its file is looked at.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (job: InspectionJob) => {
  inspectFile(job).then(
    (outcome) => tell({ kind: 'answer', outcome, isSpent: process.memoryUsage.rss() > limitBytes / 2 }),
    // The kind alone: messages may quote what they are about.
    (reason: unknown) => tell({ kind: 'failed', why: reason instanceof Error ? reason.name : typeof reason }),
  );
});
tell({ kind: 'ready' });
