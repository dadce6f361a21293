import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

const load = createRequire(import.meta.url)

type Request = { uri: string; headers: Record<string, string>; [member: string]: unknown }
type Signing = { getStringToSign(request: Request, parts: unknown): string }
type Server = { run(): Promise<AddressInfo>; close(): Promise<void> }
type S3rver = new (options: object) => Server

export const s3_keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }

// It checks signatures, but forgets the slash behind the name of a bucket that the client of the product signs, and pgBackRest.
const signing = load('@20minutes/s3rver/lib/signature/v4.js') as Signing
const { getStringToSign } = signing
signing.getStringToSign = (request, parts) => {
  const is_bucket =
    /^\/[^/]+$/.test(request.uri) &&
    /aws-sdk-js|pgBackRest/.test(request.headers['user-agent'] ?? '')
  return getStringToSign(is_bucket ? { ...request, uri: `${request.uri}/` } : request, parts)
}

/** A service that speaks S3, with one empty bucket, `files`. */
export const startS3 = async (
  directory: string
): Promise<{ endpoint: string; stop(): Promise<void> }> => {
  const S3rver = load('@20minutes/s3rver') as S3rver
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'files' }]
  })
  const { port } = await server.run()
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => server.close() }
}
