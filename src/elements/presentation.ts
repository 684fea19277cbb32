/**
 * From facts to a picture: gets the texts of the locale and the parts that load late, makes the views' context, and
 * what is said to people who listen.
 */
import { Task } from '@lit/task';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Engine } from '../engine/index.ts';
import { createFormatters, type Formatters } from '../localization/formatters.ts';
import { bundledMessages, loadMessages, type LoadedMessages } from '../localization/load-messages.ts';
import { withOverrides, type MessageOverrides, type Messages } from '../localization/messages.ts';
import { KycError } from '../model/errors.ts';
import type { RaiseEvent } from '../model/events.ts';
import { isEditable } from '../model/selectors.ts';
import { initialState, type State } from '../model/state.ts';
import type { Verification } from '../model/verification.ts';
import type { AddingViews, AfterViews, PageViews, ViewContext } from '../views/context.ts';
import { rootView } from '../views/root.ts';
import { allowedUrl, type LinkRules } from './allowed-url.ts';
import type { Announcer } from './announcement.ts';
import type { dialogs } from './dialogs.ts';
import type { Interaction } from './interaction.ts';

export interface Facts {
  readonly state: State;
  readonly engine: Engine | undefined;
  readonly locale: string;
  readonly messages: MessageOverrides | undefined;
  readonly isReadonly: boolean;
  readonly headingLevel: number;
  readonly links: LinkRules;
  readonly raise: RaiseEvent;
}


export class Presentation {
  announcement = '';
  readonly #host: LitElement;
  readonly #interaction: Interaction;
  readonly #locale: Task<readonly [string], LoadedMessages>;
  #wantedLocale = 'en';
  #page: PageViews | undefined;
  #adding: AddingViews | undefined;
  #after: AfterViews | undefined;
  #dialogs: typeof dialogs | undefined;
  /** English of what has loaded, for languages whose catalogue is English or could not be fetched. */
  #english: Partial<Messages> = {};
  readonly #wanted = new Set<string>();
  #texts: Messages = bundledMessages.messages;
  #textsOf: readonly unknown[] = [];
  #format: Formatters = createFormatters('en');
  /** Comes with the page: before it there is nothing to tell. */
  #announcer: Announcer | undefined;
  #facts: Facts | undefined;

  constructor(host: LitElement, interaction: Interaction) {
    this.#host = host;
    this.#interaction = interaction;
    this.#locale = new Task(host, { task: ([locale]) => loadMessages(locale), args: () => [this.#wantedLocale] as const });
  }

  /** Language of the words on the page, BCP 47. */
  get language(): string {
    return this.#texts.lang;
  }

  get requiredMessage(): string {
    return this.#texts.lead.collecting;
  }

  /** Before drawing: asks for what is not there yet, takes in what has arrived. */
  prepare(facts: Facts): void {
    const { state, locale, messages, isReadonly } = facts;
    this.#facts = facts;
    this.#wantedLocale = locale;
    this.#want(state, isReadonly);
    if (this.#adding?.isComplete(state)) this.#interaction.hideMissing();
    this.#composeTexts(messages);
    this.#announce(state);
  }

  render(facts: Facts): TemplateResult {
    return html`${this.#rootView(facts)}${this.#dialogs?.(facts, this.#context(facts)) ?? nothing}`;
  }

  /** After drawing: a dialog is opened and closed by method, not by markup. */
  settle(dialog: HTMLElement | null): void {
    if (!(dialog instanceof HTMLDialogElement && dialog.isConnected)) return;
    const { isSentDialogOpen } = this.#interaction.ui;
    if (isSentDialogOpen && !dialog.open) dialog.showModal();
    if (!isSentDialogOpen && dialog.open) dialog.close();
  }

  #rootView(facts: Facts): TemplateResult {
    try {
      return rootView(this.#context(facts));
    } catch {
      facts.raise('kyc-error', { code: 'render_error', fatal: true, retryable: false });
      const error = new KycError('render_error');
      return rootView(this.#context({ ...facts, state: { ...initialState, session: { kind: 'failed', error } } }));
    }
  }

  #context({ state, isReadonly, headingLevel }: Facts): ViewContext {
    const isTextMissing = !this.#locale.value && this.#wantedLocale !== bundledMessages.locale;
    return {
      // Words of the wrong language are worse than none yet: the skeleton waits for them.
      state: isTextMissing ? { ...initialState, session: { kind: 'loading' } } : state,
      texts: this.#texts, format: this.#format, ui: this.#interaction.ui, isReadonly, headingLevel,
      camera: cameraOf(matchMedia('(pointer: coarse)').matches),
      page: this.#page,
      adding: isReadonly ? undefined : this.#adding,
      after: this.#after,
      dispatch: this.#interaction.dispatch,
      allowedUrl: this.#allowedUrl,
      loadThumbnail: this.#loadThumbnail,
    };
  }

  // One function each for the element's life, so that views can compare by reference.
  readonly #allowedUrl: ViewContext['allowedUrl'] = (url) => this.#facts && allowedUrl(url, this.#facts.links);

  readonly #loadThumbnail: ViewContext['loadThumbnail'] = async (source, signal) => {
    const engine = this.#facts?.engine;
    if ('upload' in source) return engine?.thumbnailOf(source.upload);
    return engine?.thumbnail(source.file.id, signal).catch(() => undefined);
  };

