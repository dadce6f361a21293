/** The languages of the pages; documents that are not translated are shown in the first. */
export const languages = ['en', 'ar'] as const

export type Language = (typeof languages)[number]

/** A document as the pages list it: its file, and in each language what it is called and what it is about. */
export type Entry = {
  slug: string
  /** Below the folder of the project. Another language has it as `….ar.md`. */
  file: string
  title: Record<Language, string>
  about: Record<Language, string>
}

export type Chapter = { title: Record<Language, string>; entries: Entry[] }

type Words = [en: string, ar: string]

const entry = (slug: string, file: string, title: Words, about: Words): Entry => ({
  slug,
  file,
  title: { en: title[0], ar: title[1] },
  about: { en: about[0], ar: about[1] }
})

const chapter = (en: string, ar: string, entries: Entry[]): Chapter => ({
  title: { en, ar },
  entries
})

/** Every document that is shown, in the order of the menu. What is not listed here is not served. */
export const chapters: Chapter[] = [
  chapter('Begin', 'البداية', [
    entry(
      'about',
      'README.md',
      ['What it is', 'ما هي البوابة'],
      [
        'What the product does, how a message travels, what it costs.',
        'ما تفعله البوابة، وكيف تنتقل الرسالة، وما تستهلكه.'
      ]
    ),
    entry(
      'quick-start',
      'gateway/QUICK_START.md',
      ['Quick start', 'البدء السريع'],
      [
        'The first message, a command for every resource, programs in Node.js, Python and PHP.',
        'الرسالة الأولى، وأمر لكل مورد، وبرامج بلغات Node.js وPython وPHP.'
      ]
    )
  ]),
  chapter('Use the API', 'استخدام واجهة API', [
    entry(
      'api-guide',
      'docs/api-guide.md',
      ['API guide', 'دليل واجهة API'],
      [
        'Errors, repeated calls, lists, the life of a message and of a session.',
        'الأخطاء وتكرار الطلبات والقوائم ودورة حياة الرسالة والجلسة.'
      ]
    ),
    entry(
      'events',
      'docs/events.md',
      ['Events', 'الأحداث'],
      ['Webhooks, streams and WebSocket.', 'Webhooks والبث المباشر وWebSocket.']
    ),
    entry(
      'media',
      'docs/media.md',
      ['Files', 'الملفات'],
      ['Uploads, conversion, links, storage.', 'الرفع والتحويل والروابط والتخزين.']
    ),
    entry(
      'teams',
      'docs/teams.md',
      ['Teams', 'الفِرق'],
      ['Several people in one account, roles.', 'عدة أشخاص في حساب واحد، والأدوار.']
    ),
    entry(
      'templates',
      'docs/templates.md',
      ['Templates', 'القوالب'],
      ['Texts with variables, in several languages.', 'نصوص بمتغيرات وبعدة لغات.']
    ),
    entry(
      'opt-outs',
      'docs/opt-outs.md',
      ['Opt-outs', 'إلغاء الاشتراك'],
      [
        'Who wants no more messages, and how that is heard.',
        'من لا يريد رسائل بعد اليوم، وكيف يُفهم ذلك.'
      ]
    ),
    entry(
      'calls',
      'docs/calls.md',
      ['Calls', 'المكالمات'],
      [
        'Told, rejected by hand or by itself, with a text.',
        'الإخبار بها ورفضها يدويًّا أو تلقائيًّا، مع نص.'
      ]
    ),
    entry(
      'statuses',
      'docs/statuses.md',
      ['Statuses', 'الحالات'],
      [
        'Texts, pictures, videos and voices for a day: who may see them, and who has.',
        'نصوص وصور وفيديو وأصوات ليوم واحد: من يراها ومن شاهدها.'
      ]
    ),
    entry(
      'channels',
      'docs/channels.md',
      ['Channels', 'القنوات'],
      [
        'Made, found by a link, followed and muted through a number.',
        'إنشاؤها والعثور عليها برابط ومتابعتها وكتمها عبر رقم.'
      ]
    ),
    entry(
      'labels',
      'docs/labels.md',
      ['Labels', 'التصنيفات'],
      ['On chats and messages, as the phone has them.', 'على المحادثات والرسائل، كما في الهاتف.']
    ),
    entry(
      'incoming-webhooks',
      'docs/incoming-webhooks.md',
      ['Incoming webhooks', 'Webhooks الواردة'],
      [
        'An address that alarm systems post to without a key.',
        'عنوان ترسل إليه أنظمة الإنذار دون مفتاح.'
      ]
    ),
    entry(
      'passkey',
      'docs/passkey.md',
      ['Passkeys', 'مفاتيح المرور'],
      ['Linking numbers that are protected by a passkey.', 'ربط الأرقام المحمية بمفتاح مرور.']
    ),
    entry(
      'sdk',
      'sdk/README.md',
      ['Client for TypeScript', 'مكتبة TypeScript'],
      ['Every call with its types.', 'كل الطلبات مع أنواعها.']
    ),
    entry(
      'faq',
      'docs/faq.md',
      ['Bans, limits and rules', 'الحظر والقيود والقواعد'],
      [
        'Is this allowed, why numbers are banned, and what to do then.',
        'هل هذا مسموح، ولماذا تُحظر الأرقام، وماذا تفعل عندئذ.'
      ]
    ),
    entry(
      'limits',
      'docs/limits.md',
      ['Limits WhatsApp sets', 'قيود واتساب'],
      ['What WhatsApp refuses, and what becomes of it.', 'ما يرفضه واتساب وما يترتب عليه.']
    )
  ]),
  chapter('Run it', 'التشغيل', [
    entry(
      'deployment',
      'gateway/README.md',
      ['The deployment kit', 'عُدّة النشر'],
      [
        'Setup, the operator’s command, updates and backups.',
        'التثبيت وأمر المشغّل والتحديث والنسخ الاحتياطي.'
      ]
    ),
    entry(
      'by-hand',
      'gateway/UBUNTU_DEPLOYMENT.md',
      ['By hand, step by step', 'التثبيت اليدوي خطوة بخطوة'],
      [
        'What setup does, for those who do it themselves.',
        'ما يفعله برنامج التثبيت لمن يريد فعله بنفسه.'
      ]
    ),
    entry(
      'scaling',
      'docs/scaling.md',
      ['Growing', 'التوسّع'],
      ['From one machine to several.', 'من جهاز واحد إلى عدة أجهزة.']
    ),
    entry(
      'instances',
      'docs/instances.md',
      ['Instances and drivers', 'المثيلات وبرامج تشغيلها'],
      [
        'Workers as processes, in containers, in a swarm.',
        'عمليات التشغيل على الجهاز وفي الحاويات وفي Swarm.'
      ]
    ),
    entry(
      'kubernetes',
      'docs/kubernetes.md',
      ['Kubernetes', 'Kubernetes'],
      ['The Helm chart.', 'مخطط Helm.']
    ),
    entry(
      'monitoring',
      'docs/monitoring.md',
      ['Monitoring', 'المراقبة'],
      ['Metrics, alerts, traces.', 'المقاييس والتنبيهات والتتبّع.']
    ),
    entry(
      'accounts',
      'docs/accounts.md',
      ['Accounts and plans', 'الحسابات والخطط'],
      ['Limits of plans, mails, log-ins, keys.', 'حدود الخطط والبريد وتسجيل الدخول والمفاتيح.']
    ),
    entry(
      'settings',
      '.env.example',
      ['Settings', 'الإعدادات'],
      ['Every setting with its meaning and default.', 'كل إعداد ومعناه وقيمته الافتراضية.']
    )
  ]),
  chapter('Trust it', 'الأمان والموثوقية', [
    entry(
      'security',
      'docs/security.md',
      ['Security of an installation', 'أمان التثبيت'],
      ['Threats, keys, isolation, hardening.', 'التهديدات والمفاتيح والعزل والتحصين.']
    ),
    entry(
      'promises',
      'SECURITY.md',
      ['What is promised', 'ما نتعهد به'],
      ['Security in short, and how to report a weakness.', 'الأمان بإيجاز وكيفية الإبلاغ عن ثغرة.']
    ),
    entry(
      'privacy',
      'docs/privacy.md',
      ['Privacy', 'الخصوصية'],
      ['What is kept, exported and erased.', 'ما يُحفظ وما يُصدَّر وما يُمحى.']
    ),
    entry(
      'reliability',
      'docs/reliability.md',
      ['Reliability', 'الموثوقية'],
      ['Promises, and the programs that try to break them.', 'التعهدات والبرامج التي تحاول نقضها.']
    ),
    entry(
      'glossary',
      'docs/glossary.md',
      ['Glossary', 'المصطلحات'],
      ['One word, one meaning.', 'كلمة واحدة لمعنى واحد.']
    )
  ])
]

/** The same, without chapters. */
export const entries: Entry[] = chapters.flatMap((one) => one.entries)

/** The file of a document in a language. */
export const fileIn = ({ file }: Entry, language: Language): string =>
  language === 'en' ? file : file.replace(/\.md$/, `.${language}.md`)

/** The document that this file is, with its language. */
export const findByFile = (file: string): { entry: Entry; language: Language } | null => {
  for (const language of languages) {
    const found = entries.find((one) => fileIn(one, language) === file)
    if (found) return { entry: found, language: found.file.endsWith('.md') ? language : 'en' }
  }
  return null
}
