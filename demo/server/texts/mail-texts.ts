/** The sentences of the mails. Values from people are put in later, as text. */
import type { MailKind } from '../domain/case.ts';
import type { Locale } from './locale.ts';

interface MailTexts {
  readonly subject: string;
  readonly opening: string;
  readonly closing: string;
}

export interface MailCatalogue {
  readonly greeting: (name: string) => string;
  readonly reference: (reference: string) => string;
  /** Heads the list of what to fix. */
  readonly toFix: string;
  /** Heads the list of what to renew. */
  readonly toRenew: string;
  /** The day as this language writes it. */
  readonly renewBy: (day: string) => string;
  /** Leads to the page; where there is no address, the closing says where it is. */
  readonly link: string;
  readonly support: (address: string) => string;
  readonly sides: Readonly<Record<'front' | 'back', string>>;
  readonly page: (number: number) => string;
  readonly signature: string;
  readonly mails: Readonly<Record<MailKind, MailTexts>>;
}

const en: MailCatalogue = {
  greeting: (name) => `Hello ${name},`,
  reference: (reference) => `Reference: ${reference}`,
  toFix: 'What to do:',
  toRenew: 'What to renew:',
  renewBy: (day) => `Please renew it by ${day}.`,
  link: 'Open KYC Verification',
  support: (address) => `Support: ${address}`,
  sides: { front: 'front', back: 'back' },
  page: (number) => `page ${number}`,
  signature: 'Your verification team',
  mails: {
    submitted: {
      subject: 'We received your documents',
      opening: 'Thank you. Your documents are with our team now.',
      closing: 'We usually decide within 2 to 24 hours and will write to you.',
    },
    action_required: {
      subject: 'Action required: please look at your documents again',
      opening: 'We looked at your documents and need something more from you.',
      closing: 'Open KYC Verification in your profile, fix it there and submit again.',
    },
    completed: {
      subject: 'Your verification is completed',
      opening: 'Your identity is verified. Your account is active now.',
      closing: 'There is nothing left for you to do.',
    },
    rejected: {
      subject: 'Your verification was not successful',
      opening: 'We could not verify you with the documents you sent.',
      closing: 'Please contact support; they will tell you what is possible.',
    },
    renewal_due: {
      subject: 'Please renew your verification',
      opening: 'Your verification is due for renewal.',
      closing: 'Open KYC Verification in your profile and add current documents.',
    },
  },
};

const de: MailCatalogue = {
  greeting: (name) => `Guten Tag ${name},`,
  reference: (reference) => `Vorgang: ${reference}`,
  toFix: 'Das ist zu tun:',
  toRenew: 'Das ist zu erneuern:',
  renewBy: (day) => `Bitte erneuern Sie sie bis zum ${day}.`,
  link: 'KYC-Verifizierung öffnen',
  support: (address) => `Support: ${address}`,
  sides: { front: 'Vorderseite', back: 'Rückseite' },
  page: (number) => `Seite ${number}`,
  signature: 'Ihr Verifizierungsteam',
  mails: {
    submitted: {
      subject: 'Ihre Dokumente sind angekommen',
      opening: 'Vielen Dank. Ihre Dokumente liegen jetzt bei unserem Team.',
      closing: 'Wir entscheiden meist innerhalb von 2 bis 24 Stunden und schreiben Ihnen dann.',
    },
    action_required: {
      subject: 'Bitte sehen Sie noch einmal nach Ihren Dokumenten',
      opening: 'Wir haben Ihre Dokumente geprüft und brauchen noch etwas von Ihnen.',
      closing: 'Öffnen Sie in Ihrem Profil die KYC-Verifizierung und senden Sie sie dort erneut ab.',
    },
    completed: {
      subject: 'Ihre Verifizierung ist abgeschlossen',
      opening: 'Ihre Identität ist bestätigt. Ihr Konto ist jetzt aktiv.',
      closing: 'Sie müssen nichts weiter tun.',
    },
    rejected: {
      subject: 'Ihre Verifizierung war nicht erfolgreich',
      opening: 'Mit den gesendeten Dokumenten konnten wir Sie nicht verifizieren.',
      closing: 'Bitte wenden Sie sich an den Support; dort erfahren Sie, was möglich ist.',
    },
    renewal_due: {
      subject: 'Bitte erneuern Sie Ihre Verifizierung',
      opening: 'Ihre Verifizierung muss erneuert werden.',
      closing: 'Öffnen Sie in Ihrem Profil die KYC-Verifizierung und fügen Sie aktuelle Dokumente hinzu.',
    },
  },
};

const ar: MailCatalogue = {
  greeting: (name) => `مرحبًا ${name}،`,
  reference: (reference) => `المرجع: ${reference}`,
  toFix: 'ما عليك فعله:',
  toRenew: 'ما يلزم تجديده:',
  renewBy: (day) => `يُرجى التجديد قبل ${day}.`,
  link: 'فتح التحقق من الهوية',
  support: (address) => `الدعم: ${address}`,
  sides: { front: 'الوجه الأمامي', back: 'الوجه الخلفي' },
  page: (number) => `صفحة ${number}`,
  signature: 'فريق التحقق',
  mails: {
    submitted: {
      subject: 'وصلتنا مستنداتك',
      opening: 'شكرًا لك. مستنداتك الآن لدى فريقنا.',
      closing: 'نتخذ القرار عادةً خلال ساعتين إلى ٢٤ ساعة وسنراسلك.',
    },
    action_required: {
      subject: 'إجراء مطلوب: يُرجى مراجعة مستنداتك',
      opening: 'راجعنا مستنداتك ونحتاج إلى شيء إضافي منك.',
      closing: 'افتح التحقق من الهوية في ملفك الشخصي، وأصلح المطلوب ثم أرسله مجددًا.',
    },
    completed: {
      subject: 'اكتمل التحقق من هويتك',
      opening: 'تم التحقق من هويتك. حسابك نشط الآن.',
      closing: 'لا يلزمك فعل أي شيء آخر.',
    },
    rejected: {
      subject: 'لم ينجح التحقق من هويتك',
      opening: 'لم نتمكن من التحقق من هويتك بالمستندات المرسلة.',
      closing: 'يُرجى التواصل مع الدعم لمعرفة الخيارات المتاحة.',
    },
    renewal_due: {
      subject: 'يُرجى تجديد التحقق من هويتك',
      opening: 'حان موعد تجديد التحقق من هويتك.',
      closing: 'افتح التحقق من الهوية في ملفك الشخصي وأضف مستندات حديثة.',
    },
  },
};

export const mailCatalogues: Readonly<Record<Locale, MailCatalogue>> = { en, de, ar };
