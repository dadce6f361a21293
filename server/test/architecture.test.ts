import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { arrows, withArrows } from '../../scripts/import-arrows.ts'

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
  const order = [
    'main',
    'http',
    'worker',
    'webhooks',
    'orchestrator',
    'usecases',
    'store',
    'queue',
    'whatsapp',
    'cache',
    'domain',
    'lib'
  ]
  for (const [folder, targets] of Object.entries(arrows)) {
    for (const target of targets)
      assert.ok(order.indexOf(target) > order.indexOf(folder), `${folder} → ${target}`)
  }
})
