/** Arabic: what `<kyc-status>` says; loaded with it. */
import type { StatusMessages } from '../messages.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('ar');

export const arStatus: StatusMessages = {
  lang: 'ar',
  dir: 'rtl',
  // The words of the page, once more: this file is loaded without the page's.
  status: {
    not_required: 'غير مطلوب',
    collecting: 'مستندات مطلوبة',
    pending: 'قيد المراجعة',
    action_required: 'إجراء مطلوب',
    completed: 'مكتمل',
    rejected: 'غير مقبول',
    expired: 'منتهي الصلاحية',
    unknown: 'حالة غير معروفة',
  },
  kyc_status: {
    label: 'التحقق',
    loading: 'جارٍ تحميل حالة التحقق',
    unavailable: 'غير متاح',
    locked: 'مقفل',
    restricted: 'مقيّد',
    renewal: 'حان التجديد',
    new_comments: (p) => plural(p.count, {
      one: 'تعليق جديد (#)', two: 'تعليقان جديدان (#)', few: '# تعليقات جديدة', many: '# تعليقًا جديدًا', other: '# تعليق جديد',
    }),

    separator: '، ',
    word: {
      not_required: 'لا شيء مطلوب',
      collecting: 'مستندات مطلوبة',
      pending: 'قيد المراجعة',
      action_required: 'إجراء مطلوب',
      completed: 'مكتمل',
      rejected: 'غير مقبول',
      expired: 'منتهي الصلاحية',
      unknown: 'حالة غير معروفة',
      locked: 'الحساب مقفل',
      restricted: 'الحساب مقيّد',
      unavailable: 'غير متاح الآن',
    },
    to_add: (p) => `بقي ${p.count} من ${p.total} للإضافة`,
    ready: 'أُضيف كل شيء ولم يُرسل بعد',
    usually: (p) => `عادةً ${p.range}`,
    expected: (p) => `متوقع بحلول ${p.date}`,
    to_fix: (p) => plural(p.count, {
      one: 'مستند واحد للتصحيح', two: 'مستندان للتصحيح', few: '# مستندات للتصحيح', many: '# مستندًا للتصحيح', other: '# مستند للتصحيح',
    }),
    requested: (p) => plural(p.count, {
      one: 'مستند واحد مطلوب', two: 'مستندان مطلوبان', few: '# مستندات مطلوبة', many: '# مستندًا مطلوبًا', other: '# مستند مطلوب',
    }),
    ask_support: 'يُرجى التواصل مع الدعم',
    renew: 'يُرجى التجديد',
    renewal_due: (p) => `موعد التجديد ${p.when}`,
    renewal_overdue: 'تأخر التجديد',
    renewal_pending: 'التجديد قيد المراجعة',

    say: {
      collecting: 'أضف مستنداتك لتفعيل حسابك.',
      ready: 'أُضيفت مستنداتك. أرسلها لتبدأ المراجعة.',
      action_required: 'يطلب فريق المراجعة تعديلًا.',
      rejected: 'لم يُقبل طلب التحقق. يخبرك فريق الدعم بما هو ممكن.',
      expired: 'انتهت صلاحية التحقق. أضف مستندات سارية للمتابعة.',
      locked: 'لا يمكن استخدام حسابك. يُرجى التواصل مع الدعم.',
      restricted: 'يمكن استخدام حسابك مع بعض القيود.',
      renewal: (p) => `موعد تجديد التحقق ${p.when}.`,
      renewal_overdue: 'تأخر تجديد التحقق. يُرجى تجديده الآن.',
      renewal_fix: 'هناك ما يحتاج إلى تصحيح في تجديدك.',
      comments: 'كتب إليك فريق المراجعة.',
    },
    say_fix: (p) => plural(p.count, {
      one: 'مستند واحد يحتاج إلى تصحيح. استبدله ثم أرسل من جديد.',
      two: 'مستندان يحتاجان إلى تصحيح. استبدلهما ثم أرسل من جديد.',
      few: '# مستندات تحتاج إلى تصحيح. استبدلها ثم أرسل من جديد.',
      many: '# مستندًا تحتاج إلى تصحيح. استبدلها ثم أرسل من جديد.',
      other: '# مستند تحتاج إلى تصحيح. استبدلها ثم أرسل من جديد.',
    }),
    say_requested: (p) => plural(p.count, {
      one: 'يطلب فريق المراجعة مستندًا إضافيًا واحدًا.',
      two: 'يطلب فريق المراجعة مستندين إضافيين.',
      few: 'يطلب فريق المراجعة # مستندات إضافية.',
      many: 'يطلب فريق المراجعة # مستندًا إضافيًا.',
      other: 'يطلب فريق المراجعة # مستند إضافي.',
    }),
    lifted_by: 'ما يرفعه:',

    open: 'فتح التحقق',
    act: {
      collecting: 'إضافة المستندات',
      ready: 'المراجعة والإرسال',
      action_required: 'التصحيح الآن',
      requested: 'إضافة المستندات',
      rejected: 'ما الخطوة التالية',
      expired: 'التجديد الآن',
      locked: 'ما الخطوة التالية',
      restricted: 'عرض التفاصيل',
      renewal: 'التجديد الآن',
      comments: 'قراءة',
    },

    gate: {
      loading: 'جارٍ التأكد من التحقق',
      unavailable: 'تعذّر التأكد من التحقق الآن. سنواصل المحاولة.',
      not_required: 'يمكنك المتابعة هنا بعد تفعيل حسابك.',
      collecting: 'يمكنك المتابعة هنا بعد التحقق منك.',
      pending: 'يمكنك المتابعة هنا بعد انتهاء المراجعة.',
      action_required: 'يمكنك المتابعة هنا بعد التصحيح.',
      completed: 'تم التحقق منك. يمكنك المتابعة بعد تفعيل حسابك.',
      rejected: 'لم يُقبل طلب التحقق. يخبرك فريق الدعم بما هو ممكن.',
      expired: 'يمكنك المتابعة هنا بعد تجديد التحقق.',
      unknown: 'يمكنك المتابعة هنا بعد التحقق منك.',
      locked: 'لا يمكن استخدام حسابك. يُرجى التواصل مع الدعم.',
      restricted: 'حسابك مقيّد حاليًا.',
    },
  },
};
