/** The lint rules of this house: who imports whom, and what things are called. */
import { dirname, join, relative, resolve } from 'node:path'
import { forTests, roomOf } from './rooms.js'

const root = resolve(import.meta.dirname, '../..')

const isTest = (file) => /\.test\.tsx?$/.test(file)

/** The file that an import leads to, from the top of the repository; null for packages. */
const fileOf = (specifier, from) => {
  if (specifier === '#contract') return 'preload/contract/index.ts'
  const part = /^#contract\/(.+?)(\.ts)?$/.exec(specifier)
  if (part) return `preload/contract/${part[1]}.ts`
  return specifier.startsWith('.') ? relative(root, resolve(root, dirname(from), specifier)) : null
}

const isAllowed = (specifier, from, isTypeOnly) => {
  const room = roomOf(from)
  const extra = isTest(from) ? forTests : { packages: [], rooms: [] }
  const target = fileOf(specifier, from)
  if (target === null) {
    return [...room.packages, ...extra.packages].some((one) =>
      one instanceof RegExp ? one.test(specifier) : one === specifier,
    )
  }
  if (room.files.includes(target)) return true
  const targetRoom = roomOf(target)
  if (!targetRoom) return false
  return (
    targetRoom === room ||
    [...room.rooms, ...extra.rooms, ...(isTypeOnly ? room.typeRooms : [])].includes(targetRoom.path)
  )
}

const isTypeOnlyImport = (declaration) =>
  declaration.importKind === 'type' ||
  declaration.exportKind === 'type' ||
  (declaration.specifiers?.length > 0 &&
    declaration.specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type'))

const room = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wall: '"{{specifier}}" may not be imported in {{name}} ({{path}}): {{why}}' },
  },
  create(context) {
    const from = relative(root, context.filename)
    const here = roomOf(from)
    if (!here) return {}
    const look = (node, specifier, isTypeOnly) => {
      if (typeof specifier !== 'string' || isAllowed(specifier, from, isTypeOnly)) return
      context.report({ node, messageId: 'wall', data: { specifier, name: here.name, path: here.path, why: here.why } })
    }
    const declaration = (node) => node.source && look(node, node.source.value, isTypeOnlyImport(node))
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (node) => look(node, node.source.value, false),
      TSImportType: (node) => look(node, node.source?.value ?? node.argument?.literal?.value, true),
      'CallExpression[callee.name="require"]': (node) => look(node, node.arguments[0]?.value, false),
    }
  },
}

/** Words that say nothing of what is inside. */
const emptyWords = ['manager', 'helper', 'util', 'utility', 'service', 'data', 'info', 'impl', 'base', 'common', 'misc']
const isEmptyWord = (word) => emptyWords.includes(word.toLowerCase().replace(/(?<=.{3})s$/, ''))
/** A package manager is what it is called, and formats have their data sections; a file has no such excuse. */
const isOwnTerm = (before, word) =>
  word.toLowerCase() === 'data' || (before?.toLowerCase() === 'package' && word.toLowerCase() === 'manager')
const why = 'says nothing about what is inside. Name it after what it does or holds.'

const names = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      empty: `"{{word}}" ${why}`,
      kebab: 'Files are named in kebab-case (dots are for the keys of checks and for suffixes): {{file}}',
    },
  },
  create(context) {
    const file = relative(root, context.filename)
    const declared = (node) => {
      const words = node.id?.name?.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? []
      const word = words.find((part, index) => isEmptyWord(part) && !isOwnTerm(words[index - 1], part))
      if (word) context.report({ node: node.id, messageId: 'empty', data: { word } })
    }
    return {
      Program(node) {
        for (const part of file.split('/')) {
          if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(part)) context.report({ node, messageId: 'kebab', data: { file } })
          const word = part.split(/[-.]/).find(isEmptyWord)
          if (word) context.report({ node, messageId: 'empty', data: { word } })
        }
      },
      'ExportNamedDeclaration > *': declared,
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator': declared,
    }
  },
}

/** The plugin `walls`. */
export const walls = { meta: { name: 'walls' }, rules: { room, names } }
