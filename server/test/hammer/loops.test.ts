import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loops, site } from './loops.ts'

const source = fileURLToPath(new URL('../../src', import.meta.url))
const tests = fileURLToPath(new URL('..', import.meta.url))

const countSites = async (path: string): Promise<number> => {
  const code = (await readFile(path, 'utf8'))
    .split('\n')
    .filter((line) => !/^\s*(import\b|\*|\/\/)/.test(line))
  return code.join('\n').match(site)?.length ?? 0
}

test('every loop of the product is in the table, with what bounds it and the test in which its partner misbehaves', async () => {
  const found: Record<string, number> = {}
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
    const path = join(entry.parentPath, entry.name)
    const sites = await countSites(path)
    if (sites > 0) found[relative(source, path)] = sites
  }
  const listed = Object.fromEntries(Object.entries(loops).map(([file, { sites }]) => [file, sites]))
  assert.deepEqual(
    found,
    listed,
    'add the loop to test/hammer/loops.ts: who its partner is, what bounds it, and a test in which the partner fails at once, late or never answers'
  )
})

test('the tests that the table names are there', () => {
  const missing = Object.values(loops)
    .flatMap(({ tested_by }) => tested_by ?? [])
    .filter((file) => !existsSync(join(tests, file)))
  assert.deepEqual(missing, [])
})
