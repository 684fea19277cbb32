/** `npm run kills -- --kills 100 --seed 1 [--engine PGlite] [--customers 5]` */
import { parseArgs } from 'node:util';
import { newDatabase, startPostgres } from '../postgres.ts';
import { runKills, type KillReport } from './run.ts';

/** Resolves to the exit code: 1 when anything acknowledged was lost, or sent twice. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: {
    kills: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 100_000) },
    engine: { type: 'string', default: 'PostgreSQL' }, customers: { type: 'string', default: '5' },
  } });
  const startedAt = Date.now();
  const postgres = values.engine === 'PGlite' ? null : await startPostgres();
  const [seed, kills, customersAtOnce] = [Number(values.seed), Number(values.kills), Number(values.customers)];
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  console.log(`seed ${seed}, ${values.engine}`);
  try {
    const databaseUrl = postgres ? await newDatabase(postgres.url) : undefined;
    const report = await runKills({ seed, kills, customersAtOnce, databaseUrl, signal: interruption.signal, onKill: (line) => console.log(`${Math.round((Date.now() - startedAt) / 1000)} s ${line}`) });
    console.log(`\n${kills} kills with seed ${seed} on ${values.engine} in ${Math.round((Date.now() - startedAt) / 1000)} s\n${textOf(report)}`);
    return report.problems.length === 0 ? 0 : 1;
  } finally {
    await postgres?.stop();
  }
}

function textOf(report: KillReport): string {
  const { mails, webhooks, problems } = report;
  return [
    `acknowledged to ${report.customers} customers: ${report.documents} documents, ${report.submissions} submissions, ${report.decisions} decisions, ${report.comments} comments, ${report.tickets} tickets`,
    `requests that a kill left without an answer: ${report.lost}`,
    `mails: ${mails.sent} sent once, ${mails.inDoubt} in doubt (${mails.inDoubtAndReceived} of them came)`,
    `webhooks: ${webhooks.events} events in ${webhooks.deliveries} deliveries`,
    problems.length === 0 ? 'nothing lost, nothing twice' : `${problems.length} problems:\n${problems.slice(0, 30).map((what) => `  ${what}`).join('\n')}`,
  ].join('\n');
}
