import { describe, expect, test } from 'vitest'
import { defineCheck } from '../../core/check.ts'
import { columnsOf } from '../../core/report/columns.ts'
import { createTestApplication } from '../../core/testing/application.ts'
import { parseGoVersion } from '../../core/toolchains/go-version.ts'
import { planDistroGo, type DistroPlan } from '../../core/toolchains/distro-plan.ts'
import type { GoActions } from './go-verbs.ts'
import { createProgram, runProgram, type OpenOptions, type Terminal } from './program.ts'

const words = (title: string) => ({
  title,
  why: `${title}: why`,
  says: { bad: 'It is bad: {what}.', good: 'It is good.', label: 'The thing' },
  fixes: { mend: { title: 'Mend {what}', when: 'If it hurts, then mend it.', tradeoff: 'It takes a while.' } },
})

/** A check that fails with `severity`, or passes, and names something hostile. */
const made = (key: string, severity: 'high' | 'low', isGood = false) =>
  defineCheck({
    key,
    category: 'shell',
    severity,
    references: [],
    words: { en: words(`${key} holds`), 'zh-CN': { ...words(`${key} 成立`) } },
    look: () => Promise.resolve(0),
    judge: () => ({
      result: isGood ? 'pass' : 'fail',
      says: isGood ? 'good' : { code: 'bad', values: { what: 'a\u001b[31mb\nc' } },
      evidence: [{ label: 'label', source: '/etc/thing', observed: 'x\u0007y', expected: 'z' }],
    }),
    fixes: () => [
      {
        id: 'mend',
        values: { what: 'it' },
        privilege: 'root',
        activation: 'reboot',
        commands: ["sudo mend '/a b'", "sudo mend '/a\u001b[2Jb'"],
        undo: { level: 'full', commands: ['sudo unmend'] },
      },
    ],
  })

const run = async (line: readonly string[], changed: Partial<Terminal> = {}, checks = [made('a.high', 'high')]) => {
  let out = ''
  let err = ''
  const files: Record<string, string> = {}
  const opened: OpenOptions[] = []
  const status = await runProgram(
    {
      version: '9.9.9',
      language: 'en',
      isColoured: false,
      columns: 80,
      write: (text) => (out += text),
      writeError: (text) => (err += text),
      writeFile: (path, text) => {
        files[path] = text
        return Promise.resolve()
      },
      applicationFor: (target) =>
        Promise.resolve(
          target === 'local'
            ? { ok: true, application: createTestApplication({}, { checks }).application }
            : { ok: false, message: `no host ${target}` },
        ),
      go: () => Promise.reject(new Error('not in this test')),
      ask: () => Promise.resolve(null),
      isInteractive: false,
      now: () => 0,
      open: (options) => {
        opened.push(options)
        return Promise.resolve(0)
      },
      interrupted: new AbortController().signal,
      ...changed,
    },
    line,
  )
  return { status, out, err, files, opened }
}

describe('check', () => {
  test('lists what is wrong and ends with 2', async () => {
    const { status, out, err } = await run(['check'])
    expect({ status, err }).toEqual({ status: 2, err: '' })
    expect(out).toContain('1 problem found.')
    expect(out).toContain('✗ Problem')
    expect(out).toContain('a.high holds (high)')
  })

  test('--fail-on decides what makes it 2', async () => {
    const checks = [made('b.low', 'low'), made('c.good', 'high', true)]
    expect((await run(['check'], {}, checks)).status).toBe(0)
    expect((await run(['check', '--fail-on', 'low'], {}, checks)).status).toBe(2)
  })

  test('text and JSON carry the same facts', async () => {
    const text = (await run(['check'])).out
    const report = JSON.parse((await run(['check', '--json'])).out)
    for (const result of report.results) expect(text).toContain(result.title.en)
    expect(report.counts.fail).toBe(1)
  })

  test('what a machine says cannot steer the terminal', async () => {
    for (const line of [['check'], ['explain', 'a.high'], ['report']]) {
      const { out } = await run(line)
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }
  })

  test('colour only where it is wanted, and never as the only sign', async () => {
    const plain = (await run(['check'])).out
    const coloured = (await run(['check'], { isColoured: true })).out
    expect(plain).not.toContain('\u001b')
    expect(coloured).toContain('\u001b[31m')
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain)
  })

  test('no line is wider than the terminal, in Chinese too', async () => {
    for (const language of ['en', 'zh-CN']) {
      const { out } = await run(['check', '--language', language], { columns: 48 })
      for (const line of out.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(48)
    }
  })

  test('an interrupted check ends with 130 and says that it is not whole', async () => {
    const interruption = new AbortController()
    interruption.abort()
    const { status, out } = await run(['check'], { interrupted: interruption.signal })
    expect(status).toBe(130)
    expect(out).toContain('Interrupted')
  })
})

