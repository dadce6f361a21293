import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { AppError, type ErrorCode, errors } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { problem } from './problem.ts'
import { requestId } from './request-id.ts'

/** Answers an Expect header that asks for anything but 100-continue. */
export const answerExpectation = (request: IncomingMessage, response: ServerResponse): void => {
  const id = requestId(request)
  const answer = problem(new AppError('expectation_failed'), id)
  const body = JSON.stringify(answer)
  response
    .writeHead(answer.status, {
      'content-type': 'application/problem+json',
      'content-length': Buffer.byteLength(body),
      'x-request-id': id
    })
    .end(body)
}

type ParserError = NodeJS.ErrnoException & { bytesParsed?: number }

/** Answers what the HTTP parser could not read, as a problem like any other, and ends the connection. */
export const answerClientError = (error: ParserError, socket: Socket): void => {
  const answering = (socket as { _httpMessage?: ServerResponse | null })._httpMessage
  // Nothing may be written into an answer that has begun.
  if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent) {
    socket.destroy()
    return
  }
  const known = asAppError(error)
  const { status } = errors[known.code]
  const id = newId('request')
  const body = JSON.stringify(problem(known, id))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'Cache-Control: no-store',
    'Connection: close'
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const codes = new Map<string, ErrorCode>([
  ['HPE_HEADER_OVERFLOW', 'headers_too_large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 'headers_too_large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request_timeout']
])

const reasons = new Map<string, string>([
  ['HPE_INVALID_METHOD', 'the method is not one of HTTP'],
  ['HPE_INVALID_URL', 'the address has a character that must be percent-encoded'],
  ['HPE_INVALID_VERSION', 'the version must be HTTP/1.1'],
  ['HPE_INVALID_CONSTANT', 'the request line is not one of HTTP'],
  ['HPE_INVALID_HEADER_TOKEN', 'a header has a character that is not allowed'],
  ['HPE_INVALID_CONTENT_LENGTH', 'Content-Length must be one number'],
  ['HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length must stand once, without Transfer-Encoding'],
  ['HPE_INVALID_TRANSFER_ENCODING', 'Transfer-Encoding must be chunked'],
  ['HPE_INVALID_CHUNK_SIZE', 'the size of a chunk must be a hexadecimal number'],
  ['HPE_LF_EXPECTED', 'lines must end with CR LF'],
  ['HPE_CR_EXPECTED', 'lines must end with CR LF']
])

const asAppError = (error: ParserError): AppError => {
  const code = codes.get(error.code ?? '')
  if (code) return new AppError(code)
  const reason = reasons.get(error.code ?? '') ?? 'it is not HTTP/1.1'
  const detail = `At byte ${error.bytesParsed ?? 0} of what was sent: ${reason}.`
  return new AppError('bad_request', {}, { detail })
}
