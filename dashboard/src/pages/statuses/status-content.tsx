import { Stack, Text } from '@mantine/core'
import type { Schemas } from '../../lib/api.ts'
import { Attachment } from '../chats/attachment.tsx'
import { StatusText } from './status-text.tsx'

/** A status as people see it: a text on its colour, or a file with the words below it. */
export const StatusContent = ({
  status
}: {
  status: Schemas['Status'] | Schemas['ReceivedStatus']
}) => {
  const { text, image, video, background } = status
  if (text) return <StatusText text={text.body} background={background} />
  const words = image?.caption ?? video?.caption
  return (
    <Stack gap="xs">
      <Attachment message={status} />
      {words && (
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {words}
        </Text>
      )}
    </Stack>
  )
}
