import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { arrows, order, withArrows } from '../../scripts/import-arrows.ts'

test('every folder of server/src stands in the table of import arrows', () => {
  const folders = readdirSync('server/src', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory()
  )
  assert.deepEqual(folders.map((entry) => entry.name).sort(), Object.keys(arrows).sort())
})

test('the lint rules are those the arrows ask for', () => {
  const settings = readFileSync('biome.json', 'utf8')
  assert.deepEqual(JSON.parse(settings), JSON.parse(withArrows(settings)))
})

test('an arrow never points upwards', () => {
  for (const [folder, targets] of Object.entries(arrows)) {
    for (const target of targets)
      assert.ok(order.indexOf(target) > order.indexOf(folder), `${folder} → ${target}`)
  }
})

test('of what answers requests only the routes of administrators reach their decisions', () => {
  const door = /^server\/src\/http\/(admin-route|routes\/admin\/[\w-]+|services\/admin)\.ts$/
  const importers = globSync('server/src/http/**/*.ts').filter((file) =>
    /from '(\.\.\/)+admin\//.test(readFileSync(file, 'utf8'))
  )
  assert.ok(importers.length > 3)
  assert.deepEqual(
    importers.filter((file) => !door.test(file)),
    []
  )
})

/** The code alone: what stands in comments and strings may say anything. */
const codeOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, "''")

test('a word from outside is looked up in a Map or a Set: a plain object also has what all objects have', () => {
  const found = globSync('server/src/**/*.ts').flatMap((file) =>
    codeOf(file)
      .split('\n')
      .filter(
        (line) =>
          /^(export )?const \w+: (Partial<)?Record<string,/.test(line) ||
          (/[\w.\])] in [\w.]+/.test(line) && !/for \(const|\[\w+ in |'' in /.test(line))
      )
      .map((line) => `${file}: ${line.trim()}`)
  )
  assert.deepEqual(found, [])
})
