import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, Text } from '@mantine/core'
import { Empty } from '../../components/empty.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { usePermissions } from '../../lib/permissions.ts'
import { usePages } from '../../lib/queries.ts'
import { useSearchParams } from '../../lib/search.ts'
import { MessagePlaces } from '../messages/message-places.tsx'
import { CreateTemplate } from './create-template.tsx'
import type { Template } from './draft.ts'
import { TemplateSheet } from './template-sheet.tsx'

/** Texts with variables, which messages are made from. */
export const Page = () => {
  const { t } = useLingui()
  const [{ template: opened }, change] = useSearchParams()
  const { may } = usePermissions()
  const list = usePages<Template>(['templates', 'list'], (asked, signal) =>
    api.listTemplates(asked, { signal })
  )
  const create = (
    <Guarded needs="messages:write">
      <Button onClick={() => change({ template: 'new' })}>
        <Trans>Create a template</Trans>
      </Button>
    </Guarded>
  )
  const close = (): void => change({ template: null })
  return (
    <>
      <PageHeader
        title={t`Templates`}
        says={<Trans>Texts with variables, which messages are made from.</Trans>}
      >
        {(list.rows?.length ?? 0) > 0 && create}
      </PageHeader>
      <MessagePlaces />
      <Loaded query={list.loaded}>
        {(templates) =>
          templates.length === 0 ? (
            <Empty
              title={<Trans>No template yet</Trans>}
              says={
                <Trans>
                  Write a text once, in every language of your customers. Names, prices and days are
                  put into it when it is sent.
                </Trans>
              }
            >
              {create}
            </Empty>
          ) : (
            <Table.ScrollContainer minWidth={560} maxHeight="none">
              <Table highlightOnHover verticalSpacing="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t`Name`}</Table.Th>
                    <Table.Th>{t`Text`}</Table.Th>
                    <Table.Th>{t`Languages`}</Table.Th>
                    <Table.Th>{t`Changed`}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {templates.map((template) => (
                    <TemplateRow
                      key={template.id}
                      template={template}
                      onOpen={() => change({ template: template.id })}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
      <LoadMore query={list} />
      {opened === 'new' && may('messages:write') && (
        <CreateTemplate onClose={close} onCreated={(id) => change({ template: id })} />
      )}
      {opened && opened !== 'new' && <TemplateSheet key={opened} id={opened} onClose={close} />}
    </>
  )
}

const TemplateRow = ({ template, onOpen }: { template: Template; onOpen: () => void }) => (
  <Table.Tr
    className="row"
    tabIndex={0}
    onClick={onOpen}
    onKeyDown={(event) => event.key === 'Enter' && onOpen()}
  >
    <Table.Td>
      <bdi>{template.name}</bdi>
    </Table.Td>
    <Table.Td maw={360}>
      <Text size="sm" truncate>
        <bdi>{template.texts[template.default_language]}</bdi>
      </Text>
    </Table.Td>
    <Table.Td>
      <bdi dir="ltr">{Object.keys(template.texts).join(', ')}</bdi>
    </Table.Td>
    <Table.Td>
      <When at={template.updated_at} />
    </Table.Td>
  </Table.Tr>
)
