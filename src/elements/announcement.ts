/** What a change of state says to people who listen: one polite sentence, or nothing. */
import type { Messages } from '../localization/messages.ts';
import type { State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';


const spokenPhases = ['refused', 'warned', 'failed', 'paused', 'needs_file'] as const;

export function announcement(previous: State, next: State, texts: Messages): string | undefined {
  if (next.session.kind === 'failed' && previous.session.kind !== 'failed') return undefined;
  return statusAnnouncement(previous, next, texts)
    ?? noticeAnnouncement(previous, next, texts)
    ?? uploadAnnouncement(previous, next, texts)
    ?? commentAnnouncement(previous, next, texts);
}

function statusAnnouncement({ verification: before }: State, { verification: now }: State, texts: Messages) {
  if (!before || !now || before.status === now.status) return undefined;
  return `${texts.status_label}: ${texts.status[now.status]}. ${texts.title[now.status]}.`;
}

function noticeAnnouncement(previous: State, next: State, texts: Messages): string | undefined {
  const { notice } = next;
  return notice && notice.id !== previous.notice?.id ? texts.notice[notice.kind] : undefined;
}

function uploadAnnouncement(previous: State, next: State, texts: Messages): string | undefined {
  const before = new Map(previous.uploads.map((upload) => [upload.uploadId, upload]));
  const changed = next.uploads.find((upload) => isSpoken(upload) && before.get(upload.uploadId)?.phase.kind !== upload.phase.kind);
  const stored = previous.uploads.find((upload) => upload.phase.kind === 'stored' && !next.uploads.some(({ uploadId }) => uploadId === upload.uploadId));
  const spoken = changed ?? stored;
  const word = spoken && texts.phase?.[spoken.phase.kind];
  return word ? `${spoken.name}: ${word}` : undefined;
}

function isSpoken(upload: Upload): boolean {
  return (spokenPhases as readonly string[]).includes(upload.phase.kind);
}

function commentAnnouncement({ verification: before }: State, { verification: now }: State, texts: Messages) {
  const known = new Set(before?.comments.map(({ id }) => id));
  return before && now?.comments.some(({ id }) => !known.has(id)) ? texts.notice.comment : undefined;
}
