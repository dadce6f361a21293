import { Box, Tabs } from '@mantine/core'
import { CopyButton } from './copy.tsx'

/** Code as it is typed: left to right in every language. What is copied may be written in another way than what is shown. */
export const Code = ({
  children,
  label,
  copied = children
}: {
  children: string
  label: string
  copied?: string
}) => (
  <Box pos="relative" dir="ltr">
    <Box component="pre" className="code" tabIndex={0} role="region" aria-label={label}>
      {children}
    </Box>
    <Box pos="absolute" top={6} right={6} bg="var(--card)" style={{ borderRadius: 8 }}>
      <CopyButton value={copied} />
    </Box>
  </Box>
)

/** The same in several programming languages. */
export const CodeTabs = ({ samples }: { samples: Record<string, string> }) => (
  <Tabs defaultValue={Object.keys(samples)[0] ?? null} variant="pills">
    <Tabs.List mb="xs">
      {Object.keys(samples).map((name) => (
        <Tabs.Tab key={name} value={name} fz="xs" py={6}>
          {name}
        </Tabs.Tab>
      ))}
    </Tabs.List>
    {Object.entries(samples).map(([name, sample]) => (
      <Tabs.Panel key={name} value={name}>
        <Code label={name}>{sample}</Code>
      </Tabs.Panel>
    ))}
  </Tabs>
)
