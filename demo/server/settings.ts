/** The backend's settings, read once from the environment. Nothing else reads `process.env`. */
import { randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireWebhookSecrets } from './webhooks/secrets.ts';
import { readS3Settings, type S3Settings } from './storage/s3-settings.ts';

export interface Settings {
  readonly host: string;
  /** 0 lets the system choose; the link printed when ready names the port. */
  readonly port: number;
  readonly dataDir: string;
  readonly adminToken: string;
  /** The token was made by us for this start, so it has to be shown. */
  readonly isAdminTokenGenerated: boolean;
  readonly reviewMode: 'manual' | 'automatic';
  readonly databaseUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Before the second attempt to send a mail; doubles with each further one, up to an hour. */
  readonly mailRetrySeconds: number;
  /** Where the host's server hears of changes; null tells nobody. */
  readonly webhookUrl: string | null;
  /** Newest first, each `whsec_…` or base64: while secrets are changed over, a message carries a signature of each. */
  readonly webhookSecrets: readonly string[];
  /** Before the second attempt to deliver a webhook; grows with each further one. */
  readonly webhookRetrySeconds: number;
  /** May read customers' statuses and nothing else; null: only the admin token may. */
  readonly serviceToken: string | null;
  /** Asked for at `/metrics`; null leaves them open to whoever reaches the port. */
  readonly metricsToken: string | null;
  /** Documents of a case go so many days after its decision; null keeps them. */
  readonly retentionDays: number | null;
  /** 32 bytes each, hexadecimal or base64, newest first; empty takes the one beside the data, made when there is none. */
  readonly encryptionKeys: readonly string[];
  readonly supportEmail: string;
  /** Origins whose pages may call the contract's routes from a browser. */
  readonly corsOrigins: readonly string[];
  /** What links in answers begin with, e.g. behind a proxy; null takes the request's own. */
  readonly publicUrl: string | null;
  /** Changes are told by event stream; without it pages poll. */
  readonly hasEvents: boolean;
  /** How often an event stream says that it is still there. */
  readonly heartbeatSeconds: number;
  /** Proxies of ours in front: so many addresses from the right of `X-Forwarded-For` are theirs to tell. */
  readonly proxies: number;
  /** Requests per customer and minute; other limits are made of it. */
  readonly rateLimit: number;
  /** How bytes come to this server when documents are not in object storage. */
  readonly uploadProtocol: 'tus' | 'form';
  /** Files a customer may announce in a day (UTC). */
  readonly quotaFiles: number;
  /** Mebibytes a customer may send in a day (UTC). */
  readonly quotaMb: number;
  /** Mebibytes that uploads leave free on the data folder's disk. */
  readonly minFreeMb: number;
  /** A connection that sends nothing of what it owes for so long is ended. */
  readonly idleSeconds: number;
  /** How long `complete` waits for a verdict before it answers `checking`. */
  readonly inspectionSeconds: number;
  /** How long looking at one file may take. */
  readonly inspectionLimitSeconds: number;
  /** Mebibytes an inspecting process may use. */
  readonly inspectionMb: number;
  /** Where documents lie and uploads go; null keeps them in the data folder. */
  readonly objectStorage: S3Settings | null;
  /** The built pages: `demo/portal`, `demo/review` and `cdn` below it. */
  readonly staticDir: string;
}

/** What messages say about this installation, and whether the host is told. */
export type MessageSettings = Pick<Settings, 'publicUrl' | 'supportEmail' | 'webhookUrl'>;