  get #loaded(): LoadedMessages {
    return this.#locale.value ?? bundledMessages;
  }

  /** Made anew only when something it is made of changed, so that views can compare by reference. */
  #composeTexts(overrides: MessageOverrides | undefined): void {
    const made = [this.#loaded, overrides, this.#english];
    if (made.every((part, index) => part === this.#textsOf[index]) && this.#textsOf.length > 0) return;
    this.#textsOf = made;
    this.#texts = withOverrides({ ...this.#english, ...this.#loaded.messages }, overrides);
    this.#format = createFormatters(this.#loaded.locale);
  }

  #announce(state: State): void {
    this.announcement = this.#announcer?.next(state, this.#texts) ?? this.announcement;
  }

  /** Loads what is needed from now on; what could not be loaded is asked for again with the next change. */
  #want({ verification, uploads }: State, isReadonly: boolean): void {
    this.#wantOnce('page', async () => {
      const [{ pageViews, pageStyles }, { enPage }, { attach, Announcer }, { warmUp }] = await Promise.all([
        import('../views/page.ts'), import('../localization/locales/en-page.ts'), import('./adding.ts'), import('./warm-up.ts'),
      ]);
      attach(this.#host, this.#interaction);
      this.#announcer = new Announcer();
      this.#adopt(pageStyles.styleSheet);
      this.#english = { ...this.#english, ...enPage };
      this.#page = pageViews;
      this.#composeTexts(this.#facts?.messages);
      if (this.#facts && !this.#facts.state.verification) warmUp(this.#context(this.#facts));
    });
    if (verification && isEditable(verification) && !isReadonly) {
      this.#wantOnce('adding', async () => {
        await painted();
        const { addingViews, addingStyles } = await import('../views/adding.ts');
        this.#adopt(addingStyles.styleSheet);
        this.#adding = addingViews;
      });
    }
    if (verification && hasPast(verification)) {
      this.#wantOnce('after', async () => {
        const [{ afterViews, afterStyles }, { enAfter }] = await Promise.all([import('../views/after.ts'), import('../localization/locales/en-after.ts')]);
        this.#adopt(afterStyles.styleSheet);
        this.#english = { ...this.#english, ...enAfter };
        this.#after = afterViews;
        this.#composeTexts(this.#facts?.messages);
      });
    }
    const { viewing, editing, photographing } = this.#interaction.ui;
    if (viewing ?? editing ?? photographing) {
      this.#wantOnce('dialogs', async () => {
        this.#dialogs = (await import('./dialogs.ts')).dialogs;
      });
    }
    if (verification?.documents.length || uploads.length) this.#wantOnce('thumbnail', () => painted().then(() => import('./thumbnail.ts')));
  }

  #wantOnce(name: string, load: () => Promise<unknown>): void {
    if (this.#wanted.has(name)) return;
    this.#wanted.add(name);
    load().then(() => this.#host.requestUpdate(), () => this.#wanted.delete(name));
  }

  #adopt(sheet: CSSStyleSheet | undefined): void {
    const root = this.#host.renderRoot;
    if (sheet && root instanceof ShadowRoot) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}

/** Something was sent, decided or replaced, or is due again. */
function hasPast({ status, review, renewal, documents }: Verification): boolean {
  return review.submittedAt !== null || renewal !== null || !['collecting', 'not_required'].includes(status)
    || documents.some((document) => document.status === 'replaced');
}

/** A page without https, or in a frame that may not, has no camera; a phone's own one still takes pictures. */
function cameraOf(isHandheld: boolean): ViewContext['camera'] {
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  return { kind: mediaDevices ? 'dialog' : isHandheld ? 'capture' : 'none', isFirst: isHandheld };
}

/** Longest wait for a frame: a page in the background gets none. */
const frameLimitMs = 100;

/** What was drawn is on the screen: what comes next does not delay it. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, frameLimitMs);
  });
}
