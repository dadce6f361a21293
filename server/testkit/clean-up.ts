type Step = () => unknown

/**
 * What a test has to undo, in the reverse order. Every step is taken, also when one before it fails: node:test leaves out
 * the hooks that follow one that throws, and what they would have closed keeps the file from ever ending.
 */
export const cleanUpAfter = (t: { after(end: Step): void }): { after(step: Step): void } => {
  const steps: Step[] = []
  t.after(async () => {
    const failures: unknown[] = []
    for (const step of steps.toReversed()) {
      try {
        await step()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the clean-up of a test failed')
  })
  return { after: (step) => void steps.push(step) }
}
