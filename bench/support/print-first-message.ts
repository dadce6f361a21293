import type { Linked } from './customer.ts'
import { percentile } from './figures.ts'
import type { FirstMessage, Memory, Sending, Webhooks } from './first-message-figures.ts'
import { type Cell, printTable } from './table.ts'

/** The figures in tables. "Most used" is the most used product of this kind, measured elsewhere: for orientation. */
export const printFirstMessage = (figures: FirstMessage): void => {
  console.log(
    '"most used": the most used product of this kind, measured elsewhere; for orientation'
  )
  printStarts(figures)
  printSending(figures.sending)
  printWebhooks(figures.webhooks)
  printMemory(figures.memory)
}

const printStarts = ({ starts, linking }: FirstMessage): void => {
  const linked = (pick: (one: Linked) => number): Cell[] => [
    percentile(linking.map(pick), 0.5) / 1000,
    percentile(linking.map(pick), 0.95) / 1000
  ]
  const [alone] = linking
  printTable(
    'Until something works, seconds (the first number alone, all of them ten at a time)',
    ['', 'here', 'p50 of all', 'p95 of all', 'most used'],
    [
      ['first start to healthy', starts.first_s, null, null, '2.6–6.5'],
      ['second start to healthy', starts.second_s, null, null, '2.6–6.5'],
      [
        'create session to QR code',
        (alone?.to_qr_ms ?? Number.NaN) / 1000,
        ...linked((one) => one.to_qr_ms),
        '5.1'
      ],
      [
        'scan to connected',
        (alone?.to_connected_ms ?? Number.NaN) / 1000,
        ...linked((one) => one.to_connected_ms),
        null
      ]
    ]
  )
}

/** Texts through the API, next to Baileys alone. */
export const printSending = (sending: Sending[]): void => {
  printTable(
    'Texts out through the API with 32 callers',
    ['sessions', 'texts/s', 'bare', 'most used', 'accepted p50 ms', 'p95', 'p99'],
    sending.map(({ sessions, per_second, bare_per_second, accept }) => [
      String(sessions),
      per_second,
      bare_per_second,
      21,
      accept.p50_ms,
      accept.p95_ms,
      accept.p99_ms
    ])
  )
  printTable(
    'Processor milliseconds for each of them',
    ['sessions', 'gateway', 'worker', 'database', 'together', 'bare', 'most used', 'simulator'],
    sending.map(({ sessions, cpu, bare_cpu_ms }) => [
      String(sessions),
      cpu.gateway,
      cpu.worker,
      cpu.database,
      cpu.gateway + cpu.worker + cpu.database,
      bare_cpu_ms,
      47,
      cpu.simulator
    ])
  )
  printTable(
    'At 20 texts/s, milliseconds from the call',
    [
      'sessions',
      'accepted p50',
      'p95',
      'p99',
      'acknowledged by the server p50',
      'p95',
      'bare p50',
      'p95'
    ],
    sending.map(({ sessions, calm_accept, calm_ack, bare_ack }) => [
      String(sessions),
      calm_accept.p50_ms,
      calm_accept.p95_ms,
      calm_accept.p99_ms,
      calm_ack.p50_ms,
      calm_ack.p95_ms,
      bare_ack.p50_ms,
      bare_ack.p95_ms
    ])
  )
}

/** From a phone to the customer's server, next to Baileys alone. */
export const printWebhooks = (webhooks: Webhooks): void => {
  const { calm, burst } = webhooks
  const title = `the burst of ${burst.count}`
  printTable(
    'From a phone to the customer’s server (bare: to the program)',
    ['', 'p50 ms', 'p95 ms', 'a second', 'bare p50 ms', 'p95 ms', 'a second', 'most used'],
    [
      ...calm.map(({ per_second, product, bare }) => [
        `${per_second} a second`,
        product.p50_ms,
        product.p95_ms,
        per_second,
        bare.p50_ms,
        bare.p95_ms,
        per_second,
        null
      ]),
      [
        title,
        burst.p50_ms,
        burst.p95_ms,
        burst.per_second,
        null,
        null,
        webhooks.bare_per_second,
        24
      ]
    ]
  )
  printTable(
    `Processor milliseconds for each of ${title}`,
    ['gateway', 'worker', 'database', 'together', 'bare', 'simulator'],
    [
      [
        String(burst.cpu.gateway.toFixed(2)),
        burst.cpu.worker,
        burst.cpu.database,
        burst.cpu.gateway + burst.cpu.worker + burst.cpu.database,
        webhooks.bare_cpu_ms,
        burst.cpu.simulator
      ]
    ]
  )
}

const printMemory = (memory: Memory[]): void => {
  const grown = (pick: (one: Memory) => number | null): Cell => {
    const measured = memory.filter((one) => pick(one) !== null)
    const [last, before] = measured.toReversed()
    if (!last || !before || before.sessions === last.sessions) return null
    return ((pick(last) ?? 0) - (pick(before) ?? 0)) / (last.sessions - before.sessions)
  }
  printTable(
    'Resident megabytes',
    ['sessions', 'gateway', 'worker', 'database', 'together', 'bare', 'most used'],
    [
      ...memory.map(({ sessions, gateway_mb, worker_mb, database_mb, bare_mb }) => [
        String(sessions),
        gateway_mb,
        worker_mb,
        database_mb,
        gateway_mb + (worker_mb ?? 0) + database_mb,
        bare_mb,
        197 + 9.5 * sessions
      ]),
      [
        'each more',
        grown((one) => one.gateway_mb),
        grown((one) => one.worker_mb),
        grown((one) => one.database_mb),
        null,
        grown((one) => one.bare_mb),
        9.5
      ]
    ]
  )
}
