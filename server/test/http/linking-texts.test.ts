import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { choosePageLanguage, pageTexts } from '../../src/http/linking/texts.ts'

const folder = new URL('../../src/http/pages/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const placesOf = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

test('the linking page says the same in every language, with the same values in it', () => {
  const texts = pageTexts()
  const english = texts.get('en') ?? {}
  assert.equal([...texts.keys()][0], 'en')
  for (const [language, own] of texts) {
    assert.deepEqual(Object.keys(own), Object.keys(english), language)
    for (const [name, text] of Object.entries(own)) {
      assert.notEqual(text.trim(), '', `${language} ${name}`)
      assert.deepEqual(placesOf(text), placesOf(english[name] ?? ''), `${language} ${name}`)
    }
    const rtl = ['ar', 'fa', 'he', 'ur'].includes(language)
    assert.equal(own['direction'], rtl ? 'rtl' : 'ltr', language)
  }
})

test('every text that the page and its scripts name is there', () => {
  const given = ['texts', 'session_id', 'state', 'origins', 'color', 'brand_name', 'page_title']
  const known = [...Object.keys(pageTexts().get('en') ?? {}), ...given, 'welcome', 'end_text']
  const named = [...read('live-qr.html').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')
  const scripts = ['live-qr.js', 'pairing.js', 'show.js', 'passkey-steps.js', 'passkey-answer.js']
  for (const script of scripts)
    for (const [, name] of read(script).matchAll(/(?:\btext|\bsay|Mistake)\('(\w+)'/g))
      named.push(name ?? '')
  assert.ok(named.length > 60)
  assert.deepEqual(
    named.filter((name) => !known.includes(name)),
    []
  )
})

test('the language is the one that was chosen, or the first of the browser that there is', () => {
  const cases: [unknown, string | undefined, string][] = [
    [undefined, undefined, 'en'],
    [undefined, 'ar-EG,en;q=0.5', 'ar'],
    [undefined, 'xx, ar;q=0.2', 'ar'],
    [undefined, 'bn-BD, en;q=0.5', 'bn'],
    [undefined, 'xx', 'en'],
    [undefined, '*', 'en'],
    ['ar', 'en', 'ar'],
    ['xx', 'ar', 'ar'],
    [['ar'], 'en', 'en'],
    ['../en', 'en', 'en']
  ]
  for (const [chosen, accepted, language] of cases)
    assert.equal(choosePageLanguage(chosen, { 'accept-language': accepted }), language)
})
