/** The contract's reviewer codes, and each as a short piece of advice for a mail. */
import type { Locale } from './locale.ts';

export const reviewerCodes = [
  'blurred', 'glare', 'too_dark', 'cropped', 'covered', 'damaged', 'unreadable', 'wrong_side', 'missing_side',
  'missing_page', 'wrong_type', 'wrong_category', 'not_accepted', 'expired', 'name_mismatch', 'address_mismatch',
  'dob_mismatch', 'photo_mismatch', 'password_protected', 'corrupt', 'duplicate', 'suspected_tampering', 'underage',
  'other',
] as const;
export type ReviewerCode = (typeof reviewerCodes)[number];

const advice: Readonly<Record<ReviewerCode, Readonly<Record<Locale, string>>>> = {
  blurred: { en: 'The picture is blurred. Take it again.', de: 'Das Bild ist unscharf. Nehmen Sie es noch einmal auf.', ar: 'الصورة غير واضحة. التقطها مجددًا.' },
  glare: { en: 'Glare hides part of it. Take it without direct light.', de: 'Glanz verdeckt einen Teil. Fotografieren Sie ohne direktes Licht.', ar: 'الوهج يخفي جزءًا منها. التقطها دون ضوء مباشر.' },
  too_dark: { en: 'The picture is too dark. Use more light.', de: 'Das Bild ist zu dunkel. Sorgen Sie für mehr Licht.', ar: 'الصورة مظلمة. استخدم إضاءة أكثر.' },
  cropped: { en: 'A corner is missing. Show the whole document.', de: 'Eine Ecke fehlt. Zeigen Sie das ganze Dokument.', ar: 'جزء من المستند مقصوص. أظهره كاملًا.' },
  covered: { en: 'Part of it is covered. Show all of it.', de: 'Ein Teil ist verdeckt. Zeigen Sie alles.', ar: 'جزء منه مغطى. أظهره كاملًا.' },
  damaged: { en: 'The document is damaged. Send another one.', de: 'Das Dokument ist beschädigt. Senden Sie ein anderes.', ar: 'المستند تالف. أرسل مستندًا آخر.' },
  unreadable: { en: 'We cannot read it. Send a clearer picture.', de: 'Wir können es nicht lesen. Senden Sie ein klareres Bild.', ar: 'لا يمكننا قراءته. أرسل صورة أوضح.' },
  wrong_side: { en: 'This is the wrong side. Send the other one.', de: 'Das ist die falsche Seite. Senden Sie die andere.', ar: 'هذا هو الوجه الخطأ. أرسل الوجه الآخر.' },
  missing_side: { en: 'One side is missing. Add it.', de: 'Eine Seite fehlt. Fügen Sie sie hinzu.', ar: 'أحد الوجهين ناقص. أضفه.' },
  missing_page: { en: 'A page is missing. Add it.', de: 'Eine Seite fehlt. Fügen Sie sie hinzu.', ar: 'صفحة ناقصة. أضفها.' },
  wrong_type: { en: 'This is another kind of document than stated.', de: 'Das ist ein anderes Dokument als angegeben.', ar: 'نوع المستند مختلف عما ذُكر.' },
  wrong_category: { en: 'This document belongs somewhere else.', de: 'Dieses Dokument gehört an eine andere Stelle.', ar: 'هذا المستند يخص قسمًا آخر.' },
  not_accepted: { en: 'We cannot take this document. Send another kind.', de: 'Dieses Dokument können wir nicht annehmen. Senden Sie ein anderes.', ar: 'لا نقبل هذا المستند. أرسل نوعًا آخر.' },
  expired: { en: 'The document has expired. Send a valid one.', de: 'Das Dokument ist abgelaufen. Senden Sie ein gültiges.', ar: 'انتهت صلاحية المستند. أرسل مستندًا ساريًا.' },
  name_mismatch: { en: 'The name is not the one in your profile.', de: 'Der Name ist nicht der aus Ihrem Profil.', ar: 'الاسم لا يطابق ملفك الشخصي.' },
  address_mismatch: { en: 'The address is not the one in your profile.', de: 'Die Adresse ist nicht die aus Ihrem Profil.', ar: 'العنوان لا يطابق ملفك الشخصي.' },
  dob_mismatch: { en: 'The date of birth is not the one in your profile.', de: 'Das Geburtsdatum ist nicht das aus Ihrem Profil.', ar: 'تاريخ الميلاد لا يطابق ملفك الشخصي.' },
  photo_mismatch: { en: 'The photos do not match.', de: 'Die Fotos stimmen nicht überein.', ar: 'الصور غير متطابقة.' },
  password_protected: { en: 'The file has a password. Send it without one.', de: 'Die Datei hat ein Passwort. Senden Sie sie ohne.', ar: 'الملف محمي بكلمة مرور. أرسله بدونها.' },
  corrupt: { en: 'The file cannot be opened. Send it again.', de: 'Die Datei lässt sich nicht öffnen. Senden Sie sie noch einmal.', ar: 'لا يمكن فتح الملف. أرسله مجددًا.' },
  duplicate: { en: 'You sent this one before. Send another one.', de: 'Das haben Sie schon gesendet. Senden Sie ein anderes.', ar: 'سبق أن أرسلته. أرسل مستندًا آخر.' },
  suspected_tampering: { en: 'It seems to have been changed. Send the original.', de: 'Es scheint verändert zu sein. Senden Sie das Original.', ar: 'يبدو أنه معدّل. أرسل الأصل.' },
  underage: { en: 'You have to be of age for this service.', de: 'Für diesen Dienst müssen Sie volljährig sein.', ar: 'يجب أن تكون بالغ السن القانونية لهذه الخدمة.' },
  other: { en: 'Please send it again.', de: 'Bitte senden Sie es noch einmal.', ar: 'يُرجى إرساله مجددًا.' },
};

export function reasonAdvice(code: string | null | undefined, locale: Locale): string {
  const known = reviewerCodes.find((candidate) => candidate === code) ?? 'other';
  return advice[known][locale];
}
