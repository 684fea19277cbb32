/** The seeded configuration's texts in the other languages, by their English words. Others are shown as written. */
import type { Locale } from './locale.ts';

type Translation = Readonly<Record<Exclude<Locale, 'en'>, string>>;

const translations: ReadonlyMap<string, Translation> = new Map(Object.entries({
  'ID Proof': { de: 'Identitätsnachweis', ar: 'إثبات الهوية' },
  'Address Proof': { de: 'Adressnachweis', ar: 'إثبات العنوان' },
  'Selfie': { de: 'Selfie', ar: 'صورة شخصية' },
  'Company Registration': { de: 'Firmenregistrierung', ar: 'تسجيل الشركة' },
  'Company Address': { de: 'Firmenadresse', ar: 'عنوان الشركة' },
  'ID Proof of a Director': { de: 'Identitätsnachweis einer Geschäftsführerin oder eines Geschäftsführers', ar: 'إثبات هوية أحد المديرين' },
  'Director': { de: 'Geschäftsführung', ar: 'المدير' },
  'Authorised representative': { de: 'Vertretungsberechtigte Person', ar: 'المفوَّض بالتمثيل' },
  'Company': { de: 'Firma', ar: 'الشركة' },
  'Driving License': { de: 'Führerschein', ar: 'رخصة القيادة' },
  'National Card': { de: 'Personalausweis', ar: 'بطاقة الهوية الوطنية' },
  'Passport': { de: 'Reisepass', ar: 'جواز السفر' },
  'Mobile Bill': { de: 'Mobilfunkrechnung', ar: 'فاتورة الهاتف المحمول' },
  'Utility Bill': { de: 'Strom-, Gas- oder Wasserrechnung', ar: 'فاتورة الخدمات' },
  'Certificate of Incorporation': { de: 'Gründungsurkunde', ar: 'شهادة التأسيس' },
  'Business Licence': { de: 'Gewerbeschein', ar: 'الرخصة التجارية' },
  'Bank Statement': { de: 'Kontoauszug', ar: 'كشف حساب بنكي' },
  'Passport number': { de: 'Passnummer', ar: 'رقم جواز السفر' },
  'Issuing country': { de: 'Ausstellendes Land', ar: 'بلد الإصدار' },
  'Valid until': { de: 'Gültig bis', ar: 'صالح حتى' },
  'An official document with your photo that shows who you are.': {
    de: 'Ein amtliches Dokument mit Ihrem Foto, das zeigt, wer Sie sind.',
    ar: 'مستند رسمي يحمل صورتك ويثبت هويتك.',
  },
  'A document that shows where you live.': { de: 'Ein Dokument, das zeigt, wo Sie wohnen.', ar: 'مستند يوضح مكان إقامتك.' },
  'A photo of your face, taken now.': { de: 'Ein Foto Ihres Gesichts, jetzt aufgenommen.', ar: 'صورة لوجهك تُلتقط الآن.' },
  'An official document that shows your company exists.': {
    de: 'Ein amtliches Dokument, das zeigt, dass es Ihre Firma gibt.',
    ar: 'مستند رسمي يثبت وجود شركتك.',
  },
  'A document that shows where your company is.': {
    de: 'Ein Dokument, das zeigt, wo Ihre Firma sitzt.',
    ar: 'مستند يوضح مقر شركتك.',
  },
  'An official document with the photo of a person who may act for the company.': {
    de: 'Ein amtliches Dokument mit Foto einer Person, die für die Firma handeln darf.',
    ar: 'مستند رسمي يحمل صورة شخص مخوّل بتمثيل الشركة.',
  },
  'Document should be in good condition': { de: 'Das Dokument ist in gutem Zustand', ar: 'أن يكون المستند بحالة جيدة' },
  'All corners are visible': { de: 'Alle Ecken sind zu sehen', ar: 'أن تظهر جميع الزوايا' },
  'No glare or shadow on the document': { de: 'Kein Glanz und kein Schatten auf dem Dokument', ar: 'بلا وهج أو ظل على المستند' },
  'The text is sharp and easy to read': { de: 'Die Schrift ist scharf und gut lesbar', ar: 'أن يكون النص واضحًا وسهل القراءة' },
  'Your name and address are visible': { de: 'Ihr Name und Ihre Adresse sind zu sehen', ar: 'أن يظهر اسمك وعنوانك' },
  'The company’s name and address are visible': {
    de: 'Name und Adresse der Firma sind zu sehen',
    ar: 'أن يظهر اسم الشركة وعنوانها',
  },
  'Not older than three months': { de: 'Nicht älter als drei Monate', ar: 'ألا يزيد تاريخه على ثلاثة أشهر' },
  'Look straight into the camera': { de: 'Schauen Sie gerade in die Kamera', ar: 'انظر مباشرة إلى الكاميرا' },
  'Take off glasses and hats': { de: 'Ohne Brille und Kopfbedeckung', ar: 'اخلع النظارة والقبعة' },
  'Only you are in the picture': { de: 'Nur Sie sind auf dem Bild', ar: 'أن تكون وحدك في الصورة' },
}));

export function translate(text: string, locale: Locale): string {
  return locale === 'en' ? text : translations.get(text)?.[locale] ?? text;
}
