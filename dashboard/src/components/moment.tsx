import { useFormat } from '../lib/format.ts'

/** A moment as it stands in the calendar, where "in 6 days" would not fit the sentence. */
export const Moment = ({ at }: { at: string }) => {
  const format = useFormat()
  return <time dateTime={at}>{format.moment(at)}</time>
}
