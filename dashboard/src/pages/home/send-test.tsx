import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CodeTabs } from '../../components/code.tsx'
import { api, type Session } from '../../lib/api.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { sendSamples } from '../../lib/samples.ts'
import { useSandbox } from '../../lib/sandbox.ts'

/** Sends a text from here, and shows the call that does the same. */
export const SendTest = ({ sessions }: { sessions: Session[] }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState('')
  const { customer } = useSandbox()
  const [typed, setTo] = useState<string | null>(null)
  const to = typed ?? (customer === null ? '' : `+${customer}`)
  const [text, setText] = useState(t`Hello from my gateway`)
  const session_id = chosen || (sessions[0]?.id ?? '')
  const send = useMutation({
    mutationFn: () => api.sendMessage({ session_id, to, type: 'text', text: { body: text } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['messages'] })
  })
  const errors = fieldErrors(send.error)
  if (sessions.length === 0)
    return (
      <Text size="sm" c="var(--quiet)">
        <Trans>Waiting for the number to connect…</Trans>
      </Text>
    )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-start" grow preventGrowOverflow={false}>
          {sessions.length > 1 && (
            <NativeSelect
              label={t`From`}
              value={session_id}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={sessions.map(({ id, session_name }) => ({ value: id, label: session_name }))}
            />
          )}
          <TextInput
            label={t`To`}
            type="tel"
            dir="ltr"
            placeholder="+20 100 123 4567"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={errors['to']}
            required
            withAsterisk={false}
          />
          <TextInput
            label={t`Text`}
            dir="auto"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
        </Group>
        <Group>
          <Button type="submit" loading={send.isPending}>
            <Trans>Send</Trans>
          </Button>
        </Group>
        <Text size="sm" c="var(--quiet)">
          <Trans>The same from your own program, with a key from the page Developers:</Trans>
        </Text>
        <CodeTabs
          samples={sendSamples({
            url: location.origin,
            key: 'wak_…',
            session_id,
            to: to || '+201001234567',
            text
          })}
        />
      </Stack>
    </form>
  )
}
