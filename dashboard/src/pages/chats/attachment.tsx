import { Trans } from '@lingui/react/macro'
import { Anchor, Text } from '@mantine/core'
import type { Message } from '../../lib/api.ts'
import { fileAddress } from './file-address.ts'

type Attached = Pick<Message, 'image' | 'sticker' | 'video' | 'audio' | 'document' | 'location'>

/** The file of a message or a status: seen and heard where a browser can do that, else to be downloaded. */
export const Attachment = ({ message }: { message: Attached }) => {
  const { image, sticker, video, audio, document, location } = message
  if (location) return <Place {...location} />
  const file = image ?? sticker ?? video ?? audio ?? document
  if (!file) return null
  const url = fileAddress(file.url)
  if (!url)
    return (
      <Text size="xs" c="var(--quiet)">
        {file.status === 'unavailable' ? (
          <Trans>The file is not available.</Trans>
        ) : (
          <Trans>The file is on its way…</Trans>
        )}
      </Text>
    )
  const picture = image ?? sticker
  if (picture)
    return (
      <img
        src={url}
        alt={image?.caption ?? ''}
        loading="lazy"
        width={picture.width}
        height={picture.height}
        style={{ width: 'auto', height: 'auto', maxWidth: sticker ? 140 : '100%' }}
      />
    )
  // biome-ignore lint/a11y/useMediaCaption: what people send has no captions
  if (video) return <video src={url} controls preload="metadata" />
  // biome-ignore lint/a11y/useMediaCaption: what people send has no captions
  if (audio) return <audio src={url} controls preload="metadata" />
  return (
    <Anchor href={url} download={document?.filename ?? true} size="sm">
      <bdi>{document?.filename ?? <Trans>Download the file</Trans>}</bdi>
    </Anchor>
  )
}

const Place = ({ latitude, longitude }: { latitude: number; longitude: number }) => (
  <Text size="xs" c="var(--quiet)">
    <bdi dir="ltr">
      {latitude.toFixed(5)}, {longitude.toFixed(5)}
    </bdi>
  </Text>
)
