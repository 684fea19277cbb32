/** Arabic: what the letter to support says; loaded with it. */
import type { TicketMessages } from '../messages.ts';

export const arTicket: TicketMessages = {
  ticket: {
    title: 'اكتب إلى الدعم',
    subject: 'الموضوع',
    message: 'رسالتك',
    about: 'بخصوص',
    about_all: 'التحقق بأكمله',
    facts: 'ما نخبر به الدعم عن هذه الصفحة',
    facts_hint: 'دون صور ودون أسماء ملفات. يمكنك تغيير ما تشاء.',
    facts_include: 'أرسل هذا مع الرسالة',
    send: 'إرسال',
    sending: 'جارٍ الإرسال …',
    length: (p) => `${p.actual} من ${p.limit} حرف`,
    missing: 'يُرجى ملء هذا الحقل.',
    too_long: (p) => `عدد الأحرف هنا ${p.actual}. الحد الأقصى ${p.limit}.`,
    not_sent: 'لم تُرسَل رسالتك.',
    kept: 'ما كتبته ما زال هنا.',
    email_instead: 'إرسالها بالبريد الإلكتروني',
    sent: 'أُرسلت رسالتك.',
    sent_reference: 'الرقم المرجعي',
    sent_open: 'فتح التذكرة',
  },
};
