import { Trans, useLingui } from '@lingui/react/macro'
import { Loaded } from '../../components/loaded.tsx'
import { DataCard } from './data-card.tsx'
import { useOutboundColumns } from './outbound-columns.ts'
import { useNumbers } from './queries.ts'
import type { Asked } from './use-asked.ts'

/** The same for each number that sent or received something. */
export const ByNumber = (asked: Asked) => {
  const { t } = useLingui()
  const numbers = useNumbers(asked)
  const columns = useOutboundColumns()
  return (
    <Loaded query={numbers} height={120}>
      {({ data }) => (
        <DataCard
          title={t`By number`}
          file="numbers"
          rows={data.toSorted(
            (one, other) =>
              other.outbound.accepted + other.inbound - one.outbound.accepted - one.inbound
          )}
          keyOf={({ session_id }) => session_id}
          columns={[
            {
              label: t`Number`,
              value: ({ session_name, session_id }) => session_name ?? session_id,
              shown: ({ session_name }) =>
                session_name === null ? <Trans>deleted</Trans> : <bdi>{session_name}</bdi>
            },
            ...columns
          ]}
        />
      )}
    </Loaded>
  )
}
