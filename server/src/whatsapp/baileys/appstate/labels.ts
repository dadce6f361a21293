import { label_name_length_max } from '../../../domain/label.ts'
import type { EngineEvent } from '../../contract.ts'
import { canonicalJid, isChat, type NumberOfLid } from '../addresses/jid.ts'
import type { Mutation, Setting } from './codec.ts'
import type { Patch, SettingMessage } from './settings.ts'

export type LabelSetting =
  | { type: 'label'; label_id: string; name: string; color: number; deleted: boolean }
  | { type: 'chat'; label_id: string; chat_id: string; labeled: boolean }
  | {
      type: 'message'
      label_id: string
      chat_id: string
      message: SettingMessage
      labeled: boolean
    }

/** How labels are shared, and what carries them. */
export const labelPatch = (setting: LabelSetting, now: Date): Patch => ({
  name: 'regular',
  settings: [settingOf(setting, now.getTime())]
})

const version = 3

const settingOf = (setting: LabelSetting, timestamp: number): Setting => {
  const { label_id } = setting
  if (setting.type === 'label') {
    const { name, color, deleted } = setting
    const value = { labelEditAction: { name, color, deleted }, timestamp }
    return { index: ['label_edit', label_id], value, version }
  }
  const value = { labelAssociationAction: { labeled: setting.labeled }, timestamp }
  if (setting.type === 'chat')
    return { index: ['label_jid', label_id, setting.chat_id], value, version }
  const { whatsapp_id, from_me, participant } = setting.message
  const place = [setting.chat_id, whatsapp_id, from_me ? '1' : '0', participant ?? '0']
  return { index: ['label_message', label_id, ...place], value, version }
}

export const isAboutLabel = ([kind]: string[]): boolean =>
  kind === 'label_edit' || kind === 'label_jid' || kind === 'label_message'

/** What a setting says of a label, or of what carries it. */
export const labelFacts = async (
  { index, value, removed }: Mutation,
  news: boolean,
  numberOfLid: NumberOfLid
): Promise<EngineEvent[]> => {
  const [kind, label_id = '', address = '', whatsapp_id, from_me] = index
  if (!/^[\w-]{1,20}$/.test(label_id)) return []
  if (kind === 'label_edit') {
    const { name, color, predefinedId, deleted } = value.labelEditAction ?? {}
    return [
      {
        type: 'label_changed',
        label_id,
        name: name ? name.slice(0, label_name_length_max) : null,
        color: within(color, 1_000),
        predefined_id: within(predefinedId, 1_000_000),
        deleted: removed || deleted === true,
        news
      }
    ]
  }
  const chat_id = await canonicalJid(address, undefined, numberOfLid)
  if (!isChat(chat_id) || (kind === 'label_message' && !whatsapp_id)) return []
  const labeled = !removed && value.labelAssociationAction?.labeled === true
  const direction = from_me === '1' ? ('outbound' as const) : ('inbound' as const)
  const message = kind === 'label_message' && whatsapp_id ? { whatsapp_id, direction } : null
  return [{ type: 'label_marked', label_id, chat_id, message, labeled, news }]
}

const within = (number: number | null | undefined, max: number): number | null =>
  typeof number === 'number' && number >= 0 && number <= max ? number : null
