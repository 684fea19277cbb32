/** At the end of a run: what was told to whom by mail and by webhook, and how often. */
import { Reviewer } from '../backend-driver.ts';
import type { MailServer } from '../mail-server.ts';
import type { Ledger } from './ledger.ts';
import type { Receiver } from './receiver.ts';
import type { World } from './world.ts';

export interface MessageReport {
  readonly mails: { readonly sent: number; readonly inDoubt: number; readonly inDoubtAndReceived: number };
  readonly webhooks: { readonly events: number; readonly deliveries: number };
  readonly problems: readonly string[];
}

interface OutboxMail {
  readonly id: string;
  readonly state: 'waiting' | 'sent' | 'in_doubt';
}

interface StoredWebhook {
  readonly id: string;
  readonly type: string;
  readonly deliveredAt: string | null;
  readonly givenUpAt: string | null;
}

interface Ends {
  readonly mailServer: MailServer;
  readonly receiver: Receiver;
}

/** What a kill left claimed is let go of after a while; then it goes out. */
const patienceMs = 90_000;

export async function messagesOf(world: World, { mailServer, receiver }: Ends): Promise<MessageReport> {
  const since = Date.now();
  const isPatient = (): boolean => Date.now() - since < patienceMs;
  const mails = await world.until('the mails', async () => {
    const all = await Promise.all(world.ledgers.map((ledger) => mailsOf(world, ledger)));
    return isPatient() && all.flat().some(({ state }) => state === 'waiting') ? null : all;
  });
  const webhooks = await world.until('the webhooks', async () => {
    const all = await webhooksOf(world);
    return isPatient() && all.some(({ deliveredAt }) => deliveredAt === null) ? null : all;
  });
  const received = countReceived(mailServer);
  const inDoubt = mails.flat().filter(({ state }) => state === 'in_doubt');
  return {
    mails: { sent: mails.flat().filter(({ state }) => state === 'sent').length, inDoubt: inDoubt.length, inDoubtAndReceived: inDoubt.filter(({ id }) => received(id) > 0).length },
    webhooks: { events: webhooks.length, deliveries: receiver.deliveries() },
    problems: [...world.ledgers.flatMap((ledger, index) => wrongMails(ledger, mails[index] ?? [], received)), ...wrongWebhooks(webhooks, receiver), ...receiver.problems],
  };
}

/** One for each submission and one for each verdict; each of them once, or in doubt. */
function wrongMails({ submissions, verdicts }: Ledger, mails: readonly OutboxMail[], received: (id: string) => number): string[] {
  const expected = submissions.length + verdicts.length;
  return [
    ...(mails.length === expected ? [] : [`${expected} mails were due, ${mails.length} were written`]),
    ...mails.flatMap(({ id, state }) => {
      const times = received(id);
      const isRight = state === 'sent' ? times === 1 : state === 'in_doubt' && times <= 1;
      return isRight ? [] : [`a mail that is ${state} came ${times} times`];
    }),
  ];
}

function wrongWebhooks(webhooks: readonly StoredWebhook[], { acted }: Receiver): string[] {
  const bodies = [...acted.values()];
  return [
    ...webhooks.filter(({ deliveredAt }) => deliveredAt === null).map(({ type, givenUpAt }) => `a webhook ${type} was ${givenUpAt === null ? 'not delivered' : 'given up'}`),
    ...webhooks.filter(({ id, deliveredAt }) => deliveredAt !== null && !acted.has(id)).map(({ type }) => `a webhook ${type} counts as delivered and never came`),
    ...(acted.size > webhooks.length ? ['a webhook came that nobody knows of'] : []),
    ...(new Set(bodies).size < bodies.length ? ['two webhooks say the same'] : []),
  ];
}

/** By `Message-ID`, which names the mail in the outbox. */
function countReceived({ mails }: MailServer): (id: string) => number {
  const ids = mails.map(({ source }) => /^Message-ID:\s*<([^@>]+)@/im.exec(source)?.[1] ?? '');
  return (id) => ids.filter((candidate) => candidate === id).length;
}

async function mailsOf({ backend }: World, { customer }: Ledger): Promise<OutboxMail[]> {
  const { body } = await new Reviewer(backend).api('GET', `/outbox?to=${encodeURIComponent(`${customer.id}@customers.example`)}`);
  return body.mails;
}

async function webhooksOf({ backend }: World): Promise<StoredWebhook[]> {
  const { body } = await new Reviewer(backend).api('GET', '/webhooks');
  return body.webhooks;
}
