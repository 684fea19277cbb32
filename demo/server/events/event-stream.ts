/** One page's stream of server-sent events (WHATWG HTML §9.2): what it was told, and its bytes. */

/** Who listens, and what the page knows already. */
export interface Watcher {
  readonly customerId: string;
  /** Of the token it came with: the stream ends when that does. */
  readonly accessHash: string;
  /** Of the case as it is now. */
  readonly version: number;
  /** `Last-Event-ID`: the version an earlier stream ended with. */
  readonly lastEventId: string | undefined;
}

const encoder = new TextEncoder();

export class EventStream {
  readonly customerId: string;
  readonly accessHash: string;
  readonly body: ReadableStream<Uint8Array>;
  /** When the case was last brought up to date for this stream, epoch milliseconds, and for which configuration. */
  readAt = 0;
  configurationVersion = 0;
  #version = 0;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly #onEnd: () => void;

  constructor({ customerId, accessHash, version, lastEventId }: Watcher, onEnd: () => void) {
    this.customerId = customerId;
    this.accessHash = accessHash;
    this.#onEnd = onEnd;
    this.body = new ReadableStream({
      start: (controller) => void (this.#controller = controller),
      cancel: () => this.#leave(),
    });
    if (lastEventId === String(version)) {
      this.#version = version;
      this.comment('nothing new');
    } else this.tell(version);
  }

  /** Says so once when the version is new. */
  tell(version: number): void {
    if (version <= this.#version) return;
    this.#version = version;
    this.#send(`event: verification\nid: ${version}\ndata: ${JSON.stringify({ version })}\n\n`);
  }

  comment(text: string): void {
    this.#send(`: ${text}\n\n`);
  }

  end(): void {
    this.#controller?.close();
    this.#leave();
  }

  #send(text: string): void {
    this.#controller?.enqueue(encoder.encode(text));
  }

  #leave(): void {
    this.#controller = null;
    this.#onEnd();
  }
}
