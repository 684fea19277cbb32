/** The reviewer: takes whatever waits, says something, decides. A call without an answer is looked after, not repeated. */
import { setTimeout as pause } from 'node:timers/promises';
import { newKey, Reviewer, type Answer, type Snapshot } from '../backend-driver.ts';
import type { World } from './world.ts';

const mostRounds = 3;
const betweenLooksMs = 60;

/** Until told to stop, and nobody waits any more. */
export async function reviewAll(world: World): Promise<void> {
  const desk = new Desk(world);
  const isWanted = (): boolean => !world.isEnding || world.atWork > 0;
  while (isWanted()) if (!(await desk.takeOne())) await pause(betweenLooksMs);
}

class Desk {
  readonly #world: World;
  readonly #reviewer: Reviewer;

  constructor(world: World) {
    this.#world = world;
    this.#reviewer = new Reviewer(world.backend);
  }

  async takeOne(): Promise<boolean> {
    const { body } = await this.#world.ask(() => this.#reviewer.api('GET', '/verifications?status=pending'));
    const [first, ...others] = body.verifications.map(({ id }: Snapshot) => id) as string[];
    if (first === undefined) return false;
    await this.#review(this.#world.draw.pick([first, ...others]));
    return true;
  }

  async #review(id: string): Promise<void> {
    const { draw, ledgers } = this.#world;
    const ledger = ledgers.find(({ verificationId }) => verificationId === id);
    const { documents } = await this.#read(id);
    if (draw.chance(0.5)) await this.#comment(id, `Thank you ${newKey()}`);
    const mayReject = (ledger?.verdicts.length ?? 0) + 1 < mostRounds;
    for (const { id: documentId, status } of documents) {
      if (status === 'pending') await this.#decide(id, documentId, mayReject && draw.chance(0.35) ? 'rejected' : 'accepted');
    }
  }

  async #comment(id: string, body: string): Promise<void> {
    const isThere = async (): Promise<boolean> => (await this.#read(id)).comments.some((comment) => comment.body === body);
    await this.#do(() => this.#reviewer.api('POST', `/verifications/${id}/comments`, { body }), isThere);
    this.#ledgerOf(id)?.comments.push(body);
  }

  async #decide(id: string, documentId: string, status: 'accepted' | 'rejected'): Promise<void> {
    const decision = status === 'accepted' ? { decision: 'accept' } : { decision: 'reject', reason: 'glare' };
    const isDecided = async (): Promise<boolean> =>
      (await this.#read(id)).documents.some((document) => document.id === documentId && document.status !== 'pending');
    await this.#do(() => this.#reviewer.decide(id, documentId, decision), isDecided);
    this.#ledgerOf(id)?.decisions.set(documentId, status);
  }

  /** These calls carry no key: whether one that was lost has acted is seen in the case. */
  async #do(act: () => Promise<Answer>, isDone: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const answer = await this.#world.send(act);
      if (answer && answer.status >= 400) throw new Error(`the reviewer was answered with ${answer.status} ${answer.body?.code}`);
      if (answer || (await isDone())) return;
    }
  }

  async #read(id: string): Promise<Snapshot> {
    return (await this.#world.ask(() => this.#reviewer.api('GET', `/verifications/${id}`))).body;
  }

  #ledgerOf(id: string) {
    return this.#world.ledgers.find(({ verificationId }) => verificationId === id);
  }
}
