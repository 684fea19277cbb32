/**
 * Which comments the person has read: those that were in sight for a second, on a page that is looked at. Keeps those
 * that were new at the first look marked for the rest of the visit. Loads with the page.
 */
import type { LitElement, ReactiveController } from 'lit';
import { systemClock } from '../model/clock.ts';
import type { Comment } from '../model/verification.ts';
import type { Interaction } from './interaction.ts';

const readingMs = 1_000;

export class CommentsReader implements ReactiveController {
  readonly #element: LitElement;
  readonly #interaction: Interaction;
  #observer: IntersectionObserver | undefined;
  #observed = new Set<Element>();
  /** Places in sight. One comment may stand at two. */
  readonly #inSight = new Set<Element>();
  /** Comments being read; what to call when they leave. */
  readonly #reading = new Map<string, () => void>();

  constructor(element: LitElement, interaction: Interaction) {
    this.#element = element;
    this.#interaction = interaction;
    element.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#follow);
    this.#observe();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#follow);
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#observed.clear();
    this.#inSight.clear();
    this.#follow();
  }

  hostUpdate(): void {
    const { ui } = this.#interaction;
    const unread = this.#unread.filter(({ id }) => !ui.newCommentIds?.has(id));
    if (unread.length > 0) this.#interaction.ui = { ...ui, newCommentIds: new Set([...ui.newCommentIds ?? [], ...unread.map(({ id }) => id)]) };
  }

  get #unread(): readonly Comment[] {
    return (this.#interaction.host.engine?.state.verification?.comments ?? []).filter(({ readAt }) => readAt === null);
  }

  hostUpdated(): void {
    this.#observe();
  }

  /** Every unread comment that is drawn now, and none that was. */
  #observe(): void {
    if (!this.#element.isConnected || (this.#unread.length === 0 && this.#observed.size === 0)) return;
    const drawn = new Set(this.#element.renderRoot.querySelectorAll('[data-comment-id]'));
    const gone = [...this.#observed].filter((place) => !drawn.has(place));
    for (const place of gone) {
      this.#observer?.unobserve(place);
      this.#inSight.delete(place);
    }
    const added = [...drawn].filter((place) => !this.#observed.has(place));
    if (added.length > 0) this.#observer ??= new IntersectionObserver(this.#onSight, { threshold: [0, 0.25, 0.5, 0.75, 1] });
    for (const place of added) this.#observer?.observe(place);
    this.#observed = drawn;
    this.#follow();
  }

  readonly #onSight = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const entry of entries) {
      if (isSeen(entry)) this.#inSight.add(entry.target);
      else this.#inSight.delete(entry.target);
    }
    this.#follow();
  };

  /** What comes into sight together is told together. */
  readonly #follow = (): void => {
    const isLookedAt = document.visibilityState === 'visible';
    const seen = new Set(isLookedAt ? [...this.#inSight].map(idOf) : []);
    for (const [id, stop] of this.#reading) if (!seen.has(id)) stop();
    const begun = [...seen].filter((id) => !this.#reading.has(id));
    if (begun.length === 0) return;
    const left = new Set<string>();
    const cancel = systemClock.after(readingMs, () => this.#read(begun.filter((id) => !left.has(id))));
    for (const id of begun) {
      this.#reading.set(id, () => {
        left.add(id);
        this.#reading.delete(id);
        if (left.size === begun.length) cancel();
      });
    }
  };

  /** They stay among those being read until they leave: told once, and with the next look again if they are still unread. */
  #read(commentIds: readonly string[]): void {
    if (commentIds.length > 0) this.#interaction.dispatch({ kind: 'comments_seen', commentIds });
  }
}

function idOf(place: Element): string {
  return place.getAttribute('data-comment-id') ?? '';
}

/** Half of it, or as much as fills half of the window. */
function isSeen({ isIntersecting, intersectionRatio, intersectionRect }: IntersectionObserverEntry): boolean {
  return isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height >= window.innerHeight / 2);
}
