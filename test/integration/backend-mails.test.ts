/** What a mail says, for any text a person can type and in every language. No process, no database. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newCaseState, type CaseDraft, type MailKind } from '../../demo/server/domain/case.ts';
import { seedConfiguration } from '../../demo/server/domain/seed.ts';
import { cleanLine, cleanText } from '../../demo/server/http/clean-text.ts';
import { composeMail } from '../../demo/server/mail/compose.ts';
import { locales, type Locale } from '../../demo/server/texts/locale.ts';

const naughty = JSON.parse(readFileSync(new URL('../fixtures/naughty-strings.json', import.meta.url), 'utf8')) as { strings: { value: string }[] };
const settings = { publicUrl: 'https://portal.example', supportEmail: 'kyc@provider.example', webhookUrl: null };
const kinds: MailKind[] = ['submitted', 'action_required', 'completed', 'rejected', 'renewal_due'];

/** A case in which every text a person can type is this one. */
function draftWith(typed: string, locale: Locale): CaseDraft {
  const state = newCaseState();
  state.categories = seedConfiguration.categories.slice(0, 1).map((category) => ({ ...category, title: typed }));
  state.review.reason = { code: 'other', message: typed, final: false };
  state.requests = [{ id: 'req_1', categoryId: 'identity', documentTypeId: null, message: typed, createdAt: '2026-11-22T10:00:00Z', fulfilledBy: null }];
  const before = { status: 'pending', submittedAt: null, renewal: null, customerStatus: 'approval_pending', restrictions: [], comments: 0 };
  return {
    id: 'ver_1', version: 1, state, configuration: seedConfiguration, now: new Date(0), before, isChanged: false, mails: [], audit: [], erasedKeys: [],
    customer: { id: 'c', name: cleanLine(typed), email: 'c@customers.example', type: 'individual', locale, status: 'approval_pending', people: [], restrictions: [] },
  };
}

describe.each(locales)('a mail in %s', (locale) => {
  it.each(kinds)('about %s keeps whatever was typed as text', (kind) => {
    for (const { value } of naughty.strings) {
      const typed = cleanText(value);
      const { recipient, subject, text, html } = composeMail(kind, draftWith(typed, locale), settings);
      expect(recipient).toBe('c@customers.example');
      expect(subject).toMatch(/^[^\r\n]+$/);
      expect(text).toContain(cleanLine(typed));
      if (kind === 'action_required') expect(text).toContain(typed);
      const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
      const own = /^<\/?(?:!doctype html|html(?: lang="\w\w" dir="(?:ltr|rtl)")?|head|meta charset="utf-8"|meta name="(?:viewport|color-scheme)" content="[\w =-]+"|title|style|body|h1|p(?: dir="auto")?|a(?: href="https:\/\/portal\.example\/#\/kyc")?|ul|li(?: dir="auto")?|br)>$/;
      expect(tags.filter((tag) => !own.test(tag))).toEqual([]);
      expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
    }
  });
});

describe('a mail', () => {
  it('lists what to fix, each document with its reason and the reviewer’s own words', () => {
    const draft = draftWith('Please', 'de');
    draft.state.categories = seedConfiguration.categories.slice(0, 1);
    draft.state.documents = [{
      id: 'doc_1', categoryId: 'identity', documentTypeId: 'passport', fields: {}, status: 'rejected', expiresAt: null, replaces: null,
      reason: { code: 'glare', message: 'Der Name ist verdeckt.', final: false }, files: [], sides: ['single'], version: 1, submissionId: 'sub_1', createdAt: '2026-11-22T10:00:00Z',
    }];
    expect(composeMail('action_required', draft, settings).text).toContain(
      '- Identitätsnachweis, Reisepass: Glanz verdeckt einen Teil. Fotografieren Sie ohne direktes Licht. Der Name ist verdeckt.',
    );
  });

  it('leads to the page, names the day and what to renew, and whom to ask', () => {
    const draft = draftWith('Sam', 'de');
    draft.state.categories = seedConfiguration.categories.slice(0, 1);
    draft.state.renewal = { dueAt: '2027-03-01T00:00:00Z', reason: 'periodic', status: 'due', categoryIds: ['identity'] };
    const { text, html } = composeMail('renewal_due', draft, settings);
    expect(text).toContain('Das ist zu erneuern:\n- Identitätsnachweis\n\nBitte erneuern Sie sie bis zum 1. März 2027.');
    expect(text).toContain('KYC-Verifizierung öffnen: https://portal.example/#/kyc');
    expect(html).toContain('<a href="https://portal.example/#/kyc">KYC-Verifizierung öffnen</a>');
    expect(composeMail('rejected', draft, settings).text).toContain('Support: kyc@provider.example');
    expect(composeMail('submitted', draft, { ...settings, publicUrl: null }).html).not.toContain('<a');
  });
});
