import type { BinaryNode } from 'baileys'
import type { GroupChanges } from '../../../../schemas/group-change.ts'

export type SettingChanges = NonNullable<GroupChanges['settings']>

const node = (tag: string, content?: BinaryNode['content']): BinaryNode => ({
  tag,
  attrs: {},
  ...(content !== undefined && { content })
})

const toggle =
  (on: string, off: string) =>
  (value: boolean): BinaryNode =>
    node(value ? on : off)

/** How each setting is said. First what admins alone may set: who may not has changed nothing then. */
const nodes: { [Name in keyof SettingChanges]-?: (value: never) => BinaryNode } = {
  only_admins_send: toggle('announcement', 'not_announcement'),
  only_admins_edit: toggle('locked', 'unlocked'),
  only_admins_add: (value: boolean) =>
    node('member_add_mode', value ? 'admin_add' : 'all_member_add'),
  join_approval: (value: boolean) =>
    node('membership_approval_mode', [
      { tag: 'group_join', attrs: { state: value ? 'on' : 'off' } }
    ]),
  disappearing_s: (value: number) =>
    value === 0 ? node('not_ephemeral') : { tag: 'ephemeral', attrs: { expiration: String(value) } }
}

const names = Object.keys(nodes) as (keyof SettingChanges)[]

/** A setting as it is said to WhatsApp. */
export type Setting = { name: keyof SettingChanges; node: BinaryNode }

/** The settings that are given, each as it is said, in the order in which they have to be said. */
export const settingsOf = (given: SettingChanges): Setting[] =>
  names.flatMap((name) => {
    const value = given[name]
    return value === undefined ? [] : [{ name, node: nodes[name](value as never) }]
  })

/** The settings of a new group: what is off does not stand there. */
export const settingNodes = (given: SettingChanges): BinaryNode[] =>
  settingsOf(given)
    .filter(({ name }) => Boolean(given[name]))
    .map((setting) => setting.node)
