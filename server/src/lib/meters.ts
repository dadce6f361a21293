/** What is counted under one name. Its labels have the values that are listed and `other`. */
export type Meter = {
  type: 'counter' | 'gauge' | 'histogram'
  help: string
  /** null: any value out of a list of the program's own, such as its routes. */
  labels: Record<string, readonly string[] | null>
  /** Of a histogram: the upper bounds, in ascending order. */
  bounds?: readonly number[]
}

export type MeterTable = Record<string, Meter>

/** One line of a reading. Of a histogram `value` is the sum, and `counts` has one number for each bound and one beyond. */
export type Series = { labels: Record<string, string>; value: number; counts?: number[] }

/** What a meter has counted so far; it can cross a wire as JSON. */
export type Reading = Omit<Meter, 'labels'> & { name: string; series: Series[] }

type LabelsOf<M extends Meter> = { [Label in keyof M['labels']]: string }
type NamesOf<Table extends MeterTable, Type extends Meter['type']> = {
  [Name in keyof Table]: Table[Name]['type'] extends Type ? Name : never
}[keyof Table] &
  string

/** Counts in memory: nothing waits for it, and it never throws. */
export type Meters<Table extends MeterTable> = {
  count<Name extends NamesOf<Table, 'counter'>>(
    name: Name,
    labels: LabelsOf<Table[Name]>,
    by?: number
  ): void
  observe<Name extends NamesOf<Table, 'histogram'>>(
    name: Name,
    labels: LabelsOf<Table[Name]>,
    value: number
  ): void
  /** Of a counter: its total, where something else counts. */
  set<Name extends NamesOf<Table, 'gauge' | 'counter'>>(
    name: Name,
    labels: LabelsOf<Table[Name]>,
    value: number
  ): void
  /** Adds what another process has counted under the same table. What the table does not know is left out. */
  add(readings: readonly Counted[]): void
  /** Forgets the gauges: whoever sets them does so anew. */
  clearGauges(): void
  read(): Reading[]
}

/** What takes the place of a value that is not listed. */
export const other = 'other'

/** Where values are not listed: so many series at most, and the rest under `other`. */
const series_max = 4_000
/** A counter of at most so many begins with all of them at 0. */
const begun_max = 150

/** The type of one entry of a table, for `satisfies`. */
export const meterTable = <const Table extends MeterTable>(table: Table): Table => table

export const createMeters = <Table extends MeterTable>(table: Table): Meters<Table> => {
  const kept = new Map(Object.entries(table).map(([name, meter]) => [name, keep(meter)]))

  const seriesOf = (name: string, labels: Record<string, string>): Series | undefined =>
    kept.get(name)?.seriesOf(labels)

  return {
    count: (name, labels, by = 1) => {
      const series = seriesOf(name, labels)
      if (series) series.value += by
    },
    observe: (name, labels, value) => {
      const series = seriesOf(name, labels)
      if (!series?.counts) return
      series.value += value
      const at = kept.get(name)?.bounds.findIndex((bound) => value <= bound) ?? -1
      const bucket = at < 0 ? series.counts.length - 1 : at
      series.counts[bucket] = (series.counts[bucket] ?? 0) + 1
    },
    set: (name, labels, value) => {
      const series = seriesOf(name, labels)
      if (series) series.value = value
    },
    add: (readings) => {
      for (const { name, series } of readings) {
        for (const one of series) {
          const ours = seriesOf(name, one.labels)
          if (ours) addTo(ours, one)
        }
      }
    },
    clearGauges: () => {
      for (const one of kept.values()) if (one.meter.type === 'gauge') one.all.clear()
    },
    read: () => [...kept].map(([name, one]) => readingOf(name, one))
  }
}

