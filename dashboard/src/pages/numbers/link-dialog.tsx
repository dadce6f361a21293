import { Trans, useLingui } from '@lingui/react/macro'
import {
  Alert,
  Button,
  Center,
  Loader,
  Modal,
  Stack,
  Tabs,
  Text,
  ThemeIcon,
  Title
} from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Phone } from '../../components/phone.tsx'
import { api, type Session } from '../../lib/api.ts'
import { LinkByCode } from './link-by-code.tsx'
import { LinkByLink } from './link-by-link.tsx'
import { LinkByQr } from './link-by-qr.tsx'

/** How long the good news is shown before the dialog closes by itself. */
const success_ms = 1_800
const waits_for_start: Session['status'][] = ['created', 'stopped', 'logged_out']

/** Links a number: starts its session where that is needed, shows each step as it comes, and closes when it is done. */
export const LinkDialog = (props: { session: Session; onClose: () => void }) => {
  const { session, onClose } = props
  const { status, id } = session
  const start = useMutation({ mutationFn: () => api.startSession({ id }) })
  const { mutate } = start
  useEffect(() => {
    if (waits_for_start.includes(status)) mutate()
  }, [status, mutate])
  useEffect(() => {
    if (status !== 'connected') return
    const timer = setTimeout(onClose, success_ms)
    return () => clearTimeout(timer)
  }, [status, onClose])
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Trans>Link {session.session_name}</Trans>}
      size="md"
      centered
    >
      <div aria-live="polite">
        <Step session={session} start={() => mutate()} />
      </div>
    </Modal>
  )
}

const Step = ({ session, start }: { session: Session; start: () => void }) => {
  const { t } = useLingui()
  switch (session.status) {
    case 'connected':
      return <Linked session={session} />
    case 'passkey_required':
      return <Passkey id={session.id} />
    case 'failed':
      return (
        <Alert color="red" variant="light" title={session.status_text ?? t`It did not work`}>
          <Stack align="flex-start" gap="sm">
            <span>{session.status_help}</span>
            <Button size="xs" onClick={start}>
              <Trans>Try again</Trans>
            </Button>
          </Stack>
        </Alert>
      )
    case 'qr':
      return <Ways session={session} />
    default:
      return (
        <Center mih={320}>
          <Stack align="center">
            <Loader aria-hidden />
            <Text c="var(--quiet)">
              <Trans>Reaching WhatsApp…</Trans>
            </Text>
          </Stack>
        </Center>
      )
  }
}

const Ways = ({ session }: { session: Session }) => (
  <Tabs defaultValue="qr">
    <Tabs.List grow mb="md">
      <Tabs.Tab value="qr">
        <Trans>QR code</Trans>
      </Tabs.Tab>
      <Tabs.Tab value="code">
        <Trans>Pairing code</Trans>
      </Tabs.Tab>
      <Tabs.Tab value="link">
        <Trans>Send a link</Trans>
      </Tabs.Tab>
    </Tabs.List>
    <Tabs.Panel value="qr">
      <LinkByQr id={session.id} />
    </Tabs.Panel>
    <Tabs.Panel value="code">
      <LinkByCode session={session} />
    </Tabs.Panel>
    <Tabs.Panel value="link">
      <LinkByLink id={session.id} />
    </Tabs.Panel>
  </Tabs>
)

const Linked = ({ session }: { session: Session }) => (
  <Center mih={320}>
    <Stack align="center" gap="xs">
      <ThemeIcon size={64} radius="xl" color="leaf">
        <IconCheck size={36} />
      </ThemeIcon>
      <Title order={2} size="h3">
        <Trans>Linked</Trans>
      </Title>
      {session.phone_number && <Phone number={session.phone_number} />}
    </Stack>
  </Center>
)

const Passkey = ({ id }: { id: string }) => (
  <Stack>
    <Text>
      <Trans>
        This number is protected by a passkey. Its owner signs with it on the linking page, which
        leads through the steps. It takes a computer with Chrome, Edge or Firefox.
      </Trans>
    </Text>
    <LinkByLink id={id} />
  </Stack>
)
