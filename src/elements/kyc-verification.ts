/** `<kyc-verification>`: the public API and the owner of the engine. What is drawn stands in `views/`. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { EngineController } from '../controllers/engine-controller.ts';
import { FormController } from '../controllers/form-controller.ts';
import { LocaleController } from '../controllers/locale-controller.ts';
import type { AddedFile, AddFilesOptions, Engine, EngineConfig, FetchSession, KycClient, UpdatesMode } from '../engine/index.ts';
import { KycError } from '../model/errors.ts';
import { cancelableEvents, type RaiseEvent } from '../model/events.ts';
import type { State } from '../model/state.ts';
import type { Verification, VerificationStatus } from '../model/verification.ts';
import type { MessageOverrides } from '../localization/messages.ts';
import { rootStyles } from '../views/root.styles.ts';
import { Interaction, type InteractionHost } from './interaction.ts';
import { Presentation } from './presentation.ts';

/**
 * The whole KYC page of a cloud portal: required documents, uploads, review status, comments and help.
 *
 * ```html
 * <kyc-verification endpoint="/kyc/v1" locale="en"></kyc-verification>
 * ```
 *
 * @tag kyc-verification
 * @slot header - Above everything.
 * @slot intro - Between the heading and the stages.
 * @slot consent - Before the submit bar.
 * @slot help-<categoryId> - Inside the card of that category.
 * @slot support - In the support card.
 * @slot success - On the page after completion.
 * @slot footer - Below everything.
 *
 * @fires {CustomEvent<KycEventDetails['kyc-ready']>} kyc-ready - The first snapshot is here.
 * @fires {CustomEvent<KycEventDetails['kyc-change']>} kyc-change - Every new snapshot.
 * @fires {CustomEvent<KycEventDetails['kyc-status-change']>} kyc-status-change - The verification's status moved.
 * @fires {CustomEvent<KycEventDetails['kyc-customer-status-change']>} kyc-customer-status-change - The customer's own status moved.
 * @fires {CustomEvent<KycEventDetails['kyc-document-status-change']>} kyc-document-status-change - A document's status moved.
 * @fires {CustomEvent<KycEventDetails['kyc-before-upload']>} kyc-before-upload - Cancelable: a file is about to be sent.
 * @fires {CustomEvent<KycEventDetails['kyc-file-refuse']>} kyc-file-refuse - A chosen file is not sent, and why.
 * @fires {CustomEvent<KycEventDetails['kyc-file-warn']>} kyc-file-warn - A chosen file waits for `confirm()`.
 * @fires {CustomEvent<KycEventDetails['kyc-upload-progress']>} kyc-upload-progress - At most four a second.
 * @fires {CustomEvent<KycEventDetails['kyc-upload-success']>} kyc-upload-success - The file is stored and in `verification`.
 * @fires {CustomEvent<KycEventDetails['kyc-upload-error']>} kyc-upload-error - The file was not stored.
 * @fires {CustomEvent<KycEventDetails['kyc-upload-abort']>} kyc-upload-abort - The person or the host cancelled.
 * @fires {CustomEvent<KycEventDetails['kyc-before-submit']>} kyc-before-submit - Cancelable: documents are about to go to review.
 * @fires {CustomEvent<KycEventDetails['kyc-submit']>} kyc-submit - The documents are in review.
 * @fires {CustomEvent<KycEventDetails['kyc-comment']>} kyc-comment - A new comment of the provider.
 * @fires {CustomEvent<KycEventDetails['kyc-support']>} kyc-support - Cancelable: the person asks for help.
 * @fires {CustomEvent<KycEventDetails['kyc-session-expired']>} kyc-session-expired - The host has to sign the customer in again.
 * @fires {CustomEvent<KycEventDetails['kyc-error']>} kyc-error - Loading or keeping up to date failed.
 *
 * @csspart container - Everything, with its frame.
 * @csspart header - Title, status, lead and the customer's own status.
 * @csspart title - The title.
 * @csspart lead - The sentence under the title.
 * @csspart status-badge - The verification's status.
 * @csspart customer-status - The line of the customer's own status.
 * @csspart customer-badge - The badge in that line.
 * @csspart expected - When a result is expected.
 * @csspart banner - A word above the page: offline, older state, notice, read-only.
 * @csspart stages - The list of three stages.
 * @csspart stage - One stage.
 * @csspart skeleton - The outline while loading.
 * @csspart failure - Why nothing could be loaded.
 * @csspart categories - The column of cards.
 * @csspart subject - Whom the following cards are about.
 * @csspart category - A category's card.
 * @csspart category-title - Its title.
 * @csspart category-badge - Its status.
 * @csspart fold-button - Opens and closes a card.
 * @csspart request - What the provider asks for in a category.
 * @csspart add - Where documents are added.
 * @csspart another - Adding one more, folded.
 * @csspart types - The choice of document types.
 * @csspart type - One type.
 * @csspart sample - Its sample picture.
 * @csspart drop-area - A place for files to fall, or a side's slot.
 * @csspart advice - What a good photo looks like, folded.
 * @csspart document - A document.
 * @csspart document-status - Its status.
 * @csspart type-select - The choice of another type.
 * @csspart remove - The remove button with its question.
 * @csspart file - A file of a document, or one on its way.
 * @csspart file-name - Its name.
 * @csspart file-status - Its status.
 * @csspart file-message - What is said about it.
 * @csspart thumbnail - Its small picture.
 * @csspart view-button - Opens the viewer.
 * @csspart upload - A file on its way.
 * @csspart progress - Its progress bar.
 * @csspart reason - Why something came back, and the way out.
 * @csspart restrictions - The list of restrictions.
 * @csspart restriction - One restriction.
 * @csspart outcome - Reference, dates and decision.
 * @csspart renewal - The renewal that comes up.
 * @csspart renew-button - Leads to a card to renew.
 * @csspart reminder-button - Saves a calendar reminder.
 * @csspart locked - Why the account is locked.
 * @csspart so-far - What happened so far: timeline, receipt, withdrawal.
 * @csspart timeline - The list of what happened and what comes.
 * @csspart step - One entry of it.
 * @csspart receipt - The receipt, folded.
 * @csspart receipt-document - One document on it.
 * @csspart withdraw - The button that takes a submission back, with its question.
 * @csspart details-changed - Where changed details are told.
 * @csspart checklist - What is asked and how far it is.
 * @csspart next - What happens next.
 * @csspart comments - The provider's comments.
 * @csspart comment - One comment.
 * @csspart support - The way to help.
 * @csspart email-link - Support by e-mail.
 * @csspart ticket-link - Support on the provider's own page.
 * @csspart ticket-button - Opens the letter to support.
 * @csspart ticket - The form for it.
 * @csspart ticket-title - Its title.
 * @csspart ticket-facts - What support is told about the page.
 * @csspart ticket-answer - What became of the letter.
 * @csspart consents - What is agreed to, and the privacy notice.
 * @csspart consent - One consent.
 * @csspart consents-given - What was agreed to before.
 * @csspart privacy-link - The privacy notice.
 * @csspart section-title - The title of a panel.
 * @csspart submit-bar - The bar with Submit.
 * @csspart uploads - How far several uploads are together.
 * @csspart cancel-all - Its button to cancel them, with its question.
 * @csspart submit-button - Submit.
 * @csspart missing - What is missing.
 * @csspart dialog - A dialog.
 * @csspart dialog-title - Its title.
 * @csspart viewer - The file viewer.
 * @csspart camera - The camera.
 * @csspart shutter - Its button that takes the photo.
 * @csspart button - Every button.
 * @csspart button-primary - The one that matters most.
 *
 * @cssprop [--kyc-color-primary=light-dark(#2b59e6, #8fa5ff)] - Accent: primary buttons, links, current stage.
 * @cssprop [--kyc-color-on-primary=light-dark(#fff, #10152b)] - Text on the accent.
 * @cssprop [--kyc-color-surface=light-dark(#fff, #15181e)] - Background.
 * @cssprop [--kyc-color-text=light-dark(#14171f, #eceef2)] - Text; neutrals are mixed from it and the surface.
 * @cssprop [--kyc-color-text-muted=light-dark(#545b68, #a5adba)] - Secondary text.
 * @cssprop [--kyc-color-card=the surface] - Background of cards.
 * @cssprop [--kyc-color-sunken=4 % text on the surface] - Background of drop areas.
 * @cssprop [--kyc-color-border=13 % text on the surface] - Hairlines.
 * @cssprop [--kyc-color-control-border=50 % text on the surface] - Borders of controls.
 * @cssprop [--kyc-color-success=light-dark(#11734a, #5bd6a0)] - Added, accepted, completed.
 * @cssprop [--kyc-color-warning=light-dark(#8a5300, #f3bd5c)] - Please check.
 * @cssprop [--kyc-color-danger=light-dark(#b3201b, #ff9a92)] - Needs a fix.
 * @cssprop [--kyc-color-focus=the primary color] - Focus rings.
 * @cssprop [--kyc-color-backdrop=rgb(8 10 16 / 0.55)] - Behind dialogs.
 * @cssprop [--kyc-font-family=inherit] - Font.
 * @cssprop [--kyc-font-size=1rem] - Size everything is relative to.
 * @cssprop [--kyc-line-height=1.5] - Line height.
 * @cssprop [--kyc-font-weight-strong=600] - The one weight step.
 * @cssprop [--kyc-radius=10px] - Corners of cards and dialogs.
 * @cssprop [--kyc-radius-control=8px] - Corners of controls.
 * @cssprop [--kyc-border-width=1px] - Width of hairlines.
 * @cssprop [--kyc-space=8px] - Grid.
 * @cssprop [--kyc-control-height=40px] - Height of controls; 44px where it is narrow.
 * @cssprop [--kyc-thumbnail-size=52px] - Width of thumbnails.
 * @cssprop [--kyc-duration=160ms] - Transitions; none for people who asked for less motion.
 * @cssprop [--kyc-sticky-offset=0px] - Room a host's own bar takes at the bottom.
 *
 * @cssstate loading - The first snapshot is on its way.
 * @cssstate failed - There is no snapshot, and why is shown.
 * @cssstate submitting - A submission is on its way.
 * @cssstate offline - The browser is offline.
 * @cssstate not-required - `verification.status` is `not_required`.
 * @cssstate collecting - `verification.status` is `collecting`.
 * @cssstate pending - `verification.status` is `pending`.
 * @cssstate action-required - `verification.status` is `action_required`.
 * @cssstate completed - `verification.status` is `completed`.
 * @cssstate rejected - `verification.status` is `rejected`.
 * @cssstate expired - `verification.status` is `expired`.
 */
