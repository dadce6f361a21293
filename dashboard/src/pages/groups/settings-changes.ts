import type { Schemas } from '../../lib/api.ts'

type Changes = Schemas['UpdateGroup']
type Settings = NonNullable<Changes['settings']>

const rules = ['only_admins_send', 'only_admins_edit', 'only_admins_add', 'join_approval'] as const

/** What a form changes in a group; what stays as it is is left out: WhatsApp takes changes one by one. */
export const changesOf = (form: FormData, group: Schemas['Group']): Changes => {
  const subject = String(form.get('subject') ?? '').trim()
  const description = String(form.get('description') ?? '').trim() || null
  const disappearing_s = Number(form.get('disappearing_s')) as Settings['disappearing_s'] & number
  const changed = rules.filter((name) => form.has(name) !== group.settings[name])
  const settings: Settings = {
    ...Object.fromEntries(changed.map((name) => [name, form.has(name)])),
    ...(disappearing_s !== group.settings.disappearing_s && { disappearing_s })
  }
  return {
    ...(subject !== group.subject && { subject }),
    ...(description !== (group.description || null) && { description }),
    ...(Object.keys(settings).length > 0 && { settings })
  }
}
