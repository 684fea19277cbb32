/** What a reason code means and how to do it right. */
import { lookUp } from '../localization/messages.ts';
import type { Reason } from '../model/verification.ts';
import type { ReadyContext } from './context.ts';

/** Intake codes a reviewer or server may give, by the advice that fits them. */
const sameAdvice: Readonly<Record<string, string>> = {
  blurry: 'blurred',
  low_resolution: 'unreadable',
  tilted: 'cropped',
  too_bright: 'glare',
  pdf_encrypted: 'password_protected',
  pdf_corrupt: 'corrupt',
  pdf_no_pages: 'corrupt',
  truncated: 'corrupt',
  unreadable_image: 'corrupt',
  hash_mismatch: 'corrupt',
  type_not_allowed: 'not_accepted',
};

/** What is wrong and how to do it right, in the customer's language. */
export function adviceFor({ texts }: Pick<ReadyContext, 'texts'>, reason: Reason | null): { readonly what: string; readonly how: string } {
  const code = reason?.code ?? '';
  const known = Object.hasOwn(sameAdvice, code) ? sameAdvice[code] : code;
  return lookUp(texts.reason, known) ?? texts.reason.other;
}
