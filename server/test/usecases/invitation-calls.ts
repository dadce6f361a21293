import assert from 'node:assert/strict'
import type { Answer, Caller, Harness } from '../../testkit/app.ts'

export const invitations = '/api/v1/invitations'
export const newcomer = { name: 'Omar', password: 'a long way from home' }

/** What came of a call: its status, and the code of a refusal. */
export const outcome = (answer: Answer): [number, string | null] => [
  answer.statusCode,
  answer.statusCode < 300 ? null : answer.json().code
]

/** What stands behind `#token=` in a link. */
export const tokenIn = (link: string): string => /#token=([\w.-]+)/.exec(link)?.[1] ?? ''

/** The token in a mail as it went over the wire. */
export const tokenOfMail = (raw = ''): string =>
  tokenIn(raw.replace(/=\r\n/g, '').replaceAll('=3D', '='))

/** An invitation where no mails are sent: its id, and the token of the link that is shown. */
export const invite = async (
  caller: Caller,
  email: string,
  role = 'agent'
): Promise<{ id: string; token: string }> => {
  const made = await caller.post(invitations, { email, role })
  assert.equal(made.statusCode, 201, made.body)
  const { id, link } = made.json()
  return { id, token: tokenIn(link) }
}

export const accept = (app: Pick<Harness, 'anonymous'>, token: string, more: object = newcomer) =>
  app.anonymous.post(`${invitations}/accept`, { token, ...more })
