/** Arabic: what is said once there is something to look back on or to wait for; loaded with those views. */
import type { AfterMessages } from '../messages.ts';

export const arAfter: AfterMessages = {
  renewal_title: {
    due: 'اقترب موعد التجديد',
    collecting: 'بدأ التجديد',
    pending: 'تجري مراجعة التجديد',
    action_required: 'يحتاج التجديد إلى تصحيح',
    unknown: 'التجديد',
  },
  renewal_overdue_title: 'تأخر موعد التجديد',
  renewal: {
    document_expiring: 'ستنتهي صلاحية أحد المستندات قريبًا.',
    details_changed: 'تغيّرت بياناتك.',
    periodic: 'حان وقت التجديد الدوري.',
    unknown: 'يحتاج التحقق إلى تجديد.',
  },
  renewal_expired: 'انتهت صلاحية أحد المستندات.',
  renewal_by: (p) => `يُرجى التجديد قبل ${p.date} (${p.left}).`,
  renewal_overdue: (p) => `كان موعده ${p.date} (${p.left}).`,
  renewal_early: 'يبقى التحقق مكتملًا خلال ذلك.',
  renewal_step: {
    due: 'لن يُطلب منك أي شيء آخر من جديد.',
    collecting: 'أرسل بعد إضافة كل شيء.',
    pending: 'لا شيء مطلوب منك الآن. يبقى التحقق ساريًا.',
    action_required: 'استبدل ما هو محدد أدناه ثم أرسل من جديد.',
    unknown: '',
  },
  renew_category: (p) => `تجديد ${p.category}`,

  after: {
    timeline: 'مسار التحقق حتى الآن',
    step: {
      added: 'أُضيفت المستندات', sent: 'أُرسلت للمراجعة', review: 'قيد المراجعة', decided: 'القرار', accepted: 'قُبلت',
      rejected: 'لم تُقبل', sent_back: 'أُعيدت إليك', again: 'إرسالك من جديد', expired: 'انتهت الصلاحية', renewal: 'التجديد',
    },
    state: { done: 'تم', current: 'الآن', next: 'لاحقًا' },
    since: (p) => `منذ ${p.date}`,
    waits: 'بانتظار دورها',

    receipt: 'الإيصال',
    receipt_title: 'إيصال: مستندات KYC',
    receipt_text: 'ما أرسلته ومتى. احتفظ به في سجلاتك.',
    customer: 'العميل',
    receipt_added: (p) => `أُضيف في ${p.date}`,
    receipt_hash_hint: 'قيمة SHA-256 هي بصمة الملف: الملف نفسه يعطي القيمة نفسها دائمًا.',
    print: 'طباعة',
    download: 'تنزيل',

    withdraw: 'سحب الطلب',
    withdraw_what: 'سحب الطلب من المراجعة',
    withdraw_question: 'هل تريد السحب من المراجعة؟ تعود مستنداتك إليك، ولا يُحذف شيء.',
    withdraw_yes: 'نعم، اسحب',
    withdraw_no: 'إبقاؤه قيد المراجعة',

    details_changed: 'هل تغيّرت بياناتك؟',
    details_changed_button: 'تغيّرت بياناتي',
    details_changed_hint: 'قد يتطلب الاسم أو العنوان الجديد تحققًا جديدًا.',

    reminder: 'إضافة تذكير إلى التقويم',
    reminder_title: 'تجديد التحقق من الهوية (KYC)',
    reminder_text: (p) => `موعد تجديد التحقق من هويتك (KYC) هو ${p.date}.`,
  },
};
