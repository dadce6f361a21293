import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Need } from '../lib/allows.ts'
import { usePermissions } from '../lib/permissions.ts'

type Tab = {
  value: string
  label: string
  show: () => ReactNode
  /** Whose role does not allow this does not see it. */
  needs?: Need
}

/** The parts of a page; which one is open stands in its address. */
export const PlaceTabs = (props: {
  tabs: Tab[]
  open: string | undefined
  onOpen: (value: string) => void
}) => {
  const { may } = usePermissions()
  const tabs = props.tabs.filter(({ needs }) => !needs || may(needs))
  const open = tabs.find(({ value }) => value === props.open) ?? tabs[0]
  return (
    <Tabs
      value={open?.value ?? null}
      onChange={(value) => value && props.onOpen(value)}
      keepMounted={false}
    >
      <Tabs.List mb="lg">
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {open && <Tabs.Panel value={open.value}>{open.show()}</Tabs.Panel>}
    </Tabs>
  )
}
