/** Round numbers from nought to a little above the largest value, four steps at most. */
export const ticksOf = (largest: number): number[] => {
  const wanted = Math.max(1, largest) / 4
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((one) => one * power).find((one) => one >= wanted) ?? 1
  )
  return Array.from(
    { length: Math.ceil(Math.max(1, largest) / step) + 1 },
    (_, index) => index * step
  )
}
