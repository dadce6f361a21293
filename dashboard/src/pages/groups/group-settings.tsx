import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { group_keys } from './keys.ts'
import { changesOf } from './settings-changes.ts'

type Props = { session_id: string; data: Schemas['Group'] }

/** Name, description and rules of a group. WhatsApp lets admins change them. */
export const GroupSettings = ({ session_id, data }: Props) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) =>
      api.updateGroup({ id: session_id, group: data.id, ...changesOf(form, data) }),
    onSuccess: (changed) => {
      tell(t`Saved`)
      queries.setQueryData(group_keys.one(session_id, data.id), changed)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: group_keys.list(session_id) })
  })
  const errors = fieldErrors(save.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  const { settings } = data
  const rules = [
    ['only_admins_send', t`Only admins write`],
    ['only_admins_edit', t`Only admins change name, description and picture`],
    ['only_admins_add', t`Only admins add members`],
    ['join_approval', t`Admins let people in`]
  ] as const
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          name="subject"
          label={t`Name`}
          dir="auto"
          maxLength={100}
          defaultValue={data.subject}
          error={errors['subject']}
        />
        <Textarea
          name="description"
          label={t`Description`}
          dir="auto"
          rows={3}
          maxLength={2048}
          defaultValue={data.description ?? ''}
          error={errors['description']}
        />
        {rules.map(([name, label]) => (
          <Switch key={name} name={name} label={label} defaultChecked={settings[name]} />
        ))}
        <NativeSelect
          name="disappearing_s"
          label={t`Messages disappear`}
          defaultValue={String(settings.disappearing_s)}
          data={[
            { value: '0', label: t`never` },
            { value: '86400', label: t`after a day` },
            { value: '604800', label: t`after a week` },
            { value: '7776000', label: t`after 90 days` }
          ]}
          error={errors['settings.disappearing_s']}
        />
        <Group justify="flex-end">
          <Button type="submit" size="xs" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
