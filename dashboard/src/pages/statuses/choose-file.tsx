import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Pill, Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import { canPost } from './posted-content.ts'

type Props = { file: File | null; onChange: (file: File | null) => void }

/** A picture, a video or a voice message; anything else is refused before it is uploaded. */
export const ChooseFile = ({ file, onChange }: Props) => {
  const { t } = useLingui()
  const [refused, refuse] = useState(false)
  const take = (given: File | null): void => {
    const fits = given === null || canPost(given)
    refuse(!fits)
    if (fits) onChange(given)
  }
  return (
    <div>
      <Group gap="xs">
        <FileButton
          onChange={take}
          accept="image/jpeg,image/png,video/mp4,audio/mpeg,audio/mp4,audio/aac,audio/ogg,audio/amr"
        >
          {(given) => (
            <Button {...given} variant="default" leftSection={<IconPaperclip size={18} />}>
              <Trans>Attach a file</Trans>
            </Button>
          )}
        </FileButton>
        {file && (
          <Pill
            withRemoveButton
            onRemove={() => onChange(null)}
            removeButtonProps={{ 'aria-label': t`Remove` }}
          >
            <bdi>{file.name}</bdi>
          </Pill>
        )}
      </Group>
      {refused && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert">
          <Trans>This file can be no status.</Trans>
        </Text>
      )}
    </div>
  )
}
