import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'

/** A form that saves its texts, and says so. */
export const Section = (props: {
  title: ReactNode
  save: (values: Record<string, string>) => Promise<unknown>
  children: (errors: Record<string, string>) => ReactNode
}) => {
  const { t } = useLingui()
  const save = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      props.save(Object.fromEntries(new FormData(form)) as Record<string, string>),
    onSuccess: (_answer, form) => {
      tell(t`Saved`)
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type=password]'))
        input.value = ''
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(event.currentTarget)
  }
  return (
    <Card component="section">
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            {props.title}
          </Title>
          {props.children(fieldErrors(save.error))}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
