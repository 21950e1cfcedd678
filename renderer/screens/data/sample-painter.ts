import { classColour } from '../../canvas/class-colours.ts';
import { cornerOf, visibleRange, type GridLayout } from './grid-layout.ts';
import { TileAtlas } from './tile-atlas.ts';

/** Everything one frame of the grid shows. */
export interface Frame {
  ids: Int32Array;
  labels: Uint8Array;
  names: readonly string[];
  layout: GridLayout;
  scrollTop: number;
  width: number;
  height: number;
  labelHeight: number;
  /** Positions; -1: none. */
  selected: number;
  hovered: number;
}

/** Colours and type as the page has them at this moment. */
interface Style {
  ink: string;
  line: string;
  accent: string;
  font: string;
}

function styleOf(element: Element): Style {
  const style = getComputedStyle(element);
  return {
    ink: style.color,
    line: style.getPropertyValue('--line'),
    accent: style.getPropertyValue('--accent'),
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}

/** Draws the samples in view, and nothing else, onto a canvas of the size of the view. */
export class SamplePainter {
  #atlas: TileAtlas;
  #style: Style;
  /** Labels cut to the width of a sample, by label. */
  #cut = new Map<string, string>();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly width: number,
    private readonly height: number,
    private readonly picture: (sample: number) => Uint8Array | null,
  ) {
    this.#atlas = new TileAtlas(width, height, 1024);
    this.#style = styleOf(canvas);
  }

  /** After the theme, the size of type or the labels changed. */
  restyle(): void {
    this.#style = styleOf(this.canvas);
    this.#cut.clear();
  }

  draw(frame: Frame): void {
    const context = this.#prepare(frame);
    if (!context) return;
    const { ids, layout, scrollTop, height } = frame;
    const [from, to] = visibleRange(layout, ids.length, scrollTop, height);
    this.#makeRoom(to - from);
    for (let position = from; position < to; position++) {
      const { x, y } = cornerOf(layout, position);
      this.#drawSample(context, frame, ids[position]!, x, y - scrollTop);
    }
    this.#ring(context, frame, frame.hovered, this.#style.ink, 1.5);
    this.#ring(context, frame, frame.selected, this.#style.accent, 3);
  }

  #prepare({ width, height }: Frame): CanvasRenderingContext2D | null {
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
    }
    const context = this.canvas.getContext('2d');
    if (!context) return null;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
    context.font = this.#style.font;
    context.textBaseline = 'middle';
    return context;
  }

  /** Twice what is in view: scrolling back a little needs no tile written anew. */
  #makeRoom(inView: number): void {
    if (this.#atlas.tiles < inView * 2) {
      this.#atlas = new TileAtlas(this.width, this.height, inView * 3);
    }
  }

  #drawSample(
    context: CanvasRenderingContext2D,
    frame: Frame,
    sample: number,
    x: number,
    y: number,
  ): void {
    const { thumb } = frame.layout;
    const tile = this.#atlas.tile(sample, () => this.picture(sample));
    if (tile) {
      const { width, height, canvas } = this.#atlas;
      context.drawImage(canvas, tile.x, tile.y, width, height, x, y, thumb, thumb);
    } else {
      context.fillStyle = this.#style.line;
      context.fillRect(x, y, thumb, thumb);
    }
    if (frame.labelHeight > 0) this.#drawLabel(context, frame, sample, x, y + thumb);
  }

  /** The class's colour, and always its name beside it. */
  #drawLabel(
    context: CanvasRenderingContext2D,
    { labels, names, layout, labelHeight }: Frame,
    sample: number,
    x: number,
    y: number,
  ): void {
    const label = labels[sample]!;
    const chip = Math.round(labelHeight * 0.4);
    const middle = y + labelHeight / 2 + 1;
    context.fillStyle = classColour(label, this.#style.ink);
    context.fillRect(x, Math.round(middle - chip / 2), chip, chip);
    context.fillStyle = this.#style.ink;
    const room = layout.thumb - chip - 4;
    context.fillText(this.#fit(context, names[label] ?? String(label), room), x + chip + 4, middle);
  }

  #fit(context: CanvasRenderingContext2D, text: string, room: number): string {
    const key = `${text}/${room}`;
    const known = this.#cut.get(key);
    if (known !== undefined) return known;
    let cut = text;
    for (
      let length = text.length - 1;
      context.measureText(cut).width > room && length > 0;
      length--
    ) {
      cut = `${text.slice(0, length)}…`;
    }
    this.#cut.set(key, cut);
    return cut;
  }

  #ring(
    context: CanvasRenderingContext2D,
    { layout, scrollTop }: Frame,
    position: number,
    colour: string,
    width: number,
  ): void {
    if (position < 0) return;
    const { x, y } = cornerOf(layout, position);
    context.strokeStyle = colour;
    context.lineWidth = width;
    const out = width / 2 + 0.5;
    const side = layout.thumb + 2 * out;
    context.strokeRect(x - out, y - scrollTop - out, side, side);
  }
}
