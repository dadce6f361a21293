import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Code, Text } from '@mantine/core'
import { When } from '../../components/when.tsx'

/** What the deployment kit has noted of its machine and somebody has to do something about. */
export const Operation = ({
  operation
}: {
  operation: {
    recovery_kit: 'missing' | 'confirmed' | null
    backup_failed_at: string | null
  }
}) => {
  const { t } = useLingui()
  const { recovery_kit, backup_failed_at } = operation
  return (
    <>
      {backup_failed_at !== null && (
        <Alert color="red" variant="light" title={t`The last backup failed`}>
          <Text size="sm">
            <When at={backup_failed_at} />. <Trans>On the machine, this tells why:</Trans>{' '}
            <Code>whatsapp-saas backup</Code>
          </Text>
        </Alert>
      )}
      {recovery_kit === 'missing' && (
        <Alert color="orange" variant="light" title={t`There is no recovery kit`}>
          <Text size="sm">
            <Trans>
              When this machine is lost, its backups cannot be read without one. On the machine:
            </Trans>{' '}
            <Code>whatsapp-saas recovery-kit --help</Code>
          </Text>
        </Alert>
      )}
    </>
  )
}
