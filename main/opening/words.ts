/** What the chooser says. Reasons are clauses without a full stop: they stand behind a colon, or alone. */
import type { SurfaceName, Text } from '#contract'

/** The same in every language: a path, a name. */
export const raw = (text: string): Text => ({ en: text, 'zh-CN': text })

export const surfaceTexts: Readonly<Record<SurfaceName, Text>> = {
  electron: { en: 'Opening in Electron', 'zh-CN': '在 Electron 中打开' },
  chromium: { en: 'Opening in a Chromium window', 'zh-CN': '在 Chromium 窗口中打开' },
  loopback: { en: 'Opening in a browser', 'zh-CN': '在浏览器中打开' },
  terminal: { en: 'Showing the checks here in the terminal', 'zh-CN': '在终端里显示检查结果' },
}

export const reasons = {
  asked: (surface: SurfaceName): Text => ({
    en: `as asked with --surface=${surface}`,
    'zh-CN': `按 --surface=${surface} 的要求`,
  }),
  best: { en: 'its binary is here', 'zh-CN': '这里有它的二进制文件' },
  noDisplay: {
    en: 'there is no display (neither WAYLAND_DISPLAY nor DISPLAY is set); --surface=loopback gives an address for a browser elsewhere',
    'zh-CN':
      '没有显示器（WAYLAND_DISPLAY 和 DISPLAY 都未设置）；--surface=loopback 会给出一个可在别处的浏览器中打开的地址',
  },
  deadDisplay: (name: string): Text => ({
    en: `the display ${name} does not answer`,
    'zh-CN': `显示器 ${name} 没有应答`,
  }),
  noPage: (directory: string): Text => ({
    en: `the page is not built (${directory} has no index.html; npm run build makes it)`,
    'zh-CN': `页面尚未构建（${directory} 中没有 index.html；运行 npm run build 生成）`,
  }),
  electronAsRoot: {
    en: 'Electron has no sandbox for root, so it is not started as root without --allow-root',
    'zh-CN': 'root 用户没有 Electron 沙箱，未加 --allow-root 时不以 root 启动它',
  },
  electronEnded: (code: string, line: string): Text => ({
    en: `Electron ended at once (${code}${line === '' ? '' : `: ${line}`})`,
    'zh-CN': `Electron 立即退出（${code}${line === '' ? '' : `：${line}`}）`,
  }),
  noBrowser: {
    en: 'no browser of the Chromium family was found (chromium, google-chrome, brave, microsoft-edge, vivaldi)',
    'zh-CN': '没有找到 Chromium 系列浏览器（chromium、google-chrome、brave、microsoft-edge、vivaldi）',
  },
  silentBrowser: (program: string, limit: string): Text => ({
    en: `${program} did not answer on its pipe within ${limit}`,
    'zh-CN': `${program} 在 ${limit} 内没有在管道上应答`,
  }),
  endedBrowser: (program: string, line: string): Text => ({
    en: `${program} ended by itself${line === '' ? '' : ` (${line})`}`,
    'zh-CN': `${program} 自行退出${line === '' ? '' : `（${line}）`}`,
  }),
  foreignBrowser: (program: string, problem: Text): Text => ({
    en: `${program} is not started as root, since another user could change it (${problem.en})`,
    'zh-CN': `不以 root 身份启动 ${program}，因为其他用户可以改动它（${problem['zh-CN']}）`,
  }),
  loopbackAsRoot: {
    en: 'a page of root is not served on 127.0.0.1, where other users of this machine could knock, without --allow-root',
    'zh-CN': '未加 --allow-root 时，不会以 root 身份在 127.0.0.1 上提供页面，因为本机其他用户也能访问该地址',
  },
  noListening: (detail: string): Text => ({
    en: `nothing can listen on 127.0.0.1 (${detail})`,
    'zh-CN': `无法在 127.0.0.1 上监听（${detail}）`,
  }),
  noOpener: {
    en: 'nothing here can open a browser (xdg-open is missing)',
    'zh-CN': '这里没有可以打开浏览器的程序（缺少 xdg-open）',
  },
  openerFailed: (program: string): Text => ({
    en: `${program} could not open a browser`,
    'zh-CN': `${program} 无法打开浏览器`,
  }),
} as const

export const notes = {
  noSandbox: {
    en: 'You are root, so the browser’s own sandbox is off; it shows nothing but Groundwork’s page and has no network.',
    'zh-CN': '你是 root，因此浏览器自身的沙箱已关闭；它只显示 Groundwork 的页面，也没有网络。',
  },
  address: (address: string, tunnel: string): Text => ({
    en: `Open this address within a minute. It works once:\n  ${address}\nFrom another machine, first run there:\n  ${tunnel}\n`,
    'zh-CN': `请在一分钟内打开此地址，它只能使用一次：\n  ${address}\n如果在另一台机器上打开，请先在那里运行：\n  ${tunnel}\n`,
  }),
  already: {
    chromium: {
      en: 'Groundwork is already open; its window was brought to the front.',
      'zh-CN': 'Groundwork 已经打开；已将其窗口置于最前。',
    },
    loopback: {
      en: 'Groundwork is already open in a browser. Close that page first.',
      'zh-CN': 'Groundwork 已经在浏览器中打开。请先关闭那个页面。',
    },
    unknown: { en: 'Groundwork is already being opened.', 'zh-CN': 'Groundwork 正在打开。' },
  },
  cannot: (surface: SurfaceName, reason: string): Text => ({
    en: `--surface=${surface} is not possible here: ${reason}.`,
    'zh-CN': `这里无法使用 --surface=${surface}：${reason}。`,
  }),
  ended: {
    unused: {
      en: 'Nobody opened the address within a minute, so it is no longer valid. Start again; --print-url prints the address.',
      'zh-CN': '一分钟内没有人打开该地址，它已失效。请重新启动；--print-url 会打印地址。',
    },
    replayed: {
      en: 'The one-time address was used a second time: somebody else has read it. Groundwork has ended, and the page is cut off.',
      'zh-CN': '一次性地址被第二次使用：有人读到了它。Groundwork 已结束，页面已断开。',
    },
    idle: {
      en: 'The page was silent for 8 hours, so Groundwork has ended.',
      'zh-CN': '页面已有 8 小时没有动静，Groundwork 已结束。',
    },
  },
} as const
