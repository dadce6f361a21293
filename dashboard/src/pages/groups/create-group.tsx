import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { group_keys, peopleOf } from './keys.ts'
import { tellUndone } from './tell-undone.ts'

type Props = { session_id: string; onClose: () => void; onCreated: (id: string) => void }

export const CreateGroup = ({ session_id, onClose, onCreated }: Props) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (form: FormData) =>
      api.createGroup({
        id: session_id,
        subject: String(form.get('subject') ?? ''),
        participants: peopleOf(String(form.get('participants') ?? ''))
      }),
    meta: { quiet: true },
    onSuccess: ({ id, results }) => {
      tellUndone(results)
      onCreated(id)
      return queries.invalidateQueries({ queryKey: group_keys.list(session_id), exact: true })
    }
  })
  const errors = fieldErrors(create.error)
  const wrong = Object.entries(errors).find(([path]) => path.startsWith('participants'))?.[1]
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    create.mutate(new FormData(event.currentTarget))
  }
  return (
    <Modal opened onClose={onClose} title={<Trans>Create a group</Trans>}>
      <form onSubmit={submit}>
        <Stack>
          {create.error && Object.keys(errors).length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {sentenceOf(create.error)}
            </Alert>
          )}
          <TextInput
            name="subject"
            label={t`Name`}
            dir="auto"
            maxLength={100}
            error={errors['subject']}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Textarea
            name="participants"
            label={t`Members`}
            description={t`Numbers with the code of their country, one in a line.`}
            dir="ltr"
            rows={4}
            error={wrong}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              <Trans>Create</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
