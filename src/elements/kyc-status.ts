/** `<kyc-status>`: how the verification stands, anywhere in the portal. What is drawn stands in `views/status.ts`. */
import { Task } from '@lit/task';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { EngineController } from '../controllers/engine-controller.ts';
import { LocaleController } from '../controllers/locale-controller.ts';
import type { EngineConfig, FetchSession, KycClient, UpdatesMode } from '../engine/index.ts';
import { bundledStatusMessages, isBundled, loadStatusMessages, type LoadedStatusMessages } from '../localization/load-status.ts';
import { withOverrides, type MessageOverrides } from '../localization/messages.ts';
import { systemClock } from '../model/clock.ts';
import type { KycEventDetails, RaiseEvent } from '../model/events.ts';
import { mayUseServices, standingOf, type Standing } from '../model/standing.ts';
import type { Verification, VerificationStatus } from '../model/verification.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { tokensStyles } from '../styles/tokens.styles.ts';
import { detailsOf, newComments, noticeOf } from '../views/status-words.ts';
import { statusStyles } from '../views/status.styles.ts';
import { statusBadge, statusBanner, statusGate, statusLine, statusSentence, type StatusContext, type StatusLink } from '../views/status.ts';

export type StatusVariant = 'badge' | 'line' | 'banner' | 'gate';

const focusable = 'a[href], button, input, select, textarea, [tabindex]';
const views = { badge: statusBadge, line: statusLine, banner: statusBanner, gate: statusGate };

/**
 * The status of the verification on any page of the portal: a badge, a line, a banner or a gate. Elements that look at the
 * same backend share one connection, also with `<kyc-verification>`.
 *
 * ```html
 * <kyc-status endpoint="/kyc/v1" variant="line" href="/profile/kyc"></kyc-status>
 * ```
 *
 * **The gate is cosmetic.** It hides a button; the host's server must check every purchase by itself.
 *
 * @tag kyc-status
 * @slot - What the gate guards: there while the customer may use the services, else not rendered at all.
 *
 * @fires {CustomEvent<KycEventDetails['kyc-status-change']>} kyc-status-change - The verification's status moved.
 * @fires {CustomEvent<KycEventDetails['kyc-customer-status-change']>} kyc-customer-status-change - The customer's own status moved.
 * @fires {CustomEvent<KycEventDetails['kyc-navigate']>} kyc-navigate - Cancelable: the person follows the link.
 *
 * @csspart container - Everything.
 * @csspart badge - Icon and word of the status.
 * @csspart comments - The number of new comments on the badge.
 * @csspart line - The line.
 * @csspart banner - The banner.
 * @csspart gate - What stands in place of what the gate guards.
 * @csspart link - The link to `href`.
 * @csspart button - The link of banner and gate.
 *
 * @cssprop [--kyc-color-primary=light-dark(#2b59e6, #8fa5ff)] - Accent: news without a task, focus.
 * @cssprop [--kyc-color-surface=light-dark(#fff, #15181e)] - Background all tints are mixed with.
 * @cssprop [--kyc-color-text=light-dark(#14171f, #eceef2)] - Text.
 * @cssprop [--kyc-color-text-muted=light-dark(#545b68, #a5adba)] - Secondary text, neutral statuses.
 * @cssprop [--kyc-color-card=the surface] - Background of buttons.
 * @cssprop [--kyc-color-sunken=4 % text on the surface] - Background of a closed gate.
 * @cssprop [--kyc-color-border=13 % text on the surface] - Border of a closed gate.
 * @cssprop [--kyc-color-control-border=50 % text on the surface] - Borders of buttons.
 * @cssprop [--kyc-color-success=light-dark(#11734a, #5bd6a0)] - Completed.
 * @cssprop [--kyc-color-warning=light-dark(#8a5300, #f3bd5c)] - Pending, restricted.
 * @cssprop [--kyc-color-danger=light-dark(#b3201b, #ff9a92)] - Action required, not accepted, expired, locked.
 * @cssprop [--kyc-color-focus=the primary color] - Focus rings.
 * @cssprop [--kyc-font-family=inherit] - Font.
 * @cssprop [--kyc-font-size=1rem] - Size everything is relative to.
 * @cssprop [--kyc-line-height=1.5] - Line height.
 * @cssprop [--kyc-font-weight-strong=600] - The one weight step.
 * @cssprop [--kyc-radius=10px] - Corners of banner and gate.
 * @cssprop [--kyc-radius-control=8px] - Corners of buttons.
 * @cssprop [--kyc-border-width=1px] - Width of hairlines.
 * @cssprop [--kyc-space=8px] - Grid.
 * @cssprop [--kyc-control-height=40px] - Height of buttons; 44px where it is narrow.
 * @cssprop [--kyc-duration=160ms] - Transitions; none for people who asked for less motion.
 *
 * @cssstate loading - The first snapshot is on its way.
 * @cssstate failed - There is no snapshot for now; the element keeps asking.
 * @cssstate quiet - The banner has nothing to say and takes no place.
 * @cssstate open - The customer may use the services: the gate shows its slot.
 * @cssstate not-required - `verification.status` is `not_required`.
 * @cssstate collecting - `verification.status` is `collecting`.
 * @cssstate pending - `verification.status` is `pending`.
 * @cssstate action-required - `verification.status` is `action_required`.
 * @cssstate completed - `verification.status` is `completed`.
 * @cssstate rejected - `verification.status` is `rejected`.
 * @cssstate expired - `verification.status` is `expired`.
 */
