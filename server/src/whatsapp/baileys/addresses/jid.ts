import { isJidGroup, isLidUser, isPnUser, jidDecode, jidNormalizedUser } from 'baileys'
import { parseRecipient } from '../../../domain/recipient.ts'
import type { Person } from '../../../schemas/person.ts'

/** Finds the phone number's JID behind a LID, when it is known. */
export type NumberOfLid = (lid: string) => Promise<string | null>

/**
 * The one name of a person or group: the number's JID without a device, the LID only while no number is known for it.
 * `alternative` is the other address that came with a stanza.
 */
export const canonicalJid = async (
  address: string,
  alternative: string | undefined,
  numberOfLid: NumberOfLid
): Promise<string> => {
  if (isJidGroup(address)) return address
  // A business whose messages are kept by a server of its own has an address more.
  const jid = address.replace(/@hosted$/, '@s.whatsapp.net').replace(/@hosted\.lid$/, '@lid')
  if (isPnUser(jid)) return jidNormalizedUser(jid)
  if (alternative && isPnUser(alternative)) return jidNormalizedUser(alternative)
  if (isLidUser(jid)) {
    const number = await numberOfLid(jid)
    if (number) return jidNormalizedUser(number)
  }
  return jidNormalizedUser(jid)
}

/** Whether it names a person or a group, in the form in which callers may name it too. */
export const isChat = (jid: string): boolean => parseRecipient(jid) === jid

/** Digits of the phone number in a JID; null for a LID or group. */
export const phoneNumberOf = (jid: string): string | null =>
  isPnUser(jid) ? (jidDecode(jid)?.user ?? null) : null

/** Whether two addresses mean the same user, whatever the device. */
export const sameUser = (a: string | undefined | null, b: string | undefined | null): boolean =>
  !!a && !!b && jidDecode(a)?.user === jidDecode(b)?.user

/** Somebody by those among these addresses that are any. */
export const addressesOf = (addresses: (string | undefined)[]): Person => {
  const jid = addresses.find((one) => isPnUser(one))
  const lid = addresses.find((one) => isLidUser(one))
  return {
    jid: jid ? jidNormalizedUser(jid) : null,
    lid: lid ? jidNormalizedUser(lid) : null,
    phone_number: jid ? phoneNumberOf(jid) : null
  }
}

export type Own = { jid: string | undefined; lid: string | undefined }
