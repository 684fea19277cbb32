/** Arabic: what is said about decisions, comments, requests and whom something is about. */
import type { DecisionMessages } from '../messages.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('ar');

export const arDecisions: DecisionMessages = {
  reason_final: 'هذا القرار نهائي. يمكن لفريق الدعم إخبارك بما هو ممكن الآن.',
  example_wrong: 'ليس هكذا',
  example_right: 'بل هكذا',

  history: {
    earlier: (p) => plural(p.count, { one: 'نسخة سابقة (#)', two: 'نسختان سابقتان (#)', few: 'نسخ سابقة (#)', other: 'نسخ سابقة (#)' }),
    sent_back: 'أُعيد إليك',
    replaced: 'تم استبداله',
  },

  comment_new: 'جديد',
  comments_unread: (p) => plural(p.count, {
    one: 'تعليق جديد', two: 'تعليقان جديدان', few: '# تعليقات جديدة', many: '# تعليقًا جديدًا', other: '# تعليق جديد',
  }),
  comments_arrived: (p) => plural(p.count, {
    one: 'هناك تعليق جديد من فريق المراجعة.', two: 'هناك تعليقان جديدان من فريق المراجعة.', few: 'هناك # تعليقات جديدة من فريق المراجعة.',
    many: 'هناك # تعليقًا جديدًا من فريق المراجعة.', other: 'هناك # تعليق جديد من فريق المراجعة.',
  }),

  requested_on: (p) => `${p.author} في ${p.date}`,
  request_answered: 'تمت الاستجابة:',
  request_arrived: (p) => `يطلب منك فريق المراجعة شيئًا: ${p.name}.`,
  category_arrived: (p) => `مطلوب حديثًا: ${p.name}.`,

  subject_progress: (p) => `أُضيف ${p.done} من ${p.total}`,
};
