import { describe, expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { renderWhy } from './why-text.ts'
import { readWhy, type Why, type WhyHere } from './why.ts'

const home = '/home/user'
const path = '/usr/local/go/bin:/usr/bin:/bin'
const directory = '/work/module/sub'

interface Changes {
  readonly files?: MachinePart['files']
  readonly environment?: Readonly<Record<string, string>>
  readonly runs?: MachinePart['runs']
}

/** A person whose terminal and app have the same environment. */
const machine = ({ files = {}, environment = {}, runs = [] }: Changes): MachinePart => {
  const all = { PATH: path, HOME: home, ...environment }
  return {
    environment: all,
    runs: [...shellAnswers('/bin/bash', { login: all, interactive: all }), ...runs],
    files: {
      '/usr/bin/env': { mode: '0755' },
      ...goTree('/usr/local/go', 'go1.26.8'),
      '/usr/local/go/go.env': { text: 'GOTOOLCHAIN=auto\nGOPROXY=https://cache.golang.org,direct\n' },
      [directory]: { kind: 'directory' },
      ...files,
    },
  }
}

const whyOn = async (changes: Changes): Promise<Why> => {
  const why = await readWhy(createFakeHost(machine(changes)), directory)
  if (!why) throw new Error('the directory is there')
  return why
}

const terminalOn = async (changes: Changes): Promise<WhyHere> => {
  const here = (await whyOn(changes)).contexts.find(({ context }) => context === 'interactive')
  if (!here) throw new Error('the terminal was asked')
  return here
}

const newer = { '/work/module/go.mod': { text: 'module m\n\ngo 1.27\n' } }

describe('GOTOOLCHAIN', () => {
  const file = { [`${home}/.config/go/env`]: { text: 'GOTOOLCHAIN=local\n' } }

  test('of the tree counts where nobody else sets it', async () => {
    expect(await terminalOn({})).toMatchObject({
      setting: { value: 'auto', setBy: 'tree', path: '/usr/local/go/go.env' },
      outcome: { kind: 'runs', from: 'own', toolchain: 'go1.26.8', because: 'enough', tooOldFor: null },
    })
  })

  test('of go env -w is stronger, and of the environment strongest', async () => {
    expect((await terminalOn({ files: file })).setting).toMatchObject({ value: 'local', setBy: 'file' })
    expect((await terminalOn({ files: file, environment: { GOTOOLCHAIN: 'path' } })).setting).toMatchObject({
      value: 'path',
      setBy: 'environment',
      path: null,
    })
  })

  test('of the tree is that of GOROOT, where GOROOT leads elsewhere', async () => {
    const files = { ...goTree('/opt/other', 'go1.26.8'), '/opt/other/go.env': { text: 'GOTOOLCHAIN=local\n' } }
    expect((await terminalOn({ files, environment: { GOROOT: '/opt/other' } })).setting).toMatchObject({
      value: 'local',
      path: '/opt/other/go.env',
    })
  })
})

describe('a newer toolchain', () => {
  test('is downloaded, and missing', async () => {
    const why = await whyOn({ files: newer })
    expect(why.contexts[0]?.outcome).toMatchObject({ kind: 'downloads', toolchain: 'go1.27.0', because: 'go-line' })
    expect(why.missing).toMatchObject({ version: '1.27.4', ownTree: null, because: 'newest-of-line' })
    expect(renderWhy(why, 'en')).toContain('groundwork go install 1.27.4, then groundwork go use 1.27.4')
  })

  test('is not downloaded where a setting forbids it', async () => {
    const forbidden = await terminalOn({ files: newer, environment: { GOPROXY: 'off' } })
    expect(forbidden.outcome).toMatchObject({ kind: 'downloads', forbiddenBy: { name: 'GOPROXY', value: 'off' } })
  })

  test('on PATH under its own name comes before the module cache', async () => {
    const cached = goTree(`${home}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64`, 'go1.27.0')
    expect((await terminalOn({ files: { ...newer, ...cached } })).outcome).toMatchObject({
      kind: 'runs',
      from: 'cache',
    })
    const onPath = { '/usr/bin/go1.27.0': { mode: '0755' } }
    expect((await terminalOn({ files: { ...newer, ...cached, ...onPath } })).outcome).toMatchObject({
      kind: 'runs',
      from: 'path',
      path: '/usr/bin/go1.27.0',
    })
  })

  test('must be on PATH where GOTOOLCHAIN=path', async () => {
    const { outcome } = await terminalOn({ files: newer, environment: { GOTOOLCHAIN: 'path' } })
    expect(outcome).toMatchObject({ kind: 'not-on-path', toolchain: 'go1.27.0' })
  })

  test('is missing where the go that runs is too old to understand what the project says', async () => {
    const files = {
      ...goTree('/usr/local/go', 'go1.19.8'),
      '/work/module/go.mod': { text: 'module m\ngo 1.18\ntoolchain default\n' },
    }
    const why = await whyOn({ files })
    expect(why.contexts[0]?.outcome).toMatchObject({ kind: 'refused', because: 'toolchain-line' })
    expect(why.missing).toMatchObject({ need: '1.21.0', version: '1.27.4' })
    expect(renderWhy(why, 'en')).toContain('does not understand the line “toolchain default” of go.mod')
    const lined = { ...files, '/work/module/go.mod': { text: 'module m\ngo 1.22.1\n' } }
    expect((await whyOn({ files: lined })).missing).toMatchObject({ need: '1.22.1', version: '1.27.4' })
  })

  test('that Groundwork has installed only wants to be switched to', async () => {
    const own = goTree(`${home}/.local/share/groundwork/go/go1.27.0`, 'go1.27.0')
    const why = await whyOn({ files: { ...newer, ...own }, environment: { GOTOOLCHAIN: 'local' } })
    expect(why.contexts[0]?.outcome).toMatchObject({ kind: 'runs', because: 'setting', tooOldFor: '1.27' })
    expect(why.missing?.ownTree).toBe(`${home}/.local/share/groundwork/go/go1.27.0`)
    expect(renderWhy(why, 'en')).toContain('groundwork go use 1.27.0 (it is installed in')
  })
})

test('the nearest go.work comes before any go.mod, unless GOWORK is off', async () => {
  const files = {
    '/work/go.work': { text: 'go 1.25\nuse ./module\n' },
    '/work/module/sub/go.mod': { text: 'module s\ngo 1.27\n' },
    ...newer,
  }
  const why = await whyOn({ files })
  expect(why.contexts[0]?.file?.path).toBe('/work/go.work')
  expect(why.conflicts).toMatchObject([{ kind: 'workspace-too-old', module: { go: '1.27' } }])
  const off = await terminalOn({ files, environment: { GOWORK: 'off' } })
  expect(off).toMatchObject({ file: { path: '/work/module/sub/go.mod' }, outcome: { toolchain: 'go1.27.0' } })
  const named = await terminalOn({ files, environment: { GOWORK: '/work/none' } })
  expect(named.file?.path).toBe('/work/module/sub/go.mod')
  const relative = await terminalOn({ files, environment: { GOWORK: 'go.work' } })
  expect(relative.outcome).toEqual({ kind: 'refused', because: 'workspace-setting', value: 'go.work' })
})

describe('a GOROOT that leads elsewhere than PATH', () => {
  const other = goTree('/opt/other', 'go1.25.3')

  test('to another version: nothing is built, and that is a disagreement, told once', async () => {
    const why = await whyOn({ files: other, environment: { GOROOT: '/opt/other' } })
    expect(why.contexts[2]?.outcome).toMatchObject({ kind: 'refused', because: 'goroot', state: 'other-version' })
    expect(why.conflicts).toMatchObject([{ kind: 'goroot', contexts: ['app', 'login', 'interactive'] }])
    const text = renderWhy(why, 'en')
    expect(text).toContain('the go on PATH is go1.26.8, but GOROOT=/opt/other is go1.25.3')
    expect(text).toContain('GOROOT=/opt/other, set in the environment, leads to go1.25.3, but PATH leads to go1.26.8')
    expect(text).toContain('groundwork check go.goroot.drift')
  })

  test('in go env -w, and in one session only', async () => {
    const files = { ...other, [`${home}/.config/go/env`]: { text: 'GOROOT=/opt/none\n' } }
    const base = machine({ files })
    const environment = { ...base.environment, GOROOT: '/usr/local/go' }
    const why = await readWhy(createFakeHost({ ...base, environment }), directory)
    expect(why?.contexts[0]?.outcome.kind).toBe('runs')
    expect(why?.conflicts).toMatchObject([
      { kind: 'goroot', contexts: ['login', 'interactive'], wrong: { state: 'absent', setting: { setBy: 'file' } } },
    ])
    expect(why && renderWhy(why, 'zh-CN')).toContain(`GOROOT=/opt/none（来自 ${home}/.config/go/env）不存在`)
  })

  test('to the same version, or for a toolchain with its own: nothing is said', async () => {
    const same = { ...goTree('/opt/same', 'go1.26.8'), '/opt/same/go.env': { text: 'GOTOOLCHAIN=auto\n' } }
    expect((await terminalOn({ files: same, environment: { GOROOT: '/opt/same' } })).outcome.kind).toBe('runs')
    const cached = goTree(`${home}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64`, 'go1.27.0')
    const files = { ...other, ...cached, '/opt/other/go.env': { text: 'GOTOOLCHAIN=auto\n' }, ...newer }
    expect((await terminalOn({ files, environment: { GOROOT: '/opt/other' } })).outcome).toMatchObject({
      from: 'cache',
    })
    const absent = { GOROOT: '/opt/none', GOTOOLCHAIN: 'auto' }
    expect((await terminalOn({ files, environment: absent })).outcome).toMatchObject({ because: 'goroot' })
  })
})

test('a GOWORK that not all sessions have is named, and which file counts with it', async () => {
  const files = {
    '/work/go.work': { text: 'go 1.27\nuse ./module\n' },
    '/work/module/go.mod': { text: 'module m\ngo 1.26\n' },
  }
  const base = machine({ files })
  const off = { ...base.environment, GOWORK: 'off' }
  const why = await readWhy(createFakeHost({ ...base, environment: off }), directory)
  expect(why?.conflicts.map(({ kind }) => kind)).toEqual(['gowork', 'sessions'])
  const text = why ? renderWhy(why, 'en') : ''
  expect(text).toContain('GOWORK=off, set in the environment. So /work/module/go.mod counts.')
  expect(text).toContain(
    'GOWORK=off, set in the environment, so /work/module/go.mod counts (this shell as it is now); GOWORK is not set, so /work/go.work counts (a login shell and a new terminal).',
  )
  const everywhere = await whyOn({ files, environment: { GOWORK: 'off' } })
  expect(everywhere.conflicts).toEqual([])
  const without = await readWhy(createFakeHost({ ...machine({}), environment: off }), directory)
  expect(without?.conflicts).toEqual([])
})

test('a file that go cannot parse is told with its line, and nothing is built', async () => {
  const garbage = { '/work/module/go.mod': { text: 'module m\ngo 1.26\ngarbage !!\n' } }
  const why = await whyOn({ files: garbage })
  expect(why.contexts[0]?.outcome).toMatchObject({ kind: 'refused', because: 'syntax', understoodSince: null })
  expect(renderWhy(why, 'en')).toContain('go cannot parse /work/module/go.mod:3: unknown directive: garbage.')
  expect(why.missing).toBeNull()
  const only = renderWhy(await whyOn({ files: { '/work/module/go.mod': { text: 'garbage !!\n' } } }), 'en')
  expect(only).toContain('/work/module/go.mod:1 cannot be parsed: unknown directive: garbage')
  expect(only).not.toContain('no go line')
  const off = await terminalOn({ files: garbage, environment: { GO111MODULE: 'off' } })
  expect(off.outcome.kind).toBe('runs')

  const workspace = (text: string) => ({ ...garbage, '/work/go.work': { text } })
  const broken = await terminalOn({ files: workspace('go 1.26\nuse (\n') })
  expect(broken.outcome).toMatchObject({ value: '/work/go.work:2: syntax error (unterminated block)' })
  const member = await terminalOn({ files: workspace('go 1.26\nuse ./x/../module\n') })
  expect(member.outcome).toMatchObject({ value: '/work/module/go.mod:3: unknown directive: garbage' })
  expect((await terminalOn({ files: workspace('go 1.26\nuse ./other\n') })).outcome.kind).toBe('runs')
})

test('a directive that came later wants a newer Go, which is offered', async () => {
  const files = {
    ...goTree('/usr/local/go', 'go1.23.4'),
    '/work/module/go.mod': { text: 'module m\ngo 1.23\ntool example.com/x\n' },
  }
  const why = await whyOn({ files })
  expect(why.contexts[0]?.outcome).toMatchObject({ because: 'syntax', understoodSince: '1.24' })
  expect(why.missing).toMatchObject({ need: '1.24.0', version: '1.27.4' })
  expect(renderWhy(why, 'zh-CN')).toContain('go1.23.4 无法解析 /work/module/go.mod:3')
  const named = await whyOn({ files, environment: { GOTOOLCHAIN: 'go1.23.4' } })
  expect(named).toMatchObject({ missing: null, contexts: [{ outcome: { because: 'syntax' } }, {}, {}] })
  const enough = { ...files, ...goTree('/usr/local/go', 'go1.24.0') }
  expect((await terminalOn({ files: enough })).outcome.kind).toBe('runs')
})

test('files of version managers that do not agree', async () => {
  const files = {
    '/work/module/go.mod': { text: 'module m\ngo 1.26\n' },
    '/work/.go-version': { text: '1.25.3\n' },
    '/work/module/.tool-versions': { text: 'golang 1.26.8\n' },
    '/work/module/sub/mise.toml': { text: '[tools]\ngo = "1.26"\n' },
  }
  expect((await whyOn({ files })).conflicts.map((conflict) => conflict.kind)).toEqual([
    'pins',
    'pin-too-old',
    'pin-not-followed',
  ])
  const latest = { '/work/.go-version': { text: 'latest\n' } }
  expect((await whyOn({ files: latest })).conflicts).toEqual([])
})

test('a shim is asked in the directory itself, and what it says is told', async () => {
  const shim = `${home}/.asdf/shims/go`
  const host = createFakeHost(
    machine({
      environment: { PATH: `${home}/.asdf/shims` },
      files: { [shim]: { mode: '0755', text: '#!/bin/sh\n' } },
      runs: [
        {
          argv: [shim, 'env', 'GOROOT', 'GOVERSION'],
          ran: { kind: 'exited', code: 126, stdout: '', stderr: 'No version is set for command go' },
        },
      ],
    }),
  )
  const places: (string | undefined)[] = []
  const why = await readWhy(
    {
      ...host,
      run: (command) => {
        if (command.argv[0] === shim) places.push(command.cwd)
        return host.run(command)
      },
    },
    directory,
  )
  expect(new Set(places)).toEqual(new Set([directory]))
  expect(why?.contexts[0]?.outcome).toMatchObject({ kind: 'silent' })
  if (why) expect(renderWhy(why, 'zh-CN')).toContain('No version is set')
})

test('a shim is not asked where a file of the project chooses the program that it would start', async () => {
  const shim = `${home}/.asdf/shims/go`
  const host = createFakeHost(
    machine({
      environment: { PATH: `${home}/.asdf/shims` },
      files: {
        [shim]: { mode: '0755', text: '#!/bin/sh\n' },
        [`${directory}/.tool-versions`]: { text: 'golang path:/srv/evil\n' },
      },
    }),
  )
  const asked: string[] = []
  const run: typeof host.run = (command) => {
    asked.push(command.argv[0])
    return host.run(command)
  }
  const why = await readWhy({ ...host, run }, directory)
  expect(asked).not.toContain(shim)
  expect(why?.contexts[0]?.outcome).toMatchObject({ kind: 'silent' })
  if (why) expect(renderWhy(why, 'en')).toContain(`${directory}/.tool-versions names a place (path:/srv/evil)`)
})

test('no go, no directory', async () => {
  const why = await whyOn({ files: newer, environment: { PATH: '/bin' } })
  expect(why.contexts.map(({ outcome }) => outcome.kind)).toEqual(['no-go', 'no-go', 'no-go'])
  expect(why.missing?.version).toBe('1.27.4')
  expect(await readWhy(createFakeHost(machine({})), '/work/none')).toBeNull()
  expect(await readWhy(createFakeHost(machine({})), '/usr/local/go/bin/go')).toBeNull()
})

describe('this shell has no go, as before the next login', () => {
  const old = { '/work/module/go.mod': { text: 'module m\n\ngo 1.22\n' } }
  const bare = (login: string, terminal: string, files: MachinePart['files'] = old): Promise<Why | null> => {
    const base = machine({ files })
    const answers = { login: { PATH: login, HOME: home }, interactive: { PATH: terminal, HOME: home } }
    const part = {
      ...base,
      environment: { PATH: '/usr/bin:/bin', HOME: home },
      runs: shellAnswers('/bin/bash', answers),
    }
    return readWhy(createFakeHost(part), directory)
  }

  test('and a new terminal does: nothing is missing, and that is said', async () => {
    const why = await bare(path, path)
    expect(why).toMatchObject({ missing: null, contexts: [{ outcome: { kind: 'no-go' } }, {}, {}] })
    const text = why ? renderWhy(why, 'en') : ''
    expect(text).toContain('A new terminal has it: /usr/local/go/bin/go runs go1.26.8.')
    expect(text).not.toContain('groundwork go install')
  })

  test('and only a login shell does', async () => {
    const why = await bare(path, '/usr/bin:/bin')
    expect(why?.missing).toBeNull()
    expect(why && renderWhy(why, 'zh-CN')).toContain('登录 shell 里有：/usr/local/go/bin/go 运行 go1.26.8。')
  })

  test('and nobody does: a release with security fixes is offered, and why', async () => {
    const why = await bare('/usr/bin:/bin', '/usr/bin:/bin')
    const text = why ? renderWhy(why, 'en') : ''
    expect(text).toContain('groundwork go install 1.27.4, then groundwork go use 1.27.4')
    expect(text).toContain('/work/module/go.mod needs at least go1.22.0; go1.27.4 is the newest known release')
  })

  test('and nobody does: what the toolchain line names is what go runs', async () => {
    const text = 'module m\ngo 1.22\ntoolchain go1.25.3\n'
    const why = await bare('/usr/bin:/bin', '/usr/bin:/bin', { '/work/module/go.mod': { text } })
    expect(why?.missing).toMatchObject({ version: '1.25.3', because: 'named-by-line' })
    expect(why && renderWhy(why, 'en')).toContain('The toolchain line of /work/module/go.mod names go1.25.3')
  })
})

test('a version that GOTOOLCHAIN names is what go runs, and no other is offered for it', async () => {
  const named = await whyOn({ environment: { GOTOOLCHAIN: 'go1.25.3' } })
  expect(named.missing).toMatchObject({ version: '1.25.3', askedBy: 'GOTOOLCHAIN=go1.25.3' })
  const installed = { '/usr/bin/go1.25.3': { mode: '0755' } }
  const held = await whyOn({ files: { ...newer, ...installed }, environment: { GOTOOLCHAIN: 'go1.25.3' } })
  expect(held.contexts[0]?.outcome).toMatchObject({ kind: 'runs', tooOldFor: '1.27' })
  expect(held.missing).toBeNull()
})

test('sessions with the same answer are told once, others each', async () => {
  const same = renderWhy(await whyOn({}), 'en')
  expect(same).toContain(`In this shell as it is now, a login shell, and a new terminal:
  PATH leads to /usr/local/go/bin/go: go1.26.8.
  GOTOOLCHAIN=auto, set in /usr/local/go/go.env.
  go1.26.8 runs, since nothing here asks for a newer one.
`)
  const linked = {
    [`${home}/bin/go`]: { target: '/usr/local/go/bin/go' },
  }
  const link = renderWhy(await whyOn({ files: linked, environment: { PATH: `${home}/bin` } }), 'zh-CN')
  expect(link).toContain(`PATH 指向 ${home}/bin/go：go1.26.8，位于 /usr/local/go。`)
  const base = machine({})
  const differing = await readWhy(
    createFakeHost({ ...base, environment: { ...base.environment, GOTOOLCHAIN: 'go1.25.3' } }),
    directory,
  )
  expect(differing?.conflicts).toMatchObject([
    {
      kind: 'sessions',
      groups: [
        { toolchain: 'go1.25.3', contexts: ['app'] },
        { toolchain: 'go1.26.8', contexts: ['login', 'interactive'] },
      ],
    },
  ])
  expect(differing && renderWhy(differing, 'en')).toContain(
    'Not every session runs the same: go1.25.3 (this shell as it is now) and go1.26.8 (a login shell and a new terminal).',
  )
})

test('a line that no Go can follow is said, with the edit; no release that nobody knows is to be installed', async () => {
  const files = { '/work/module/go.mod': { text: 'module m\ngo 1.99\ntoolchain go1.26.8x\n' } }
  const why = await whyOn({ files, environment: { GOTOOLCHAIN: 'local' } })
  expect(why.missing).toBeNull()
  const text = renderWhy(why, 'en')
  expect(text).toContain('The line “toolchain go1.26.8x” of /work/module/go.mod names no version of Go.')
  expect(text).toContain(
    'take the toolchain line out: GOTOOLCHAIN=local go mod edit -toolchain=none /work/module/go.mod\n',
  )
  expect(text).toContain('“go 1.99” of /work/module/go.mod asks for no known release: as of 2026-11-22')
  expect(text).toContain('groundwork go list --available')
  expect(text).not.toContain('groundwork go install')
  expect(renderWhy(why, 'zh-CN')).toContain('删去 toolchain 行：GOTOOLCHAIN=local go mod edit')

  const workspace = { '/work/go.work': { text: 'go 1.26\ntoolchain go1.26.8x\nuse ./module\n' } }
  const shared = await whyOn({ files: workspace })
  expect(renderWhy(shared, 'en')).toContain(
    'go work edit -toolchain=none /work/go.work, or correct it: GOTOOLCHAIN=local go work edit -toolchain=go1.26.8 /work/go.work',
  )
  const word = { '/work/module/go.mod': { text: 'module m\ntoolchain nonsense\n' } }
  expect(renderWhy(await whyOn({ files: word }), 'en')).toContain('take the line “toolchain nonsense” out of')
})

test('without modules, lines are nobody’s trouble', async () => {
  const files = { '/work/module/go.mod': { text: 'module m\ntoolchain nonsense\n' } }
  expect((await whyOn({ files, environment: { GO111MODULE: 'off' } })).conflicts).toEqual([])
})

test.each([
  [`${home}/bin/go`, `${home}/bin/go, a wrapper that starts go1.26.8, in /usr/local/go.`, '包装程序'],
  [
    `${home}/.asdf/shims/go`,
    `${home}/.asdf/shims/go, which starts (through asdf) go1.26.8, in /usr/local/go.`,
    '通过 asdf',
  ],
])('what stands in for go is named if it is known: %s', async (program, english, chinese) => {
  const why = await whyOn({
    environment: { PATH: program.replace(/\/go$/, '') },
    files: { [program]: { mode: '0755', text: '#!/bin/sh\n' } },
    runs: [
      {
        argv: [program, 'env', 'GOROOT', 'GOVERSION'],
        ran: { kind: 'exited', code: 0, stdout: '/usr/local/go\ngo1.26.8\n', stderr: '' },
      },
    ],
  })
  expect(renderWhy(why, 'en')).toContain(english)
  expect(renderWhy(why, 'zh-CN')).toContain(chinese)
})
