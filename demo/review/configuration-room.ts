/** What happens with the draft: checked and counted by the server, confirmed, saved, or met by somebody else's. */
import { ApiFailure } from './api.ts';
import type { App } from './app.ts';
import { draftOf, withIds, type Draft } from './configuration-draft.ts';
import type { Configuration } from './schemas.ts';
import { closeEffects, openEffects } from './views/configuration-saving.view.ts';
import type { Editor } from './views/form-field.ts';
import { focusOn } from './views/list-editor.ts';

const largestPicture = 2 * 1024 * 1024;

export class ConfigurationRoom {
  readonly draft: Draft;
  readonly editor: Editor;
  readonly #app: App;

  constructor(app: App, draft: Draft) {
    this.#app = app;
    this.draft = draft;
    const current = (): Draft => this.#current ?? draft;
    this.editor = {
      // As it is when asked: a picture may be on its way while somebody writes on.
      get configuration() {
        return current().configuration;
      },
      problems: draft.problems,
      isBusy: app.state.busy,
      // While somebody corrects, what is wrong stays marked; the next save looks again.
      edit: (configuration) => this.#change({ configuration }),
      upload: (picture) => this.#upload(picture),
    };
  }

  /** Asks the server first: it names what does not fit, and what the change means for open cases. */
  async save(): Promise<void> {
    const configuration = withIds(this.draft.configuration);
    await this.#app.run(async () => {
      const effects = await this.#orProblems(() => this.#app.api.effects(configuration));
      if (!effects) return;
      this.#change({ effects, problems: [] });
      if (effects.effects.length === 0) await this.#write(configuration);
      else openEffects();
    });
    this.#showProblems();
  }

  async confirm(): Promise<void> {
    await this.#app.run(() => this.#write(withIds(this.draft.configuration)));
    this.#showProblems();
  }

  keepEditing(): void {
    this.#change({ effects: null });
  }

  discard(): void {
    this.#replace(draftOf(this.draft.base));
    void this.#app.load();
  }

  takeTheirs(): void {
    if (this.draft.theirs) this.#replace(draftOf(this.draft.theirs));
    this.#app.update({ message: { tone: 'good', text: 'This is what the other administrator saved.' } });
  }

  keepMine(): void {
    if (this.draft.theirs) this.#change({ base: this.draft.theirs, theirs: null });
    this.#app.update({ message: { tone: 'warn', text: 'Yours replaces theirs when you save.' } });
  }

  async #write(configuration: Configuration): Promise<void> {
    const { api } = this.#app;
    try {
      const saved = await this.#orProblems(() => api.saveConfiguration(configuration, this.draft.base.etag));
      if (saved) this.#replace(draftOf(saved));
    } catch (reason) {
      if (!(reason instanceof ApiFailure && reason.status === 412)) throw reason;
      this.#change({ theirs: await api.configuration() });
    } finally {
      closeEffects();
    }
  }

  /** Undefined when something does not fit: its places are then the draft's problems. */
  async #orProblems<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (reason) {
      if (!(reason instanceof ApiFailure && reason.paths.length > 0)) throw reason;
      this.#change({ problems: reason.paths });
      return undefined;
    }
  }

  /** After the page has settled: what hinders saving is the place to go on from, else the good news. */
  #showProblems(): void {
    const current = this.#current;
    if (!current) return;
    if (current.problems.length > 0) focusOn('problems');
    else if (current.theirs) focusOn('conflict');
    else if (current.base !== this.draft.base) this.#app.update({ message: { tone: 'good', text: 'The configuration is saved.' } });
  }

  async #upload(picture: Blob): Promise<string | null> {
    let url: string | null = null;
    await this.#app.run(async () => {
      if (picture.size > largestPicture) throw new ApiFailure(0, 'The picture is larger than 2 MB. Please choose a smaller one.');
      url = await this.#app.api.uploadExample(picture).catch((reason: unknown) => { throw asPictureFailure(reason); });
    }, 'The picture is uploaded. Save to show it to customers.');
    return url;
  }

  get #current(): Draft | null {
    const { draft } = this.#app.state;
    return draft.phase === 'ready' ? draft.value : null;
  }

  #change(change: Partial<Draft>): void {
    if (this.#current) this.#replace({ ...this.#current, ...change });
  }

  #replace(value: Draft): void {
    this.#app.update({ draft: { phase: 'ready', value } });
  }
}

function asPictureFailure(reason: unknown): unknown {
  const isRefused = reason instanceof ApiFailure && reason.status === 422;
  return isRefused ? new ApiFailure(422, 'This picture cannot be used. Please choose a JPEG, PNG or WebP of at least 200 pixels.') : reason;
}
