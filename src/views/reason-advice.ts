/** What a reason code means and how to do it right. */
import { lookUp } from '../localization/messages.ts';
import type { Category, Reason } from '../model/verification.ts';
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
  empty_file: 'corrupt',
  not_a_file: 'corrupt',
  file_changed: 'corrupt',
  hash_mismatch: 'corrupt',
  type_not_allowed: 'not_accepted',
  type_mismatch: 'not_accepted',
};

/** The category's limits are named where it is known. */
type AdviceContext = Pick<ReadyContext, 'texts' | 'format'> & { readonly category?: Category };

export interface Advice {
  /** A reviewer code, or an intake code that has advice of its own; `other` for one nobody knows. */
  readonly code: string;
  readonly what: string;
  readonly how: string;
}

/** What is wrong and how to do it right, in the customer's language. */
export function adviceFor(context: AdviceContext, reason: Reason | null): Advice {
  const given = reason?.code ?? '';
  const code = Object.hasOwn(sameAdvice, given) ? sameAdvice[given] ?? given : given;
  const { texts } = context;
  const known = lookUp(texts.reason, code);
  if (known) return { code, ...known };
  return intakeAdvice(context, code) ?? { code: 'other', ...texts.reason.other };
}

/** Said of a file as it is chosen, it is two sentences: what is wrong, and what to do. */
function intakeAdvice({ texts, format, category }: AdviceContext, code: string): Advice | undefined {
  const limit = code === 'too_large' && category?.maxSizeBytes ? format.sizeLimit(category.maxSizeBytes) : undefined;
  const said = lookUp(texts.intake, code)?.({ limit });
  if (!said) return undefined;
  const [what = '', ...how] = said.split(/(?<=[.:;؛]) /u);
  // Without its number what is wrong cannot be said, only what to do.
  return how.length > 0 ? { code, what, how: how.join(' ') } : { code, what: texts.intake_unknown, how: what };
}
