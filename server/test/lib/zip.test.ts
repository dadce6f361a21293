import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ZipEntry, zipOf } from '../../src/lib/zip.ts'
import { unzip } from '../../testkit/unzip.ts'

const now = new Date('2026-11-28T12:34:56Z')

const written = async (entries: AsyncIterable<ZipEntry>): Promise<Buffer> => {
  const pieces: Uint8Array[] = []
  for await (const piece of zipOf(entries, now)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const content = async function* (...pieces: string[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece)
}

const nothing = async function* (): AsyncGenerator<ZipEntry> {
  yield* []
}

test('what was written is read back, smaller where that was asked for, and an archive may be empty', async () => {
  const text = 'the same again and again '.repeat(1_000)
  const entries = async function* (): AsyncGenerator<ZipEntry> {
    yield { name: 'زجل/text.ndjson', content: content(text, text), compress: true }
    yield { name: 'empty', content: content(), compress: true }
    yield { name: 'plain', content: content('a', '', 'b'), compress: false }
  }
  const zip = await written(entries())
  assert.ok(zip.length < 2_000)
  const files = unzip(zip)
  assert.deepEqual(
    [...files].map(([name, data]) => [name, data.toString()]),
    [
      ['زجل/text.ndjson', text + text],
      ['empty', ''],
      ['plain', 'ab']
    ]
  )
  assert.equal(unzip(await written(nothing())).size, 0)
  zip[100] = (zip[100] ?? 0) ^ 1
  assert.throws(() => unzip(zip))
})

test('each entry is opened when the one before has been written, and what fails fails the archive', async () => {
  const steps: string[] = []
  const entries = async function* (compress: boolean): AsyncGenerator<ZipEntry> {
    for (const name of ['one', 'two']) {
      steps.push(`open ${name}`)
      yield {
        name,
        compress,
        content: (async function* () {
          yield Buffer.from(name)
          steps.push(`end ${name}`)
          if (name === 'two') throw new Error('the disk is gone')
        })()
      }
    }
  }
  for (const compress of [true, false]) {
    steps.length = 0
    await assert.rejects(written(entries(compress)), /the disk is gone/)
    assert.deepEqual(steps, ['open one', 'end one', 'open two', 'end two'])
  }
})
