/** A mail server that keeps what it is given, or fails where a test wants it to. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  /** Headers and body as sent. */
  readonly source: string;
}

/**
 * What it does with the next mails. At the recipient: `stall`, say nothing. At the end of the data: `take` it, `hang`: take it
 * and say nothing, `cut`: take it and end the connection, or refuse it with a code,
 * naming whom it was for.
 */
export type Behaviour = 'take' | 'stall' | 'hang' | 'cut' | number;

export interface MailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  behaviour: Behaviour;
  /** How often it was told of a recipient. */
  readonly recipients: () => number;
  /** Resolves once there are so many. */
  received(count: number): Promise<void>;
  /** Ends connections and answers nobody until `open`, on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
}

/** `refusals`: so many mails are turned away for now (451) before any is taken. */
export async function startMailServer({ refusals = 0 }: { refusals?: number } = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let refusalsLeft = refusals;
  let told = 0;
  const state: { behaviour: Behaviour } = { behaviour: 'take' };
  const keep = (mail: ReceivedMail): void => {
    mails.push(mail);
    for (const { count, resolve } of waiting) if (mails.length >= count) resolve();
  };
  const sockets = new Set<Socket>();
  const options: SMTPServerOptions = {
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => {
      told += 1;
      if (state.behaviour !== 'stall') done();
    },
    onData: (stream, { envelope }, done) => {
      void receive(stream).then((source) => {
        const code = refusalsLeft > 0 ? 451 : state.behaviour;
        refusalsLeft = Math.max(0, refusalsLeft - 1);
        if (typeof code === 'number') return done(Object.assign(new Error(`not now for ${envelope.rcptTo.map(({ address }) => address).join()}`), { responseCode: code }));
        keep({ recipients: envelope.rcptTo.map(({ address }) => address), source });
        if (code === 'cut') sockets.forEach((socket) => socket.destroy());
        else if (code !== 'hang') done();
      }, () => undefined);
    },
  };
  const listen = async (port: number): Promise<SMTPServer> => {
    const server = new SMTPServer(options);
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => void sockets.add(socket));
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    recipients: () => told,
    received: (count: number) => new Promise<void>((resolve) => {
      if (mails.length >= count) resolve();
      else waiting.push({ count, resolve });
    }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sockets.forEach((socket) => socket.destroy());
      sockets.clear();
      await closed;
    },
    open: async () => { server = await listen(port); },
  });
}

async function receive(stream: SMTPServerDataStream): Promise<string> {
  return (await buffer(stream)).toString('latin1');
}
