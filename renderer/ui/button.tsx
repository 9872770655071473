/** Buttons of the page: they look pressable, and say what they do in words. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** `main` once per screen; `soft` for what is offered; `plain` for the rest; `bare` without a frame. */
  readonly look?: 'main' | 'soft' | 'plain' | 'bare'
  readonly icon?: ReactNode
  readonly isSmall?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words, and maybe an icon before them. */
export const Button = ({ look = 'plain', icon, isSmall = false, className, children, ...rest }: ButtonProps) => (
  <button {...rest} type="button" className={classes(styles.button, styles[look], isSmall && styles.small, className)}>
    {icon}
    <span>{children}</span>
  </button>
)

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  /** What it does, for the tooltip and for screen readers. */
  readonly label: string
  readonly children: ReactNode
}

/** A button that is only an icon. */
export const IconButton = ({ label, className, children, ...rest }: IconButtonProps) => (
  <button {...rest} type="button" className={classes(styles.icon, className)} aria-label={label} title={label}>
    {children}
  </button>
)

/** The class of an icon-only button, for parts that bring their own element. */
export const iconButtonClass = styles.icon ?? ''
