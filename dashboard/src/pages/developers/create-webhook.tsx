import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Code } from '../../components/code.tsx'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** Makes a webhook for every event, and shows the secret that its signatures are checked with. */
export const CreateWebhook = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (url: string) =>
      api.createWebhook({ url, event_types: ['*'], description: '', ordered: false }),
    meta: { quiet: true },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(String(new FormData(event.currentTarget).get('url') ?? ''))
  }
  const error = create.error && (fieldErrors(create.error)['url'] ?? sentenceOf(create.error))
  return (
    <Modal opened onClose={onClose} title={<Trans>Create a webhook</Trans>} size="lg">
      {create.data ? (
        <Stack>
          <Alert color="orange" variant="light">
            <Trans>
              With this secret your server checks that a call is really from here. It is not shown
              again.
            </Trans>
          </Alert>
          <Code label={t`Secret`}>{create.data.secret}</Code>
          <Group justify="flex-end">
            <Button onClick={onClose}>
              <Trans>I have copied it</Trans>
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              name="url"
              type="url"
              dir="ltr"
              label={t`Address`}
              placeholder="https://example.com/whatsapp"
              error={error}
              required
              withAsterisk={false}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                <Trans>Create</Trans>
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
