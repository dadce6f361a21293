import { Text } from '@mantine/core'
import { readableOn } from '../../lib/readable-on.ts'

/** A text on its colour, as people see it. */
export const StatusText = ({ text, background }: { text: string; background: string | null }) => (
  <Text
    dir="auto"
    ta="center"
    fz="lg"
    p="xl"
    style={{
      ...{ borderRadius: 'var(--mantine-radius-lg)', overflowWrap: 'anywhere' },
      ...{ whiteSpace: 'pre-wrap', background: background ?? 'var(--line)' },
      ...(background && { color: readableOn(background) })
    }}
  >
    {text}
  </Text>
)
