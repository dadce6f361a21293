import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'

/** Copies a text, and says that it did. */
export const CopyButton = ({ value, label }: { value: string; label?: string }) => {
  const { t } = useLingui()
  const { copied, copy } = useClipboard({ timeout: 1_500 })
  const says = copied ? t`Copied` : (label ?? t`Copy`)
  return (
    <Tooltip label={says}>
      <ActionIcon
        variant="subtle"
        color={copied ? 'leaf' : 'gray'}
        onClick={() => copy(value)}
        aria-label={says}
      >
        {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      </ActionIcon>
    </Tooltip>
  )
}

/** An id, which a click copies. */
export const CopyId = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const { copied, copy } = useClipboard({ timeout: 1_500 })
  return (
    <Tooltip label={copied ? t`Copied` : t`Copy`}>
      <UnstyledButton onClick={() => copy(id)} fz="xs" c="var(--quiet)" ff="monospace">
        <bdi dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          {id}
        </bdi>
      </UnstyledButton>
    </Tooltip>
  )
}
