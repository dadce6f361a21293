import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Session } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { withTexts } from '../../lib/language.ts'
import { FirstWebhook } from './first-webhook.tsx'
import { SandboxButton } from './sandbox-button.tsx'
import { useProgress } from './use-progress.ts'

// What a step needs is loaded when it is taken.
const CreateNumber = lazy(
  withTexts(async () => ({
    default: (await import('../numbers/create-number.tsx')).CreateNumber
  }))
)
const LinkDialog = lazy(
  withTexts(async () => ({
    default: (await import('../numbers/link-dialog.tsx')).LinkDialog
  }))
)
const SendTest = lazy(async () => ({ default: (await import('./send-test.tsx')).SendTest }))

/** From an empty account to a message that has been answered and told of: each step is ticked when it has happened. */
export const FirstMessage = ({ sessions }: { sessions: Session[] }) => {
  const { t } = useLingui()
  const progress = useProgress(sessions)
  const [linking, setLinking] = useState<string | null>(null)
  if (!progress || progress.finished_before) return null
  const { linked, sent, received, delivered } = progress
  const session = sessions.find(({ id }) => id === linking)
  const current = [linked, sent, received, delivered].indexOf(false)
  const connected = sessions.filter(({ status }) => status === 'connected')
  const steps: [title: string, done: boolean, body: ReactNode][] = [
    [t`Link a number`, linked, <LinkStep key="link" sessions={sessions} onLink={setLinking} />],
    [t`Send a message`, sent, <SendTest key="send" sessions={connected} />],
    [
      t`Receive an answer`,
      received,
      <Stack key="receive" align="flex-start" gap="xs">
        <Text size="sm" c="var(--quiet)">
          <Trans>
            Answer from the other phone, or write to your number. This step ticks itself.
          </Trans>
        </Text>
        <SandboxButton />
      </Stack>
    ],
    [t`Have a webhook told`, delivered, <FirstWebhook key="webhook" />]
  ]
  return (
    <Card component="section" aria-label={t`First message`}>
      <Title order={2} size="h4" mb="md">
        {current === -1 ? (
          <Trans>All four steps are done</Trans>
        ) : (
          <Trans>Your first message</Trans>
        )}
      </Title>
      <Stack gap="md" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {steps.map(([title, done, body], index) => (
          <Step key={title} index={index} title={title} done={done} current={index === current}>
            <Suspense>{body}</Suspense>
          </Step>
        ))}
      </Stack>
      {session && (
        <Suspense>
          <LinkDialog session={session} onClose={() => setLinking(null)} />
        </Suspense>
      )}
      {current === -1 && (
        <Text size="sm" c="var(--quiet)" mt="md">
          <Trans>
            You have seen it all work. The calls are described in the{' '}
            <Anchor href="/api-docs" size="sm">
              documentation of the API
            </Anchor>
            .
          </Trans>
        </Text>
      )}
    </Card>
  )
}

const Step = (props: {
  index: number
  title: string
  done: boolean
  current: boolean
  children: ReactNode
}) => {
  const { t } = useLingui()
  const format = useFormat()
  const { done, current } = props
  return (
    <Group component="li" align="flex-start" wrap="nowrap" gap="sm">
      <ThemeIcon
        size={28}
        radius="xl"
        variant={done || current ? 'filled' : 'light'}
        color={done || current ? 'leaf' : 'gray'}
        role="img"
        aria-label={done ? t`Done` : t`To do`}
      >
        {done ? <IconCheck size={18} /> : format.number(props.index + 1)}
      </ThemeIcon>
      <Stack gap="xs" flex={1} style={{ minWidth: 0 }}>
        <Text fw={600} lh="28px" c={done || current ? undefined : 'var(--quiet)'}>
          {props.title}
        </Text>
        {current && props.children}
      </Stack>
    </Group>
  )
}

type LinkStepProps = { sessions: Session[]; onLink: (id: string) => void }

const LinkStep = ({ sessions, onLink }: LinkStepProps) => {
  const [creating, setCreating] = useState(false)
  const begin = (): void => {
    const [first] = sessions
    if (first) onLink(first.id)
    else setCreating(true)
  }
  return (
    <>
      <Text size="sm" c="var(--quiet)">
        <Trans>
          With its phone, as you do for WhatsApp Web. Several numbers are on the page{' '}
          <Anchor component={Link} to="/numbers" size="sm">
            Numbers
          </Anchor>
          .
        </Trans>
      </Text>
      <Group>
        <Button onClick={begin}>
          <Trans>Link a number</Trans>
        </Button>
      </Group>
      {creating && (
        <CreateNumber
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false)
            onLink(id)
          }}
        />
      )}
    </>
  )
}
