import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** Asks what a new number is called, and makes its session. */
export const CreateNumber = (props: { onClose: () => void; onCreated: (id: string) => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (session_name: string) => api.createSession({ session_name }),
    meta: { quiet: true },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['sessions'] })
      props.onCreated(id)
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(String(new FormData(event.currentTarget).get('session_name') ?? ''))
  }
  const error =
    create.error && (fieldErrors(create.error)['session_name'] ?? sentenceOf(create.error))
  return (
    <Modal opened onClose={props.onClose} title={<Trans>Link a number</Trans>} centered>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            name="session_name"
            label={t`What do you call it?`}
            description={t`Only you see this name, such as “Support” or “Cairo shop”.`}
            dir="auto"
            maxLength={100}
            error={error}
            data-autofocus
            required
            withAsterisk={false}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              <Trans>Continue</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
