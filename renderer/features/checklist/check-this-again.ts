/** Runs one check again; its group stays open, whatever comes out, so that nothing vanishes from under the person. */
import type { CheckResult } from '#contract'
import { runChecks } from './checklist-store.ts'
import { setOpen } from './view-store.ts'

export const checkThisAgain = ({ key, category }: Pick<CheckResult, 'key' | 'category'>): void => {
  setOpen(category, true)
  void runChecks([key])
}