/** Every combination of the listed values; none when there are more than so many. */
const combinations = (labels: Meter['labels'], most: number): Record<string, string>[] => {
  let all: Record<string, string>[] = [{}]
  for (const [name, values] of Object.entries(labels)) {
    all = (values ?? []).flatMap((value) => all.map((one) => ({ ...one, [name]: value })))
    if (all.length > most) return []
  }
  return all
}

type Kept = {
  meter: Meter
  bounds: readonly number[]
  all: Map<string, Series>
  seriesOf(labels: Record<string, string>): Series
}

const keep = (meter: Meter): Kept => {
  const all = new Map<string, Series>()
  const bounds = meter.bounds ?? []
  const names = Object.keys(meter.labels)
  const listed = names.map((name) => {
    const values = meter.labels[name]
    return values ? new Set(values) : null
  })
  const begin = (key: string, values: string[]): Series => {
    const series: Series = {
      labels: Object.fromEntries(names.map((name, index) => [name, values[index] ?? other])),
      value: 0,
      ...(meter.type === 'histogram' && { counts: new Array(bounds.length + 1).fill(0) })
    }
    all.set(key, series)
    return series
  }
  const seriesOf = (labels: Record<string, string>): Series => {
    const values = names.map((name, index) => {
      const value = labels[name] ?? other
      return listed[index]?.has(value) === false ? other : value
    })
    const key = values.join('\n')
    const found = all.get(key)
    if (found) return found
    if (all.size < series_max) return begin(key, values)
    const rest = names.map(() => other)
    return all.get(rest.join('\n')) ?? begin(rest.join('\n'), rest)
  }
  // There from the beginning: without a zero to start from nobody sees the first one grow.
  if (meter.type !== 'gauge')
    for (const labels of combinations(meter.labels, meter.type === 'counter' ? begun_max : 1))
      seriesOf(labels)
  return { meter, bounds, all, seriesOf }
}

const readingOf = (name: string, { meter, all }: Kept): Reading => ({
  name,
  type: meter.type,
  help: meter.help,
  ...(meter.bounds && { bounds: meter.bounds }),
  series: [...all.values()].map(copyOf)
})

const copyOf = ({ labels, value, counts }: Series): Series => ({
  labels,
  value,
  ...(counts && { counts: [...counts] })
})

const addTo = (ours: Series, more: Series): void => {
  if (ours.counts?.length !== more.counts?.length) return
  ours.value += more.value
  for (const [index, count] of more.counts?.entries() ?? [])
    if (ours.counts) ours.counts[index] = (ours.counts[index] ?? 0) + count
}

type Counted = Pick<Reading, 'name' | 'series'>

/** What was counted between two readings of one process. */
export const since = <One extends Counted>(
  before: readonly Counted[],
  now: readonly One[]
): One[] =>
  now.map((reading) => {
    const old = before.find(({ name }) => name === reading.name)
    return { ...reading, series: reading.series.map((one) => growth(one, old?.series ?? [])) }
  })

const growth = (now: Series, before: readonly Series[]): Series => {
  const key = JSON.stringify(now.labels)
  const old = before.find(({ labels }) => JSON.stringify(labels) === key)
  if (!old || old.value > now.value) return now
  return {
    labels: now.labels,
    value: now.value - old.value,
    ...(now.counts && {
      counts: now.counts.map((count, index) => Math.max(0, count - (old.counts?.[index] ?? 0)))
    })
  }
}

/** Those of the same name as one, and series with the same labels added up. */
export const merged = (readings: readonly Reading[]): Reading[] => {
  const all = new Map<string, Reading>()
  for (const reading of readings) {
    const present = all.get(reading.name)
    if (!present) {
      all.set(reading.name, { ...reading, series: reading.series.map(copyOf) })
      continue
    }
    for (const series of reading.series) {
      const key = JSON.stringify(series.labels)
      const ours = present.series.find(({ labels }) => JSON.stringify(labels) === key)
      if (ours) addTo(ours, series)
      else present.series.push(copyOf(series))
    }
  }
  return [...all.values()]
}
