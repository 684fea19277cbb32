/** A mail server that keeps what it is given: enough SMTP (RFC 5321) for one sender. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  /** Headers and body as sent. */
  readonly source: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** Resolves once there are so many. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** `refusals`: so many mails are turned away for now (451) before any is taken. */
export async function startMailServer({ refusals = 0 }: { refusals?: number } = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let refusalsLeft = refusals;
  const take = (mail: ReceivedMail): string => {
    if (refusalsLeft > 0) {
      refusalsLeft -= 1;
      return '451 later';
    }
    mails.push(mail);
    for (const { count, resolve } of waiting) if (mails.length >= count) resolve();
    return '250 taken';
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket, take);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    received: (count) => new Promise((resolve) => {
      if (mails.length >= count) resolve();
      else waiting.push({ count, resolve });
    }),
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

function converse(socket: Socket, take: (mail: ReceivedMail) => string): void {
  let buffer = '';
  let recipients: string[] = [];
  let isData = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say('220 test');
  socket.on('data', (data) => {
    buffer += data.toString();
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        say(take({ recipients, source: part }));
        recipients = [];
      } else if (/^DATA/i.test(part)) {
        isData = true;
        say('354 go on');
      } else {
        const recipient = /^RCPT TO:<([^>]*)>/i.exec(part)?.[1];
        if (recipient !== undefined) recipients.push(recipient);
        say(/^QUIT/i.test(part) ? '221 bye' : '250 ok');
      }
    }
  });
}
