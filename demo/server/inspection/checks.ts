/**
 * Looks at files that take longer than `complete` waits: the case says `checking` until the verdict is there. What was
 * under way when the process ended is taken up again, because the case says so.
 */
import { sql } from 'drizzle-orm';
import { caseNow, changeCase, readCase } from '../cases.ts';
import { rowsOf } from '../database/database.ts';
import { finishCheck, requirePlace, type FilePlace } from '../domain/uploads.ts';
import type { Services } from '../services.ts';
import { circumstancesOf } from './circumstances.ts';
import type { Inspected } from './inspection.ts';

export interface CheckedFile extends FilePlace {
  readonly customerId: string;
}

type Needs = Pick<Services, 'settings' | 'database' | 'inspection' | 'now' | 'log'>;

export class Checks {
  readonly #services: Needs;
  readonly #running = new Map<string, Promise<void>>();
  /** Mails and erasures a verdict caused. */
  readonly #onChange: () => void;

  constructor(services: Needs, onChange: () => void) {
    this.#services = services;
    this.#onChange = onChange;
  }

  /** Saves the verdict once it is there. What fails is taken up again by `resume`. */
  follow(place: CheckedFile, looking: Promise<Inspected>): void {
    if (this.#running.has(place.fileId)) return;
    const { database, log } = this.#services;
    const saved = looking
      .then((inspected) => changeCase(database, caseNow(this.#services, { customerId: place.customerId }), (draft) => finishCheck(draft, place, inspected)))
      .then(this.#onChange, () => log('A file could not be inspected; trying again in a minute.'))
      .finally(() => this.#running.delete(place.fileId));
    this.#running.set(place.fileId, saved);
  }

  /** Takes up what the cases say is being looked at and nobody looks at. */
  async resume(): Promise<void> {
    for (const place of await this.#places()) if (!this.#running.has(place.fileId)) this.follow(place, this.#look(place));
  }

  async #look(place: CheckedFile): Promise<Inspected> {
    const { database, inspection } = this.#services;
    const draft = await readCase(database, caseNow(this.#services, { customerId: place.customerId }));
    const { received } = requirePlace(draft, place).file;
    if (!received) throw new Error('nothing to look at');
    return inspection.inspect(received, circumstancesOf(draft, place));
  }

  async #places(): Promise<CheckedFile[]> {
    const rows = rowsOf(await this.#services.database.execute(sql`
      SELECT verifications.customer_id AS customer, document ->> 'id' AS document, file ->> 'id' AS file
      FROM verifications, jsonb_path_query(state, '$.documents[*]') AS document,
        jsonb_path_query(document, '$.files[*] ? (@.status == "checking")') AS file
      LIMIT 100`));
    return rows.map((row) => ({ customerId: String(row['customer']), documentId: String(row['document']), fileId: String(row['file']) }));
  }
}