export class KycStatus extends LitElement {
  static override styles = [tokensStyles, baseStyles, statusStyles];

  /** Base URL of the backend's wire; may be another origin. */
  @property() endpoint?: string;
  /** Own adapter instead of `endpoint`. */
  @property({ attribute: false }) client?: KycClient;
  /** Short-lived bearer token; asked again at 80 % of its life and once on 401. */
  @property({ attribute: false }) fetchSession?: FetchSession;
  /** Cookies; default `same-origin`, `omit` once `fetchSession` is set. */
  @property() credentials?: RequestCredentials;
  /** BCP 47; default the nearest `lang`, then the browser's. */
  @property() locale?: string;
  /** Overrides of single texts. */
  @property({ attribute: false }) messages?: MessageOverrides;
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** How changes arrive. */
  @property() updates: UpdatesMode = 'auto';
  /** How much is said, and where. */
  @property({ reflect: true }) variant: StatusVariant = 'badge';
  /** Where the verification is; http(s) or relative. Without it there is no link. */
  @property() href?: string;

  readonly #internals = this.attachInternals();
  /** Of the main element's events this one has only those of a status: the verification's, and the customer's own. */
  readonly #raise: RaiseEvent = (name, detail) =>
    (name !== 'kyc-status-change' && name !== 'kyc-customer-status-change') || this.#dispatch(name, detail);
  readonly #engine = new EngineController(this, { configure: () => this.#config(), raise: this.#raise, isMain: false });
  readonly #pageLanguage = new LocaleController(this);
  readonly #loaded = new Task<readonly [string], LoadedStatusMessages>(this, {
    task: ([locale]) => loadStatusMessages(locale), args: () => [this.#locale] as const,
  });
  /** What people who listen have heard of, and what was last said to them. */
  #heard: Standing | undefined;
  #said = '';
  #hadFocus = false;

  /** The last snapshot the server confirmed; immutable. */
  get verification(): Verification | undefined {
    return this.#engine.state.verification;
  }

  get status(): VerificationStatus | undefined {
    return this.verification?.status;
  }

  /** Draws at once: frameworks look into the tree right after insertion. */
  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isReconfigured = (['endpoint', 'client', 'fetchSession', 'credentials', 'updates'] as const).some((name) => changed.has(name));
    if (isReconfigured && this.hasUpdated) this.#engine.restart();
    this.#engine.followLocale();
    this.#hadFocus = this.matches(':focus-within');
  }

  protected override updated(): void {
    if (this.variant === 'gate' && this.#hadFocus) this.#keepFocus();
  }

  protected override render(): TemplateResult {
    const context = this.#context();
    const { texts, known } = context;
    const isBanner = this.variant === 'banner';
    this.#hear(known);
    this.#setStates(known);
    return html`<div class="status" part="container" lang=${texts.lang} dir=${texts.dir} aria-busy=${known === 'loading' ? 'true' : 'false'}>
      ${viewOf(this.variant)(context)}
      ${isBanner ? html`<div class="visually-hidden" role="status" aria-live="polite">${this.#said}</div>` : nothing}
    </div>`;
  }

  #context(): StatusContext {
    const { session, verification } = this.#engine.state;
    const { format, messages } = this.#loaded.value ?? bundledStatusMessages;
    const texts = withOverrides(messages, this.messages);
    const link = this.#link();
    // Words of the wrong language are worse than none yet.
    const isTextMissing = !this.#loaded.value && !isBundled(this.#locale);
    if (isTextMissing || (!verification && session.kind !== 'failed')) return { texts, link, known: 'loading' };
    if (!verification) return { texts, link, known: 'unavailable' };
    const about = { texts, format, standing: standingOf(verification), review: verification.review, now: systemClock.now() };
    return { texts, link, known: { verification, about } };
  }

  /** A banner says what changes, once; where the main element is on the page, that one does. */
  #hear(known: StatusContext['known']): void {
    const about = typeof known === 'object' ? known.about : undefined;
    const before = this.#heard;
    this.#heard = about?.standing;
    if (!about || !before || this.#engine.hasMain) return;
    if (before.kind !== about.standing.kind) this.#said = statusSentence(about, detailsOf(about));
    else if (before.newComments < about.standing.newComments) this.#said = newComments(about);
  }

  /** What had the focus went when the gate turned: what stands in its place has it now. */
  #keepFocus(): void {
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    const isOpen = this.renderRoot.querySelector('slot') !== null;
    if (isOpen ? this.contains(activeElement) : activeElement === this) return;
    const next = isOpen ? this.querySelector<HTMLElement>(focusable) : this.renderRoot.querySelector<HTMLElement>('.gate a') ?? this.renderRoot.querySelector<HTMLElement>('.gate');
    next?.focus();
  }

  #setStates(known: StatusContext['known']): void {
    const { states } = this.#internals;
    // Browsers without `:state()` have no set; nothing else depends on it.
    if (!states) return;
    states.clear();
    const isQuiet = typeof known !== 'object' || !noticeOf(known.about);
    if (this.variant === 'banner' && isQuiet) states.add('quiet');
    if (known === 'loading') states.add('loading');
    else if (known === 'unavailable') states.add('failed');
    else for (const name of namesOf(known.verification)) states.add(name);
  }

  #link(): StatusLink | undefined {
    const { href } = this;
    if (!href || !URL.canParse(href, document.baseURI) || !/^https?:$/.test(new URL(href, document.baseURI).protocol)) return undefined;
    return { href, onClick: (event) => this.#follow(event, href) };
  }

  /** A new tab or window is the browser's own business. */
  #follow(event: MouseEvent, href: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!this.#dispatch('kyc-navigate', { href, status: this.status })) event.preventDefault();
  }

  #dispatch<N extends keyof KycEventDetails>(name: N, detail: KycEventDetails[N]): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === 'kyc-navigate' }));
  }

  #config(): Omit<EngineConfig, 'raise'> {
    const { endpoint, client, fetchSession, credentials, updates } = this;
    return { endpoint, client, fetchSession, credentials, updates, locale: this.#locale };
  }

  get #locale(): string {
    return (this.locale || this.#pageLanguage.pageLocale).replaceAll('_', '-');
  }
}

/** A variant of a newer version is a badge. */
function viewOf(variant: string): (context: StatusContext) => unknown {
  return Object.hasOwn(views, variant) ? views[variant as StatusVariant] : statusBadge;
}

/** Custom states of a snapshot. */
function namesOf(verification: Verification): string[] {
  return [verification.status.replaceAll('_', '-'), ...(mayUseServices(verification) ? ['open'] : [])];
}

declare global {
  interface HTMLElementTagNameMap {
    'kyc-status': KycStatus;
  }
}
