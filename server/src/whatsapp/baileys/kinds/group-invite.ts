import { proto } from 'baileys'
import { given } from '../../given.ts'
import { codec } from './codec.ts'
import { textOr, timeOr } from './values.ts'

/** As long as WhatsApp lets invitations of one person last. */
const lasts_s = 3 * 86_400

export const group_invite = codec({
  type: 'group_invite',
  encode: ({ group_invite: { group_id, code, name, caption, expires_at } }) =>
    proto.Message.create({
      groupInviteMessage: {
        groupJid: group_id,
        inviteCode: code,
        groupName: name,
        inviteExpiration: expires_at
          ? Math.floor(new Date(expires_at).getTime() / 1_000)
          : Math.floor(Date.now() / 1_000) + lasts_s,
        ...(caption !== undefined && { caption })
      }
    }),
  decode: ({ groupInviteMessage: said }) => {
    const group_id = textOr(said?.groupJid)
    const code = textOr(said?.inviteCode)
    if (!said || !group_id || !code) return null
    return {
      type: 'group_invite',
      group_invite: {
        group_id,
        code,
        name: said.groupName ?? '',
        ...given({ caption: textOr(said.caption), expires_at: timeOr(said.inviteExpiration) })
      }
    }
  }
})
