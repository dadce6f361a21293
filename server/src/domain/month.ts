/** The calendar month in UTC, over which messages are counted. */
export const monthOf = (now: Date): { start: Date; end: Date } => {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) }
}

/** Its first day, as rows of `usage_stats` name it. */
export const firstDayOf = (month: { start: Date }): string => month.start.toISOString().slice(0, 10)
