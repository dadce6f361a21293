import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { boundOf } from './bound.ts'
import { useOverview } from './use-overview.ts'

/** Between which bounds the number of shared workers follows the load. */
export const ScaleForm = () => {
  const { data } = useOverview()
  return data ? (
    <Form key={`${data.scale.workers_min} ${data.scale.workers_max}`} scale={data.scale} />
  ) : null
}

const Form = ({ scale }: { scale: Schemas['Scale'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (form: FormData) =>
      api.changeScale({
        workers_min: boundOf(form.get('workers_min')),
        workers_max: boundOf(form.get('workers_max'))
      }),
    onSuccess: () => {
      tell(t`Saved`)
      return queries.invalidateQueries({ queryKey: ['admin'] })
    }
  })
  const errors = fieldErrors(change.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(new FormData(event.currentTarget))
  }
  return (
    <Card component="section">
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput
            name="workers_min"
            inputMode="numeric"
            label={t`Workers at least`}
            defaultValue={scale.workers_min ?? ''}
            error={errors['workers_min']}
            w={160}
          />
          <TextInput
            name="workers_max"
            inputMode="numeric"
            label={t`Workers at most`}
            defaultValue={scale.workers_max ?? ''}
            error={errors['workers_max']}
            w={160}
          />
          <Button type="submit" color="violet" loading={change.isPending}>
            <Trans>Save</Trans>
          </Button>
          <Text size="sm" c="var(--quiet)">
            <Trans>
              {format.number(scale.workers_running)} running now. Empty: as the settings say.
            </Trans>
          </Text>
        </Group>
      </form>
    </Card>
  )
}
