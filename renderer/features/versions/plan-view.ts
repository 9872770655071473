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

/** Which button gets the keyboard: the one that changes nothing, where something goes or cannot be taken back. */
export const firstButton = (plan: Plan): 'cancel' | 'apply' =>
  !canApply(plan) || takesAway(plan) || plan.undo.level === 'none' ? 'cancel' : 'apply'

const takesAway = ({ kind }: Plan): boolean => kind === 'remove' || kind === 'clean'

/** What the button that makes the change says. A removal warns of users, and of nothing else. */
export const applyWord = ({ kind, warnings }: Plan): Plan['kind'] | 'remove-used' =>
  kind === 'remove' && warnings.length > 0 ? 'remove-used' : kind
