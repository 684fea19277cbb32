/** What is counted only when somebody asks: in the tables, in this process, on the disk. */
import { statfs } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/database.ts';
import type { Services } from '../services.ts';

export interface Reading {
  readonly name: string;
  readonly help: string;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export async function readings(services: Services): Promise<Reading[]> {
  const sources = [casesByStatus, waitingWork, diskSpace];
  const read = await Promise.all(sources.map((source) => source(services).catch(() => [])));
  return [...read.flat(), ...inFlight(services)];
}

async function casesByStatus({ database }: Services): Promise<Reading[]> {
  const rows = rowsOf(await database.execute(sql`SELECT status, count(*) AS cases FROM verifications GROUP BY status`));
  return rows.map((row) => ({
    name: 'kyc_verifications', help: 'Verifications by status.', value: Number(row['cases']), labels: { status: String(row['status']) },
  }));
}

async function waitingWork({ database, now }: Services): Promise<Reading[]> {
  const time = sql`${now().toISOString()}::timestamptz`;
  const age = (moment: ReturnType<typeof sql>): ReturnType<typeof sql> => sql`coalesce(extract(epoch FROM ${time} - ${moment}), 0)`;
  const [row] = rowsOf(await database.execute(sql`SELECT
    (SELECT ${age(sql`min(waiting_since)`)} FROM verifications WHERE status = 'pending') AS review,
    (SELECT ${age(sql`min(created_at)`)} FROM outbox WHERE sent_at IS NULL AND handed_over_at IS NULL) AS mail_age,
    (SELECT count(*) FROM outbox WHERE sent_at IS NULL AND handed_over_at IS NULL) AS mails,
    (SELECT count(*) FROM outbox WHERE sent_at IS NULL AND handed_over_at IS NOT NULL) AS mails_in_doubt,
    (SELECT ${age(sql`min(created_at)`)} FROM webhooks WHERE delivered_at IS NULL AND given_up_at IS NULL) AS webhook_age,
    (SELECT count(*) FROM webhooks WHERE delivered_at IS NULL AND given_up_at IS NULL) AS webhooks,
    (SELECT count(*) FROM webhooks WHERE given_up_at IS NOT NULL) AS webhooks_given_up,
    (SELECT count(*) FROM erasures) AS erasures`));
  const value = (column: string): number => Number(row?.[column] ?? 0);
  return [
    { name: 'kyc_review_oldest_wait_seconds', help: 'How long the longest waiting submission has waited for a decision.', value: value('review') },
    { name: 'kyc_outbox_mails', help: 'Mails that are not known to have been sent.', value: value('mails'), labels: { state: 'waiting' } },
    { name: 'kyc_outbox_mails', help: 'Mails that are not known to have been sent.', value: value('mails_in_doubt'), labels: { state: 'in_doubt' } },
    { name: 'kyc_outbox_oldest_wait_seconds', help: 'Age of the oldest waiting mail.', value: value('mail_age') },
    { name: 'kyc_webhooks', help: 'Webhooks that were not delivered.', value: value('webhooks'), labels: { state: 'waiting' } },
    { name: 'kyc_webhooks', help: 'Webhooks that were not delivered.', value: value('webhooks_given_up'), labels: { state: 'given_up' } },
    { name: 'kyc_webhooks_oldest_wait_seconds', help: 'Age of the oldest waiting webhook.', value: value('webhook_age') },
    { name: 'kyc_erasures_waiting', help: 'Pieces of data still to be erased from the store.', value: value('erasures') },
  ];
}

async function diskSpace({ settings }: Services): Promise<Reading[]> {
  const { bavail, bsize } = await statfs(settings.dataDir);
  return [{ name: 'kyc_disk_free_bytes', help: 'Free on the disk of the data folder.', value: bavail * bsize }];
}

function inFlight({ uploadLocks, inspection, events }: Services): Reading[] {
  return [
    { name: 'kyc_uploads_in_flight', help: 'Uploads being worked on.', value: uploadLocks.size },
    { name: 'kyc_inspections_in_flight', help: 'Files being inspected or waiting for it.', value: inspection.inFlight },
    { name: 'kyc_event_streams', help: 'Pages that listen for news.', value: events.size },
  ];
}
