/** The menu "⋯": what else can be done with a row. */
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { iconButtonClass } from './button.tsx'
import { DotsIcon } from './icons.tsx'
import styles from './more-menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly isDisabled?: boolean
  readonly onAction: () => void
}

export interface MoreMenuProps {
  /** What it is about, for screen readers, e.g. "More for go1.26.8". */
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** Whether Tab leads to it: only in the row the keyboard is on. */
  readonly isCurrent: boolean
}

export const MoreMenu = ({ label, entries, isCurrent }: MoreMenuProps) => (
  <MenuTrigger>
    <Button className={iconButtonClass} excludeFromTabOrder={!isCurrent} aria-label={label}>
      <DotsIcon />
    </Button>
    <Popover placement="bottom end" offset={2} className={styles.over ?? ''}>
      <Menu className={styles.menu ?? ''}>
        {entries.map(({ id, label: words, isDisabled = false, onAction }) => (
          <MenuItem key={id} className={styles.item ?? ''} isDisabled={isDisabled} onAction={onAction}>
            {words}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
)
