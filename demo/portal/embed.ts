/**
 * The whole embedding: the element, its endpoint, and where a fresh session token comes from.
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
