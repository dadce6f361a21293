import { Stack } from '@mantine/core'
import { Loaded } from '../../../components/loaded.tsx'
import { Invitations } from './invitations.tsx'
import { Leave } from './leave.tsx'
import { Members } from './members.tsx'
import { useOwnPlace } from './use-own-place.ts'

/** Who works in this account, and who is invited to. */
export const Team = () => {
  const place = useOwnPlace()
  return (
    <Loaded query={place}>
      {(own) => (
        <Stack>
          {own.reads && <Members own={own} />}
          {own.reads && <Invitations own={own} />}
          <Leave own={own} />
        </Stack>
      )}
    </Loaded>
  )
}
