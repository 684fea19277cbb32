/** What a restriction means and what lifts it, when the provider named only its code. */
import type { Locale } from './locale.ts';

interface RestrictionTexts {
  readonly message: string;
  readonly liftedBy: string;
}

const general: Record<Locale, RestrictionTexts> = {
  en: { message: 'Some services are limited for now.', liftedBy: 'Contact support to lift the limits.' },
  de: { message: 'Einige Dienste sind vorerst eingeschränkt.', liftedBy: 'Der Support hebt die Einschränkung mit Ihnen auf.' },
  ar: { message: 'بعض الخدمات محدودة حاليًا.', liftedBy: 'تواصل مع الدعم لرفع القيود.' },
};

const renewalOverdue: Record<Locale, RestrictionTexts> = {
  en: { message: 'Your verification is overdue for renewal.', liftedBy: 'Renew your documents to lift the limits.' },
  de: { message: 'Ihre Verifizierung hätte erneuert werden müssen.', liftedBy: 'Erneuern Sie Ihre Dokumente, dann fällt die Einschränkung weg.' },
  ar: { message: 'تأخر تجديد التحقق من هويتك.', liftedBy: 'جدّد مستنداتك لرفع القيود.' },
};

const verificationFailed: Record<Locale, RestrictionTexts> = {
  en: { message: 'Your verification was not successful.', liftedBy: 'Contact support about your verification.' },
  de: { message: 'Ihre Verifizierung war nicht erfolgreich.', liftedBy: 'Wenden Sie sich wegen Ihrer Verifizierung an den Support.' },
  ar: { message: 'لم ينجح التحقق من هويتك.', liftedBy: 'تواصل مع الدعم بشأن التحقق.' },
};

const known = new Map([['renewal_overdue', renewalOverdue], ['verification_failed', verificationFailed]]);

export function restrictionTexts(code: string, locale: Locale): RestrictionTexts {
  return (known.get(code) ?? general)[locale];
}
