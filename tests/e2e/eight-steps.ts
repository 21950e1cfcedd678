import { expect, type Page } from '@playwright/test';
import type { Locale, Room } from '../../preload/contract.ts';
import { textsOf } from './fixtures.ts';
import type { Hand } from './hands/hand.ts';
import { lectureLesson } from './lecture-lesson.ts';
import { pagesOf, probabilities } from './pages/index.ts';

/** Few pictures and the fewest epochs that the lesson asks for: seconds instead of minutes. */
const fewest = { pictures: 3000, epochs: 5 };

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** A student in the lesson that comes with Mebae: what each step asks for, done by one hand. */
export class Student {
  readonly pages;
  private readonly t;
  private readonly lesson;
  private readonly room;

  constructor(
    window: Page,
    private readonly locale: Locale,
    private readonly hand: Hand,
  ) {
    this.pages = pagesOf(window, locale);
    this.t = textsOf(locale);
    this.lesson = this.pages.lesson;
    this.room = window.getByRole('main');
  }

  async begin(): Promise<void> {
    await this.pages.shell.ready();
    await this.hand.press(this.lesson.door);
  }

  /** The lesson says what to do in this step, or asks for a guess first; either way not both. */
  async enters(step: number): Promise<void> {
    await this.lesson.at(step);
    if (lectureLesson.steps[step - 1]!.guess) {
      await expect(this.lesson.guessForm).toBeVisible();
      await expect(this.lesson.panel).not.toContainText(this.lesson.textOf(step));
    } else await this.#isTold(step);
  }

  /** The lesson noticed that the step was done, and leads on where there is a next one. */
  async leaves(step: number): Promise<void> {
    await expect(this.lesson.done).toBeVisible();
    await expect(this.lesson.mark(step)).toContainText('✓');
    if (step < lectureLesson.steps.length) await this.hand.press(this.lesson.next);
    else await expect(this.lesson.panel).toContainText(this.t.lesson.finished);
  }

  async pixels(): Promise<void> {
    const { images } = this.t;
    const numbers = this.room.getByRole('table', { name: images.magnifier(8, 8) });
    await expect(numbers).toContainText(/\d/);
    await this.hand.choose(this.room.getByRole('radio', { name: images.views.y, exact: true }));
    const picture = (side: number) =>
      this.room.getByRole('img', { name: images.large(images.views.y, side), exact: true });
    await expect(picture(64)).toBeVisible();
    // One number a pixel, where the colours had three.
    await expect(numbers.getByRole('cell').first()).toHaveText(/^\d{1,3}$/);
    await expect(this.room.getByRole('heading', { name: images.formula })).toBeVisible();
    await expect(this.lesson.done).toHaveCount(0);
    await this.hand.lower(
      {
        field: this.room.getByRole('textbox', { name: images.pixels }),
        slider: this.room.getByRole('slider', { name: images.pixels }),
      },
      8,
    );
    await expect(picture(8)).toBeVisible();
    await expect(this.room).toContainText(images.total('8', '64'));
  }

  async imageData(): Promise<void> {
    const { kinds, squares, digit } = this.t.images;
    const kind = (name: string) => this.room.getByRole('radio', { name, exact: true });
    await this.hand.choose(kind(kinds.squares));
    const vector = this.room.locator('.numbers');
    await expect(vector).toHaveText('[0, 1, 0, 0]');
    await this.hand.press(this.room.getByRole('button', { name: squares.pixel(1, 1, 0) }));
    await expect(vector).toHaveText('[1, 1, 0, 0]');
    await expect(this.room.getByText(squares.nth('1', 1, 1, 1))).toBeVisible();
    await expect(this.lesson.done).toHaveCount(0);

    await this.hand.choose(kind(kinds.digit));
    const listing = this.room.getByRole('grid', { name: digit.listing(28, 28, '784') });
    const numbers = listing.getByRole('gridcell');
    await expect(numbers).toHaveCount(784);
    const before = await numbers.allTextContents();
    await this.hand.paint(this.room.getByRole('application', { name: digit.surface }));
    await expect.poll(() => numbers.allTextContents()).not.toEqual(before);
    const changed = (await numbers.allTextContents()).map((text, k) => [Number(text), before[k]]);
    for (const [now, then] of changed) expect(now).toBeGreaterThanOrEqual(Number(then));
  }

