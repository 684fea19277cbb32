/** Whether a link from the server may be shown: http(s), and of an origin the host trusts. */

export interface LinkRules {
  /** What relative links are relative to, and the origin that is always trusted. */
  readonly base: string;
  readonly linkOrigins: readonly string[];
}

/** The absolute URL, or undefined when it may not be followed. */
export function allowedUrl(url: string | null | undefined, { base, linkOrigins }: LinkRules): string | undefined {
  if (!url || !URL.canParse(url, base)) return undefined;
  const { protocol, origin, href } = new URL(url, base);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return [new URL(base).origin, ...linkOrigins].includes(origin) ? href : undefined;
}
