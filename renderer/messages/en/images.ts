/** Texts of the Images room. */
export const images = {
  kind: 'What is looked at',
  kinds: { photograph: 'Photograph', squares: 'Black and white', digit: 'Digit' },
  leads: {
    photograph: 'Each pixel is one number or three.',
    squares: 'Click pixels on and off: the picture is its numbers.',
    digit: 'Paint on it: the numbers change, and with them the answer.',
  },
  waiting: 'The picture is being opened.',
  picture: 'Picture',
  pictures: {
    'still-life': 'Still life',
    cat: 'Cat',
    coffee: 'Coffee',
    rocket: 'Rocket',
    landscape: 'Landscape',
    mnist: 'Digit',
    'fashion-mnist': 'Clothing',
    lecture: '8 × 8',
    own: 'Yours',
  },
  open: 'Open a picture',
  dropHere: 'Drop a picture here to see its pixels and numbers',
  sides: { photograph: 'Pixels and levels', squares: 'Size', digit: 'Picture and brush' },
  pixels: 'Pixels on a side',
  pixelsFixed: (side: string) =>
    `This picture has only ${side} pixels on a side. Choose another to take more or fewer.`,
  levels: 'Brightness levels',
  total: (side: string, total: string) => `${side} × ${side} = ${total} pixels`,
  levelsNow: (levels: string) => `${levels} levels`,
  example: 'Lecture: 8 × 8, 4 levels',
  whole: 'All pixels, all levels',
  views: {
    colour: 'Colour',
    together: 'Put together',
    red: 'Red',
    green: 'Green',
    blue: 'Blue',
    y: 'Luminance Y',
    cb: 'Colour Cb',
    cr: 'Colour Cr',
  },
  groups: {
    whole: 'Picture',
    rgb: 'Red, green and blue components',
    luma: 'Luminance and colour components',
  },
  view: 'What is shown',
  usePart: (component: string) => `Put together with ${component}`,
  large: (view: string, side: number) => `${view}, ${side} by ${side} pixels`,
  pointHere: 'Picture. Arrow keys move from pixel to pixel.',
  magnifier: (rows: number, columns: number) => `Numbers of ${rows} × ${columns} pixels`,
  codes: (highest: string) => `0 is the darkest, ${highest} the brightest`,
  values: 'One number a pixel, 0 to 255',
  three: 'Red, green and blue, 0 to 255',
  pixel: (row: string, column: string) => `Row ${row}, column ${column}`,
  colourOf: (red: number, green: number, blue: number) =>
    `red ${red}, green ${green}, blue ${blue}`,
  formula: 'This pixel, worked out',
  formulaBack: 'This pixel, put together again',
  red: 'R',
  green: 'G',
  blue: 'B',
  beforeLevels: 'With the numbers from before the levels were reduced.',
  standard: 'ITU-R BT.601, full range, as in JPEG files',
  rest: 'A component left out counts as 0 (R, G, B) or as 128 (Y, Cb, Cr): dotted.',
  explain: 'Pixels and their numbers',
  explainPixels:
    'A greyscale picture holds luminance only: one number a pixel. A colour picture holds luminance and colour: three numbers a pixel, as red, green and blue, or as one luminance component and two colour components.',
  explainFewer:
    'With fewer pixels the picture gets coarser; with fewer levels its shades fall into steps. With 4 levels, 0 is black, 1 dark grey, 2 light grey and 3 white.',
  explainTogether:
    'Tick components to put the picture together from them again. With all three it is the picture one began with; leave one out to see what it held.',
  edit: { group: 'Changes', undo: 'Undo', redo: 'Redo', reset: 'Start again' },
  squares: {
    picture: (side: number) => `Picture of ${side} × ${side} pixels`,
    pixel: (row: number, column: number, value: number) =>
      `row ${row}, column ${column}: ${value === 1 ? 'black, 1' : 'white, 0'}`,
    vector: (count: string) => `The vector: ${count} numbers`,
    hint: 'White is 0, black is 1. Point at a pixel or at a number.',
    nth: (nth: string, row: number, column: number, value: number) =>
      `Number ${nth} is row ${row}, column ${column}: ${value === 1 ? '1, black' : '0, white'}.`,
    possible: (pixels: string, count: string) => `${pixels} pixels: ${count} pictures`,
    tooMany: (count: string) =>
      `Each pixel is white or black, so each pixel more doubles their number. That makes ${count}; one of them is above.`,
    choose: 'All sixteen pictures',
    side: 'Pixels on a side',
    invert: 'Swap black and white',
    white: 'All white',
    explain: 'A picture as a vector',
    explainVector:
      'Row by row, from the upper left, the pixels become one list of numbers: a vector. White is 0 and black is 1.',
    explainMore:
      'With 2 × 2 pixels there are 16 pictures. With 8 × 8 there are more than anyone could ever look at, which is why nobody writes down by hand which of them show a digit.',
  },
  digit: {
    surface:
      'Picture to paint on. Arrow keys move, Space paints, Delete erases, Shift with an arrow key draws a line.',
    large: 'The picture as painted',
    listing: (rows: number, columns: number, count: string) =>
      `${rows} rows of ${columns} numbers: ${count}`,
    hint: '0 is black, 255 is white. Point at a pixel or at a number.',
    nth: (row: number, column: number, nth: string, value: number) =>
      `Row ${row}, column ${column} is number ${nth}: ${value}`,
    answers: 'The network’s answer',
    answersOf: (run: string) => `Probabilities by the network ${run}`,
    by: (run: string, epoch: string) => `${run}, weights after epoch ${epoch}`,
    answer: (label: string) => `Answer: ${label}`,
    asking: 'The network is being asked.',
    noRun:
      'No network has been trained yet. When there is one, its probabilities change here while you paint.',
    toTraining: 'To training',
    otherInput: (run: string, height: number, width: number) =>
      `The network ${run} takes pictures of ${height} × ${width} pixels, not of this size.`,
    run: 'Trained network',
    dataset: 'Dataset',
    number: 'Number',
    empty: 'Empty',
    isEmpty: 'An empty picture: all numbers are 0.',
    toData: 'All pictures',
    brush: 'Brush',
    size: 'Size in pixels',
    value: 'Value, 0 to 255',
    eraser: 'Eraser',
    explain: 'A digit as 784 numbers',
    explainNumbers:
      'The picture has 28 × 28 pixels: 784 numbers from 0 (black) to 255 (white). They are all that the network receives.',
    explainBrush:
      'Change a few numbers and watch the probabilities. A stroke in the right place can turn a 3 into an 8; one in a corner that no training picture uses can confuse the network, too.',
  },
};
