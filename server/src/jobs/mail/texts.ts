import type { MailKind, MailLanguage } from '../../domain/mail.ts'

/** What a mail is about. `hours` and `link` are there for links, the others for quotas. */
export type MailFacts = { hours: number; what: string; used: string; limit: string }

export type MailText = {
  subject: string
  paragraphs: string[]
  /** What the link says; null: the mail has none. */
  action: string | null
}

type Texts = Record<MailKind, (facts: MailFacts) => MailText>

const en: Texts = {
  verify_email: ({ hours }) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Please confirm that this is your e-mail address.',
      `The link works once, within ${hours} hours. If you did not create an account, ignore this mail.`
    ],
    action: 'Confirm the address'
  }),
  reset_password: () => ({
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody asked for a new password for your account.',
      'The link works once, within an hour. If that was not you, ignore this mail: your password stays as it is.'
    ],
    action: 'Choose a new password'
  }),
  export_ready: () => ({
    subject: 'Your export is ready',
    paragraphs: [
      'The export of all data of your account is ready, and is kept for seven days.',
      'Log in to download it: GET /api/v1/account/export/{id} gives a link. If you did not ask for it, change your password.'
    ],
    action: null
  }),
  quota_warning: ({ what, used, limit }) => ({
    subject: 'Four fifths of your quota are used',
    paragraphs: [
      `${used} of ${limit} ${what} are used.`,
      'When all are used, more is refused. You can change to a larger plan at any time.'
    ],
    action: null
  }),
  quota_exceeded: ({ what, used, limit }) => ({
    subject: 'Your quota is used up',
    paragraphs: [
      `${used} of ${limit} ${what} are used, and more is refused.`,
      'Change to a larger plan to go on at once.'
    ],
    action: null
  })
}

const ar: Texts = {
  verify_email: ({ hours }) => ({
    subject: 'تأكيد بريدك الإلكتروني',
    paragraphs: [
      'يُرجى تأكيد أن هذا هو عنوان بريدك الإلكتروني.',
      `يعمل الرابط مرة واحدة خلال ${hours} ساعة. إذا لم تُنشئ حسابًا فتجاهل هذه الرسالة.`
    ],
    action: 'تأكيد العنوان'
  }),
  reset_password: () => ({
    subject: 'اختيار كلمة مرور جديدة',
    paragraphs: [
      'طلب شخص ما كلمة مرور جديدة لحسابك.',
      'يعمل الرابط مرة واحدة خلال ساعة. إذا لم تكن أنت من طلبها فتجاهل هذه الرسالة، وستبقى كلمة مرورك كما هي.'
    ],
    action: 'اختيار كلمة مرور جديدة'
  }),
  export_ready: () => ({
    subject: 'ملف بياناتك جاهز',
    paragraphs: [
      'أصبح ملف جميع بيانات حسابك جاهزًا، ويُحفظ سبعة أيام.',
      'سجّل الدخول لتنزيله: يعطيك ‎GET /api/v1/account/export/{id}‎ رابطًا. إذا لم تطلبه فغيّر كلمة المرور.'
    ],
    action: null
  }),
  quota_warning: ({ what, used, limit }) => ({
    subject: 'استُهلك ثمانون بالمئة من حصتك',
    paragraphs: [
      `استُخدم ${used} من أصل ${limit} (${what}).`,
      'عند استهلاك الحصة كلها يُرفض ما يزيد عليها. يمكنك الانتقال إلى خطة أكبر في أي وقت.'
    ],
    action: null
  }),
  quota_exceeded: ({ what, used, limit }) => ({
    subject: 'استُهلكت حصتك بالكامل',
    paragraphs: [
      `استُخدم ${used} من أصل ${limit} (${what})، ويُرفض ما يزيد على ذلك.`,
      'انتقل إلى خطة أكبر لتتابع فورًا.'
    ],
    action: null
  })
}

export const mail_texts: Record<MailLanguage, Texts> = { en, ar }

/** What quotas are of. */
export const quota_words: Record<MailLanguage, Record<string, string>> = {
  en: { messages: 'messages of this month', media_bytes: 'bytes of files' },
  ar: { messages: 'رسائل هذا الشهر', media_bytes: 'بايت من الملفات' }
}
