import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { tokensOf } from '../../scripts/figures/tokens.ts'
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

test('patches of libraries are applied from one place', () => {
  const importers = globSync('server/src/**/*.ts')
    .filter((file) => !file.includes('/patches/'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '[^']*\/patches\/([\w-]+)\.ts'/g)].map(
        ([, name]) => `${file} ${name}`
      )
    )
  assert.ok(importers.length > 3)
  assert.deepEqual(
    importers.filter((one) => !one.endsWith(' apply')),
    []
  )
})

const tables = new Set(
  [...readFileSync('server/schema.sql', 'utf8').matchAll(/^CREATE TABLE public\.(\w+)/gm)].map(
    ([, name]) => name
  )
)

/** The places in a statement that mean all columns of a table, whichever it has. */
const allColumns = (sql: string): string[] => {
  const of_tables = new Set(
    [...sql.matchAll(/\b(?:from|join|update|into|using)\s+(\w+)(?:\s+as)?(?:\s+(\w+))?/g)].flatMap(
      ([, table = '', alias = '']) => (tables.has(table) ? [table, alias] : [])
    )
  )
  const stars = [...sql.matchAll(/\b(\w+)\.\*/g)].filter(([, name = '']) => of_tables.has(name))
  const selected = [...sql.matchAll(/\bselect \*(?:(?!\bselect\b)[\s\S])*?\bfrom (\w+)/g)]
  return [
    ...[...sql.matchAll(/\breturning (\w+\.)?\*/g)].map(([found]) => found),
    ...stars.map(([found]) => found),
    ...selected.filter(([, name = '']) => tables.has(name)).map(([found]) => found)
  ]
}

test('statements name the columns of tables, so that a migration can add one beside what runs', () => {
  assert.ok(tables.size > 20)
  assert.deepEqual(allColumns('select * from media where id = $1'), ['select * from media'])
  assert.deepEqual(allColumns('update media m set a = 1 returning m.*'), ['returning m.*', 'm.*'])
  assert.deepEqual(allColumns('with w as (select 1) select w.*, count(*) from w'), [])
  const found = globSync('server/src/**/*.ts').flatMap((file) =>
    tokensOf(readFileSync(file, 'utf8'))
      .filter(({ kind }) => kind === 'text')
      .flatMap(({ value, line }) => allColumns(value).map((star) => `${file}:${line} ${star}`))
  )
  assert.deepEqual(found, [])
})
