import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../lib/api.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'

/** Notes somebody who has said elsewhere that they do not want to be written to. */
export const AddOptOut = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: (contact: string) => api.createOptOut({ contact }),
    meta: { quiet: true },
    onSuccess: () => {
      onClose()
      return queries.invalidateQueries({ queryKey: ['opt-outs'] })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    add.mutate(String(new FormData(event.currentTarget).get('contact') ?? ''))
  }
  const error = add.error && (fieldErrors(add.error)['contact'] ?? sentenceOf(add.error))
  return (
    <Modal opened onClose={onClose} title={<Trans>Add somebody</Trans>}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            name="contact"
            inputMode="tel"
            dir="ltr"
            label={t`Number`}
            description={t`With the code of its country, such as +20 100 123 4567.`}
            error={error}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending}>
              <Trans>Add</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
