import { expect, test } from 'vitest'
import type { Command, Ran, ReadableHost } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { readContexts } from './sessions.ts'

const env = { '/usr/bin/env': { mode: '0755' } } as const
const marked = (values: Record<string, string>): string =>
  `__groundwork_environment_begins__${Object.entries(values)
    .map(([name, value]) => `${name}=${value}\0`)
    .join('')}__groundwork_environment_ends__`
const exited = (stdout: string, code = 0, stderr = ''): Ran => ({ kind: 'exited', code, stdout, stderr })

/** A host whose shells answer by `answer`; the commands it was given are kept in `commands`. */
const hostWith = (answer: (command: Command) => Ran, machine: MachinePart = {}) => {
  const commands: Command[] = []
  const fake = createFakeHost({ files: env, ...machine })
  const host: ReadableHost = {
    ...fake,
    run: (command) => {
      commands.push(command)
      return Promise.resolve(answer(command))
    },
  }
  return { host, commands }
}
const shell = (path: string): MachinePart => ({
  user: { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell: path },
})

test('the terminal inherits what the login left behind, and start files may print what they like', async () => {
  const { host, commands } = hostWith((command) =>
    exited(
      `Welcome!\n${command.argv[1] === '-l' ? marked({ PATH: '/login', A: 'x\ny=z' }) : marked({ PATH: '/terminal' })}bye`,
    ),
  )
  const contexts = await readContexts(host)
  expect(contexts.map(({ name, environment }) => [name, environment?.PATH])).toEqual([
    ['app', '/usr/local/bin:/usr/bin:/bin'],
    ['login', '/login'],
    ['interactive', '/terminal'],
  ])
  expect(contexts[1]?.environment?.A).toBe('x\ny=z')
  expect(commands[0]?.env).toMatchObject({ HOME: '/home/user', TERM: 'dumb', PATH: '/usr/local/bin:/usr/bin:/bin' })
  expect(commands[1]?.env).toMatchObject({ PATH: '/login' })
})

test.each<[string, Ran, RegExp]>([
  ['exec fish in a start file', exited('', 0), /ended or replaced it/],
  ['a start file that hangs', { kind: 'timeout', afterMs: 4000, stdout: '', stderr: '' }, /no answer within 4 s/],
  ['a flood', { kind: 'flooded', maxBytes: 1048576, stdout: 'y\n', stderr: '' }, /more than 1048576 bytes/],
  ['a crash', { kind: 'signalled', signal: 'SIGSEGV', stdout: '', stderr: '' }, /SIGSEGV/],
  ['a shell that is not there', { kind: 'unstartable', code: 'ENOENT', detail: '' }, /ENOENT/],
  ['an answer cut in half', exited('__groundwork_environment_begins__PATH=/x'), /ended or replaced it/],
])('%s is named, not guessed', async (_, ran, problem) => {
  const { host } = hostWith(() => ran)
  const [, login, interactive] = await readContexts(host)
  expect(login?.environment).toBeNull()
  expect(login?.problem?.en).toMatch(problem)
  expect(interactive?.problem?.['zh-CN']).toBeTruthy()
})

test('each shell is asked in its own words', async () => {
  const scripts = async (path: string) => {
    const { host, commands } = hostWith(() => exited(marked({ PATH: '/x' })), shell(path))
    await readContexts(host)
    return commands.map((command) => command.argv.slice(0, 3).join(' '))
  }
  expect(await scripts('/usr/bin/fish')).toEqual(['/usr/bin/fish -l -c', '/usr/bin/fish -i -c'])
  expect(await scripts('/bin/tcsh')).toEqual(['/bin/tcsh -i -c'])
  expect(await scripts('/opt/menu')).toEqual([])
  expect(await scripts('/usr/sbin/nologin')).toEqual([])
  const { host, commands } = hostWith(() => exited(marked({ PATH: '/x' })), shell('/usr/bin/nu'))
  await readContexts(host)
  expect(commands.map(({ argv }) => argv[1])).toEqual(['-l', '-l'])
  expect(commands[0]?.argv[3]).toContain('^/usr/bin/env -0')
})

test('a start file that opens tmux finds itself inside one, and the marks do not show', async () => {
  const run = async (rc: string) => {
    const { host, commands } = hostWith((command) => exited(marked({ PATH: '/x', TMUX: command.env?.TMUX ?? '' })), {
      files: { ...env, '/home/user/.bashrc': { text: rc } },
    })
    const contexts = await readContexts(host)
    return [commands[0]?.env?.TMUX, contexts[2]?.environment?.TMUX]
  }
  expect(await run('[ -z "$TMUX" ] && exec tmux new -A -s main\n')).toEqual(['/nonexistent,1,0', undefined])
  expect(await run("# exec tmux\nalias t='tmux attach'\nexport TMUX_X=1\n")).toEqual([undefined, ''])
})

test('the systemd user manager answers in its own quoting', async () => {
  const { host } = hostWith(
    (command) => exited(command.argv[0] === '/usr/bin/systemctl' ? "PATH=/a:/b\nX=$'one\\ttwo \\\\ \\'q\\''\n" : ''),
    {
      files: { ...env, '/usr/bin/systemctl': { mode: '0755' }, '/run/user/1000/systemd/private': { kind: 'other' } },
    },
  )
  const systemd = (await readContexts(host)).find((context) => context.name === 'systemd-user')
  expect(systemd?.environment).toEqual({ PATH: '/a:/b', X: "one\ttwo \\ 'q'" })
})

test('a fresh login starts from login.defs and /etc/environment', async () => {
  const { host, commands } = hostWith(() => exited(marked({ PATH: '/x' })), {
    files: {
      ...env,
      '/etc/login.defs': { text: '# x\nENV_SUPATH PATH=/sbin\nENV_PATH\tPATH=/defs\n' },
      '/etc/environment': { text: 'export LANG="zh_CN.UTF-8" # chosen\n#PATH=/no\nGOROOT=/old\n' },
    },
  })
  await readContexts(host)
  expect(commands[0]?.env).toMatchObject({ PATH: '/defs', LANG: 'zh_CN.UTF-8', GOROOT: '/old' })
})
