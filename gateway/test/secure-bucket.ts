import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startS3 } from '../../server/testkit/s3-server.ts'
import { call } from './bed.ts'

type After = { after(step: () => unknown): void }

/** A folder that PostgreSQL, which is another user, may read. */
export const folderFor = async (end: After): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-pitr-'))
  end.after(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755)
  return folder
}

/** A bucket behind TLS at a name or address of this machine, for which a certificate is in a file. */
export const secureBucket = async (end: After, host = 'localhost') => {
  const folder = await folderFor(end)
  const data = join(folder, 'bucket')
  const s3 = await startS3(data)
  end.after(() => s3.stop())
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'ca.pem')]
  await call('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate]
  ])
  const [key_text, cert_text] = await Promise.all([readFile(key), readFile(certificate)])
  const server = createServer({ key: key_text, cert: cert_text }, (incoming, answer) => {
    const outgoing = request(
      `${s3.endpoint}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(answer)
      }
    )
    outgoing.on('error', () => answer.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((listening) => server.listen(0, host, listening))
  end.after(() => {
    server.closeAllConnections()
    return new Promise((closed) => server.close(closed))
  })
  const { port } = server.address() as AddressInfo
  return { endpoint: `https://${host}:${port}`, certificate, data }
}
