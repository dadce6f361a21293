import assert from 'node:assert/strict'

export type Sample = { name: string; labels: Record<string, string>; value: number }
export type Exposed = { types: Map<string, string>; samples: Sample[] }

/** What Prometheus reads out of the text of /metrics. Throws on a line that is none of its. */
export const parseExposition = (text: string): Exposed => {
  const types = new Map<string, string>()
  const samples: Sample[] = []
  for (const line of text.split('\n')) {
    const [, name = '', type = ''] =
      /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line) ?? []
    if (name !== '') {
      assert.equal(types.has(name), false, `${name} stands there twice`)
      types.set(name, type)
    }
    if (line === '' || line.startsWith('#')) continue
    const parsed = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line)
    assert.ok(parsed, line)
    const labels = Object.fromEntries(
      [...(parsed[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [
        key,
        value
      ])
    )
    samples.push({ name: parsed[1] ?? '', labels, value: Number(parsed[3]) })
  }
  return { types, samples }
}

/** The sum of the samples of a name whose labels are these and any others. */
export const sumOf = (
  { samples }: Exposed,
  name: string,
  labels: Record<string, string> = {}
): number =>
  samples
    .filter(
      (one) =>
        one.name === name &&
        Object.entries(labels).every(([label, value]) => one.labels[label] === value)
    )
    .reduce((sum, { value }) => sum + value, 0)

/** What no label may be: an id of ours, a phone number, an address of WhatsApp, or more than a word or a route. */
const forbidden = [/^[a-z]{3}_(?=.*\d)[0-9a-z]{20,}/i, /\+?\d{7,}(?!\d*\.)/, /@/, /\s/, /^.{81,}$/]
/** Versions of WhatsApp Web, and bounds of histograms. */
const numeric_labels = ['version', 'le']

/** Nothing of a customer is a label, and there is no more than one installation can have of anything. */
export const assertBounded = ({ samples }: Exposed, series_max = 3_000): void => {
  for (const { name, labels } of samples) {
    for (const [label, value] of Object.entries(labels)) {
      if (numeric_labels.includes(label)) continue
      for (const pattern of forbidden) assert.doesNotMatch(value, pattern, `${name} ${label}`)
    }
  }
  assert.ok(samples.length < series_max, `${samples.length} series`)
}
