import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../src/locales/', import.meta.url))

type Entry = { id: string; text: string }

/** The entries of a catalog; its head is none. */
const entriesOf = (name: string): Entry[] =>
  [
    ...readFileSync(`${folder}${name}`, 'utf8').matchAll(
      /^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)msgstr ((?:"(?:[^"\\]|\\.)*"\n?)+)/gm
    )
  ]
    .map(([, id = '', text = '']) => ({ id: joined(id), text: joined(text) }))
    .filter(({ id }) => id !== '')

const joined = (lines: string): string =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .join('')

const placesOf = (text: string): string[] =>
  [...new Set(text.match(/<\/?\d+\/?>|\{\w+[},]/g) ?? [])].sort()

const catalogs = globSync('**/*.po', { cwd: folder }).filter((name) => !name.endsWith('en.po'))
const englishOf = (catalog: string): Entry[] => entriesOf(catalog.replace(/[^/]+$/, 'en.po'))

test('every text has a translation in every language, with the same places in it', () => {
  assert.ok(catalogs.length > 1)
  for (const language of catalogs) {
    const english = englishOf(language)
    assert.ok(english.length > 50)
    const texts = new Map(entriesOf(language).map(({ id, text }) => [id, text]))
    for (const { id } of english) {
      const text = texts.get(id)
      assert.ok(text, `${language}: "${id}" is not translated`)
      assert.deepEqual(placesOf(text), placesOf(id), `${language}: "${id}"`)
    }
  }
})

test('what is counted has all the forms of its number that its language has', () => {
  for (const catalog of catalogs) {
    const language = /([^/]+)\.po$/.exec(catalog)?.[1] ?? ''
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const { id, text } of entriesOf(catalog)) {
      if (!id.includes(', plural,')) continue
      for (const form of forms) assert.match(text, new RegExp(`\\b${form} \\{`), `${catalog} ${id}`)
    }
  }
})

test('a text that the first page and others have is the same for all of them', () => {
  for (const catalog of catalogs.filter((name) => !name.includes('/'))) {
    const first = new Map(entriesOf(catalog).map(({ id, text }) => [id, text]))
    for (const { id, text } of entriesOf(`pages/${catalog}`))
      assert.equal(text, first.get(id) ?? text, `${catalog} ${id}`)
  }
})
