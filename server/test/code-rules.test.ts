import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { importCycles } from '../../scripts/figures/cycles.ts'
import {
  type Exception,
  long_files,
  long_functions,
  names
} from '../../scripts/figures/exceptions.ts'
import { type Long, longFiles, longFunctions } from '../../scripts/figures/lengths.ts'
import { parseSources } from '../../scripts/figures/parse.ts'
import { retiredNames, retiredWords } from '../../scripts/figures/words.ts'

const sources = parseSources('.')

/** A number in the list of exceptions is lowered when it has become so much too large. */
const slack_lines_max = 20

const refuse = (found: Long[], excepted: Exception[]): void => {
  const allowed = new Map(excepted.map((one) => [one.where, one.lines_max]))
  assert.deepEqual(
    found.filter(({ where, lines }) => lines > (allowed.get(where) ?? 0)),
    [],
    'too long'
  )
  const lines = new Map(found.map((one) => [one.where, one.lines]))
  assert.deepEqual(
    excepted.filter((one) => one.lines_max > (lines.get(one.where) ?? 0) + slack_lines_max),
    [],
    'scripts/figures/exceptions.ts may be shorter'
  )
}

test('no file has more than 300 lines, but for those that are listed with a reason', () => {
  refuse(longFiles(sources), long_files)
})

test('no function has more than 80 lines, but for those that are listed with a reason', () => {
  // A test is a story, told from its beginning to its end.
  const functions = sources.filter(({ path }) => !/\.test\.ts$/.test(path))
  refuse(longFunctions(functions), long_functions)
})

test('files do not import each other in a circle, not even for their types', () => {
  assert.deepEqual(importCycles(sources), [])
})

test('no file and nothing exported is called by a word that the glossary has retired', () => {
  const retired = retiredWords()
  assert.ok(retired.length > 10, 'the table of docs/glossary.md is read')
  const found = retiredNames(sources, retired)
  const allowed = new Set(names.map(({ where }) => where))
  assert.deepEqual(
    found.filter(({ where }) => !allowed.has(where)),
    []
  )
  assert.deepEqual(
    names.filter(({ where }) => !found.some((one) => one.where === where)),
    [],
    'scripts/figures/exceptions.ts may be shorter'
  )
})

/** What asks the machine for the time instead of the clock that was given. */
const hidden_clock = /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bsystemClock\b/

test('a worker knows the time from its clock alone, which tests can move', () => {
  const workers = sources.filter(({ path }) => path.startsWith('server/src/worker/'))
  assert.ok(workers.length > 30, 'the sources of the worker are found')
  assert.deepEqual(
    workers.filter(({ text }) => hidden_clock.test(text)).map(({ path }) => path),
    []
  )
})

/**
 * `for update` makes whoever inserts a row that refers to the locked one wait for it, as every new message refers to its
 * session. `for no key update` keeps other changes away as well, and those go on.
 */
const whole_lock = /\bfor update\b/i

/** Those that are to wait for whoever adds to the row, and why. */
const whole_locks: Record<string, string> = {
  'server/src/store/api-keys.ts':
    'a key that is made with another one is seen by whoever takes rights from that one',
  'server/src/store/leases/take.ts':
    'a worker that writes under a lease holds it for key share until it has written',
  'server/src/store/media/work.ts': 'a file that a message is just being accepted with is kept',
  'server/src/store/webhooks/health.ts':
    'who lets a webhook go has to see the events that are being put into its backlog'
}

test('a row that others refer to is locked without keeping back those who add to it', () => {
  assert.deepEqual(
    sources
      .filter(({ path, text }) => path.startsWith('server/src/') && whole_lock.test(text))
      .map(({ path }) => path),
    Object.keys(whole_locks)
  )
  const schema = readFileSync('server/schema.sql', 'utf8')
  const referred = new Set(schema.match(/(?<=REFERENCES public\.)\w+/g))
  assert.ok(referred.has('sessions') && referred.has('webhooks'), 'references are found')
  const locked = schema.matchAll(/\bfrom (?:public\.)?(\w+)[^;]*?\bfor update\b/gi)
  assert.deepEqual(
    [...locked].map(([, table]) => table).filter((table) => referred.has(table ?? '')),
    []
  )
})
