/** Mistakes made on purpose, each with the net that must catch it and what that net must say. */

/** `tsc`: does not compile. `eslint`: is refused by a lint rule. `laws`: fails a test that watches every check. */
export type Net = 'tsc' | 'eslint' | 'laws'

export interface Edit {
  /** From the top of the repository. Need not exist. */
  readonly file: string
  /** The new text, from the old one (empty where there was none). */
  readonly change: (old: string) => string
  /** Where the file is to be called otherwise. */
  readonly renameTo?: string
}

export interface Mistake {
  readonly mistake: string
  readonly edits: readonly Edit[]
  readonly caughtBy: Net
  readonly says: RegExp
  /** For `tsc`: the room whose project is asked. For `laws`: the test file that is run. */
  readonly asks?: string
  /** For `tsc`: where it shows; default: where it is made. */
  readonly shownIn?: readonly string[]
  /** For `eslint`: the rule needs to know types, so the edited file must exist. */
  readonly needsTypes?: boolean
}

const add = (file: string, text: string): Edit => ({ file, change: (old) => `${old}\n${text}\n` })

const replace = (file: string, from: string | RegExp, to: string): Edit => ({
  file,
  change: (old) => {
    const changed = old.replace(from, to)
    if (changed === old) throw new Error(`${file} no longer has ${String(from)}: bring this mistake up to date`)
    return changed
  },
})

const kernel = 'main/core/checks/kernel.min-version.ts'
const laws = 'main/core/laws.test.ts'

