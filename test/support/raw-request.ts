/** One HTTP request in the sender's own hands: bytes when it likes, cut when it likes, on a connection of its own. */
import { request, type ClientRequest } from 'node:http';

export interface RawRequest {
  write(bytes: Uint8Array): void;
  end(): void;
  /** Closes the connection, whatever is still on its way. */
  cut(): void;
  /** The answer's status and headers; null when the connection ended without one. */
  readonly answered: Promise<{ status: number; headers: Headers } | null>;
  /** Resolves when the connection is closed, by whichever side. */
  readonly closed: Promise<void>;
}

export interface RawRequestOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function openRequest(url: string, { method, headers }: RawRequestOptions): RawRequest {
  const outgoing = request(url, { method, headers, agent: false });
  outgoing.flushHeaders();
  return {
    write: (bytes) => void outgoing.write(bytes),
    end: () => void outgoing.end(),
    cut: () => void outgoing.destroy(),
    answered: answerTo(outgoing),
    closed: new Promise((resolve) => outgoing.once('close', () => resolve())),
  };
}

function answerTo(outgoing: ClientRequest): RawRequest['answered'] {
  return new Promise((resolve) => {
    outgoing.on('error', () => resolve(null));
    outgoing.once('response', (response) => {
      response.on('error', () => undefined).resume();
      const headers = new Headers();
      for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value));
      resolve({ status: response.statusCode ?? 0, headers });
    });
  });
}
