/** How a plan is shown: what its lines are, where the keyboard starts. Pure. */
import type { Plan } from '#contract'

export interface PlanLine {
  readonly kind: 'added' | 'removed' | 'plain'
  /** As it was given, its sign included. */
  readonly text: string
}

/** Lines with `+ ` or `- ` in front are what a file gets and loses. */
export const planLine = (text: string): PlanLine => ({
  kind: text.startsWith('+ ') ? 'added' : text.startsWith('- ') ? 'removed' : 'plain',
  text,
})

/** Whether this can be done from here at all. */
export const canApply = (plan: Plan): boolean => plan.obstacle === null

/** Which button gets the keyboard: the one that changes nothing, where the change could not be taken back. */
export const firstButton = (plan: Plan): 'cancel' | 'apply' =>
  !canApply(plan) || plan.undo.level === 'none' ? 'cancel' : 'apply'
