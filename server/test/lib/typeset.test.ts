import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { typeset } from '../../src/lib/typeset.ts'

const never = new AbortController().signal

const templateOf = async (t: TestContext, text: string): Promise<URL> => {
  const folder = await mkdtemp(join(tmpdir(), 'typeset-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'template.typ')
  await writeFile(file, text)
  return pathToFileURL(file)
}

test('a document is set from data, several at once, whatever the words are', async (t) => {
  const template = await templateOf(t, '#let data = json(bytes(sys.inputs.data))\n#data.words')
  const words = ['one', '漢字', '', '#panic()', '😀'.repeat(9)]
  const set = await Promise.all(words.map((one) => typeset(template, { words: one }, never)))
  for (const pdf of set) assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
})

test('a template that is wrong is told with its reason, and one that does not end with its caller is ended', async (t) => {
  const broken = await templateOf(t, '#panic("no such thing")')
  await assert.rejects(typeset(broken, {}, never), /no such thing/)
  await assert.rejects(typeset(new URL('file:///nowhere/at-all.typ'), {}, never), /cannot be set/)
  const endless = await templateOf(t, '#let nth = 0\n#while nth < 1e15 { nth += 1 }')
  const caller = new AbortController()
  const rejected = [1, 2, 3].map(() =>
    assert.rejects(typeset(endless, {}, caller.signal), /^Error: gone$/)
  )
  caller.abort(new Error('gone'))
  await Promise.all(rejected)
})
