/** The help of every verb in Chinese: the English is where the verb is defined, and is the key here. */
import type { Command, Help } from 'commander'
import type { Language } from '#contract'
import { columnsOf, wrap } from '../../core/report/columns.ts'

/** Makes `program` and all its verbs describe themselves in `language`. */
export const speakHelp = (program: Command, language: Language): void => {
  if (language === 'en') return
  for (const command of withVerbs(program)) {
    command.description(inChinese(command.description())).helpOption('-h, --help', '显示帮助')
    if (command.commands.length > 0) command.helpCommand('help [command]', '显示某个动词的帮助')
    for (const word of [...command.options, ...command.registeredArguments])
      word.description = inChinese(word.description)
    command.configureHelp(chineseHelp)
  }
}

const withVerbs = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withVerbs)]

const inChinese = (text: string): string => chinese[text] ?? text

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法:',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '动词：',
}

const chineseHelp: Partial<Help> = {
  styleTitle: (title) => titles[title] ?? title,
  displayWidth: columnsOf,
  boxWrap: (text, columns) => wrap(text, columns).join('\n'),
  optionDescription: ({ description, argChoices, defaultValue }) =>
    description + noted(argChoices, typeof defaultValue === 'string' ? defaultValue : undefined),
  argumentDescription: ({ description, argChoices }) => description + noted(argChoices, undefined),
}

const noted = (choices: readonly string[] | undefined, standard: string | undefined): string => {
  const notes = [
    ...(choices ? [`可选 ${choices.join('、')}`] : []),
    ...(standard === undefined ? [] : [`默认 ${standard}`]),
  ]
  return notes.length === 0 ? '' : `（${notes.join('；')}）`
}

/** Exported for the test that none is missing and none is left over. */
export const chinese: Readonly<Record<string, string>> = {
  'Finds what is wrong with Go on this machine, proves it, and says how to put it right.':
    '找出这台机器上 Go 的问题，拿出证据，并说明如何改好。',
  'output the version number': '显示版本号',
  'look at this machine and list what is wrong': '查看这台机器，列出有问题的地方',
  'print JSON (assets/schemas/check-report.v1.schema.json)': '输出 JSON（assets/schemas/check-report.v1.schema.json）',
  'the machine to look at: local, or root:DIR for a mounted disk': '要查看的机器：local，或用 root:目录 指定挂载的磁盘',
  'language of the text': '文字的语言',
  'the least severity that makes the exit status 2': '使退出状态为 2 的最低严重程度',
  'only these checks': '只做这些检查',
  'one check in full: what was found, why it matters, what you can do':
    '详细说明一项检查：发现了什么、为什么重要、可以做什么',
  'the check, e.g. go.goroot.drift': '检查的键，例如 go.goroot.drift',
  'everything in full, for a colleague or a bug report': '全部内容，供同事查看或报告问题',
  'write it to a file': '写入文件',
  'Go itself: installed, switched, proved': 'Go 本身：安装、切换、证明',
  'is this Go as published? asks the checksum database or its package manager, and downloads no Go':
    '这个 Go 与发布的一致吗？询问校验和数据库或其软件包管理器，不下载 Go',
  'ask nobody: check the proof that is kept here again': '不询问任何人：重新核对保存在这里的证明',
  'print JSON': '输出 JSON',
  'also write the proof, to a file or into a folder: beside the archive it proves it':
    '同时写出证明，写到文件或文件夹中：放在归档旁边即可验证该归档',
  'a tree of Go, or its go; without it, the one that a new terminal gets':
    'Go 的目录，或其中的 go；不写则为新终端使用的那一个',
  'every Go on this machine, whoever installed it': '这台机器上的每个 Go，不论由谁安装',
  'count what each takes on disk': '统计每个占用的磁盘空间',
  'read each and ask whether it is as published; else it is said of those asked about before':
    '完整读取每一个，查询它是否与发布的一致；不加此项时只显示以前查询过的',
  'instead, the versions that there are to install, and who says so': '改为列出可以安装的版本，以及由谁得知',
  'with --available: every version': '与 --available 同用：列出所有版本',
  'which Go runs in a directory, and why: PATH, GOTOOLCHAIN, go.mod, files of version managers':
    '某个目录里运行哪个 Go，为什么：PATH、GOTOOLCHAIN、go.mod、版本管理器的文件',
  'a directory; without it, the working directory': '目录；不写则为当前目录',
  'download, prove and unpack a version': '下载、证明并解压一个版本',
  'for the whole system (as root), not only for you': '为整个系统（以 root 身份），而不只为你',
  'auto (the default: the fastest, as far as GOPROXY lets), proxy (those of GOPROXY), official, cn, a mirror, an address, a file or a folder; several archives with commas; distro shows how root installs the distribution’s package':
    'auto（默认：GOPROXY 允许范围内最快的）、proxy（GOPROXY 所列的）、official、cn、镜像、地址、文件或文件夹；几个归档用逗号分开；distro 显示 root 如何安装发行版的软件包',
  'e.g. 1.26.8': '例如 1.26.8',
  'make a Go that is already here one of Groundwork’s: copied and proved, not downloaded':
    '让已有的 Go 归 Groundwork 管理：复制并证明，不下载',
  'remove the toolchains that go itself downloaded, and what an interruption left; what is used stays':
    '删除 go 自己下载的工具链和中断留下的内容；正在使用的保留',
  'also to a version that is known not to be as published': '即使已知该版本与发布内容不一致，也切换',
  'only this one': '只清理这一个',
  'instead, what paused or failed installations have downloaded': '改为清理暂停或失败的安装已下载的内容',
  'remove what is shown, without asking': '不询问，直接删除列出的内容',
  'only show what is there': '只列出有什么',
  'open the folder of a Go in the file manager, and print its path': '在文件管理器中打开某个 Go 的目录，并输出它的路径',
  'a version, or a path; without it, the Go that a new terminal gets': '版本或路径；不写则为新终端使用的 Go',
  'switch to a version: one rename of a link; and put it on PATH, once, if it is not':
    '切换到一个版本：只重命名一个链接；尚未在 PATH 中时一次性加入',
  'edit the start files that are shown, without asking': '不询问，直接修改列出的启动文件',
  'only show what would be changed': '只显示将要改动的内容',
  'leave start files alone': '不动启动文件',
  'an installed one': '已安装的版本',
  'put the Go of Groundwork on PATH, in one marked block of your start files':
    '把 Groundwork 的 Go 放进 PATH：在启动文件中加一段带标记的内容',
  'take the block away again': '去掉那一段',
  'remove a version, if nobody uses it': '删除一个没有人使用的版本',
  'also where programs of it run, sessions find it, or files name it':
    '即使它的程序正在运行、会话能找到它或有文件提到它，也删除',
  'an installed one that is not in use': '已安装且不在使用的版本',
  'print what makes a shell complete these words': '输出让 shell 补全这些词的脚本',
  'your shell': '你的 shell',
  'open the window (what `groundwork` alone does)': '打开窗口（只写 `groundwork` 也是如此）',
  'force how it is shown': '强制指定界面',
  'show a window or a page although running as root': '即使以 root 运行也显示窗口或页面',
  'loopback: print the address instead of opening a browser': '本机回环：输出地址，不打开浏览器',
}
