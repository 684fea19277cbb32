/** Where object storage is and who we are there, from the environment. */

export interface S3Settings {
  /** Without a trailing slash. Browsers send to it too, so it has to be the name they know it by. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const required = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/**
 * Null when nothing of it is set: documents then lie on disk.
 * @throws Error naming the variable that is missing or cannot be used, never its value.
 */
export function readS3Settings(env: NodeJS.ProcessEnv): S3Settings | null {
  const [endpoint, bucket, accessKeyId, secretAccessKey] = required.map((name) => env[name]?.trim() ?? '');
  const missing = required.filter((name) => !env[name]?.trim());
  if (missing.length === required.length) return null;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) {
    throw new Error(`object storage also needs ${missing.join(', ')}`);
  }
  const region = env['S3_REGION']?.trim() || 'us-east-1';
  return { endpoint: webAddress(endpoint), bucket: bucketName(bucket), accessKeyId, secretAccessKey, region };
}

function webAddress(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain) throw new Error('S3_ENDPOINT must be an http or https address without credentials, e.g. https://s3.eu-central-1.example');
  return url.href.replace(/\/+$/, '');
}

function bucketName(value: string): string {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) throw new Error('S3_BUCKET must be a bucket name: 3 to 63 of a-z, 0-9, . and -');
  return value;
}
