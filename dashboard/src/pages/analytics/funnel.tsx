import { Group, Text } from '@mantine/core'
import { useFormat } from '../../lib/format.ts'
import classes from './analytics.module.css'

export type Step = { name: string; messages: number }

export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** How many of the messages that were accepted have come how far. */
export const Funnel = ({ steps }: { steps: Step[] }) => {
  const format = useFormat()
  const all = steps[0]?.messages ?? 0
  return (
    <ol className={classes['steps']}>
      {steps.map(({ name, messages }) => {
        const share = shareOf(messages, all)
        return (
          <li key={name}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">{name}</Text>
              <Text size="sm">
                <bdi>
                  <b>{format.number(messages)}</b>
                </bdi>{' '}
                <Text component="bdi" size="sm" c="var(--quiet)">
                  {format.percent(share)}
                </Text>
              </Text>
            </Group>
            <div className={classes['track']} aria-hidden="true">
              <div className={classes['fill']} style={{ inlineSize: `${share * 100}%` }} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}
