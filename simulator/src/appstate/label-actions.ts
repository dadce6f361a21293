import type { Action } from './app-state-crypto.ts'

const LENGTHS = new Map([
  ['label_edit', 2],
  ['label_jid', 3],
  ['label_message', 6]
])
const NAME_MAX = 100
const VERSION = 3

/** Why a phone makes nothing of what was set about a label; null: it does, or it is about something else. */
export const whyNoLabel = (
  collection: string,
  { index, value, version }: Action
): string | null => {
  const [kind = '', label = ''] = index
  const length = LENGTHS.get(kind)
  if (length === undefined) return null
  if (collection !== 'regular') return `${kind} is of the collection regular`
  if (version !== VERSION) return `${kind} has version ${VERSION}`
  if (index.length !== length || index.some((part) => part === ''))
    return `${kind} names too little`
  if (!/^\d{1,19}$/.test(label)) return 'labels are numbers'
  if (kind !== 'label_edit') return value.labelAssociationAction ? null : `${kind} sets nothing`
  const { name, deleted } = value.labelEditAction ?? {}
  if (deleted) return null
  return name && name.length <= NAME_MAX ? null : 'a label has a name of up to 100 characters'
}