describe('bad input gets an error that names the thing', () => {
  test.each([
    [['check', 'no.such'], 1, 'no.such'],
    [['check', '--host', 'moon'], 1, 'no host moon'],
    [['check', '--fail-on', 'extreme'], 1, 'extreme'],
    [['check', '--language', 'fr'], 1, 'fr'],
    [['explain'], 1, "missing required argument 'key'"],
    [['chekc'], 1, 'Did you mean check?'],
    [['open', '--surface', 'hologram'], 1, 'hologram'],
    [['report', '--output', ''], 1, 'It names no file'],
  ])('%j', async (line, expected, named) => {
    const { status, out, err } = await run(line)
    expect({ status, out }).toEqual({ status: expected, out: '' })
    expect(err).toContain(named)
  })
})

describe('what is wrong with a line is said in Chinese on a Chinese terminal', () => {
  test.each([
    [['frob'], /^错误：没有动词 'frob'\n请看/],
    [['chekc'], /^错误：没有动词 'chekc'\n（您是不是想用 check？）\n/],
    [['go', 'frob'], /^错误：没有动词 'frob'\n/],
    [['go', 'lost'], /^错误：没有动词 'lost'\n（您是不是想用 list？）\n/],
    [['check', '--frob'], /^错误：没有选项 '--frob'\n/],
    [['check', '--jsom'], /^错误：没有选项 '--jsom'\n（您是不是想用 --json？）\n/],
    [['explain'], /^错误：缺少参数 'key'\n/],
    [['report', '--output'], /^错误：选项 '--output <file>' 缺少值\n/],
    [['go', 'use', '1.26.8', '1.26.9'], /^错误：参数太多（'use'）：最多 1 个，却有 2 个。\n/],
    [
      ['check', '--fail-on', 'extreme'],
      /^错误：选项 '--fail-on <severity>' 的值 'extreme' 无效。可选 high, medium, low。\n/,
    ],
    [['completion', 'tcsh'], /^错误：参数 'shell' 的值 'tcsh' 无效。可选 bash, zsh, fish。\n/],
    [['report', '--output', ''], /^错误：选项 '--output <file>' 的值 '' 无效。它没有指明文件。\n/],
  ])('%j', async (line, says) => {
    const { status, out, err } = await run(line, { language: 'zh-CN' })
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(says)
    expect(err).not.toMatch(/error|argument|option |Did you/)
    expect((await run(line)).err).toMatch(/^error: /)
  })
})

test('explain shows evidence, commands and how to undo', async () => {
  const { out, status } = await run(['explain', 'a.high'])
  expect(status).toBe(2)
  for (const part of [
    '/etc/thing',
    'Mend it',
    "sudo mend '/a b'",
    'sudo unmend',
    'Needs administrator rights',
    'It takes a while.',
  ]) {
    expect(out).toContain(part)
  }
})

test('report --output writes a file without colour, and prints nothing', async () => {
  const { out, files, status } = await run(['report', '--output', '/tmp/r.txt'], { isColoured: true })
  expect({ out, status }).toEqual({ out: '', status: 0 })
  expect(files['/tmp/r.txt']).toContain('a.high')
  expect(files['/tmp/r.txt']).not.toContain('\u001b')
})

test('a file that cannot be written is named', async () => {
  const { err, status } = await run(['report', '--output', '/nope/r.txt'], {
    writeFile: () => Promise.reject(new Error('ENOENT: no such directory')),
  })
  expect(status).toBe(1)
  expect(err).toContain('/nope/r.txt')
})

