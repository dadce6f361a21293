import { invitation_purposes, invitationAddress } from '../../domain/invitation.ts'
import { type LinkPurpose, links_purpose } from '../../domain/mail.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import { signId } from '../../lib/signed-id.ts'

const pages: Record<LinkPurpose, string> = {
  verify_email: 'verify-email',
  reset_password: 'reset-password'
}

/** The address that a mail links to. The token stands behind the #, so that no server on the way writes it down. */
export const linkAddress = (
  webhook_key: KeyRing,
  base: string,
  purpose: LinkPurpose,
  link_id: string
): string =>
  `${base.replace(/\/+$/, '')}/${pages[purpose]}#token=${signId(webhook_key.derive(links_purpose), link_id)}`

/** The address that the mail of an invitation links to. `name` is what its token names. */
export const mailedInvitationAddress = (webhook_key: KeyRing, base: string, name: string): string =>
  invitationAddress(base, signId(webhook_key.derive(invitation_purposes.mailed), name))
