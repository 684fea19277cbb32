/**
 * The whole embedding: the two elements, their endpoint, and where a fresh session token comes from. All of a page's
 * elements share one connection.
 *
 * The script itself is one line in `index.html`; colours and radius are six custom properties in `styles/portal.css`.
 */
import { html, type TemplateResult } from 'lit';

/** Asks the portal's own server, which knows who is signed in; the token never touches the page's markup. */
async function fetchSession(): Promise<{ token: string; expiresAt: string }> {
  const answer = await fetch('/portal/kyc-session', { method: 'POST' });
  if (!answer.ok) throw new Error(`No session: ${answer.status}`);
  return answer.json() as Promise<{ token: string; expiresAt: string }>;
}

export const kycVerification = (theme: string): TemplateResult => html`
  <kyc-verification endpoint="/kyc/v1" theme=${theme} .fetchSession=${fetchSession}></kyc-verification>
`;

/** Where the verification is, for the links of `<kyc-status>`. */
const kycPage = '#/kyc';

export const kycBadge = (theme: string): TemplateResult => html`
  <kyc-status endpoint="/kyc/v1" theme=${theme} .fetchSession=${fetchSession}></kyc-status>
`;

export const kycStatus = (variant: 'line' | 'banner', theme: string): TemplateResult => html`
  <kyc-status variant=${variant} href=${kycPage} endpoint="/kyc/v1" theme=${theme} .fetchSession=${fetchSession}></kyc-status>
`;

/** Shows the content to customers who may order. What is ordered, the provider's server checks again. */
export const kycGate = (theme: string, content: TemplateResult): TemplateResult => html`
  <kyc-status variant="gate" href=${kycPage} endpoint="/kyc/v1" theme=${theme} .fetchSession=${fetchSession}>${content}</kyc-status>
`;
