/**
 * The page's Trusted Types policy for the one script we start, `kyc-verification`.
 *
 * Made once per page and shared: a policy's name is unique, so a second copy of this module must find the first one's.
 * What is shared can be found by others too, therefore the policy itself says what may run: a script of this origin.
 */
const key = Symbol.for('kyc-verification');

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface Page {
  readonly trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };
  [key]?: ScriptUrlPolicy;
}

/**
 * The URL as what `new Worker()` takes on this page: a `TrustedScriptURL`, a string in browsers that know none.
 *
 * @throws TypeError for another origin, another scheme than http(s), and where the page does not allow our policy.
 */
export function scriptUrl(url: URL): string {
  const page = globalThis as Page;
  page[key] ??= createPolicy(page);
  return page[key].createScriptURL(url.href);
}

function createPolicy({ trustedTypes }: Page): ScriptUrlPolicy {
  const rules = { createScriptURL: ownScript };
  try {
    return trustedTypes?.createPolicy('kyc-verification', rules) ?? rules;
  } catch {
    // Kept: asking again would be a violation reported again.
    return { createScriptURL: refuse };
  }
}

function ownScript(url: string): string {
  const { origin, protocol } = new URL(url);
  return /^https?:$/.test(protocol) && origin === location.origin ? url : refuse();
}

function refuse(): never {
  throw new TypeError('not a script of this page');
}
