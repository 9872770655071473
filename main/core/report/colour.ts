/** Colours of the terminal's own palette (ECMA-48), so that they fit every theme. Never the only carrier of a meaning. */

export type Colour = 'red' | 'green' | 'yellow' | 'blue' | 'dim' | 'bold'

const codes: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  dim: [2, 22],
  bold: [1, 22],
}

export type Paint = (colour: Colour, text: string) => string

/** Paints, or leaves text as it is where colour is off. */
export const painter = (isColoured: boolean): Paint =>
  isColoured ? (colour, text) => `\u001b[${codes[colour][0]}m${text}\u001b[${codes[colour][1]}m` : (_, text) => text