test('alone, and with options of its own, groundwork opens the window', async () => {
  expect((await run([])).opened).toEqual([{ surface: undefined, allowRoot: false, printUrl: false }])
  expect((await run(['--surface', 'loopback', '--print-url'])).opened).toEqual([
    { surface: 'loopback', allowRoot: false, printUrl: true },
  ])
})

test('--version prints the version', async () => {
  expect(await run(['--version'])).toMatchObject({ status: 0, out: '9.9.9\n' })
})

describe('go', () => {
  const hostile = 'no\u001b]0;owned\u0007 such\u009b2J file\r\nroot@host#'
  const version = parseGoVersion('1.25.1')
  if (!version) throw new Error('1.25.1 is a version')
  const hostilePackages: Pick<DistroPlan, 'distro' | 'offered'> = {
    distro: {
      id: 'debian',
      versionId: null,
      prettyName: hostile,
      idLike: [],
      family: 'debian',
      imageBased: null,
    },
    offered: {
      kind: 'told',
      asked: hostile,
      offers: [{ version, package: hostile, packageVersion: hostile, suite: hostile, directory: hostile }],
    },
  }
  const actions: GoActions = {
    verify: (path) =>
      Promise.resolve({
        tree: `/x\u001b[2J${path}`,
        at: new Date(),
        found:
          path === '/a'
            ? { kind: 'cannot-tell', reason: 'no-proof', detail: hostile }
            : {
                kind: 'differs',
                by: { kind: 'package-manager', manager: 'dpkg', packages: [hostile] },
                files: 1,
                differences: { changed: [hostile], missing: [hostile], added: [hostile], more: 1 },
                foreign: [hostile],
                modes: [{ path: hostile, mode: '4755' }],
              },
        provenance: { proof: null, archive: null, from: hostile, at: new Date(), provedAt: new Date() },
      }),
    writeProof: () => Promise.resolve({ ok: true, value: hostile }),
    integrities: (trees) =>
      Promise.resolve(
        new Map(
          trees.map((tree) => [
            tree,
            { tree, at: new Date(), found: { kind: 'cannot-tell', reason: 'no-proof', detail: hostile } },
          ]),
        ),
      ),
    inventory: () =>
      Promise.resolve({
        rows: [
          {
            version: 'go1.26.8',
            tree: `/x/${hostile}`,
            source: 'archive',
            owner: null,
            programs: [],
            runsIn: ['interactive'],
            hiddenIn: [],
            isActive: true,
            own: null,
            foreignPlatform: null,
          },
        ],
        strangers: [{ path: hostile, launcher: 'asdf', problem: hostile }],
      }),
    releases: () => Promise.resolve([]),
    why: (directory) =>
      Promise.resolve({
        directory: `/x/${hostile}`,
        project: {
          module: {
            path: `${directory}/go.mod`,
            go: hostile,
            toolchain: hostile,
            problem: null,
            mistakes: [],
            uses: [],
          },
          workspace: null,
          pins: [{ path: hostile, file: '.go-version', version: hostile }],
        },
        contexts: [
          {
            context: 'app',
            go: null,
            setting: null,
            workspaceSetting: null,
            file: null,
            outcome: { kind: 'silent', problem: hostile },
          },
        ],
        conflicts: [{ kind: 'sessions', groups: [{ toolchain: hostile, contexts: ['app'] }] }],
        missing: { version: hostile, ownTree: null, need: hostile, askedBy: hostile, because: 'newest' },
      }),
    sizes: (trees) => Promise.resolve(new Map(trees.map((tree) => [tree, 300 * 1024 ** 2]))),
    available: () =>
      Promise.resolve({
        arch: 'amd64',
        distro: hostilePackages,
        catalogue: {
          versions: [],
          answers: [{ kind: 'silent', name: hostile, problem: { en: hostile, 'zh-CN': hostile }, earlier: null }],
        },
      }),
    install: (version) =>
      Promise.resolve(
        version.patch === 8
          ? {
              kind: 'failed',
              reason: 'not-available',
              detail: { en: hostile, 'zh-CN': hostile },
              ways: [{ kind: 'advice', text: { en: hostile, 'zh-CN': hostile }, command: null }],
            }
          : {
              kind: 'installed',
              tree: `/x/${hostile}`,
              from: hostile,
              built: null,
              isRepair: false,
              proof: { hash: 'h1:', provedAt: new Date(), isKept: false },
              archive: { sha256: '', origins: [hostile] },
            },
      ),
    systemInstall: () => Promise.resolve([hostile]),
    planClean: () =>
      Promise.resolve([
        {
          name: 'go1.26.8',
          platform: 'linux-amd64',
          tree: `/x/${hostile}`,
          moduleVersion: 'v0.0.1-go1.26.8.linux-amd64',
          moduleCache: '/x',
          isWhole: true,
          bytes: 1,
          users: [],
          pins: [{ en: hostile, 'zh-CN': hostile }],
        },
      ]),
    downloads: () =>
      Promise.resolve([{ version: 'go1.26.9', path: `/x/${hostile}`, bytes: 34 * 1024 ** 2, isSystem: false }]),
    discard: () => Promise.resolve({ en: hostile, 'zh-CN': hostile }),
    clean: () => Promise.resolve({ ok: false, problem: { en: hostile, 'zh-CN': hostile }, users: [] }),
    find: (what) => Promise.resolve({ ok: true, tree: what ?? `/x/${hostile}` }),
    reveal: () => Promise.resolve({ en: hostile, 'zh-CN': hostile }),
    adopt: () => Promise.resolve({ kind: 'refused', problem: { en: hostile, 'zh-CN': hostile } }),
    distroPlan: (version) => Promise.resolve(planDistroGo(hostilePackages.distro, hostilePackages.offered, version)),
    use: () => Promise.resolve({ ok: false, problem: { en: hostile, 'zh-CN': hostile } }),
    path: {
      plan: () =>
        Promise.resolve({
          kind: 'plan',
          before: { login: { kind: 'path', path: '/bin', go: null, setBy: null }, terminal: undefined },
          plan: {
            kind: 'add',
            directory: '/x/bin',
            changes: [
              {
                kind: 'by-hand',
                file: { path: '/x/.profile', dialect: 'posix', readBy: 'login', parsers: [] },
                refusal: { why: 'does-not-parse', detail: hostile },
                lines: ['PATH=/x/bin:$PATH'],
              },
            ],
          },
        }),
      apply: () => Promise.resolve({ en: hostile, 'zh-CN': hostile }),
      sessions: () => Promise.resolve([]),
      systemChange: () => Promise.resolve({ commands: [hostile], undo: [hostile], notes: [] }),
    },
    remove: () => Promise.resolve({ ok: true, value: hostile }),
    recover: () => Promise.resolve([]),
    doubt: () => Promise.resolve(null),
    leftovers: () => Promise.resolve([]),
  }

  test('list marks what gets no more updates and what is insecure, in the table and in JSON', async () => {
    const releases = ['1.99.2', '1.98.7'].map((text) => parseGoVersion(text)).filter((one) => one !== null)
    const inventory: GoActions['inventory'] = async () => {
      const { rows } = await actions.inventory()
      return { rows: rows.map((row) => ({ ...row, version: 'go1.21.0', tree: '/t' })), strangers: [] }
    }
    const go = () => Promise.resolve({ ...actions, inventory, releases: () => Promise.resolve(releases) })
    expect((await run(['go', 'list'], { go })).out).toMatch(/NOTES +TREE\n.*end of life, insecure +\/t\n/)
    expect((await run(['go', 'list'], { go, language: 'zh-CN' })).out).toContain('已停止支持, 不安全')
    const [row] = JSON.parse((await run(['go', 'list', '--json'], { go })).out).rows
    expect(row.warnings[0].en).toContain('Go 1.21 gets no more updates')
    expect(row.warnings[0]['zh-CN']).toContain('1.99')
    expect(row.warnings[1].en).toContain('CVE-')
  })

  test('a pause says in both languages what is kept, and ends as an interruption does', async () => {
    const paused: GoActions = {
      ...actions,
      install: () => Promise.resolve({ kind: 'paused', part: { path: `/x/${hostile}`, bytes: 34 * 1024 ** 2 } }),
    }
    for (const [language, word] of [
      ['en', 'Paused'],
      ['zh-CN', '已暂停'],
    ] as const) {
      const { status, out, err } = await run(['go', 'install', '1.26.8'], {
        language,
        go: () => Promise.resolve(paused),
      })
      expect({ status, out }).toEqual({ status: 130, out: '' })
      expect(err).toContain(word)
      expect(err).toContain('34 MiB')
      expect(err).toContain('groundwork go clean 1.26.8 --downloads')
      expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }
  })

  test('install --from distro shows the commands for root, and ends with 1 because nothing was done', async () => {
    const offered = { kind: 'told', asked: 'x', offers: [] } as const
    const { out, status } = await run(['go', 'install', '--from', 'distro', '1.26'], {
      go: () =>
        Promise.resolve({
          ...actions,
          distroPlan: (wanted) => Promise.resolve(planDistroGo(hostilePackages.distro, offered, wanted)),
        }),
    })
    expect(out).toContain('go1.26 is not among them')
    expect(status).toBe(1)
  })

  test.each([
    ['en', [`sudo groundwork go install --system 1.26.8`], 1, 'needs root'],
    ['zh-CN', [`sudo groundwork go install --system 1.26.8`], 1, '这需要 root'],
    ['en', [], 0, 'go1.26.8 is already installed in /usr/local/lib/groundwork/go/go1.26.8.'],
  ] as const)('install --system, %s, with %j for root: nothing is tried', async (language, commands, ends, says) => {
    const install = () => Promise.reject(new Error('tried'))
    const systemInstall = () => Promise.resolve(commands)
    const go = () => Promise.resolve({ ...actions, install, systemInstall })
    const { out, err, status } = await run(['go', 'install', '--system', '1.26.8'], { go, language })
    expect({ err, status }).toEqual({ err: '', status: ends })
    for (const part of [says, ...commands]) expect(out).toContain(part)
  })

  test('verify --proof writes what can be checked again, under the name of the archive, and only where there is a proof', async () => {
    const written: unknown[] = []
    const writeProof: GoActions['writeProof'] = ({ proof }, archive, path) => {
      written.push([proof?.version, archive, path])
      return Promise.resolve({ ok: true, value: `${path}/x` })
    }
    const proof = {
      module: 'golang.org/toolchain',
      version: 'v0.0.1-go1.26.8.linux-arm',
      hash: 'h1:x',
      recordNumber: 1,
      recordText: '',
      note: `go.sum database tree\n7\n${'A'.repeat(43)}=\n`,
      inclusion: [],
    }
    const by = { kind: 'checksum-database' as const, proof, provedAt: new Date(), isKept: false }
    const found = { kind: 'published' as const, by, files: 1, leftOut: null }
    const verify: GoActions['verify'] = () => Promise.resolve({ tree: '/t', at: new Date(), found, provenance: null })
    const line = ['go', 'verify', '/t', '--proof', '/f']
    const { out, status } = await run(line, { go: () => Promise.resolve({ ...actions, verify, writeProof }) })
    expect(written).toEqual([['v0.0.1-go1.26.8.linux-arm', 'go1.26.8.linux-armv6l.tar.gz', '/f']])
    expect(out).toContain('Its proof is in /f/x.')
    expect(status).toBe(0)
    const refused = await run(line, { go: () => Promise.resolve({ ...actions, writeProof }) })
    expect(refused).toMatchObject({ status: 1, out: '', err: expect.stringContaining('no proof was written') })
    expect(written).toHaveLength(1)
  })

  test('install without a version asks which', async () => {
    const { err, status } = await run(['go', 'install'], { go: () => Promise.resolve(actions) })
    expect(err).toContain('which version?')
    expect(status).toBe(1)
  })

  test.each([
    ['en', '1.25', /^groundwork: 1\.25 is a line of releases.*1\.25\.0.*go list --available/],
    ['zh-CN', '1.25', /^groundwork: 1\.25 是一个系列.*1\.25\.0.*go list --available/],
    ['en', 'latest', /^groundwork: “latest” is no version of Go/],
    ['zh-CN', 'latest', /^groundwork: “latest” 不是 Go 的版本/],
  ] as const)('install, %s: %s names no release, and nobody is asked for it', async (language, version, says) => {
    const install = () => Promise.reject(new Error('asked'))
    const go = () => Promise.resolve({ ...actions, install })
    const { err, status } = await run(['go', 'install', version, '--language', language], { go })
    expect(err).toMatch(says)
    expect(status).toBe(1)
  })

  test('an installation is told in Chinese from its phases to its end', async () => {
    const install: GoActions['install'] = (_, __, ___, watch) => {
      watch.onProgress('downloading', 0, 0)
      const proof = { hash: 'h1:AAAA=', provedAt: new Date(), isKept: false }
      return Promise.resolve({
        kind: 'installed',
        tree: '/t',
        from: 'https://p',
        built: null,
        isRepair: false,
        proof,
        archive: null,
      })
    }
    const go = () => Promise.resolve({ ...actions, install })
    const { out, err, status } = await run(['go', 'install', '1.26.8'], { go, language: 'zh-CN' })
    expect(status).toBe(0)
    expect(err).toBe('go1.26.8: 正在下载并解压\n')
    expect(out).toBe('go1.26.8 已安装在 /t。\n已由校验和数据库证明：h1:AAAA=\n字节来自 https://p。\n')
  })

  test.each([
    ['--dry-run', true],
    ['--yes', false],
  ])('use %s: whether the plan may count on a link that is not there yet', async (option, expected) => {
    const asked: unknown[] = []
    const plan: GoActions['path']['plan'] = (kind, _, isGoComing) => {
      asked.push([kind, isGoComing])
      return Promise.resolve({ kind: 'impossible', text: { en: 'x', 'zh-CN': 'x' } })
    }
    const use = () => Promise.resolve({ ok: true as const, value: '/l' })
    await run(['go', 'use', '1.26.8', option], {
      go: () => Promise.resolve({ ...actions, use, path: { ...actions.path, plan } }),
    })
    expect(asked).toEqual([['add', expected]])
  })

  test.each([
    ['nobody answers', null, [], false],
    ['no', 'n', [], false],
    ['yes', 'y', [], true],
    ['--force', null, ['--force'], true],
    ['--yes answers only for start files', null, ['--yes'], false],
  ] as const)('use of a version known not to be as published: %s', async (_, answer, options, isUsed) => {
    let used = 0
    let asked = ''
    const go: GoActions = {
      ...actions,
      doubt: () => Promise.resolve({ en: 'it was not as published', 'zh-CN': '与发布内容不一致' }),
      use: () => {
        used += 1
        return Promise.resolve({ ok: true, value: '/l' })
      },
    }
    const { err, status } = await run(['go', 'use', '1.26.8', '--no-path', ...options], {
      go: () => Promise.resolve(go),
      ask: (question) => {
        asked += question
        return Promise.resolve(answer)
      },
    })
    expect({ used: used > 0, status }).toEqual({ used: isUsed, status: isUsed ? 0 : 1 })
    if (options[0] !== '--force') expect(asked).toContain('It was not as published.\nSwitch to it all the same?')
    if (answer === null && !isUsed) expect(err).toContain('--force')
  })

  test.each([
    'verify /a',
    'verify /a --json',
    'verify /b',
    'verify /b --offline --json',
    'list --verify',
    'list --verify --json',
    'list',
    'list --json',
    'path',
    'path --system',
    'list --sizes',
    'why /a',
    'why /a --json',
    'list --sizes --json',
    'list --available',
    'list --available --json',
    'install 1.26.8',
    'install --system 1.26.8',
    'install --from distro',
    'install --from distro 1.25',
    'install 1.26.9',
    'install --system 1.26.8 --json',
    'install --from distro --json',
    'install 1.26.9 --json',
    'adopt /a',
    'adopt /a --json',
    'clean --yes --json',
    'clean --downloads --yes',
    'clean --downloads --yes --json',
    'reveal --json',
    'path --json',
    'path --system --json',
    'use 1.26.8 --json',
    'remove 1.26.8 --json',
    'clean --yes',
    'reveal',
    'use 1.26.8',
    'remove 1.26.8',
  ])('%s: what proxies and names of files say cannot steer the terminal', async (line) => {
    const { out, err } = await run(['go', ...line.split(' ')], { go: () => Promise.resolve(actions) })
    expect(out + err).toContain('owned')
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^root@/m)
  })

  const plain: GoActions = {
    ...actions,
    install: () =>
      Promise.resolve({
        kind: 'installed',
        tree: '/t',
        from: 'https://p',
        proof: { hash: 'h1:AAAA=', provedAt: new Date(0), isKept: false },
        archive: null,
        built: null,
        isRepair: false,
      }),
    use: () => Promise.resolve({ ok: true, value: '/l' }),
    remove: () => Promise.resolve({ ok: true, value: '/t' }),
    find: () => Promise.resolve({ ok: true, tree: '/t' }),
    reveal: () => Promise.resolve(null),
    clean: (tree) => Promise.resolve({ ok: true, value: tree }),
    discard: () => Promise.resolve(null),
    systemInstall: () => Promise.resolve(['sudo x']),
    path: {
      ...actions.path,
      plan: (kind) =>
        Promise.resolve({
          kind: 'plan',
          before: { login: { kind: 'path', path: '/bin', go: null, setBy: null }, terminal: undefined },
          plan: {
            kind,
            directory: '/l/bin',
            changes: [
              {
                kind: 'edit',
                file: { path: '/h/.profile', dialect: 'posix', readBy: 'login', parsers: [] },
                before: 'secret',
                after: 'secret and more',
                bare: 'secret',
                added: ['PATH=/l/bin:$PATH'],
                removed: [],
              },
            ],
          },
        }),
      apply: () => Promise.resolve(null),
    },
  }
  const file = { path: '/h/.profile', change: 'edit', lines: ['+ PATH=/l/bin:$PATH'] }
  test.each<[string, number, object]>([
    ['install 1.26.8', 0, { ok: true, kind: 'installed', version: 'go1.26.8', tree: '/t', hash: 'h1:AAAA=' }],
    ['install --system 1.26.8', 1, { ok: false, kind: 'for-root', commands: ['sudo x'] }],
    ['install 1.26', 1, { ok: false, problem: expect.stringContaining('1.26.0') }],
    ['install nonsense', 1, { ok: false, problem: expect.stringContaining('nonsense') }],
    ['adopt /a', 1, { ok: false, kind: 'refused' }],
    ['clean --dry-run', 0, { ok: true, toolchains: [{ version: 'go1.26.8', bytes: 1, isRemoved: false }] }],
    ['clean --yes', 0, { ok: true, toolchains: [{ version: 'go1.26.8', isRemoved: true }] }],
    ['clean 1.26.8 --yes', 0, { ok: true, toolchains: [{ version: 'go1.26.8', isRemoved: true }] }],
    ['clean 1.25.0 --yes', 1, { ok: false, problem: expect.stringContaining('go1.25.0') }],
    ['clean --downloads --dry-run', 0, { ok: true, downloads: [{ version: 'go1.26.9', isRemoved: false }] }],
    ['clean --downloads --yes', 0, { ok: true, downloads: [{ bytes: 34 * 1024 ** 2, isRemoved: true }] }],
    ['clean 1.25.0 --downloads --yes', 0, { ok: true, downloads: [] }],
    ['reveal', 0, { ok: true, tree: '/t', isOpened: true }],
    ['remove 1.26.8', 0, { ok: true, version: 'go1.26.8', tree: '/t' }],
    ['use 1.26.8 --no-path', 0, { ok: true, version: 'go1.26.8', link: '/l', isTrial: false }],
    ['use 1.26.8 --yes', 0, { ok: true, link: '/l', directory: '/l/bin', files: [file], isApplied: true }],
    ['use 1.26.8 --dry-run', 0, { ok: true, link: '/l', files: [file], isTrial: true, isApplied: false }],
    ['path', 0, { ok: true, kind: 'add', files: [file], isApplied: false }],
    ['path --remove --yes', 0, { ok: true, kind: 'remove', isApplied: true }],
    ['path --system', 1, { ok: false, kind: 'for-root' }],
    ['path --system --dry-run', 0, { ok: true, kind: 'for-root' }],
  ])('%s --json: one object on standard output, and the exit status of the text', async (line, status, answer) => {
    const go = () => Promise.resolve(plain)
    const ask = () => Promise.reject(new Error('a program was asked'))
    const words = ['go', ...line.split(' ')]
    for (const language of ['en', 'zh-CN'] as const) {
      const ran = await run([...words, '--json'], { go, ask, language })
      expect(JSON.parse(ran.out)).toMatchObject(answer)
      expect(ran.out).not.toContain('secret')
      expect({ status: ran.status, err: ran.err }).toEqual({ status, err: '' })
      expect((await run(words, { go, language })).status).toBe(status)
    }
  })

  test.each([
    ['en', 'y', ['34 MiB', 'goes on with what is here', 'is removed'], 1],
    ['en', 'n', ['34 MiB', 'Nothing is removed.'], 0],
    ['zh-CN', null, ['34 MiB', '要执行，请运行：groundwork go clean --downloads --yes'], 0],
  ] as const)(
    'what downloads left, %s, is shown with its size, and the answer is %j',
    async (language, answer, says, deeds) => {
      let discarded = 0
      const discard = () => {
        discarded += 1
        return Promise.resolve(null)
      }
      const ask = () => Promise.resolve(answer)
      const go = () => Promise.resolve({ ...plain, discard })
      const { out, status } = await run(['go', 'clean', '--downloads'], { go, ask, language })
      for (const part of says) expect(out).toContain(part)
      expect({ status, discarded }).toEqual({ status: 0, discarded: deeds })
    },
  )

  test('what --json says in words is in the language asked for', async () => {
    const go = () =>
      Promise.resolve({ ...plain, adopt: () => Promise.resolve({ kind: 'refused' as const, problem: texts }) })
    const texts = { en: 'no', 'zh-CN': '不' }
    for (const [language, problem] of [
      ['en', 'no'],
      ['zh-CN', '不'],
    ] as const)
      expect(JSON.parse((await run(['go', 'adopt', '--json', '--language', language], { go })).out).problem).toBe(
        problem,
      )
  })

  test('every verb about Go has --json', () => {
    const program = createProgram({ version: '9.9.9', language: 'en' } as Terminal, () => undefined)
    const verbs = program.commands.find((verb) => verb.name() === 'go')?.commands ?? []
    expect(verbs.length).toBeGreaterThan(9)
    for (const verb of verbs)
      expect(
        verb.options.map(({ long }) => long),
        verb.name(),
      ).toContain('--json')
  })

  test('who uses a version and what an interruption had left is listed, and cannot steer the terminal', async () => {
    const cleaned = [{ kind: 'stuck', path: hostile, detail: hostile }] as const
    const users = [{ kind: 'line', of: 'editor', path: hostile, line: 1 }] as const
    const used: GoActions = {
      ...actions,
      recover: () => Promise.resolve(cleaned),
      remove: (_, __, { onCleaned, onWait }) => {
        onWait()
        onCleaned(cleaned)
        return Promise.resolve({ ok: false, problem: { en: 'used', 'zh-CN': '使用' }, users })
      },
    }
    const removed = await run(['go', 'remove', '1.26.8'], { go: () => Promise.resolve(used) })
    expect(removed.status).toBe(1)
    expect(removed.err).toContain('an editor’s settings names it')
    expect(removed.err).toContain('Ctrl+C stops the wait')
    const switched = await run(['go', 'use', '1.26.8', '--language', 'zh-CN'], { go: () => Promise.resolve(used) })
    expect(switched.err).toContain('无法删除')
    for (const { err } of [removed, switched])
      expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^root@/m)
  })

  test.each(['use', 'remove'])('%s: why nothing is changed is said in the language asked for', async (verb) => {
    const refused = () => Promise.resolve({ ok: false as const, problem: { en: 'in use', 'zh-CN': '正在使用' } })
    const remove = async () => ({ ...(await refused()), users: [] })
    const go = () => Promise.resolve({ ...actions, use: refused, remove })
    for (const [language, problem] of [
      ['en', 'in use'],
      ['zh-CN', '正在使用'],
    ] as const) {
      const { out, err, status } = await run(['go', verb, '1.26.8', '--language', language], { go })
      expect({ out, err, status }).toEqual({ out: '', err: `groundwork: ${problem}\n`, status: 1 })
      expect((await run(['go', verb, '1.26.8'], { go, language })).err).toBe(err)
    }
  })
})
