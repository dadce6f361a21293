import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/**
 * What is kept under a name that somebody chooses (an address, an e-mail, a token, an id) grows with whoever chooses. Each
 * collection that begins empty is named here with what bounds it; for anything else there is `createBoundedMap`.
 */
const bounds: Record<string, [count: number, bound: string]> = {
  'domain/search-words.ts': [
    2,
    'words of one text: words_max, and what a question may have of them'
  ],
  'domain/template.ts': [1, 'the variables of one template: variables_max'],
  'cache/listeners.ts': [1, 'listeners of this process, started by us'],
  'cache/memory.ts': [1, 'purposes, named by us'],
  'cache/redis/channels.ts': [1, 'channels, named by us'],
  'http/answers.ts': [1, 'statuses of one route'],
  'http/body-budget.ts': [
    1,
    'callers with bodies under way, whose bytes are bounded; gone with the last body'
  ],
  'http/credential-watch.ts': [1, 'long requests that are open, and streams_max of each tenant'],
  'http/documents/library.ts': [2, 'documents of the catalogue in each language; the languages'],
  'http/documents/render.ts': [2, 'headings of one document'],
  'http/documents/serve-documents.ts': [1, 'documents of the catalogue'],
  'http/openapi-names.ts': [1, 'schemas of our routes'],
  'http/openapi.ts': [1, 'schemas of our routes'],
  'http/socket/serve-event-socket.ts': [1, 'streams_max of each tenant, and unknown_max'],
  'lib/background-tasks.ts': [1, 'running_max'],
  'lib/backoffs.ts': [1, 'slots and sessions of the orchestrator; a success takes them away'],
  'lib/batch.ts': [1, 'callers who wait for an answer; gone with the last of a key'],
  'lib/exposition.ts': [1, 'the parts of this process that measure'],
  'lib/fair-places.ts': [1, 'callers at work or in line: running_max + waiting_max'],
  'lib/key-ring.ts': [1, 'purposes of keys, named by us'],
  'lib/keyed-tasks.ts': [1, 'tasks under way'],
  'lib/log-sink.ts': [1, 'files and streams of the process that are logged to'],
  'lib/meters.ts': [2, 'meters of a table, and series_max of each'],
  'lib/semaphore.ts': [1, 'sessions of a worker that wait to open a connection'],
  'lib/throttle.ts': [1, 'kinds of trouble, named by us; forgotten after a while'],
  'lib/timer-wheel.ts': [2, 'two waits of each session that a worker holds'],
  'lib/waiters.ts': [1, 'sessions of a worker that wait for a client version'],
  'webhooks/records/park.ts': [1, 'lives as long as one call'],
  'webhooks/records/record.ts': [2, 'lives as long as one call'],
  'usecases/analytics/looks.ts': [1, 'the hours of a week'],
  'usecases/events/event-notifier.ts': [2, 'tenants with open streams, and streams_max of each'],
  'usecases/health/state-watch.ts': [1, 'parts of the installation, named by us'],
  'usecases/idempotency/with-idempotencies.ts': [4, 'lives as long as one batch'],
  'usecases/messages/accept-calls.ts': [3, 'lives as long as one batch'],
  'usecases/messages/keep-given-files.ts': [1, 'lives as long as one call'],
  'usecases/sessions/follow-linking.ts': [1, 'streams of links that are open'],
  'jobs/mail/texts.ts': [1, 'languages that there are files for'],
  'usecases/messages/send-many.ts': [1, 'lives as long as one call'],
  'usecases/messages/named-contacts.ts': [1, 'lives as long as one call'],
  'usecases/messages/why-waiting.ts': [1, 'lives as long as one call'],
  'webhooks/deliver.ts': [1, 'deliveries under way'],
  'webhooks/drain.ts': [2, 'deliveries under way'],
  'webhooks/receiver-limiter.ts': [2, 'deliveries under way or in line'],
  'webhooks/shares.ts': [2, 'tenants and hosts with deliveries under way or in line'],
  'webhooks/guard-address.ts': [1, 'names in the configuration'],
  'webhooks/lanes.ts': [2, 'deliveries under way'],
  'control/pokes.ts': [1, 'calls to workers under way']
}

const source = fileURLToPath(new URL('../src/', import.meta.url))

test('nothing in reach of strangers is kept in a collection without a bound', () => {
  const found: Record<string, number> = {}
  for (const file of globSync(
    '{http,cache,lib,admin,usecases,webhooks,jobs,control,queue,store,domain}/**/*.ts',
    {
      cwd: source
    }
  )) {
    const text = readFileSync(source + file, 'utf8')
    const begun = text.match(/new (Map|Set)(<.*>)?\(\)/g) ?? []
    if (begun.length > 0) found[file] = begun.length
    for (const [, options] of text.matchAll(/new LRUCache(?:<[^()]*>)?\(([^)]*)\)/g))
      assert.match(options ?? '', /\bmax\b/, `${file}: an LRUCache without max`)
    assert.doesNotMatch(text, /RateLimiterMemory/, `${file}: its memory has no bound`)
  }
  const known = Object.fromEntries(Object.entries(bounds).map(([file, [count]]) => [file, count]))
  assert.deepEqual(found, known, 'name what bounds it in this table, or use createBoundedMap')
})
