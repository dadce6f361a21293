import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** Makes a webhook and has it told of a test event. */
export const FirstWebhook = () => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: async (url: string) => {
      const { id } = await api.createWebhook({
        url,
        event_types: ['*'],
        description: '',
        ordered: false
      })
      await api.testWebhook({ id })
    },
    meta: { quiet: true },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(String(new FormData(event.currentTarget).get('url') ?? ''))
  }
  const error = create.error && (fieldErrors(create.error)['url'] ?? sentenceOf(create.error))
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="var(--quiet)">
          <Trans>
            Every event is sent to this address of yours, signed, and again until it is taken.
          </Trans>
        </Text>
        <TextInput
          name="url"
          type="url"
          dir="ltr"
          label={t`Address of your webhook`}
          placeholder="https://example.com/whatsapp"
          error={error}
          required
          withAsterisk={false}
        />
        <Group>
          <Button type="submit" loading={create.isPending}>
            <Trans>Create it and send a test</Trans>
          </Button>
          {create.isSuccess && (
            <Text size="sm" c="var(--quiet)" role="status">
              <Trans>Waiting for your server to take the test…</Trans>
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  )
}
