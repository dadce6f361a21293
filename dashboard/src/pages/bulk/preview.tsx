import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Arguments } from '@whatsapp-saas/sdk'
import { useSessions } from '../../lib/queries.ts'
import { recipientsOf, textFor } from './recipients.ts'
import type { Draft } from './write.tsx'

const shown_max = 5
const lines_max = 20

type Sent = Arguments<'sendMessages'>['messages']
type Props = { draft: Draft; onBack: () => void; onSend: (messages: Sent) => void }

/** What will be sent to whom, and what of the list will not. */
export const Preview = ({ draft, onBack, onSend }: Props) => {
  const { data: sessions } = useSessions()
  const { rows, wrong, repeated } = recipientsOf(draft.list)
  const { session_id, text } = draft
  const from = sessions?.find(({ id }) => id === session_id)?.session_name ?? ''
  const send = (): void =>
    onSend(
      rows.map((row) => ({
        session_id,
        to: row.to,
        type: 'text' as const,
        text: { body: textFor(text, row) }
      }))
    )
  return (
    <Stack>
      <div>
        <Title order={2} size="h4">
          <Plural
            value={rows.length}
            one="# message will be sent"
            other="# messages will be sent"
          />
        </Title>
        <Text size="sm" c="var(--quiet)">
          <Trans>
            From <bdi>{from}</bdi>. Other messages that wait go first.
          </Trans>
        </Text>
      </div>
      <LeftOut wrong={wrong} repeated={repeated} />
      {rows.slice(0, shown_max).map((row) => (
        <Paper key={row.line} withBorder p="sm">
          <Text size="xs" c="var(--quiet)">
            <bdi dir="ltr">{row.to}</bdi>
          </Text>
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {textFor(text, row)}
          </Text>
        </Paper>
      ))}
      {rows.length > shown_max && (
        <Text size="sm" c="var(--quiet)">
          <Plural
            value={rows.length - shown_max}
            one="and # more in the same way"
            other="and # more in the same way"
          />
        </Text>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
        <Button onClick={send}>
          <Plural value={rows.length} one="Send # message" other="Send # messages" />
        </Button>
      </Group>
    </Stack>
  )
}

const LeftOut = ({ wrong, repeated }: { wrong: number[]; repeated: number[] }) => {
  const { t } = useLingui()
  const lines = (some: number[]): string =>
    `${some.slice(0, lines_max).join(', ')}${some.length > lines_max ? ' …' : ''}`
  if (wrong.length + repeated.length === 0) return null
  return (
    <Alert color="orange" variant="light" title={t`Left out`}>
      {wrong.length > 0 && (
        <div>
          <Trans>
            Lines without a number: <bdi dir="ltr">{lines(wrong)}</bdi>
          </Trans>
        </div>
      )}
      {repeated.length > 0 && (
        <div>
          <Trans>
            Lines with a number that was there before: <bdi dir="ltr">{lines(repeated)}</bdi>
          </Trans>
        </div>
      )}
    </Alert>
  )
}
