import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { fencesOf, headingsOf, proseOf } from '../../testkit/markdown.ts'

const root = new URL('../../../', import.meta.url)
const read = (file: string): Promise<string> => readFile(new URL(file, root), 'utf8')

/** Those that have to be there in Arabic; others may. */
const translated = [
  'README.md',
  'SECURITY.md',
  'gateway/QUICK_START.md',
  'gateway/README.md',
  'gateway/UBUNTU_DEPLOYMENT.md',
  'docs/accounts.md',
  'docs/api-guide.md',
  'docs/events.md',
  'docs/faq.md',
  'docs/incoming-webhooks.md',
  'docs/instances.md',
  'docs/kubernetes.md',
  'docs/limits.md',
  'docs/linking.md',
  'docs/media.md',
  'docs/monitoring.md',
  'docs/opt-outs.md',
  'docs/passkey.md',
  'docs/privacy.md',
  'docs/reliability.md',
  'docs/scaling.md',
  'docs/security.md',
  'docs/teams.md',
  'docs/templates.md',
  'extension/README.md',
  'sdk/README.md'
]

const arabicOf = (file: string): string => file.replace(/\.md$/, '.ar.md')

test('each translation has the headings and the code of its original, in the same order', async () => {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '-co', '--exclude-standard', '*.ar.md'],
    { cwd: root }
  )
  const found = stdout.trim().split('\n')
  for (const file of translated.map(arabicOf)) assert.ok(found.includes(file), file)
  for (const file of found) {
    const original = file.replace(/\.ar\.md$/, '.md')
    const [text, source] = await Promise.all([read(file), read(original)])
    assert.deepEqual(
      headingsOf(text).map(({ level }) => level),
      headingsOf(source).map(({ level }) => level),
      `headings of ${file}`
    )
    const code = (document: string) => fencesOf(document).map((one) => [one.language, one.code])
    assert.deepEqual(code(text), code(source), `code of ${file}`)
  }
})

test('each original and its translation lead to one another, and a translation leads to translations', async () => {
  for (const file of translated) {
    const [text, source] = await Promise.all([read(arabicOf(file)), read(file)])
    const name = (path: string): string => path.split('/').at(-1) ?? ''
    assert.ok(source.includes(`[العربية](${name(arabicOf(file))})`), file)
    assert.ok(text.includes(`[English](${name(file)})`), arabicOf(file))
    for (const other of translated.filter((one) => one !== file && one !== 'README.md'))
      assert.ok(
        !text.includes(`](${name(other)})`) || name(other) === name(file),
        `${arabicOf(file)}: ${other}`
      )
  }
})

test('a translation is written from right to left, but for its code', async () => {
  for (const file of translated.map(arabicOf)) {
    assert.ok(existsSync(new URL(file, root)), file)
    const text = await read(file)
    const outside = text.replaceAll(/<div dir="rtl">.*?<\/div>/gs, '')
    assert.doesNotMatch(proseOf(outside), /[\u0600-\u06ff]/, file)
    assert.equal(text.match(/<div dir="rtl">/g)?.length, text.match(/<\/div>/g)?.length, file)
  }
})