  async networks(): Promise<void> {
    const { network } = this.t;
    await expect(
      this.room.getByRole('slider', { name: network.handle(network.units, '2') }),
    ).toHaveAttribute('aria-valuenow', '128');
    await this.#view(network.views.example);
    await expect(this.room.getByRole('table', { name: network.example.worked })).toContainText(
      '0.8340',
    );
    // The unit with the highest activation is the answer.
    await expect(this.room.locator('.verdict')).toContainText(network.example.classes[2]!);
  }

  async classificationSystem(): Promise<void> {
    const { example, inside } = this.t.network;
    const table = this.room.getByRole('table', { name: inside.softmaxCaption });
    const rows = table.locator('tbody tr');
    const shares = async () => (await rows.locator('td:last-child').allTextContents()).map(Number);
    const before = await shares();
    expect(before).toEqual([0.0068, 0.1592, 0.834]);
    await this.hand.press(this.room.getByRole('button', { name: example.pixel(1, '1.0') }));
    await expect.poll(shares).not.toEqual(before);
    expect(sum(await shares())).toBeCloseTo(1, 3);
    await expect(table.getByRole('row').last().getByRole('cell').last()).toHaveText('1.0000');
  }

  async createNetwork(): Promise<void> {
    const { network } = this.t;
    const { total } = this.pages.network;
    await this.#view(network.views.build);
    await expect(total).toHaveText('101,770');
    const handle = this.room.getByRole('slider', { name: network.handle(network.units, '2') });
    await this.hand.shrink(handle, 64);
    // 784 x 64 + 64, 64 x 10 + 10.
    await expect(total).toHaveText('50,890');
    await this.hand.press(this.room.getByRole('button', { name: network.undo, exact: true }));
    await expect(total).toHaveText('101,770');
    await this.hand.press(this.room.getByRole('button', { name: network.redo, exact: true }));
    await expect(total).toHaveText('50,890');
  }

  async training(): Promise<void> {
    await this.#guessAccuracy('MNIST', 6, 50);
    await this.#train(fewest.epochs);
    const [first, ...others] = await this.pages.train.epochs();
    expect(others).toHaveLength(fewest.epochs - 1);
    expect(others.at(-1)!.loss).toBeLessThan(first!.loss);
    await this.#isCompared(others.at(-1)!.valAccuracy);
  }

  async results(): Promise<void> {
    const { guess } = this.t.lesson;
    const { results } = this.pages;
    await results.fourAreThere();
    for (const answer of await results.answers.all()) {
      const numbers = await probabilities(answer.getByRole('table'));
      expect(numbers).toHaveLength(10);
      expect(sum(numbers)).toBeCloseTo(1, 2);
    }
    const form = this.lesson.guessForm;
    await expect(form).toContainText(guess.confusion);
    await expect(form).toContainText(guess.chooseTwo);
    const record = form.getByRole('button', { name: guess.record, exact: true });
    await expect(record).toBeDisabled();
    const classes = form.getByRole('group', { name: guess.classes });
    // The third takes the place of the first.
    for (const name of ['0', '4', '9']) {
      await this.hand.press(classes.getByRole('button', { name, exact: true }));
    }
    await expect(classes.getByRole('button', { pressed: true })).toHaveText(['4', '9']);
    const guessed = guess.pair('4', '9');
    await expect(form).toContainText(guess.chosen(guessed));
    await this.hand.press(record);
    await this.#isTold(7);
    await expect(this.lesson.done).toHaveCount(0);
    await expect(this.lesson.guess).toHaveText(guess.made(guessed));

    await this.#view(this.t.results.views.matrix);
    const matrix = await results.matrix();
    const confused = (a: number, b: number) => matrix[a]![b]! + matrix[b]![a]!;
    const pairs = matrix.flatMap((_, b) => matrix.slice(0, b).map((_, a) => [a, b] as const));
    const most = Math.max(...pairs.map(([a, b]) => confused(a, b)));
    // The first such pair, the first class in front.
    pairs.sort(([a, b], [c, d]) => a - c || b - d);
    const [a, b] = pairs.find(([a, b]) => confused(a, b) === most)!;
    const numbers = new Intl.NumberFormat(this.locale);
    const counted = [confused(4, 9), most].map((count) => numbers.format(count));
    await expect(this.lesson.guess).toHaveText(
      confused(4, 9) === most
        ? guess.confusionRight(guessed, counted[1]!)
        : guess.confusionWrong(guessed, counted[0]!, guess.pair(String(a), String(b)), counted[1]!),
    );
  }

