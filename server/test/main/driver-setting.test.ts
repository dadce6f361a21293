import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/main/config/config.ts'

test('a driver that this version does not have is refused at the start, with those that it has', () => {
  assert.equal(readConfig({}).DRIVER, 'process')
  assert.throws(
    () => readConfig({ DRIVER: 'docker' }),
    /DRIVER: this version has no driver "docker"; there is: process/
  )
})
