/** The secrets webhooks are signed with (Standard Webhooks: 24 to 64 random bytes, base64 behind `whsec_`). */
const howTo = `node -p "'whsec_' + crypto.randomBytes(32).toString('base64')"`;

/** @throws Error saying how to make one, when there is an address and no secret, or one that cannot be used */
export function requireWebhookSecrets(url: string | null, secrets: readonly string[]): readonly string[] {
  if (url !== null && secrets.length === 0) throw new Error(`KYC_WEBHOOK_URL needs KYC_WEBHOOK_SECRET; make one with: ${howTo}`);
  if (secrets.some((secret) => !isSecret(secret))) throw new Error(`KYC_WEBHOOK_SECRET must hold 24 to 64 random bytes in base64; make one with: ${howTo}`);
  return secrets;
}

function isSecret(secret: string): boolean {
  const text = secret.replace(/^whsec_/, '');
  const { length } = Buffer.from(text, 'base64');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 && length >= 24 && length <= 64;
}
