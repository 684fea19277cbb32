/** What has to hold at the end of every run, whatever befell it. */
import type { Scene } from './run.ts';
import type { SpecimenFile } from './specimen-file.ts';
import type { Truth } from './world.ts';

export type ProblemKind = 'lost' | 'twice' | 'false' | 'uncaught' | 'untold' | 'asked' | 'slow' | 'resent';

export interface Problem {
  readonly kind: ProblemKind;
  readonly what: string;
}

export interface Outcome {
  readonly customerId: string;
  readonly files: readonly SpecimenFile[];
  /** Set when the person cancelled: then nothing is to be there. */
  readonly cancelMs?: number;
}

const cancelLimitMs = 200;
const mostActions = 1;
const mebibyte = 1024 * 1024;

export async function judge(scene: Scene, outcome: Outcome): Promise<Problem[]> {
  const truth = await scene.options.world.truth(outcome.customerId);
  return [
    ...scene.problems,
    ...(outcome.cancelMs === undefined ? sentOnce(outcome, truth) : cancelled(outcome.cancelMs, truth)),
    ...bytesEqual(scene, outcome, truth),
    ...saidTooEarly(scene),
    ...scene.seen.filter(({ kind }) => kind === 'uncaught' || kind === 'policy').map(({ text }) => ({ kind: 'uncaught' as const, what: text })),
    ...[...new Set(scene.person.untold)].map((what) => ({ kind: 'untold' as const, what })),
    ...(scene.person.actions.length > mostActions ? [{ kind: 'asked' as const, what: scene.person.actions.join(', ') }] : []),
  ];
}

function sentOnce({ files }: Outcome, truth: Truth): Problem[] {
  const problems: Problem[] = files.flatMap(({ name, sha256 }): Problem[] => {
    const copies = truth.stored.filter((file) => file.sha256 === sha256).length;
    if (copies === 0) return [{ kind: 'lost', what: `${name} is not stored` }];
    return copies > 1 ? [{ kind: 'twice', what: `${name} is stored ${String(copies)} times` }] : [];
  });
  if (truth.stored.length > files.length) problems.push({ kind: 'twice', what: `${String(truth.stored.length)} files stored of ${String(files.length)}` });
  if (truth.submissionMails !== 1) problems.push({ kind: truth.submissionMails > 1 ? 'twice' : 'lost', what: `${String(truth.submissionMails)} mails` });
  if (truth.status !== 'pending') problems.push({ kind: 'lost', what: `the verification is ${truth.status}` });
  return problems;
}

/** A file whose completion was just answered is either taken back or stands on the page: never half of it. */
function cancelled(cancelMs: number, truth: Truth): Problem[] {
  const problems: Problem[] = [];
  if (cancelMs > cancelLimitMs) problems.push({ kind: 'slow', what: `Cancel took ${String(cancelMs)} ms` });
  if (truth.submissionMails > 0) problems.push({ kind: 'twice', what: 'submitted although cancelled' });
  return problems;
}

/** What was chosen, what passed the proxy, what the backend says it has and what it gives out: the same bytes. */
function bytesEqual({ proxy, options }: Scene, { files, cancelMs }: Outcome, truth: Truth): Problem[] {
  return truth.stored.flatMap((stored) => {
    const chosen = files.find(({ sha256 }) => sha256 === stored.sha256);
    if (!chosen) return [{ kind: 'lost' as const, what: `${stored.fileName}: stored bytes are none of the chosen` }];
    const problems: Problem[] = [];
    const passed = proxy.ledger.bytesOf(stored.id);
    if (stored.contentSha256 !== chosen.sha256) problems.push({ kind: 'lost', what: `${chosen.name}: given out with other bytes` });
    if (passed?.sha256 !== chosen.sha256) problems.push({ kind: 'lost', what: `${chosen.name}: other bytes passed (${String(passed?.sizeBytes ?? 0)} of ${String(chosen.bytes.length)})` });
    const allowed = Math.max(mebibyte, chosen.bytes.length / 100);
    const isCut = options.world.protocol === 'tus' && cancelMs === undefined && proxy.struck.length === 1
      && proxy.struck.every(({ strike }) => strike.on.includes('bytes') && strike.deed.kind === 'break' && typeof strike.at === 'object');
    if (isCut && (passed?.resentBytes ?? 0) > allowed) problems.push({ kind: 'resent', what: `${String(passed?.resentBytes)} bytes of ${String(chosen.bytes.length)}` });
    return problems;
  });
}

/** *Added* for the n-th time not before the backend had stored n files; *Sent* not before it had the submission. */
function saidTooEarly({ proxy, seen }: Scene): Problem[] {
  const stored = [...proxy.ledger.storedAt.values()].sort((a, b) => a - b);
  const submitted = Math.min(Infinity, ...proxy.ledger.submittedAt.values());
  return seen.flatMap(({ kind, at, count, text }) => {
    const isAddedEarly = kind === 'added' && at < (stored[count - 1] ?? Infinity);
    const isSentEarly = (kind === 'sent' || text.startsWith('kyc-submit')) && at < submitted;
    return isAddedEarly || isSentEarly ? [{ kind: 'false' as const, what: `${kind} ${text} before it was true` }] : [];
  });
}
