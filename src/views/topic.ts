/** What a question to support is about: found from what went wrong, and said in one line. */
import { documentTypeOf } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Category, VerificationDocument } from '../model/verification.ts';
import type { ReadyContext, TicketTopic } from './context.ts';
import { oneLine, referenceOf } from './diagnostics.ts';
import { letterLimits } from './letter.ts';
import { adviceFor } from './reason-advice.ts';

/** The most pressing of what went wrong. */
export function topicOf({ verification, uploads }: State): TicketTopic {
  if (verification?.customer.status === 'locked') return { kind: 'locked' };
  if (verification?.status === 'rejected') return { kind: 'decision' };
  const upload = uploads.find(({ phase }) => phase.kind === 'failed' || phase.kind === 'refused');
  if (upload) return { kind: 'upload', categoryId: upload.categoryId, uploadId: upload.uploadId };
  const returned = verification?.documents.filter(({ status }) => status === 'rejected') ?? [];
  const document = returned.find(({ reason }) => reason?.final) ?? returned[0];
  if (document) return { kind: 'document', categoryId: document.categoryId, documentId: document.id };
  return { kind: verification?.renewal?.reason === 'details_changed' ? 'details_changed' : 'general' };
}

/** Reference and what it is about, on one line of at most 200 characters. */
export function subjectOf(context: ReadyContext, about: TicketTopic): string {
  const { texts, verification } = context;
  const reference = texts.support_subject({ reference: referenceOf(verification) });
  const what = aboutText(context, about);
  const subject = oneLine(what ? `${reference}: ${what}` : reference);
  return subject.length <= letterLimits.subject ? subject : `${wellFormed(subject.slice(0, letterLimits.subject - 1))}…`;
}

/** Cut in the middle of a character, the half of it goes. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}

function aboutText(context: ReadyContext, about: TicketTopic): string {
  const { texts, verification, state } = context;
  const category = verification.categories.find(({ id }) => id === about.categoryId);
  switch (about.kind) {
    case 'document': {
      const document = verification.documents.find(({ id }) => id === about.documentId);
      return document ? documentText(context, document) : category?.title ?? '';
    }
    case 'upload': {
      const phase = state.uploads.find(({ uploadId }) => uploadId === about.uploadId)?.phase;
      const code = phase?.kind === 'refused' ? phase.refusal.code : phase?.kind === 'failed' ? phase.code : '';
      return category && code ? texts.support_about.upload({ category: category.title, code }) : category?.title ?? '';
    }
    case 'general': return category?.title ?? '';
    default: return texts.support_about[about.kind];
  }
}

function documentText(context: ReadyContext, { categoryId, documentTypeId, reason, files }: VerificationDocument): string {
  const { texts, verification } = context;
  const category: Category | undefined = verification.categories.find(({ id }) => id === categoryId);
  const document = (category && documentTypeOf(category, documentTypeId)?.title) ?? texts.document_type_unknown;
  const why = files.find((file) => file.reason)?.reason ?? reason;
  return why ? texts.support_about.document({ document, reason: adviceFor(context, why).what }) : document;
}
