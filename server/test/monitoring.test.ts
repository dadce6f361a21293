import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { worker_meters } from '../src/control/worker-meters.ts'
import { gate_meters } from '../src/docker-gate/meters.ts'
import { health_meters, login_meters, request_meters } from '../src/http/meters.ts'
import { delivery_meters } from '../src/jobs/meters.ts'
import { createExposition } from '../src/lib/exposition.ts'
import type { Meter } from '../src/lib/meters.ts'
import { database_meters } from '../src/main/process-metrics.ts'
import { orchestrator_meters } from '../src/orchestrator/meters.ts'
import { service_meters } from '../src/usecases/meters.ts'
import { parseExposition } from '../testkit/exposition.ts'

const tables = {
  ...worker_meters,
  ...orchestrator_meters,
  ...delivery_meters,
  ...service_meters,
  ...request_meters,
  ...health_meters,
  ...login_meters,
  ...database_meters,
  ...gate_meters
} as Record<string, Meter>

const folder = new URL('../../monitoring/', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')

/** Of the blackbox exporter, and of Prometheus itself. */
const of_others = ['probe_ssl_earliest_cert_expiry', 'up']
const labels_of_prometheus = ['job', 'instance', 'le']

type Panel = { title: string; targets?: { expr: string }[] }

const panels = (JSON.parse(read('dashboard.json')) as { panels: Panel[] }).panels
const shown = panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ where: title, expr }))
)
const rules = [
  ...read('alerts.yml').matchAll(/alert: (\w+)\n\s+expr: ((?:.|\n)+?)\n\s+(?:for|labels):/g)
].map(([, where = '', expr = '']) => ({ where, expr }))

const selector = /\b([a-z]+_[a-z0-9_]+|up)\b(?:\{([^}]*)\})?/g
const words = /^(histogram_quantile|humanize\w*|label_\w+|group_left|on|by)$/

/** What is selected: each name of a metric with its conditions. */
const selectionsOf = (expr: string): { name: string; conditions: string }[] =>
  [...expr.replace(/\bby \([^)]*\)/g, '').matchAll(selector)]
    .map(([, name = '', conditions = '']) => ({ name, conditions }))
    .filter(({ name }) => !words.test(name))

const meterOf = (name: string): Meter | undefined =>
  tables[name] ?? tables[name.replace(/_(bucket|sum|count)$/, '')]

test('every metric that the dashboard and the alert rules name is told, with the labels and values they ask for', async () => {
  const of_process = parseExposition(await createExposition(() => undefined).text()).types
  assert.ok(rules.length >= 25 && shown.length >= 50, 'both files are read')
  for (const { where, expr } of [...rules, ...shown]) {
    for (const { name, conditions } of selectionsOf(expr)) {
      if (of_others.includes(name) || of_process.has(name)) continue
      const meter = meterOf(name)
      assert.ok(meter, `${where}: nothing tells ${name}`)
      const is_part = name !== Object.keys(tables).find((one) => one === name)
      assert.equal(is_part, meter.type === 'histogram', `${where}: ${name} is a ${meter.type}`)
      for (const [, label = '', how = '', value = ''] of conditions.matchAll(
        /(\w+)(=~|!=|=)"([^"]*)"/g
      )) {
        if (labels_of_prometheus.includes(label)) continue
        const values = meter.labels[label]
        assert.notEqual(values, undefined, `${where}: ${name} has no label ${label}`)
        if (label === 'status' && value === '5..') continue
        for (const one of how === '=~' ? value.split('|') : [value])
          assert.ok(values === null || values?.includes(one), `${where}: ${name} is never ${one}`)
      }
    }
  }
})

test('everything that is measured is shown in the dashboard', () => {
  const named = shown.flatMap(({ expr }) => selectionsOf(expr).map(({ name }) => name))
  const seen = new Set(named.flatMap((name) => [name, name.replace(/_(bucket|sum|count)$/, '')]))
  assert.deepEqual(
    Object.keys(tables).filter((name) => !seen.has(name)),
    []
  )
})

test('each label has a list of values, or is one of the few that the program bounds', () => {
  const free = Object.entries(tables).flatMap(([name, { labels }]) =>
    Object.entries(labels).flatMap(([label, values]) =>
      values === null ? [`${name} ${label}`] : []
    )
  )
  assert.deepEqual(free.sort(), [
    'gateway_jobs_given_up task',
    'gateway_jobs_waiting task',
    'gateway_whatsapp_client_age_days version',
    'gateway_whatsapp_client_refused version',
    'gateway_whatsapp_refused_logins_total version',
    'http_request_duration_seconds route'
  ])
})

test('every alert is explained in the documentation', () => {
  const text = readFileSync(new URL('../docs/monitoring.md', folder), 'utf8')
  assert.deepEqual(
    rules.map(({ where }) => where).filter((name) => !text.includes(`\`${name}\``)),
    []
  )
})

const promtool = spawnSync('promtool', ['--version']).status === 0

test('each alert fires when its trouble is there, and none in a quiet installation', {
  skip: promtool ? false : 'promtool is not there (package prometheus); .ci/run installs it'
}, () => {
  for (const command of ['check rules alerts.yml', 'test rules alerts.test.yml']) {
    const { status, stdout, stderr } = spawnSync('promtool', command.split(' '), {
      cwd: fileURLToPath(folder),
      encoding: 'utf8'
    })
    assert.equal(status, 0, stdout + stderr)
  }
})
