/** Arabic: what is said about a file on its way. */
import type { UploadMessages } from '../messages.ts';
import { pluralIn, type Count } from '../plural.ts';
import { sentences } from '../sentences.ts';

const plural = pluralIn('ar');

/** «ملف» in the form the number asks for. */
function filesIn(count: Count): string {
  return plural(count, { zero: 'لا ملفات', one: 'ملف واحد', two: 'ملفان', few: '# ملفات', many: '# ملفًا', other: '# ملف' });
}

export const arUploads: UploadMessages = {
  phase: {
    inspecting: 'يجري فحص الملف',
    refused: 'لم يُضف',
    warned: 'يُرجى التأكد',
    queued: 'في الانتظار',
    uploading: 'يجري الرفع',
    waiting: 'انقطع الرفع؛ سيُستأنف تلقائيًا',
    paused: 'متوقف مؤقتًا',
    confirming: 'أوشك على الانتهاء',
    stored: 'أُضيف',
    failed: 'لم يُضف',
    cancelled: 'أُلغي',
    needs_file: 'اختر الملف نفسه من جديد للمتابعة',
  },
  time_left: (p) => `بقي ${p.time}`,
  waiting_for: {
    connection_error: 'لا اتصال بالخدمة',
    server_error: 'الخدمة مشغولة',
    rate_limited: 'الطلبات كثيرة الآن',
    storage_full: 'لا مساحة في الخدمة الآن',
    session_error: 'سجّل الدخول من جديد',
    unauthorized: 'سجّل الدخول من جديد',
    contract_error: 'جواب غير متوقع',
    unexpected_redirect: 'جواب غير متوقع',
    upload_incomplete: 'لم يصل جزء منه',
    hash_mismatch: 'تغيّر أثناء الإرسال',
    other_tab: 'يُرسل في علامة تبويب أخرى',
    offline: 'أنت غير متصل؛ يُستأنف تلقائيًا',
  },
  retry_in: (p) => `محاولة جديدة بعد ${p.time}`,
  retry_now: 'تجري محاولة جديدة',
  try_now: 'المحاولة الآن',
  pause: 'إيقاف مؤقت',
  resume: 'متابعة',
  cancel: 'إلغاء',
  upload_retry: 'إعادة المحاولة',
  use_anyway: 'استخدامه رغم ذلك',
  turn_or_crop: 'تدوير أو اقتصاص',
  removed: { location_and_camera: 'أُزيلت بيانات الموقع والكاميرا', hidden_details: 'أُزيلت بيانات مخفية' },
  of_file: (p) => `${p.action}: ${p.name}`,
  progress_label: (p) => `رفع ${p.name}`,
  uploads_title: 'كل الملفات',
  uploads: (p) => `${filesIn(p.count)}: ${p.percent}`,
  uploads_left: (p) => `${filesIn(p.count)}: ${p.percent}، بقي نحو ${p.time}`,
  uploads_paused: (p) => `متوقف مؤقتًا، ${filesIn(p.count)}: ${p.percent}`,
  pause_all: 'إيقاف الكل مؤقتًا',
  resume_all: 'متابعة الكل',
  cancel_all: 'إلغاء الكل',
  cancel_all_question: 'إلغاؤها كلها؟',
  cancel_all_yes: 'نعم، إلغاء',

  intake: {
    animated: () => 'هذه صورة متحركة. أضف صورة ثابتة بدلًا منها.',
    blurry: () => 'تبدو الصورة غير واضحة. ثبّت الهاتف والتقطها من جديد.',
    cropped: () => 'يبدو أن جزءًا من المستند مقطوع. أبقِ الزوايا الأربع داخل الصورة.',
    duplicate: () => 'أُضيف هذا الملف من قبل. اختر ملفًا مختلفًا.',
    empty_file: () => 'هذا الملف فارغ (0 بايت). اختر ملفًا آخر.',
    file_changed: () => 'تغيّر الملف بعد اختياره. اختره من جديد.',
    glare: () => 'ينعكس الضوء على المستند. أطفئ الفلاش وأبعد المستند عن المصابيح.',
    low_resolution: () => 'الصورة صغيرة وتصعب قراءة التفاصيل. اقترب والتقطها من جديد.',
    not_a_file: () => 'لا يمكن إضافة المجلدات والروابط. افتح المجلد واختر الملفات.',
    pdf_active_content: () => 'يحتوي ملف PDF على برامج أو مرفقات. اطبعه إلى ملف PDF جديد وأضفه.',
    pdf_corrupt: () => 'لا يمكن فتح ملف PDF هذا. احفظه من جديد وأضف الملف الجديد.',
    pdf_encrypted: () => 'ملف PDF هذا مقفل بكلمة مرور. افتحه واطبعه إلى ملف PDF جديد وأضفه.',
    pdf_no_pages: () => 'لا صفحات في ملف PDF هذا. احفظه من جديد وأضف الملف الجديد.',
    pdf_too_many_pages: (p) => sentences(p, { actual: 'عدد صفحات الملف: #.', limit: 'الحد: #.', advice: 'أضف الصفحات المطلوبة فقط.' }),
    tilted: () => 'المستند مائل. أمسك الهاتف فوقه مباشرة، أو أدر الصورة.',
    too_bright: () => 'الصورة ساطعة جدًا. أطفئ الفلاش والتقطها من جديد.',
    too_dark: () => 'الصورة مظلمة جدًا. اقترب من نافذة والتقطها من جديد.',
    too_few_pixels: (p) => sentences(p, { actual: 'عدد بكسلات الضلع الأطول لهذه الصورة: #.', limit: 'المطلوب على الأقل: #.', advice: 'التقط صورة أكبر.' }),
    too_large: (p) => sentences(p, { actual: 'حجم هذا الملف #.', limit: 'الحد #.', advice: 'جرّب صورة بدلًا من المسح الضوئي.' }),
    too_many_files: (p) => sentences(p, { actual: 'عدد الملفات المختارة: #.', limit: 'الحد في المرة الواحدة: #.', advice: 'اختر عددًا أقل.' }),
    too_many_pixels: (p) => sentences(p, { actual: 'عدد بكسلات الصورة: #.', limit: 'الحد: #.', advice: 'احفظها بحجم أصغر أو التقط صورة جديدة.' }),
    truncated: () => 'هذا الملف ناقص. انسخه أو احفظه من جديد وأضف الجديد.',
    type_mismatch: (p) => sentences(p, { actual: 'محتوى هذا الملف من نوع #.', limit: 'يمكنك هنا إضافة #.', advice: 'احفظه من جديد بأحد هذه الأنواع، أو التقط صورة.' }),
    type_not_allowed: (p) => sentences(p, { actual: 'نوع هذا الملف #.', limit: 'يمكنك هنا إضافة #.', advice: 'جرّب صورة بدلًا منه.' }),
    unreadable_image: () => 'لا يمكن فتح هذه الصورة. التقطها أو احفظها من جديد.',
    hash_mismatch: () => 'تغيّر الملف أثناء الإرسال. حاول مرة أخرى.',
  },
  intake_unknown: 'لا يمكن استخدام هذا الملف. اختر ملفًا آخر.',
};
