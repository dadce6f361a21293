const colour = process.stdout.isTTY === true
const paint = (code: number, text: string): string =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text

let step = 0

/** A numbered heading. */
export const showStep = (title: string): void => {
  console.log(`\n${paint(1, `${++step}. ${title}`)}`)
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** What a caller sends. The credential is the shell variable that `showVariable` has set. */
export type Shown = { variable?: 'TOKEN' | 'KEY'; body?: object }

/** A request as a curl line that can be pasted into a shell as it stands. */
export const showCurl = (method: string, url: string, { variable, body }: Shown): void => {
  const lines = [`curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`]
  if (variable) lines.push(`  -H "Authorization: Bearer $${variable}"`)
  if (body)
    lines.push(`  -H 'Content-Type: application/json'`, `  -d ${quoted(JSON.stringify(body))}`)
  console.log(paint(36, `$ ${lines.join(' \\\n')}`))
}

/** A credential, as the shell variable that the curl lines after it use. */
export const showVariable = (variable: 'TOKEN' | 'KEY', value: string): void =>
  console.log(paint(36, `$ ${variable}=${quoted(value)}`))

/** An answer, whole. Only the secrets in it are cut short. */
export const showAnswer = (status: number, body: unknown): void => {
  const shown = JSON.stringify(
    body,
    (name, value) =>
      typeof value === 'string' && value.length > 24 && /token|secret|^key$|^qr$/.test(name)
        ? `${value.slice(0, 24)}…`
        : value,
    2
  )
  console.log(paint(status < 400 ? 32 : 31, `← ${status}`))
  console.log(shown.replaceAll(/^/gm, '  '))
}

export const showNote = (text: string): void => console.log(paint(2, `  ${text}`))

export const showDone = (text: string): void => console.log(`  ${paint(32, '✓')} ${text}`)
