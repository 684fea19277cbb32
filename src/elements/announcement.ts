/** What is said to people who listen: politely, what changed, each thing once; or nothing. */
import { createFormatters } from '../localization/formatters.ts';
import type { Messages } from '../localization/messages.ts';
import { errorEventCode } from '../model/errors.ts';
import { pagesOf } from '../model/pages.ts';
import { initialState, type State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { Category } from '../model/verification.ts';
import { categoryName } from '../views/category-name.ts';

const spokenPhases = ['refused', 'warned', 'failed', 'paused', 'needs_file'] as const;

export class Announcer {
  #previous: State = initialState;
  /** Uploads whose interruption was told: a connection that comes and goes is no news. */
  readonly #interrupted = new Set<string>();
  #said = '';

  /** Everything since the last call. The same words once more are made another text: else nobody hears them. */
  next(state: State, texts: Messages): string | undefined {
    const news = this.#news(state, texts);
    if (news) this.#said = news === this.#said ? `${news}\u00a0` : news;
    return news && this.#said;
  }

  #news(state: State, texts: Messages): string | undefined {
    const previous = this.#previous;
    this.#previous = state;
    if (state.session.kind === 'failed' && previous.session.kind !== 'failed') return undefined;
    const own = statusAnnouncement(previous, state, texts)
      ?? noticeAnnouncement(previous, state, texts)
      ?? connectionAnnouncement(previous, state, texts)
      ?? this.#uploadAnnouncement(previous, state, texts)
      ?? orderAnnouncement(previous, state, texts);
    // What the provider writes or asks is not lost behind an upload of the same moment.
    return [own, commentAnnouncement(previous, state, texts), requestAnnouncement(previous, state, texts)].filter(Boolean).join(' ') || undefined;
  }

  #uploadAnnouncement(previous: State, next: State, texts: Messages): string | undefined {
    const before = new Map(previous.uploads.map((upload) => [upload.uploadId, upload]));
    const changed = next.uploads.find((upload) => this.#isSpoken(upload) && before.get(upload.uploadId)?.phase.kind !== upload.phase.kind);
    const stored = previous.uploads.find((upload) => upload.phase.kind === 'stored' && !next.uploads.some(({ uploadId }) => uploadId === upload.uploadId));
    const spoken = changed ?? stored;
    if (spoken?.phase.kind === 'waiting') this.#interrupted.add(spoken.uploadId);
    if (spoken?.phase.kind === 'refused' && refused(next).length > 1) return texts.files_refused?.({ count: createFormatters(texts.lang).count(refused(next).length) });
    const word = spoken && texts.phase?.[spoken.phase.kind];
    const removed = spoken?.removed && spoken.phase.kind === 'stored' ? texts.removed?.[spoken.removed] : undefined;
    return word ? `${spoken.name}: ${[word, removed].filter(Boolean).join('. ')}` : undefined;
  }

  #isSpoken({ uploadId, phase }: Upload): boolean {
    if (phase.kind === 'waiting') return !this.#interrupted.has(uploadId);
    return (spokenPhases as readonly string[]).includes(phase.kind);
  }
}

/** Files that stand there and are not sent: of many at once only the number is said. */
function refused({ uploads }: State): readonly Upload[] {
  return uploads.filter(({ phase }) => phase.kind === 'refused');
}

function statusAnnouncement({ verification: before }: State, { verification: now }: State, texts: Messages) {
  if (!before || !now || before.status === now.status) return undefined;
  return `${texts.status_label}: ${texts.status[now.status]}. ${texts.title[now.status]}.`;
}

function noticeAnnouncement(previous: State, next: State, texts: Messages): string | undefined {
  const { notice } = next;
  return notice && notice.id !== previous.notice?.id ? texts.notice?.[notice.kind] : undefined;
}

/** As the line above the page says it, once. */
function connectionAnnouncement(previous: State, next: State, texts: Messages): string | undefined {
  if (!next.isOnline) return previous.isOnline ? texts.offline : undefined;
  if (!next.problem || previous.problem) return undefined;
  return errorEventCode(next.problem) === 'session_error' ? texts.stale_expired : texts.stale;
}

/** Which pages stand elsewhere now: “Page 1: b.jpg. Page 2: a.jpg.” */
function orderAnnouncement({ verification: before }: State, { verification: now }: State, texts: Messages): string | undefined {
  if (before === now) return undefined;
  const changed = now?.documents.filter((document, index) => document.files.length > 1 && document !== before?.documents[index]) ?? [];
  const known = new Map(changed.length > 0 ? before?.documents.map((document) => [document.id, document]) : []);
  const moved = changed.flatMap((document) => {
    const earlier = known.get(document.id);
    const [pages, was] = [pagesOf(document), earlier && pagesOf(earlier)];
    // A page that came or went tells itself.
    return pages.length === was?.length ? pages.filter((page, index) => was[index] && was[index].id !== page.id && was.some(({ id }) => id === page.id)) : [];
  });
  return moved.map(({ page, fileName }) => `${texts.side?.page ?? ''} ${page}: ${fileName}.`).join(' ') || undefined;
}

function commentAnnouncement({ verification: before }: State, { verification: now }: State, texts: Messages) {
  if (!before || !now || before.comments === now.comments) return undefined;
  const known = new Set(before.comments.map(({ id }) => id));
  const count = now.comments.filter(({ id }) => !known.has(id)).length;
  return count > 0 ? texts.comments_arrived?.({ count: createFormatters(texts.lang).count(count) }) : undefined;
}

/** What is asked for from now on: by a request, or as a category of its own. */
function requestAnnouncement({ verification: before }: State, { verification: now }: State, texts: Messages) {
  if (!before || !now || (before.requests === now.requests && before.categories === now.categories)) return undefined;
  const knownRequests = new Set(before.requests.map(({ id }) => id));
  const knownCategories = new Set(before.categories.map(({ id }) => id));
  const asked = new Set(now.requests.filter(({ id, fulfilledBy }) => fulfilledBy === null && !knownRequests.has(id)).map(({ categoryId }) => categoryId));
  const list = (categories: readonly Category[]) => createFormatters(texts.lang).list(categories.map((category) => categoryName(category)));
  const requested = now.categories.filter(({ id }) => asked.has(id));
  const added = now.categories.filter(({ id }) => !asked.has(id) && !knownCategories.has(id));
  return [
    requested.length > 0 ? texts.request_arrived?.({ name: list(requested) }) : '',
    added.length > 0 ? texts.category_arrived?.({ name: list(added) }) : '',
  ].filter(Boolean).join(' ') || undefined;
}
