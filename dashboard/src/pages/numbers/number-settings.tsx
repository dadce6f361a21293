import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api, type Session } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { changesOf } from './settings-changes.ts'

/** Name, webhook, proxy and pace of a number. */
export const NumberSettings = ({ session }: { session: Session }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (values: Record<string, string>) =>
      api.updateSession({ id: session.id, ...changesOf(values, session) }),
    onSuccess: () => {
      tell(t`Saved`)
      return queries.invalidateQueries({ queryKey: ['sessions'] })
    }
  })
  const errors = fieldErrors(save.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>)
  }
  const { proxy, pacing } = session
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          name="session_name"
          label={t`Name`}
          dir="auto"
          defaultValue={session.session_name}
          error={errors['session_name']}
        />
        <TextInput
          name="webhook_url"
          type="url"
          dir="ltr"
          label={t`Webhook`}
          description={t`Told of every event of this number.`}
          placeholder="https://example.com/whatsapp"
          defaultValue={session.webhook_url ?? ''}
          error={errors['webhook_url']}
        />
        <TextInput
          name="proxy"
          dir="ltr"
          label={t`Proxy`}
          description={
            proxy
              ? t`In use: ${proxy.host}. Leave it empty to keep it, or write “none” to do without.`
              : t`Through which this number reaches WhatsApp, such as socks5://user:password@host:1080.`
          }
          error={errors['proxy']}
        />
        <Group grow align="flex-start">
          <TextInput
            name="messages_per_minute"
            inputMode="numeric"
            label={t`Messages a minute`}
            description={t`Empty: as the gateway has it.`}
            defaultValue={pacing.messages_per_minute ?? ''}
            error={errors['pacing.messages_per_minute']}
          />
          <TextInput
            name="pause_between_messages_ms"
            inputMode="numeric"
            label={t`Pause in milliseconds`}
            description={t`Between two messages.`}
            defaultValue={pacing.pause_between_messages_ms ?? ''}
            error={errors['pacing.pause_between_messages_ms']}
          />
        </Group>
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
