/** Everything that comes, in its order. */
export const collect = async <T>(from: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const one of from) all.push(one)
  return all
}
