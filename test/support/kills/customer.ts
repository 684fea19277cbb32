/** A customer who does not give up: adds documents, asks for help, submits, fixes what came back, until it is completed. */
import { announced, Customer, fixture, newKey, pdf, photo, scan, type Answer, type Snapshot, type Specimen } from '../backend-driver.ts';
import { tusPatch } from '../send-upload.ts';
import { Ledger } from './ledger.ts';
import type { World } from './world.ts';

type Draft = Snapshot['documents'][number];

/** Large enough to be on its way for a while. */
const passport = fixture('passport-good.jpg', 'image/jpeg');
export const specimens: readonly [Specimen, ...Specimen[]] = [photo, scan, pdf, passport];

export async function liveThrough(world: World): Promise<void> {
  const person = await Person.arrive(world);
  await person.add('identity', 'passport');
  if (world.draw.chance(0.5)) await person.askForHelp();
  await person.add('address', 'utility_bill');
  do await person.submit();
  while (await person.hasToFix());
  person.ledger.isDone = true;
}

class Person {
  readonly ledger: Ledger;
  readonly #world: World;

  private constructor(world: World, ledger: Ledger) {
    this.#world = world;
    this.ledger = ledger;
  }

  static async arrive(world: World): Promise<Person> {
    const customerId = `cus-${newKey()}`;
    const customer = await world.until('sign-in', () => signIn(world, customerId));
    const { body } = await world.ask(() => customer.api('GET', '/verification'));
    const ledger = new Ledger(customer, body.id);
    world.ledgers.push(ledger);
    return new Person(world, ledger);
  }

  async add(categoryId: string, documentTypeId: string, replaces?: string): Promise<void> {
    const specimen = this.#world.draw.pick(specimens);
    const started = await this.#once('/documents', { categoryId, documentTypeId, replaces, file: announced(specimen, 'single') });
    const { document, file, upload } = started.body;
    await this.#send(upload.url, specimen);
    await this.#complete(`/documents/${document.id}/files/${file.id}/complete`, specimen);
    this.ledger.documents.set(document.id, { fileId: file.id, specimen });
  }

  async askForHelp(): Promise<void> {
    const subject = `Help ${newKey()}`;
    await this.#once('/tickets', { subject, message: 'What is a utility bill?' });
    this.ledger.tickets.push(subject);
  }

  async submit(): Promise<void> {
    const { version, documents } = await this.#read();
    const documentIds = documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
    const { body } = await this.#once('/submissions', { version, documentIds });
    this.ledger.submissions.push(body.submissionId);
  }

  /** Waits for the verdict; what was rejected is replaced. False when nothing is to be done any more. */
  async hasToFix(): Promise<boolean> {
    const { status, documents } = await this.#world.until('a verdict', async () => {
      const snapshot = await this.#read();
      return snapshot.status === 'pending' ? null : snapshot;
    });
    this.ledger.verdicts.push(status);
    if (status !== 'action_required') return false;
    for (const rejected of documents.filter((document) => document.status === 'rejected')) await this.#replace(rejected);
    return true;
  }

  #replace({ id, categoryId, documentTypeId }: Draft): Promise<void> {
    return this.add(categoryId, documentTypeId, id);
  }

  async #read(): Promise<Snapshot> {
    return (await this.#world.ask(() => this.ledger.customer.api('GET', '/verification'))).body;
  }

  /** Repeated under one key until it is answered. */
  async #once(path: string, body: unknown): Promise<Answer> {
    const key = newKey();
    const answer = await this.#world.ask(() => this.ledger.customer.api('POST', path, body, { 'Idempotency-Key': key }));
    if (answer.status !== 201) throw new Error(`POST ${path} was answered with ${answer.status} ${answer.body?.code}`);
    this.ledger.keyed.push({ path, body, key, answer });
    return answer;
  }

  /** In two pieces: from where the server says it is, so that the second goes on where a kill left the first. */
  async #send(url: string, { bytes }: Specimen): Promise<void> {
    const headers = { 'Authorization': `Bearer ${this.ledger.customer.token}`, 'Tus-Resumable': '1.0.0' };
    const half = Math.ceil(bytes.length / 2);
    for (let from = 0; from < bytes.length;) {
      const piece = new Blob([bytes.subarray(0, from < half ? half : bytes.length)]);
      const sent = await this.#world.send(() => plain(fetch(url, tusPatch(piece, from, headers))));
      if (sent && sent.status >= 400) throw new Error(`sending bytes was answered with ${sent.status}`);
      const told = await this.#world.ask(() => plain(fetch(url, { method: 'HEAD', headers })));
      const offset = Number(told.headers.get('Upload-Offset') ?? Number.NaN);
      if (!(offset >= 0)) throw new Error(`the upload's offset was answered with ${told.status}`);
      from = offset;
    }
  }

  /** What takes longer to look at shows as `checking` until it is done. */
  async #complete(path: string, { sha256 }: Specimen): Promise<void> {
    await this.#world.until('the end of an upload', async () => {
      const { status, body } = await this.#world.ask(() => this.ledger.customer.api('POST', path, { sha256 }));
      if (status === 200) return true;
      if (status === 202 || body?.retryable === true) return null;
      throw new Error(`completing was answered with ${status} ${body?.code}`);
    });
  }
}

async function signIn(world: World, customerId: string): Promise<Customer | null> {
  let customer: Customer | undefined;
  await world.send(async () => {
    customer = await Customer.signIn(world.backend, { customerId });
    return { status: 200, headers: new Headers(), body: undefined };
  });
  return customer ?? null;
}

async function plain(answering: Promise<Response>): Promise<Answer> {
  const { status, headers } = await answering;
  return { status, headers, body: undefined };
}
