/**
 * The worker's side. Built as `intake-worker.js`, one classic script without imports that lies beside the bundle: it
 * runs under `worker-src 'self'`, from wherever a host places it.
 */
import { KycError } from '../model/errors.ts';
import { jobs } from './jobs.ts';
import { bitmapsIn, protocolVersion, type FromWorker, type JobKind, type RunRequest, type ToWorker } from './worker-protocol.ts';

const running = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'cancel') running.get(data.id)?.abort();
  else void run(data);
});
tell({ kind: 'ready', protocolVersion });

async function run<K extends JobKind>({ id, job, given }: RunRequest<K>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const answer = await jobs[job](given, controller.signal);
    tell({ kind: 'done', id, answer }, bitmapsIn(answer));
  } catch (reason) {
    if (reason instanceof KycError) tell({ kind: 'failed', id, code: reason.code });
    // Reaches the page as the worker's `error` event: it then does the work itself.
    else reportError(reason);
  } finally {
    running.delete(id);
  }
}

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