  async otherDataset(): Promise<void> {
    const { data, results } = this.t;
    const { shell, train } = this.pages;
    await this.#guessAccuracy('Fashion-MNIST', 8, 70);
    const cards = this.room.getByRole('group', { name: data.choose });
    const { name } = data.datasets['fashion-mnist'];
    await this.hand.choose(cards.getByRole('radio', { name }));
    await expect(this.lesson.panel).toContainText(this.t.lesson.part('1', '3'));
    await this.#goesOn('train');
    await expect(train.field('epochs')).toHaveValue('5');
    await this.#train(5);
    await expect(this.lesson.done).toHaveCount(0);
    const last = (await train.epochs()).at(-1)!;
    await this.#isCompared(last.valAccuracy);
    await this.#goesOn('results');
    await expect(shell.room('results')).toHaveAttribute('aria-current', 'page');
    await expect(this.lesson.done).toHaveCount(0);
    await this.#view(results.views.compare);
    await expect(this.lesson.done).toBeVisible();
    const harder = results.harder('Fashion-MNIST', '@', 'MNIST', '@').split('@')[0]!;
    await expect(this.room).toContainText(harder);
    await expect(this.room.getByRole('table', { name: results.matrixTitle })).toHaveCount(2);
  }

  async #view(name: string): Promise<void> {
    await this.hand.choose(this.room.getByRole('radio', { name, exact: true }));
  }

  /** The lesson shows the way to the room where the rest of the step is done. */
  async #goesOn(room: Room): Promise<void> {
    const { lesson, shell } = this.t;
    const name = lesson.toRoom(shell.rooms[room]);
    await this.hand.press(this.lesson.panel.getByRole('button', { name, exact: true }));
  }

  async #isTold(step: number): Promise<void> {
    await expect(this.lesson.guessForm).toHaveCount(0);
    await expect(this.lesson.panel).toContainText(this.lesson.textOf(step));
  }

  async #guessAccuracy(dataset: string, step: number, percent: number): Promise<void> {
    const { accuracy, accuracyLabel, record, waits } = this.t.lesson.guess;
    const form = this.lesson.guessForm;
    await expect(form).toContainText(accuracy(dataset));
    const field = form.getByRole('textbox', { name: accuracyLabel });
    await this.hand.lower({ field, slider: form.getByRole('slider') }, percent);
    const guessed = Number(await field.inputValue());
    expect(Math.abs(guessed - percent)).toBeLessThanOrEqual(1);
    await this.hand.press(form.getByRole('button', { name: record, exact: true }));
    await this.#isTold(step);
    await expect(this.lesson.guess).toHaveText(waits(this.#percent(guessed / 100)));
    await expect(this.lesson.done).toHaveCount(0);
  }

  async #train(epochs: number): Promise<void> {
    const { train } = this.pages;
    await this.hand.lower({ field: train.field('epochs') }, epochs);
    await this.hand.lower({ field: train.field('trainingLimit') }, fewest.pictures);
    const runs = await train.runs.count();
    await this.hand.press(train.startButton);
    await expect(train.runs).toHaveCount(runs + 1);
    await train.newestIs('finished');
  }

  /** The guess stands beside what came of it, in per cent. */
  async #isCompared(valAccuracy: number): Promise<void> {
    await expect(this.lesson.guess).not.toContainText(
      this.t.lesson.guess.waits('@').split('@')[1]!,
    );
    await expect(this.lesson.guess).toContainText(this.#percent(valAccuracy / 100));
  }

  #percent(share: number): string {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return new Intl.NumberFormat(this.locale, { style: 'percent', ...digits }).format(share);
  }
}
