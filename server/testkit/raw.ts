import { connect } from 'node:net'

/** What a server answers to these bytes, until it ends the connection or `done` holds of what came. */
export const sendRaw = (
  address: string,
  bytes: string | Buffer | (string | Buffer)[],
  done: (answer: string) => boolean = () => false,
  half_close = false
): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const socket = connect(Number(port), hostname)
    let answer = ''
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(10_000, () => reject(new Error(`no end of the answer: ${answer}`)))
    socket.on('data', (data) => {
      answer += data.toString()
      if (done(answer)) end()
    })
    socket.on('end', end).on('close', end)
    // A server that refuses early may cut what is still being sent.
    socket.on('error', end)
    for (const part of [bytes].flat()) socket.write(part)
    if (half_close) socket.end()
  })

/** Head and body of one answer, the body as JSON where it is. */
export const readRaw = (answer: string): { status: number; type: string; body: string } => {
  const [head = '', body = ''] = answer.split(/\r\n\r\n([\s\S]*)/)
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    type: /^content-type: (.*)$/im.exec(head)?.[1]?.trim() ?? '',
    body
  }
}
