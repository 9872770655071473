/** The sign of a result: its shape alone tells the states apart, its colour repeats it. */
import type { ResultState, Severity } from '#contract'
import { classes } from '../../ui/classes.ts'
import {
  BrokenIcon,
  DiamondIcon,
  MinusIcon,
  NoteIcon,
  OctagonIcon,
  QuestionIcon,
  SlashIcon,
  TickIcon,
  TriangleIcon,
  type IconProps,
} from '../../ui/icons.tsx'
import styles from './state-icon.module.css'

const problemIcons = { high: OctagonIcon, medium: TriangleIcon, low: DiamondIcon, info: DiamondIcon } as const

const stateIcons = {
  error: BrokenIcon,
  unknown: QuestionIcon,
  notchecked: MinusIcon,
  informational: NoteIcon,
  pass: TickIcon,
  fixed: TickIcon,
  notapplicable: SlashIcon,
  notselected: SlashIcon,
} as const satisfies Record<Exclude<ResultState, 'fail'>, unknown>

/** The class that gives the colour of a state to an element; a problem's colour follows its severity. */
export const toneClass = (state: ResultState, severity: Severity): string =>
  styles[state === 'fail' ? `problem-${severity}` : state] ?? ''

export interface StateIconProps extends IconProps {
  readonly state: ResultState
  readonly severity: Severity
}

export const StateIcon = ({ state, severity, className, ...rest }: StateIconProps) => {
  const Icon = state === 'fail' ? problemIcons[severity] : stateIcons[state]
  return <Icon {...rest} className={classes(toneClass(state, severity), className)} />
}
