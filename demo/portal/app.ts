/** The portal's one writer of state: sign-in, routing, settings, and what the widget tells the page. */
import { render } from 'lit';
import type { KycStatusChangeDetail } from './kyc-events.ts';
import { fetchCustomer, saveProfile, signIn, signOut, type Profile, type SignIn } from './api.ts';
import { applySettings, readSettings, type Settings } from './settings.ts';
import { pageOf, type State } from './state.ts';
import { textsFor } from './texts/texts.ts';
import { appView } from './views/app.view.ts';

export class App {
  readonly #root: HTMLElement;
  #state: State = {
    phase: 'loading',
    customer: null,
    page: pageOf(location.hash),
    settings: readSettings(),
    menuOpen: false,
    signingIn: false,
    failure: null,
    saving: null,
    isOrdered: false,
    notice: null,
    toast: null,
  };

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  async start(): Promise<void> {
    addEventListener('hashchange', this.#onHashChange);
    applySettings(this.#state.settings);
    this.#update({});
    await this.load();
  }

  /** Asks the server who is signed in. */
  async load(): Promise<void> {
    try {
      const customer = await fetchCustomer();
      this.#update({ phase: customer ? 'signed_in' : 'signed_out', customer });
    } catch {
      this.#update({ phase: 'unreachable' });
    }
  }

  async signIn(body: SignIn): Promise<void> {
    if (this.#state.signingIn) return;
    this.#update({ signingIn: true, failure: null, notice: null });
    const failure = await signIn({ ...body, locale: this.#state.settings.locale });
    this.#update({ signingIn: false, failure });
    if (failure) return;
    await this.load();
    this.#focusHeading();
  }

  async signOut(): Promise<void> {
    // What the widget keeps in this browser belongs to the customer who leaves.
    const widget = document.querySelector<HTMLElement & { logout?: () => Promise<void> }>('kyc-verification');
    await widget?.logout?.().catch(() => undefined);
    await signOut().catch(() => undefined);
    this.#update({ phase: 'signed_out', customer: null, toast: null, notice: 'signedOut' });
    this.#focusHeading();
  }

  async saveProfile(profile: Profile): Promise<void> {
    if (this.#state.saving === 'busy') return;
    this.#update({ saving: 'busy' });
    const failure = await saveProfile(profile);
    if (!failure) await this.load();
    this.#update({ saving: failure ?? 'done' });
  }

  order(): void {
    this.#update({ isOrdered: true });
  }

  set(settings: Partial<Settings>): void {
    const next = { ...this.#state.settings, ...settings };
    applySettings(next);
    this.#update({ settings: next });
  }

  setMenu(menuOpen: boolean): void {
    this.#update({ menuOpen });
  }

  dismissToast(): void {
    this.#update({ toast: null });
    this.#focusHeading();
  }

  onKycStatusChange({ current }: KycStatusChangeDetail): void {
    this.#update({ toast: current });
  }

  /** The widget could not get a token: when the portal's own session is gone, the customer signs in again. */
  async onKycSessionExpired(): Promise<void> {
    const customer = await fetchCustomer().catch(() => undefined);
    if (customer !== null) return;
    this.#update({ phase: 'signed_out', customer: null, notice: 'ended' });
    this.#focusHeading();
  }

  readonly #onHashChange = (): void => {
    this.#update({ page: pageOf(location.hash), menuOpen: false, toast: null, saving: null, isOrdered: false });
    this.#focusHeading();
  };

  #update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    const { phase, page, settings } = this.#state;
    const texts = textsFor(settings.locale);
    document.title = phase === 'signed_in' ? `${texts.pages[page]} · Nimbus Cloud` : 'Nimbus Cloud';
    render(appView({ state: this.#state, texts, app: this }), this.#root);
  }

  /** A new view is announced and read from its start. */
  #focusHeading(): void {
    this.#root.querySelector<HTMLElement>('h1')?.focus();
  }
}
