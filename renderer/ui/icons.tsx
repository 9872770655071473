/** The icons, drawn for this app on a grid of 20 by 20. They are never read aloud: a word stands beside each. */
import type { ReactNode } from 'react'

interface DrawingProps {
  readonly size?: number
  readonly className?: string | undefined
  readonly children: ReactNode
}

const Drawing = ({ size = 20, className, children }: DrawingProps) => (
  <svg
    className={className}
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.6}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {children}
  </svg>
)

export interface IconProps {
  /** Pixels; default 20. */
  readonly size?: number
  readonly className?: string | undefined
}

const mark = { stroke: 'var(--icon-mark, var(--surface))', strokeWidth: 1.8 } as const

export const OctagonIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7z" fill="currentColor" />
    <path d="M10 6v4.6M10 13.8v.1" {...mark} />
  </Drawing>
)

export const TriangleIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 2.6 18.3 17H1.7z" fill="currentColor" />
    <path d="M10 7.6v4.2M10 14.3v.1" {...mark} />
  </Drawing>
)

export const DiamondIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 2 18 10 10 18 2 10z" fill="currentColor" />
    <path d="M10 6.6v3.9M10 13.3v.1" {...mark} />
  </Drawing>
)

export const BrokenIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" strokeDasharray="3.1 2.35" />
    <path d="m7.3 7.3 5.4 5.4M12.7 7.3l-5.4 5.4" />
  </Drawing>
)

export const QuestionIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" />
    <path d="M7.9 8a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.6M10 14v.1" />
  </Drawing>
)

export const NoteIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" />
    <path d="M10 9.4v4.4M10 6.3v.1" />
  </Drawing>
)

export const MinusIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" />
    <path d="M6.8 10h6.4" />
  </Drawing>
)

export const TickIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" />
    <path d="m6.6 10.3 2.3 2.3 4.5-5" />
  </Drawing>
)

export const SlashIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" />
    <path d="m4.8 15.2 10.4-10.4" />
  </Drawing>
)

export const WaitingIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" opacity=".25" />
    <path d="M10 2.2a7.8 7.8 0 0 1 7.8 7.8" />
  </Drawing>
)

export const ChevronIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m7.5 5 5 5-5 5" />
  </Drawing>
)

export const BackIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M16.5 10h-13M8.5 5l-5 5 5 5" />
  </Drawing>
)

export const CrossIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Drawing>
)

export const DotsIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth={2.6} />
  </Drawing>
)

export const AgainIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M16.8 10a6.8 6.8 0 1 1-2-4.8L17 7.4M17 3v4.4h-4.4" />
  </Drawing>
)

export const CopyIcon = (props: IconProps) => (
  <Drawing {...props}>
    <rect x="7" y="7" width="10" height="10.5" rx="1.6" />
    <path d="M13 4.2V4a1.5 1.5 0 0 0-1.5-1.5h-7A1.5 1.5 0 0 0 3 4v7.5A1.5 1.5 0 0 0 4.5 13H4.7" />
  </Drawing>
)

export const SearchIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="8.8" cy="8.8" r="5.6" />
    <path d="m13 13 4.2 4.2" />
  </Drawing>
)

export const ShieldIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 2.2c2 1.5 4.2 2.2 6.6 2.3v4.6c0 4.1-2.5 7-6.6 8.7-4.1-1.7-6.6-4.6-6.6-8.7V4.5c2.4-.1 4.6-.8 6.6-2.3z" />
  </Drawing>
)

export const OutsideIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M8 4H5.2A1.7 1.7 0 0 0 3.5 5.7v9.1a1.7 1.7 0 0 0 1.7 1.7h9.1a1.7 1.7 0 0 0 1.7-1.7V12M11.5 3.5h5v5M16.2 3.8 9.5 10.5" />
  </Drawing>
)

export const ChecklistIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m2.8 5.4 1.5 1.5L7 3.9M2.8 13.9l1.5 1.5L7 12.4M10.2 5.6h7M10.2 14.1h7" />
  </Drawing>
)

export const VersionsIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m10 2.6 7.4 3.7L10 10 2.6 6.3z" />
    <path d="m2.6 10 7.4 3.7 7.4-3.7M2.6 13.7 10 17.4l7.4-3.7" />
  </Drawing>
)

export const DownloadIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M10 3v9.4M5.8 8.6 10 12.8l4.2-4.2M3.6 16.6h12.8" />
  </Drawing>
)

export const UndoIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M3.4 7.4h8.4a4.6 4.6 0 0 1 0 9.2H7M6.8 3.8 3.2 7.4 6.8 11" />
  </Drawing>
)

export const PauseIcon = (props: IconProps) => (
  <Drawing {...props}>
    <circle cx="10" cy="10" r="7.8" />
    <path d="M8 7.2v5.6M12 7.2v5.6" />
  </Drawing>
)

export const SettingsIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="M3 5.5h7.2M14.8 5.5H17M3 14.5h2.2M9.8 14.5H17" />
    <circle cx="12.5" cy="5.5" r="2.2" />
    <circle cx="7.5" cy="14.5" r="2.2" />
  </Drawing>
)

export const MachineIcon = (props: IconProps) => (
  <Drawing {...props}>
    <rect x="2.5" y="3.5" width="15" height="10" rx="1.6" />
    <path d="M7 17h6M10 13.5V17" />
  </Drawing>
)

/** The app's sign: a surveyor's tick standing on laid ground. */
export const GroundworkIcon = (props: IconProps) => (
  <Drawing {...props}>
    <path d="m5.2 6.6 3.3 3.4 6.6-7" strokeWidth={2.2} />
    <path d="M2.4 13.6h15.2M4.8 17.2h10.4" strokeWidth={2.2} />
  </Drawing>
)
