/** What can be done about PATH on this machine: what a surface asks for, and what the machine does. */
import type { Text } from '#contract'
import type { GoVersion } from './go-version.ts'
import type { SessionGo, ShellAnswers } from './path-answers.ts'
import type { PathPlan } from './path-plan.ts'
import type { RootChange } from './root-change.ts'

export interface PathActions {
  /** `isGoComing`: the link need not lead to a go yet, since a switch that is planned too comes first. */
  plan(kind: PathPlan['kind'], isSystem: boolean, isGoComing?: boolean): Promise<PlannedPath>
  /** Applies what was shown, when nobody else does. Null, or why everything is again as it was. */
  apply(
    planned: Extract<PlannedPath, { readonly kind: 'plan' }>,
    isSystem: boolean,
    signal: AbortSignal,
  ): Promise<Text | null>
  /** Which go each session gets now. */
  sessions(): Promise<readonly SessionGo[]>
  /**
   * The complete change to the whole system as commands for a person to copy, the switch to `version` first where one is
   * given; null where this process may make the change itself.
   */
  systemChange(kind: PathPlan['kind'], version: GoVersion | null): Promise<RootChange | null>
}

export type PlannedPath =
  | { readonly kind: 'plan'; readonly plan: PathPlan; readonly before: ShellAnswers }
  | { readonly kind: 'impossible'; readonly text: Text }
