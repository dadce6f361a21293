import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useEffect } from 'react'
import { Code } from '../../components/code.tsx'
import { saveFile } from '../../lib/save-file.ts'

/** The only time that they are shown. */
export const RecoveryCodes = ({ codes, onKept }: { codes: string[]; onKept: () => void }) => {
  const { t } = useLingui()
  const text = codes.join('\n')
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [])
  return (
    <Stack>
      <Alert color="orange" variant="light">
        <Trans>
          The second factor is on. With one of these codes you log in when the app is lost; each is
          good once. Keep them now: they are not shown again.
        </Trans>
      </Alert>
      <Code label={t`Recovery codes`}>{text}</Code>
      <Group justify="space-between">
        <Button
          variant="default"
          onClick={() => saveFile('recovery-codes.txt', 'text/plain', `${text}\n`)}
        >
          <Trans>Download</Trans>
        </Button>
        <Button onClick={onKept}>
          <Trans>I have kept them</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
