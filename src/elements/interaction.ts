/**
 * What the person does with the page: keeps the element's own view state and turns intents into commands. The engine
 * tells failures through the state, so they are not told a second time here.
 */
import type { Engine } from '../engine/index.ts';
import { KycError } from '../model/errors.ts';
import type { RaiseEvent } from '../model/events.ts';
import type { Intent, UiState } from '../views/context.ts';
import type { Help } from './help.ts';

export interface InteractionHost {
  readonly engine: Engine | undefined;
  readonly raise: RaiseEvent;
  readonly isReadonly: boolean;
  /** Of the words on the page, BCP 47. */
  readonly language: string;
  /** Draws again and resolves when it is drawn. */
  redraw(): Promise<unknown>;
  refresh(): Promise<void>;
  find(id: string): HTMLElement | null;
}

const initialUi: UiState = {
  chosenTypes: {}, openCategories: {}, isMissingListShown: false, isSentDialogOpen: false, drag: null, viewing: null,
  editing: null, photographing: null, ticket: null,
};

export class Interaction {
  ui: UiState = initialUi;
  readonly host: InteractionHost;
  /** Comes with the page. */
  help: Help | undefined;

  constructor(host: InteractionHost) {
    this.host = host;
  }

  reset(): void {
    this.ui = initialUi;
  }

  readonly dispatch = (intent: Intent): void => {
    void this.#act(intent).catch((reason: unknown) => {
      if (!(reason instanceof KycError)) throw reason;
    });
  };

  /** Sends, or shows what is missing. Rejects with the `KycError` the engine gives. */
  async submit(): Promise<void> {
    const { submit } = await import('./adding.ts').catch((reason: unknown) => {
      throw KycError.from(reason);
    });
    await submit(this);
  }

  /** Nothing is missing any more: the list does not come back by itself. */
  hideMissing(): void {
    if (this.ui.isMissingListShown) this.ui = { ...this.ui, isMissingListShown: false };
  }

  update(change: Partial<UiState>): Promise<unknown> {
    this.ui = { ...this.ui, ...change };
    return this.host.redraw();
  }

  async #act(intent: Intent): Promise<unknown> {
    const { engine } = this.host;
    switch (intent.kind) {
      case 'choose_type': return this.update({ chosenTypes: { ...this.ui.chosenTypes, [intent.categoryId]: intent.documentTypeId } });
      case 'toggle_category': return this.update({ openCategories: { ...this.ui.openCategories, [intent.categoryId]: intent.isOpen } });
      case 'view_file': return this.update({ viewing: { documentId: intent.documentId, fileId: intent.fileId } });
      case 'edit': return this.update({ editing: intent.source, viewing: null });
      case 'take_photo': return this.update({ photographing: intent.target });
      case 'close_viewer': case 'close_editor': case 'close_camera': return (await import('./dialogs.ts')).closeDialog(this, 'isUsed' in intent && intent.isUsed);
      case 'close_sent': return (await import('./adding.ts')).closeSent(this);
      case 'go_to': return (await import('./adding.ts')).goTo(intent.blocker, this);
      case 'submit': return this.submit();
      case 'refresh': return this.host.refresh();
      case 'print': case 'save': return (await import('./keeping.ts')).keep(intent, this.host);
      case 'dismiss_notice': return engine?.dismissNotice();
      case 'comments_seen': return engine?.markCommentsRead(intent.commentIds);
      case 'open_ticket': case 'close_ticket': case 'support': return this.help?.act(intent);
      default: return this.host.isReadonly ? undefined : (await import('./adding.ts')).change(intent, this);
    }
  }
}

export type ChangeIntent = Exclude<Intent, { kind:
  | 'choose_type' | 'toggle_category' | 'view_file' | 'close_viewer' | 'close_sent' | 'go_to' | 'submit' | 'refresh'
  | 'dismiss_notice' | 'print' | 'save' | 'comments_seen' | 'open_ticket' | 'close_ticket' | 'support' | 'edit' | 'close_editor' | 'take_photo' | 'close_camera' }>;
