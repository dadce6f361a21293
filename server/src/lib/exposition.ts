import { collectDefaultMetrics, type Metric, Registry } from 'prom-client'
import { merged, type Reading } from './meters.ts'
import { pause } from './retry.ts'

/** How exactly late timers are measured. At 10 ms, the default, the measuring is most of what an idle process does. */
const event_loop_precision_ms = 100
/** A source that takes longer is left out: Prometheus waits for ten seconds. */
const source_ms_max = 4_000

export type Source = () => readonly Reading[] | Promise<readonly Reading[]>

/** What one process measures, as Prometheus reads it. */
export type Exposition = {
  readonly content_type: string
  /**
   * Asks the source at each reading, until what is returned is called. Readings of the same name are added up. Of the sources
   * that see the same thing, and so have one `name`, the first is asked.
   */
  add(source: Source, name?: string): () => void
  /** Those who ask while a reading is under way share it. A source that fails or is late is left out of it. */
  text(): Promise<string>
}

export const createExposition = (failed: (error: unknown) => void): Exposition => {
  const sources = new Map<string | Source, Source>()
  const of_process = new Registry()
  collectDefaultMetrics({
    register: of_process,
    eventLoopMonitoringPrecision: event_loop_precision_ms
  })
  let reading: Promise<string> | undefined

  const ask = async (source: Source): Promise<readonly Reading[]> => {
    const waited = new AbortController()
    try {
      const late = pause(source_ms_max, waited.signal).then(() => {
        throw new Error('a source of metrics took too long')
      })
      late.catch(() => undefined)
      return await Promise.race([source(), late])
    } catch (error) {
      failed(error)
      return []
    } finally {
      waited.abort()
    }
  }

  const read = async (): Promise<string> => {
    const readings = merged((await Promise.all([...sources.values()].map(ask))).flat())
    const now = new Registry()
    for (const one of readings) now.registerMetric(asMetric(one))
    return `${await of_process.metrics()}\n${await now.metrics()}`
  }

  return {
    content_type: of_process.contentType,
    add: (source, name) => {
      const key = name ?? source
      if (sources.has(key)) return () => undefined
      sources.set(key, source)
      return () => void sources.delete(key)
    },
    text: () => {
      reading ??= read().finally(() => {
        reading = undefined
      })
      return reading
    }
  }
}

/** A reading in the form in which the library writes metrics. */
const asMetric = (reading: Reading): Metric => {
  const { name, help, type } = reading
  const values = reading.series.flatMap((series) =>
    type === 'histogram'
      ? histogramLines(name, reading.bounds ?? [], series)
      : [{ metricName: name, ...series }]
  )
  return { name, get: async () => ({ name, help, type, aggregator: 'sum', values }) } as never
}

const histogramLines = (
  name: string,
  bounds: readonly number[],
  { labels, value, counts = [] }: Reading['series'][number]
) => {
  let total = 0
  const buckets = [...bounds, '+Inf'].map((le, index) => {
    total += counts[index] ?? 0
    return { metricName: `${name}_bucket`, labels: { ...labels, le: String(le) }, value: total }
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value },
    { metricName: `${name}_count`, labels, value: total }
  ]
}
