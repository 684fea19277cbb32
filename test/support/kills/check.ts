/** After a kill: everything that was acknowledged is there, once, and no case is where no case can be. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { verificationSchema } from '../../../src/contract/index.ts';
import { hashOf, Reviewer, type Snapshot } from '../backend-driver.ts';
import type { Ledger } from './ledger.ts';
import type { World } from './world.ts';

/** What is kept of a specimen, by the hash of what was sent: pictures are written anew. */
export type KeptHashes = ReadonlyMap<string, string>;

interface AuditEntry {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What is wrong, in words; empty when nothing is. */
export async function check(world: World, ledger: Ledger, kept: KeptHashes): Promise<string[]> {
  const reviewer = new Reviewer(world.backend);
  await ledger.renew(world.backend);
  const { status, body } = await ledger.customer.api('GET', '/verification');
  if (status !== 200) return [`the case was answered with ${status}`];
  const snapshot = z.parse(verificationSchema, body);
  const { tickets } = (await reviewer.api('GET', `/verifications/${ledger.verificationId}`)).body as { tickets: { subject: string }[] };
  const entries = (await reviewer.api('GET', `/audit?verificationId=${ledger.verificationId}`)).body.entries as AuditEntry[];
  return [
    ...impossible(snapshot),
    ...wrongDocuments(snapshot, ledger),
    ...await wrongBytes(world, ledger, kept),
    ...notOnce('comment', ledger.comments, snapshot.comments.map((comment) => comment.body)),
    ...notOnce('ticket', ledger.tickets, tickets.map(({ subject }) => subject)),
    ...wrongAudit(entries, ledger),
    ...await wrongRepeats(world, ledger),
  ];
}

function impossible({ status, customer, documents, review, requests }: Snapshot): string[] {
  const has = (wanted: string): boolean => documents.some((document) => document.status === wanted);
  const isUnsealed = documents.some(({ files, status: documentStatus }) =>
    !['uploading', 'checking'].includes(documentStatus) && files.some(({ sha256, status: fileStatus }) => sha256 === null && fileStatus !== 'uploading'));
  const rules: [boolean, string][] = [
    [documents.length !== new Set(documents.map(({ id }) => id)).size, 'two documents share an id'],
    [isUnsealed, 'a document counts whose file never arrived'],
    [status === 'pending' && (review.submissionId === null || !has('pending')), 'pending without anything to decide'],
    [status !== 'pending' && has('pending'), `${status} with a document under review`],
    [status === 'collecting' && review.submissionId !== null, 'collecting with a submission'],
    [status === 'action_required' && !has('rejected') && requests.length === 0 && !has('uploaded') && !has('uploading') && !has('checking'), 'action required without one'],
    [status === 'completed' && (customer.status !== 'active' || !has('accepted')), 'completed, and the customer is not active'],
    [status !== 'completed' && customer.status === 'active', `active while ${status}`],
  ];
  return rules.flatMap(([isBroken, what]) => (isBroken ? [what] : []));
}

function wrongDocuments({ documents, review, status }: Snapshot, ledger: Ledger): string[] {
  const found = (id: string): string => documents.find((document) => document.id === id)?.status ?? 'gone';
  const sent = [...ledger.documents.keys()].filter((id) => ['gone', 'uploading', 'checking'].includes(found(id)));
  const decided = [...ledger.decisions].filter(([id, decision]) => ![decision, 'replaced'].includes(found(id)));
  const last = ledger.submissions.at(-1);
  const isForgotten = last !== undefined && (review.submissionId === null || status === 'collecting');
  return [
    ...sent.map((id) => `an acknowledged document is ${found(id)}`),
    ...decided.map(([id, decision]) => `a document that was ${decision} is ${found(id)}`),
    ...(isForgotten ? ['an acknowledged submission is gone'] : []),
    ...(ledger.verdicts.includes('completed') && status !== 'completed' ? [`a completed case is ${status}`] : []),
  ];
}

async function wrongBytes({ backend: { origin } }: World, { customer, documents }: Ledger, kept: KeptHashes): Promise<string[]> {
  const wrong = await Promise.all([...documents].map(async ([id, { fileId, specimen }]) => {
    const answer = await fetch(`${origin}/kyc/v1/documents/${id}/files/${fileId}/content`, { headers: { Authorization: `Bearer ${customer.token}` } });
    const isSame = answer.ok && hashOf(await answer.arrayBuffer()) === kept.get(specimen.sha256);
    return isSame ? [] : [`the bytes of a document are not what was sent (${answer.status})`];
  }));
  return wrong.flat();
}

function notOnce(what: string, acknowledged: readonly string[], found: readonly string[]): string[] {
  return acknowledged.flatMap((text) => {
    const times = found.filter((candidate) => candidate === text).length;
    return times === 1 ? [] : [`an acknowledged ${what} is there ${times} times`];
  });
}

function wrongAudit(entries: readonly AuditEntry[], { submissions, decisions }: Ledger): string[] {
  const count = (action: string, key: string, value: string): number =>
    entries.filter((entry) => entry.action === action && entry.detail[key] === value).length;
  return [
    ...submissions.filter((id) => count('submitted', 'submissionId', id) !== 1).map(() => 'a submission is not in the audit once'),
    ...[...decisions].filter(([id, decision]) => count(`document_${decision}`, 'documentId', id) !== 1).map(() => 'a decision is not in the audit once'),
  ];
}

/** Two of those that were answered, drawn: the same key gets the same answer. */
async function wrongRepeats({ draw }: World, { customer, keyed }: Ledger): Promise<string[]> {
  const [first, ...others] = keyed;
  if (!first) return [];
  const wrong: string[] = [];
  for (const { path, body, key, answer } of [draw.pick([first, ...others]), draw.pick([first, ...others])]) {
    const again = await customer.api('POST', path, body, { 'Idempotency-Key': key });
    if (again.status !== answer.status || !isDeepStrictEqual(again.body, answer.body)) wrong.push(`POST ${path} was answered otherwise (${again.status})`);
  }
  return wrong;
}
