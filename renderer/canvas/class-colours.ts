/**
 * One colour a class, told apart by colour-blind eyes too: the eight of Okabe and Ito (2008), grey and
 * brown. Black takes the ink's colour, which is white in the dark. Always with the label beside it.
 */
const colours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  'ink',
  '#8f8f8f',
  '#9a6a4f',
] as const;

/** The colour of a class; `ink` is the colour of text at that place. */
export function classColour(label: number, ink = 'var(--ink)'): string {
  const colour = colours[label % colours.length]!;
  return colour === 'ink' ? ink : colour;
}
