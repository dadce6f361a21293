const colour = process.stdout.isTTY === true
const paint = (code: number, text: string): string =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text

let step = 0

/** A numbered heading. */
export const showStep = (title: string): void => {
  console.log(`\n${paint(1, `${++step}. ${title}`)}`)
}

/** A request as a curl line, with long secrets cut short. */
export const showCurl = (
  method: string,
  url: string,
  options: { token?: string; body?: object }
): void => {
  const parts = [`curl -X ${method} ${url}`]
  if (options.token) parts.push(`  -H 'Authorization: Bearer ${options.token.slice(0, 12)}…'`)
  if (options.body)
    parts.push(`  -H 'Content-Type: application/json' -d '${JSON.stringify(options.body)}'`)
  console.log(
    paint(36, parts.map((part, index) => (index === 0 ? `$ ${part}` : part)).join(' \\\n'))
  )
}

/** An answer, short enough to read. */
export const showAnswer = (status: number, body: unknown): void => {
  const short = JSON.stringify(
    body,
    (name, value) => {
      if (typeof value === 'string' && (value.length > 80 || /token|secret/.test(name)))
        return `${value.slice(0, 24)}…`
      return value
    },
    2
  )
  console.log(paint(status < 400 ? 32 : 31, `← ${status}`))
  console.log(
    short
      .split('\n')
      .slice(0, 24)
      .map((line) => `  ${line}`)
      .join('\n')
  )
}

export const showNote = (text: string): void => console.log(paint(2, `  ${text}`))

export const showDone = (text: string): void => console.log(`  ${paint(32, '✓')} ${text}`)
