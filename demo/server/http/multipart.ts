/** One file out of a multipart form, as a stream: the form is never held in memory. */
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Context } from 'hono';
import { Problem, invalidRequest } from '../problem.ts';

/**
 * Gives the file in the form's field to `take` and waits until both the form and `take` are done.
 * When `take` fails the rest of the form is still read, so that the sender hears the answer.
 * @throws Problem 400 when the form has no such file or ends too early, 415 when it is no form; and what `take` throws.
 */
export async function takeFile<T>(c: Context, field: string, take: (stream: Readable) => Promise<T>): Promise<T> {
  const { body } = c.req.raw;
  const parser = makeParser(c.req.header('Content-Type') ?? '');
  if (!body) throw invalidRequest([field]);
  const file = new PassThrough();
  // It may break before `take` has begun to read; reading it then still fails.
  file.on('error', () => undefined);
  let taken: Promise<T> | null = null;
  parser.on('file', (name: string, stream: Readable) => {
    stream.on('error', () => file.destroy(brokenForm()));
    if (name !== field || taken) return void stream.resume();
    taken = take(stream.pipe(file)).catch((reason: unknown) => {
      stream.unpipe(file).resume();
      throw reason;
    });
    taken.catch(() => undefined);
  });
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  const failure = await pipeline(source, parser).then(() => null, brokenForm);
  if (failure) file.destroy(failure);
  if (!taken) throw failure ?? invalidRequest([field]);
  return taken;
}

/** The connection or the form ended before the file did. */
function brokenForm(): Problem {
  return new Problem(400, 'upload_incomplete', { retryable: true });
}

function makeParser(type: string): InstanceType<typeof Busboy> {
  try {
    if (!type.startsWith('multipart/form-data')) throw new Error('not a form');
    return new Busboy({ headers: { 'content-type': type }, limits: { files: 4, fields: 20, fieldSize: 4096, parts: 24 } });
  } catch {
    throw new Problem(415, 'invalid_request', { paths: ['Content-Type'] });
  }
}