/**
 * The settings an environment describes.
 * @throws Error naming the variable whose value cannot be used.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const adminToken = text(env['KYC_ADMIN_TOKEN']);
  return {
    host: text(env['HOST']) ?? '127.0.0.1',
    port: wholeNumber(env, 'PORT', { fallback: 8080, max: 65_535 }),
    dataDir: resolve(text(env['KYC_DATA_DIR']) ?? '.data'),
    adminToken: adminToken ?? randomBytes(18).toString('base64url'),
    isAdminTokenGenerated: adminToken === null,
    reviewMode: oneOf(env, 'KYC_REVIEW', ['manual', 'automatic']),
    databaseUrl: text(env['DATABASE_URL']),
    smtpUrl: text(env['SMTP_URL']),
    mailFrom: text(env['KYC_MAIL_FROM']) ?? 'Nimbus Cloud <kyc@provider.example>',
    mailRetrySeconds: wholeNumber(env, 'KYC_MAIL_RETRY_SECONDS', { fallback: 30, max: 3600 }),
    webhookUrl: webAddress(env, 'KYC_WEBHOOK_URL'),
    webhookSecrets: requireWebhookSecrets(webAddress(env, 'KYC_WEBHOOK_URL'), list(env['KYC_WEBHOOK_SECRET'])),
    webhookRetrySeconds: wholeNumber(env, 'KYC_WEBHOOK_RETRY_SECONDS', { fallback: 5, max: 3600 }),
    serviceToken: text(env['KYC_SERVICE_TOKEN']),
    metricsToken: text(env['KYC_METRICS_TOKEN']),
    retentionDays: text(env['KYC_RETENTION_DAYS']) === null ? null : wholeNumber(env, 'KYC_RETENTION_DAYS', { fallback: 0, max: 36_500 }),
    encryptionKeys: list(env['KYC_ENCRYPTION_KEY']),
    supportEmail: text(env['KYC_SUPPORT_EMAIL']) ?? 'kyc@provider.example',
    corsOrigins: list(env['KYC_CORS_ORIGINS']),
    publicUrl: text(env['KYC_PUBLIC_URL'])?.replace(/\/+$/, '') ?? null,
    hasEvents: oneOf(env, 'KYC_EVENTS', ['on', 'off']) === 'on',
    heartbeatSeconds: Math.max(1, wholeNumber(env, 'KYC_HEARTBEAT_SECONDS', { fallback: 15, max: 3600 })),
    proxies: wholeNumber(env, 'KYC_PROXIES', { fallback: 0, max: 10 }),
    rateLimit: wholeNumber(env, 'KYC_RATE_LIMIT', { fallback: 600, max: 1_000_000 }),
    uploadProtocol: oneOf(env, 'KYC_UPLOAD_PROTOCOL', ['tus', 'form']),
    quotaFiles: wholeNumber(env, 'KYC_QUOTA_FILES', { fallback: 200, max: 1_000_000_000 }),
    quotaMb: wholeNumber(env, 'KYC_QUOTA_MB', { fallback: 2048, max: 1_000_000_000 }),
    minFreeMb: wholeNumber(env, 'KYC_MIN_FREE_MB', { fallback: 64, max: 1_000_000_000 }),
    idleSeconds: wholeNumber(env, 'KYC_IDLE_SECONDS', { fallback: 30, max: 3600 }),
    inspectionSeconds: wholeNumber(env, 'KYC_INSPECTION_SECONDS', { fallback: 5, max: 25 }),
    inspectionLimitSeconds: wholeNumber(env, 'KYC_INSPECTION_LIMIT_SECONDS', { fallback: 20, max: 600 }),
    inspectionMb: wholeNumber(env, 'KYC_INSPECTION_MB', { fallback: 1024, max: 1_000_000 }),
    objectStorage: readS3Settings(env),
    staticDir: resolve(text(env['KYC_STATIC_DIR']) ?? defaultStaticDir()),
  };
}

function text(value: string | undefined): string | null {
  const trimmed = value?.trim();
  return trimmed ? trimmed : null;
}

/** Separated by commas or spaces. */
function list(value: string | undefined): string[] {
  return (value ?? '').split(/[\s,]+/).filter(Boolean);
}

function webAddress(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = text(env[name]);
  if (value !== null && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) throw new Error(`${name} must be an http or https address`);
  return value;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, { fallback, max }: { fallback: number; max: number }): number {
  const value = text(env[name]);
  if (value === null) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > max) throw new Error(`${name} must be a whole number from 0 to ${max}`);
  return number;
}

function oneOf<const T extends string>(env: NodeJS.ProcessEnv, name: string, values: readonly [T, ...T[]]): T {
  const value = text(env[name]) ?? values[0];
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw new Error(`${name} must be one of ${values.join(', ')}`);
  return known;
}

/** `dist/` as seen from the built bundle (`dist/demo/server/main.js`) and from the source (`demo/server/`). */
function defaultStaticDir(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.includes(join('dist', 'demo', 'server')) ? join(here, '..', '..') : join(here, '..', '..', 'dist');
}
