import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Facts } from '../../components/facts.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'

/** What WhatsApp does not let this number do at present, and what waits because of it. */
export const NumberLimits = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const format = useFormat()
  const query = useQuery({
    queryKey: ['sessions', id, 'limits'],
    queryFn: ({ signal }) => api.getSessionLimits({ id }, { signal })
  })
  return (
    <Loaded query={query} height={32}>
      {(limits) => (
        <>
          <Facts
            of={[
              [
                t`Locked until`,
                limits.time_lock && <When key="lock" at={limits.time_lock.until} />
              ],
              [
                t`New chats left`,
                limits.new_chats?.left == null ? null : format.number(limits.new_chats.left)
              ],
              [t`Messages that wait`, format.number(limits.messages_waiting)]
            ]}
          />
          {!limits.limited && (
            <Text size="sm" c="var(--quiet)">
              <Trans>WhatsApp does not limit this number.</Trans>
            </Text>
          )}
        </>
      )}
    </Loaded>
  )
}
