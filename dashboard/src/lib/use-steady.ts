import { useCallback, useRef } from 'react'

/** The same function for as long as the component is shown, which calls the one of the last drawing: what is given it is not drawn again for it. */
export const useSteady = <Given extends unknown[]>(
  act: (...given: Given) => void
): ((...given: Given) => void) => {
  const latest = useRef(act)
  latest.current = act
  return useCallback((...given: Given) => latest.current(...given), [])
}