export class KycVerification extends LitElement {
  static readonly formAssociated = true;
  static override styles = rootStyles;

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
  @property({ type: Number, attribute: 'max-concurrent-uploads' }) maxConcurrentUploads = 2;
  /** 1–6: level of the title in the host's outline. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  @property({ type: Boolean, reflect: true }) readonly = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  @property({ type: Boolean, reflect: true }) required = false;
  @property({ reflect: true }) name?: string;
  /** Where `intake-worker.js` lies, when not beside the bundle. */
  @property({ attribute: false }) workerUrl?: string;
  /** Origins besides the endpoint's that links may lead to. */
  @property({ attribute: false }) linkOrigins: readonly string[] = [];

  readonly #raise: RaiseEvent = (name, detail) =>
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: cancelableEvents.includes(name) }));
  readonly #engine = new EngineController(this, { configure: () => this.#config(), raise: this.#raise, isMain: true });
  readonly #pageLanguage = new LocaleController(this);
  readonly #form = new FormController(this);
  readonly #interaction: Interaction = new Interaction(this.#interactionHost());
  readonly #presentation: Presentation = new Presentation(this, this.#interaction);
  #isFieldsetDisabled = false;

  /** The last snapshot the server confirmed; immutable. */
  get verification(): Verification | undefined {
    return this.#engine.state.verification;
  }

  get status(): VerificationStatus | undefined {
    return this.verification?.status;
  }

  /** The form this element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#form.internals.form;
  }

  get validity(): ValidityState {
    return this.#form.internals.validity;
  }

  get validationMessage(): string {
    return this.#form.internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#form.internals.willValidate;
  }

  /** Asks the server now. Rejects with a `KycError`. */
  async refresh(): Promise<void> {
    await this.#engine.require().refresh();
  }

  /**
   * Adds files as if the person had chosen them.
   * @throws KycError `not_found`, `not_open`, `customer_locked`, `not_asked_for`; what is wrong with one file is its verdict.
   */
  async addFiles(categoryId: string, files: Iterable<File>, options?: AddFilesOptions): Promise<AddedFile[]> {
    return this.#changing().addFiles(categoryId, files, options);
  }

  async removeDocument(id: string): Promise<void> {
    return this.#changing().removeDocument(id);
  }

  async removeFile(id: string): Promise<void> {
    return this.#changing().removeFile(id);
  }

  /** Sends a warned file anyway. */
  async confirm(uploadId: string): Promise<void> {
    this.#changing().confirm(uploadId);
  }

  /** One upload, or all of them; the same for `resume`, `retry` and `cancel`. */
  async pause(uploadId?: string): Promise<void> {
    this.#engine.require().pause(uploadId);
  }

  async resume(uploadId?: string): Promise<void> {
    this.#changing().resume(uploadId);
  }

  async retry(uploadId?: string): Promise<void> {
    this.#changing().retry(uploadId);
  }

  async cancel(uploadId?: string): Promise<void> {
    this.#engine.require().cancel(uploadId);
  }

  /** Sends everything added to review. @throws KycError `incomplete`, `not_open`, `prevented`, `version_conflict` */
  async submit(): Promise<void> {
    this.#engine.require();
    await this.#interaction.submit();
  }

  /** Forgets everything kept in the browser, also offline; `refresh()` or a new session starts anew. */
  async logout(): Promise<void> {
    this.#interaction.reset();
    await this.#engine.logOut();
  }

  checkValidity(): boolean {
    return this.#form.internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#form.internals.reportValidity();
  }

  /** Draws at once: frameworks look into the tree right after insertion. */
  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  /** Called by the browser when a fieldset around the element is disabled. */
  formDisabledCallback(isDisabled: boolean): void {
    this.#isFieldsetDisabled = isDisabled;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isReconfigured = (['endpoint', 'client', 'fetchSession', 'credentials', 'updates'] as const).some((name) => changed.has(name));
    if (isReconfigured && this.hasUpdated) this.#engine.restart();
    const { engine } = this.#engine;
    if (changed.has('maxConcurrentUploads')) engine?.setConcurrency(this.maxConcurrentUploads);
    this.#engine.followLocale();
    this.#presentation.prepare(this.#facts());
  }

  protected override updated(): void {
    const { session, isOnline } = this.#engine.state;
    const submissionId = this.verification?.review.submissionId ?? null;
    const states = [
      session.kind === 'idle' || session.kind === 'loading' ? 'loading' : '', session.kind === 'failed' ? 'failed' : '',
      session.kind === 'submitting' ? 'submitting' : '', isOnline ? '' : 'offline', this.status?.replaceAll('_', '-') ?? '',
    ].filter(Boolean);
    const anchor = this.#find('title') ?? undefined;
    this.#form.update({ submissionId, isRequired: this.required, message: this.#presentation.requiredMessage, states }, anchor);
    this.#presentation.settle(this.#find('sent'));
  }

  protected override render(): TemplateResult {
    return html`
      ${this.#presentation.render(this.#facts())}
      <div id="live" class="visually-hidden" role="status" aria-live="polite" lang=${this.#presentation.language}>${this.#presentation.announcement}</div>
    `;
  }

  #facts() {
    const state: State = this.#engine.state;
    return {
      state, engine: this.#engine.engine, locale: this.#locale, messages: this.messages, isReadonly: this.#isReadonly,
      headingLevel: Math.min(6, Math.max(1, Math.trunc(this.headingLevel) || 2)),
      links: { base: this.#linkBase, linkOrigins: this.linkOrigins }, raise: this.#raise,
    };
  }

  #config(): Omit<EngineConfig, 'raise'> {
    const { endpoint, client, fetchSession, credentials, updates, maxConcurrentUploads, workerUrl } = this;
    return { endpoint, client, fetchSession, credentials, updates, maxConcurrentUploads, workerUrl, locale: this.#locale };
  }

  /** @throws KycError `not_open` when the host has switched changes off. */
  #changing(): Engine {
    if (this.#isReadonly) throw new KycError('not_open');
    return this.#engine.require();
  }

  get #isReadonly(): boolean {
    return this.readonly || this.disabled || this.#isFieldsetDisabled;
  }

  get #locale(): string {
    return (this.locale || this.#pageLanguage.pageLocale).replaceAll('_', '-');
  }

  get #linkBase(): string {
    const endpoint = this.client ? '' : this.endpoint ?? '';
    return URL.canParse(endpoint, document.baseURI) ? new URL(endpoint, document.baseURI).href : document.baseURI;
  }

  #find(id: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  }

  #interactionHost(): InteractionHost {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- getters below have a `this` of their own
    const host = this;
    return {
      get engine() { return host.#engine.engine; },
      get isReadonly() { return host.#isReadonly; },
      get language() { return host.#presentation.language; },
      raise: this.#raise,
      refresh: () => host.refresh(),
      redraw: () => { host.requestUpdate(); return host.updateComplete; },
      find: (id: string) => host.#find(id),
    };
  }
}


declare global {
  interface HTMLElementTagNameMap {
    'kyc-verification': KycVerification;
  }
}