const rooms: readonly Mistake[] = [
  {
    mistake: 'document in core',
    edits: [add('main/core/mistake.ts', 'export const title = document.title')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /Cannot find name 'document'/,
  },
  {
    mistake: 'process in core',
    edits: [add('main/core/mistake.ts', 'export const home = process.env.HOME')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /Cannot find name 'process'/,
  },
  {
    mistake: 'node:fs in core, as the compiler sees it',
    edits: [add('main/core/mistake.ts', "import { readFileSync } from 'node:fs'\nexport const read = readFileSync")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /Cannot find (module|name) 'node:fs'/,
  },
  {
    mistake: 'process in the page',
    edits: [add('renderer/mistake.ts', 'export const home = process.env.HOME')],
    caughtBy: 'tsc',
    asks: 'renderer',
    says: /Cannot find name 'process'/,
  },
  ...(
    [
      ['node:fs in core', 'main/core/mistake.ts', "import { readFileSync } from 'node:fs'", /core is pure/],
      ['execa in core', 'main/core/checks/mistake.ts', "import { execa } from 'execa'", /core is pure/],
      [
        'the host room in core',
        'main/core/mistake.ts',
        "import { createLocalHost } from '../host/local.ts'",
        /core is pure/,
      ],
      ['a surface in core', 'main/core/mistake.ts', "export * from '../surfaces/terminal/program.ts'", /core is pure/],
      [
        'test machines in shipped core',
        'main/core/mistake.ts',
        "import { createFakeHost } from './testing/fake-host.ts'",
        /core is pure/,
      ],
      [
        'node:fs in core, loaded late',
        'main/core/mistake.ts',
        "export const fs = () => import('node:fs')",
        /core is pure/,
      ],
      [
        'node:fs in core, as a type',
        'main/core/mistake.ts',
        "export type Stats = import('node:fs').Stats",
        /core is pure/,
      ],
      ['electron in core', 'main/core/mistake.ts', "import { app } from 'electron'", /core is pure/],
      [
        'electron in the loopback surface',
        'main/surfaces/loopback/mistake.ts',
        "import { app } from 'electron'",
        /imports no other surface/,
      ],
      [
        'electron in the host room',
        'main/host/mistake.ts',
        "import { app } from 'electron'",
        /does not know how the app is shown/,
      ],
      ['electron in an entry', 'main/mistake.ts', "import { app } from 'electron'", /Electron is behind its surface/],
      [
        'one surface in another',
        'main/surfaces/chromium/mistake.ts',
        "import { carry } from '../electron/carry.ts'",
        /imports no other surface/,
      ],
      [
        'the host room in a surface',
        'main/surfaces/electron/mistake.ts',
        "import { createLocalHost } from '../../host/local.ts'",
        /looks at no machine/,
      ],
      [
        'a surface in the host room',
        'main/host/mistake.ts',
        "import { carry } from '../surfaces/electron/carry.ts'",
        /does not know how the app is shown/,
      ],
      [
        'main in the page',
        'renderer/mistake.ts',
        "import { createApplication } from '../main/core/application.ts'",
        /never the machine/,
      ],
      [
        'only a type of main in the page',
        'renderer/mistake.ts',
        "import type { Ports } from '../main/core/application.ts'",
        /never the machine/,
      ],
      ['node in the page', 'renderer/mistake.ts', "import { join } from 'node:path'", /never the machine/],
      ['electron in the page', 'renderer/mistake.ts', "import { ipcRenderer } from 'electron'", /never the machine/],
      [
        'schemas in the page',
        'renderer/mistake.ts',
        "import { reportSchema } from '#contract'",
        /no parser is shipped/,
      ],
      ['the page in main', 'main/mistake.ts', "import { App } from '../renderer/app.tsx'", /through the contract/],
      ['zod in the doorway', 'preload/index.ts', "import { z } from 'zod'", /Main does the parsing/],
      ['schemas in the doorway', 'preload/index.ts', "import { calls } from '#contract'", /Main does the parsing/],
      [
        'main in the doorway',
        'preload/index.ts',
        "import { allChecks } from '../main/core/all-checks.ts'",
        /Main does the parsing/,
      ],
      [
        'electron in another doorway',
        'preload/mistake.ts',
        "import { ipcRenderer } from 'electron'",
        /runs inside the page/,
      ],
      [
        'core in the contract',
        'preload/contract/mistake.ts',
        "import type { AnyCheck } from '../../main/core/check.ts'",
        /lean on neither/,
      ],
      ['node in the contract', 'preload/contract/mistake.ts', "import { join } from 'node:path'", /lean on neither/],
    ] as const
  ).map(([mistake, file, text, says]): Mistake => ({ mistake, edits: [add(file, text)], caughtBy: 'eslint', says })),
]

const contract: readonly Mistake[] = [
  {
    mistake: 'a call without a schema',
    edits: [replace('preload/contract/names.ts', "'app:describe',", "'app:describe', 'app:mistake',")],
    caughtBy: 'tsc',
    asks: 'preload/contract',
    shownIn: ['preload/contract/calls.ts'],
    says: /app:mistake.*is missing/,
  },
  {
    mistake: 'a call without a handler',
    edits: [
      replace('preload/contract/names.ts', "'app:describe',", "'app:describe', 'app:mistake',"),
      replace(
        'preload/contract/calls.ts',
        "'facts:read':",
        "'app:mistake': { input: nothing, answer: nothing },\n  'facts:read':",
      ),
    ],
    caughtBy: 'tsc',
    asks: 'main/core',
    shownIn: ['main/core/application.ts'],
    says: /app:mistake.*is missing/,
  },
  {
    mistake: 'an answer that is not the one of the schema',
    edits: [replace('main/core/application.ts', 'isRoot: ports.euid === 0', 'isRoot: ports.euid')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /isRoot/,
  },
  {
    mistake: 'an event without a schema',
    edits: [replace('preload/contract/names.ts', "'checks:started',", "'checks:started', 'checks:mistaken',")],
    caughtBy: 'tsc',
    asks: 'preload/contract',
    shownIn: ['preload/contract/events.ts'],
    says: /checks:mistaken.*is missing/,
  },
  {
    mistake: 'an event that does not carry what its schema says',
    edits: [
      replace(
        'main/core/application.ts',
        "announce('check:started', { runId, key })",
        "announce('check:started', { key })",
      ),
    ],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /runId/,
  },
  {
    mistake: 'a fault that nobody has words for',
    edits: [
      replace(
        'preload/contract/result.ts',
        "kind: z.literal('disconnected')",
        "kind: z.literal('disconnected') }),\n  z.strictObject({ kind: z.literal('mistaken')",
      ),
    ],
    caughtBy: 'tsc',
    asks: 'preload/contract',
    shownIn: ['preload/contract/fault-text.ts'],
    says: /mistaken|undefined|return/,
  },
  {
    mistake: 'a category without words',
    edits: [replace('preload/contract/report.ts', "'toolchain',", "'toolchain',\n  'mistake',")],
    caughtBy: 'tsc',
    asks: 'preload/contract',
    shownIn: ['preload/contract/words.ts'],
    says: /mistake.*is missing/,
  },
  {
    mistake: 'a third language without words',
    edits: [replace('preload/contract/text.ts', "'zh-CN'] as const", "'zh-CN', 'fr'] as const")],
    caughtBy: 'tsc',
    asks: 'main/core',
    shownIn: [kernel],
    says: /fr.*is missing/,
  },
]

const checks: readonly Mistake[] = [
  {
    mistake: 'a check without zh-CN words',
    edits: [replace(kernel, /'zh-CN': \{[\s\S]*?\n {4}\},\n {2}\},\n/, '},\n')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /'"zh-CN"' is missing|'zh-CN'.*missing/s,
  },
  {
    mistake: 'a check whose zh-CN lacks one phrase',
    edits: [replace(kernel, /('zh-CN': \{[\s\S]*?)\n +old: .*?\n/, '$1\n')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /old/,
  },
  {
    mistake: 'a check whose zh-CN has a phrase too many',
    edits: [replace(kernel, /('zh-CN': \{[\s\S]*?says: \{)/, "$1\n mistake: '错误',")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /mistake/,
  },
  {
    mistake: 'a fix without words in zh-CN',
    edits: [replace(kernel, /('zh-CN': \{[\s\S]*?fixes: \{)\n +\w+: \{[\s\S]*?\n {8}\},/, '$1')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /missing/,
  },
  {
    mistake: 'a check that says what it has no words for',
    edits: [replace(kernel, /says: say\('old'/, "says: say('odl'")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /'?"odl"'? is not assignable|odl/,
  },
  {
    mistake: 'a check that says a bare string it has no words for',
    edits: [replace(kernel, /says: 'no-go'/, "says: 'no-go-here'")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /no-go-here/,
  },
  {
    mistake: 'a fix without undo',
    edits: [replace(kernel, /,\s*undo: \{[^}]*\}/, '')],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /undo/,
  },
  {
    mistake: 'a fix that its words do not know',
    edits: [replace(kernel, /id: '[\w-]+',/, "id: 'mistake',")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /mistake/,
  },
  {
    mistake: 'a severity of its own',
    edits: [replace(kernel, /severity: '\w+'/, "severity: 'terrible'")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /terrible/,
  },
  {
    mistake: 'a reference that is not https',
    edits: [replace(kernel, /url: 'https:/, "url: 'http:")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /http:/,
  },
  {
    mistake: 'a verdict only the engine may give',
    edits: [replace(kernel, /result: 'pass'/, "result: 'error'")],
    caughtBy: 'tsc',
    asks: 'main/core',
    says: /"error"/,
  },
  {
    mistake: 'a check named otherwise than its file',
    edits: [{ file: kernel, change: (old) => old, renameTo: 'main/core/checks/kernel.too-old.ts' }],
    caughtBy: 'laws',
    asks: laws,
    says: /the file of a check is named after its key/,
  },
  {
    mistake: 'two checks with one key',
    edits: [replace('main/core/checks/distro.identity.ts', "key: 'distro.identity'", "key: 'kernel.min-version'")],
    caughtBy: 'laws',
    asks: laws,
    says: /two checks have this key/,
  },
  {
    mistake: 'zh-CN words that are still English, and a placeholder lost on the way',
    edits: [
      replace(kernel, /('zh-CN': \{\s+title: )'[^']*'/, "$1'The kernel is new enough'"),
      replace('main/core/checks/distro.identity.ts', /('zh-CN': \{[\s\S]*?known: '.*?)\{name\}/, '$1Linux'),
    ],
    caughtBy: 'laws',
    asks: laws,
    says: /^(?=[\s\S]*not Chinese: The kernel)(?=[\s\S]*the placeholders of zh-CN are others)/,
  },
  {
    mistake: 'a check that throws on a machine without Go',
    edits: [replace(kernel, /judge: \([^)]*\) => \{/, '$&\n    if (facts) throw new Error("mistake")')],
    caughtBy: 'laws',
    asks: laws,
    says: /kernel\.min-version: Error: mistake/,
  },
  {
    mistake: 'a sentence of the page that zh-CN lacks',
    edits: [replace('renderer/locales/zh-CN.json', /\n +"screens": .*/, '')],
    caughtBy: 'laws',
    asks: 'renderer/locales/locales.test.ts',
    says: /app\.screens/,
  },
  {
    mistake: 'a sentence of the page that no language has',
    edits: [replace('renderer/app/rail.tsx', "t('app.screens')", "t('app.mistake')")],
    caughtBy: 'tsc',
    asks: 'renderer',
    says: /app\.mistake/,
  },
  {
    mistake: 'a dependency that is not pinned',
    edits: [replace('package.json', /"zod": "/, '"zod": "^')],
    caughtBy: 'laws',
    asks: 'main/package.test.ts',
    says: /pinned to one version/,
  },
]

const habits: readonly Mistake[] = (
  [
    ['any', 'main/core/mistake.ts', 'export const parse = (input: any): string => String(input)', /any/],
    ['a default export', 'main/core/mistake.ts', 'export default 1', /nobody can search for it/],
    [
      'a default export by another door',
      'main/core/mistake.ts',
      'const one = 1\nexport { one as default }',
      /nobody can search for it/,
    ],
    [
      'an assertion that something is there',
      'main/core/mistake.ts',
      'export const first = (list: readonly string[]): string => list[0]!',
      /non-null assertion/i,
    ],
    ['an enum', 'main/core/mistake.ts', 'export enum State { On }', /union of strings/],
    [
      'a compiler told to look away',
      'main/core/mistake.ts',
      '// @ts-ignore\nexport const one: string = 1',
      /ts-ignore/,
    ],
    [
      'an import of a type that looks like one of a value',
      'main/core/mistake.ts',
      "import { Report } from '#contract'\nexport const keyOf = (report: Report): string => report.startedAt",
      /import type|only used as types/i,
    ],
    [
      'something that can be changed by whoever gets it',
      'main/core/mistake.ts',
      'export interface Found {\n  path: string\n}',
      /readonly/,
    ],
    [
      'a branch for tests',
      'main/host/mistake.ts',
      'export const pause = process.env.VITEST ? 0 : 100',
      /does not know that it is being tested/,
    ],
    [
      'another branch for tests',
      'main/host/mistake.ts',
      "export const pause = process.env['NODE_ENV'] === 'test' ? 0 : 100",
      /does not know that it is being tested/,
    ],
    [
      'raw IPC in main',
      'main/surfaces/electron/mistake.ts',
      "import { ipcMain } from 'electron'\nipcMain.on('x', () => undefined)",
      /Raw IPC/,
    ],
    [
      'markup from a machine',
      'renderer/mistake.tsx',
      'export const Found = () => <p dangerouslySetInnerHTML={{ __html: "" }} />',
      /never markup/,
    ],
    ['markup by assignment', 'renderer/mistake.ts', "document.body.innerHTML = '<b>'", /never markup/],
    [
      'a hook after a condition',
      'renderer/mistake.tsx',
      "import { useState } from 'react'\nexport const Row = ({ is }: { readonly is: boolean }) => {\n  if (is) return null\n  const [open] = useState(false)\n  return <p>{open}</p>\n}",
      /conditionally/,
    ],
    ['a file that says nothing', 'main/core/date-helper.ts', 'export const today = 1', /"helper" says nothing/],
    ['a file in camel case', 'main/core/dateOfToday.ts', 'export const today = 1', /kebab-case/],
    [
      'a name that says nothing',
      'main/core/mistake.ts',
      'export interface ReportManager {\n  readonly key: string\n}',
      /"Manager" says nothing/,
    ],
    ['==', 'main/core/mistake.ts', "export const isOne = (text: string): boolean => text == 'one'", /===/],
  ] as const
).map(([mistake, file, text, says]): Mistake => ({ mistake, edits: [add(file, text)], caughtBy: 'eslint', says }))

const typedHabits: readonly Mistake[] = (
  [
    [
      'a promise nobody waits for',
      'const late = async (): Promise<void> => undefined\nexport const start = (): void => { late() }',
      /Promises must be awaited/,
    ],
    [
      'a switch that forgets a case',
      "export const sayOf = (state: 'on' | 'off'): number => {\n  switch (state) {\n    case 'on':\n      return 1\n  }\n  return 0\n}",
      /not exhaustive/,
    ],
    ['JSON taken at its word', 'export const portOf = (text: string): number => JSON.parse(text).port', /any/],
  ] as const
).map(([mistake, text, says]): Mistake => ({
  mistake,
  edits: [add('main/core/size.ts', text)],
  caughtBy: 'eslint',
  says,
  needsTypes: true,
}))

export const mistakes: readonly Mistake[] = [...rooms, ...contract, ...checks, ...habits, ...typedHabits]
