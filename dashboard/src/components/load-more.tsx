import { Trans } from '@lingui/react/macro'
import { Button, Center } from '@mantine/core'

export const LoadMore = (props: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}) =>
  props.query.hasNextPage ? (
    <Center mt="md">
      <Button
        variant="default"
        loading={props.query.isFetchingNextPage}
        onClick={() => props.query.fetchNextPage()}
      >
        <Trans>Show more</Trans>
      </Button>
    </Center>
  ) : null
