/** A number as people read it: left to right in every language. */
export const Phone = ({ number }: { number: string }) => (
  <bdi dir="ltr">{number.startsWith('+') ? number : `+${number}`}</bdi>
)
