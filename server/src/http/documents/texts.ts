import type { Language } from './catalogue.ts'

/** What the pages say around the documents. */
export const texts: Record<Language, Record<TextName, string>> = {
  en: {
    name: 'English',
    documentation: 'Documentation',
    api: 'API reference',
    skip: 'Skip to the content',
    menu: 'Menu',
    documents: 'Documents',
    contents: 'On this page',
    search: 'Search the documentation',
    theme: 'Switch between light and dark',
    copy: 'Copy',
    copied: 'Copied',
    anchor: 'Link to this section',
    table: 'Table',
    code: 'Code',
    not_translated: 'in English',
    found: 'Found',
    nothing_found: 'Nothing found. Try fewer or other words.',
    what_to_find: 'What are you looking for?',
    missing_title: 'There is no such page',
    missing: 'The address is wrong, or the page has another one now.',
    home: 'All documents',
    intro: 'Everything about running your own WhatsApp API service and about using it.'
  },
  ar: {
    name: 'العربية',
    documentation: 'التوثيق',
    api: 'مرجع واجهة API',
    skip: 'انتقل إلى المحتوى',
    menu: 'القائمة',
    documents: 'المستندات',
    contents: 'في هذه الصفحة',
    search: 'ابحث في التوثيق',
    theme: 'التبديل بين الفاتح والداكن',
    copy: 'نسخ',
    copied: 'تم النسخ',
    anchor: 'رابط إلى هذا القسم',
    table: 'جدول',
    code: 'شيفرة',
    not_translated: 'بالإنجليزية',
    found: 'النتائج',
    nothing_found: 'لا نتائج. جرّب كلمات أقل أو كلمات أخرى.',
    what_to_find: 'عمّ تبحث؟',
    missing_title: 'لا توجد صفحة كهذه',
    missing: 'العنوان خاطئ، أو تغيّر عنوان الصفحة.',
    home: 'كل المستندات',
    intro: 'كل ما يخص تشغيل خدمة واتساب البرمجية الخاصة بك واستخدامها.'
  }
}

export type TextName =
  | 'name'
  | 'documentation'
  | 'api'
  | 'skip'
  | 'menu'
  | 'documents'
  | 'contents'
  | 'search'
  | 'theme'
  | 'copy'
  | 'copied'
  | 'anchor'
  | 'table'
  | 'code'
  | 'not_translated'
  | 'found'
  | 'nothing_found'
  | 'what_to_find'
  | 'missing_title'
  | 'missing'
  | 'home'
  | 'intro'
