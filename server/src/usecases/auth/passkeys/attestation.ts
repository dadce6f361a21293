import { decodeAttestationObject } from '@simplewebauthn/server/helpers'

/**
 * Whether a new passkey comes without certificates of whoever made its authenticator, as it was asked to. They are not looked at:
 * checking them means calling addresses that stand in them. Throws where it cannot be read.
 */
export const isWithoutCertificates = (attestation_object: string): boolean => {
  const said = decodeAttestationObject(new Uint8Array(Buffer.from(attestation_object, 'base64url')))
  const format = said.get('fmt')
  // "packed" without certificates is signed with the new key itself, and leaves a browser as it is.
  return format === 'none' || (format === 'packed' && said.get('attStmt').get('x5c') === undefined)
}
