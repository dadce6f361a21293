import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { anchorsOf, linksOf } from '../../testkit/markdown.ts'

const root = new URL('../../../', import.meta.url)

test('every link of every document leads to a file and a heading that are there', async () => {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '-co', '--exclude-standard', '*.md'],
    {
      cwd: root
    }
  )
  const documents = stdout.trim().split('\n')
  assert.ok(documents.includes('gateway/QUICK_START.md'))
  const broken: string[] = []
  let looked_at = 0
  for (const document of documents) {
    const text = await readFile(new URL(document, root), 'utf8')
    for (const link of linksOf(text)) {
      if (/^[a-z]+:/.test(link)) continue
      looked_at += 1
      const [path = '', anchor] = link.split('#', 2)
      const file =
        path === '' ? document : posix.normalize(posix.join(posix.dirname(document), path))
      if (!existsSync(new URL(file, root))) broken.push(`${document}: ${link}`)
      else if (
        anchor !== undefined &&
        !anchorsOf(await readFile(new URL(file, root), 'utf8')).has(anchor)
      )
        broken.push(`${document}: ${link}`)
    }
  }
  assert.deepEqual(broken, [])
  assert.ok(looked_at > 50)
})
