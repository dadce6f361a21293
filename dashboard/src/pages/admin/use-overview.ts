import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

const look_again_ms = 5_000

export const useOverview = () =>
  useQuery({
    queryKey: ['admin', 'overview'],
    queryFn: ({ signal }) => api.getOverview({}, { signal }),
    refetchInterval: look_again_ms
  })
