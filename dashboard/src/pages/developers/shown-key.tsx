import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useEffect } from 'react'
import { Code, CodeTabs } from '../../components/code.tsx'
import { useSessions } from '../../lib/queries.ts'
import { sendSamples } from '../../lib/samples.ts'

/** A key that has just been made: the only time that it is shown. */
export const ShownKey = ({ apiKey, onClose }: { apiKey: string; onClose: () => void }) => {
  const { t } = useLingui()
  const { data: sessions } = useSessions()
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [])
  const samples = sendSamples({
    url: location.origin,
    key: apiKey,
    session_id: sessions?.find(({ status }) => status === 'connected')?.id ?? 'ses_…',
    to: '+201001234567',
    text: t`Hello from my gateway`
  })
  return (
    <Stack>
      <Alert color="orange" variant="light">
        <Trans>Copy it now: it is not shown again, and the gateway keeps only its hash.</Trans>
      </Alert>
      <Code label={t`API key`}>{apiKey}</Code>
      <CodeTabs samples={samples} />
      <Group justify="flex-end">
        <Button onClick={onClose}>
          <Trans>I have copied it</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
