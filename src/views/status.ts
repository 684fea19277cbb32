/** `<kyc-status>` in its four variants, each a pure function of what is known. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StatusMessages } from '../localization/messages.ts';
import { mayUseServices, type StandingKind } from '../model/standing.ts';
import type { Verification } from '../model/verification.ts';
import { customerLooks, verificationLooks, type Look } from './badge.ts';
import { icon } from './icons.ts';
import { detailsOf, newComments, noticeOf, wordOf, type StatusWords } from './status-words.ts';

export interface StatusLink {
  readonly href: string;
  readonly onClick: (event: MouseEvent) => void;
}

export interface StatusContext {
  readonly texts: StatusMessages;
  readonly link: StatusLink | undefined;
  /** Waiting for the first answer, none to be had for now, or what there is to say. */
  readonly known: 'loading' | 'unavailable' | { readonly verification: Verification; readonly about: StatusWords };
}

/** Neutral: a page that shows the status everywhere alarms nobody about a request that failed. */
const unknownLook: Look = { tone: 'neutral', icon: 'info' };
const loadingLook: Look = { tone: 'neutral', icon: 'clock' };

function lookOf(kind: StandingKind): Look {
  return kind === 'locked' || kind === 'restricted' ? customerLooks[kind] : verificationLooks[kind];
}

/** Icon and word; unread comments as a number. */
export function statusBadge({ texts, known, link }: StatusContext): TemplateResult {
  const words = texts.kyc_status;
  if (known === 'loading') return html`<span class="badge tone-neutral is-waiting" part="badge">${icon('clock')}<span class="visually-hidden">${words.loading}</span></span>`;
  const isKnown = known !== 'unavailable';
  const look = isKnown ? lookOf(known.about.standing.kind) : unknownLook;
  const content = html`${icon(look.icon)}<span
    ><span class="visually-hidden">${words.label}: </span>${isKnown ? wordOf(texts, known.about.standing) : words.unavailable}</span
    >${isKnown ? commentCount(known.about) : nothing}`;
  const className = `badge tone-${look.tone}`;
  return link
    ? html`<a class=${className} part="badge link" href=${link.href} @click=${link.onClick}>${content}</a>`
    : html`<span class=${className} part="badge">${content}</span>`;
}

function commentCount(about: StatusWords): unknown {
  const { standing: { newComments: count }, format } = about;
  if (count === 0) return nothing;
  return html`<span class="count" part="comments"><span aria-hidden="true">${format.number(count)}</span><span class="visually-hidden">, ${newComments(about)}</span></span>`;
}

/** One sentence: label, word, details; the whole of it is the link. */
export function statusLine({ texts, known, link }: StatusContext): TemplateResult {
  const words = texts.kyc_status;
  const isKnown = typeof known === 'object';
  const look = isKnown ? lookOf(known.about.standing.kind) : known === 'loading' ? loadingLook : unknownLook;
  const word = isKnown ? words.word[known.about.standing.kind] : known === 'loading' ? '…' : words.word.unavailable;
  const content = html`${words.label}: <strong>${word}</strong>${isKnown
    ? detailsOf(known.about).map((detail) => html`${words.separator}<bdi>${detail}</bdi>`) : nothing}`;
  return html`<p class="line tone-${look.tone}" part="line">${icon(look.icon)}${link && isKnown
    ? html`<a class="line-link" part="link" href=${link.href} @click=${link.onClick}>${content}${arrow()}</a>`
    : html`<span>${content}</span>`}</p>`;
}

/** Points to where the text goes on; a chevron on its side. */
function arrow(): TemplateResult {
  return html`<span class="arrow">${icon('chevron')}</span>`;
}

/** As people hear it. */
export function statusSentence({ texts: { kyc_status: words }, standing }: StatusWords, details: readonly string[]): string {
  return `${words.label}: ${[words.word[standing.kind], ...details].join(words.separator)}`;
}

/** Across the page, only where there is something to do or to know. */
export function statusBanner({ texts, known, link }: StatusContext): unknown {
  const notice = typeof known === 'object' ? noticeOf(known.about) : undefined;
  if (typeof known !== 'object' || !notice) return nothing;
  const { standing } = known.about;
  const look = ['completed', 'pending', 'not_required', 'unknown'].includes(standing.kind) ? { tone: 'info', icon: 'info' } as const : lookOf(standing.kind);
  return html`<div class="banner tone-${look.tone}" part="banner">
    ${icon(look.icon)}
    <p><strong>${notice.title}</strong> <bdi>${notice.sentence}</bdi></p>
    ${button(link, texts.kyc_status.act[notice.act])}
  </div>`;
}

/** The slot while the customer may use the services, else why not; never both. */
export function statusGate(context: StatusContext): TemplateResult {
  const { texts, known, link } = context;
  const { gate } = texts.kyc_status;
  if (known === 'loading') return html`<p class="gate is-waiting" part="gate"><span class="visually-hidden">${gate.loading}</span></p>`;
  if (known === 'unavailable') return html`<p class="gate tone-neutral" part="gate">${icon('info')}<span>${gate.unavailable}</span></p>`;
  return mayUseServices(known.verification) ? html`<slot></slot>` : closedGate({ texts, link, about: known.about });
}

function closedGate({ texts, link, about }: { texts: StatusMessages; link: StatusLink | undefined; about: StatusWords }): TemplateResult {
  const { kind, restrictions } = about.standing;
  const words = texts.kyc_status;
  const look = lookOf(kind);
  const details = kind === 'restricted' || kind === 'locked' || kind === 'rejected' ? [] : detailsOf(about);
  return html`<div class="gate tone-${look.tone}" part="gate" tabindex="-1">
    ${icon('lock')}
    <div class="gate-words">
      <p><strong>${words.label}: ${words.word[kind]}</strong>${details.map((detail) => html`${words.separator}<bdi>${detail}</bdi>`)}</p>
      <p class="muted">${words.gate[kind]}</p>
      ${kind === 'restricted' ? restrictions.map(({ message, liftedBy }) => html`<p class="muted"><bdi>${message}</bdi>${liftedBy
        ? html` ${words.lifted_by} <bdi>${liftedBy}</bdi>` : nothing}</p>`) : nothing}
    </div>
    ${button(link, noticeLabel(about))}
  </div>`;
}

function noticeLabel(about: StatusWords): string {
  const { act, open } = about.texts.kyc_status;
  const notice = noticeOf(about);
  return notice ? act[notice.act] : open;
}

function button(link: StatusLink | undefined, label: string): unknown {
  return link ? html`<a class="button" part="link button" href=${link.href} @click=${link.onClick}>${label}</a>` : nothing;
}
