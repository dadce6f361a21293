import { useLingui } from '@lingui/react/macro'
import { Alert, Anchor, Button, Stack, TextInput, type TextInputProps } from '@mantine/core'
import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Frame } from './frame.tsx'
import { useEntry } from './use-entry.ts'

type Props = {
  title: string
  says: ReactNode
  action: ReactNode
  enter: (values: Record<string, string>) => Promise<unknown>
  /** Another way in, which takes nothing of the form. */
  instead?: { action: ReactNode; enter: () => Promise<unknown> } | false
  /** The fields, given what is wrong with each. */
  children: (errors: Record<string, string>) => ReactNode
  /** Where else to go. */
  foot?: ReactNode
}

/** What the pages before the login have in common: a form of texts on a card. */
export const EntryForm = ({ title, says, action, enter, instead, children, foot }: Props) => {
  const { busy, submit, goInstead, fields, sentence } = useEntry(enter)
  return (
    <Frame title={title} says={says}>
      <form onSubmit={submit}>
        <Stack>
          {sentence && (
            <Alert color="red" variant="light" role="alert">
              {sentence}
            </Alert>
          )}
          {children(fields)}
          <Button type="submit" loading={busy === 'form'} fullWidth mt="xs">
            {action}
          </Button>
          {instead && (
            <Button
              variant="default"
              loading={busy === 'instead'}
              onClick={() => goInstead(instead.enter)}
              fullWidth
            >
              {instead.action}
            </Button>
          )}
          {foot}
        </Stack>
      </form>
    </Frame>
  )
}

export const EmailField = (props: TextInputProps) => {
  const { t } = useLingui()
  return (
    <TextInput
      name="email"
      type="email"
      label={t`E-mail address`}
      autoComplete="username"
      dir="ltr"
      required
      withAsterisk={false}
      {...props}
    />
  )
}

/** To another page before the login, which then leads to the same place. */
export const EntryLink = ({ to, children }: { to: string; children?: ReactNode }) => {
  const search = useRouterState({ select: (state) => state.location.search })
  return (
    <Anchor component={Link} to={to} search={search as never} size="sm">
      {children}
    </Anchor>
  )
}
