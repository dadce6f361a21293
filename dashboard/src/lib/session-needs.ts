import type { Session } from './api.ts'

/** Whether a phone has to be linked before this number works. */
export const needsLink = ({
  status,
  phone_number
}: Pick<Session, 'status' | 'phone_number'>): boolean =>
  status === 'qr' ||
  status === 'passkey_required' ||
  status === 'logged_out' ||
  (phone_number === null && status !== 'connected')

/** Whether somebody should look at it: it was meant to work and does not. */
export const needsAttention = (
  session: Pick<Session, 'status' | 'phone_number' | 'limited'>
): boolean =>
  session.limited !== null ||
  session.status === 'failed' ||
  session.status === 'logged_out' ||
  session.status === 'reconnecting'
