import * as v from 'valibot';
import { DatasetIdSchema } from './dataset.ts';
import { LayerSchema, networkLimits } from './network.ts';
import { rooms } from './rooms.ts';
import { RunIdSchema } from './run.ts';
import { TrainSpecSchema, trainLimits } from './train.ts';

/** What a lesson file may have: it comes from a stick, from anybody. */
export const lessonLimits = {
  bytes: 256 * 1024,
  steps: 50,
  conditions: 6,
  title: 120,
  text: 600,
  studentName: 100,
  guesses: 50,
} as const;

/** The report that main prints: its HTML with curves, tables and four pictures is far below this. */
export const reportLimits = { characters: 4 * 1024 * 1024, fileName: 200 } as const;

/** What a student does that a step may wait for. docs/lesson-files.md says when each is noticed. */
export const lessonEvents = [
  'plane-viewed',
  'pixels-reduced',
  'levels-reduced',
  'picture-changed',
  'square-painted',
  'digit-painted',
  'sample-opened',
  'network-changed',
  'worked-example-opened',
  'example-changed',
  'activations-seen',
  'unit-opened',
  'program-opened',
  'training-started',
  'slow-step-seen',
  'epoch-chosen',
  'results-seen',
  'matrix-opened',
  'mistakes-opened',
  'cell-opened',
  'matrices-compared',
  'picture-classified',
] as const;
export type LessonEvent = (typeof lessonEvents)[number];

/** What a lesson can keep as it is. */
export const lessonLocks = ['dataset', 'network', 'hyperparameters', 'rooms'] as const;
export type LessonLock = (typeof lessonLocks)[number];

const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** In one language, which then stands in both; or in each. */
const texts = (max: number) =>
  v.union([words(max), v.strictObject({ ja: words(max), en: words(max) })]);
export type LessonText = string | { ja: string; en: string };

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const LessonConditionSchema = v.variant('when', [
  /** The room was entered. */
  v.strictObject({ when: v.literal('room'), room: v.picklist(rooms) }),
  v.strictObject({ when: v.literal('event'), event: v.picklist(lessonEvents) }),
  /** This dataset is the one to be trained on. */
  v.strictObject({ when: v.literal('dataset'), dataset: DatasetIdSchema }),
  /** A training of this lesson has ended with at least so many epochs. */
  v.strictObject({
    when: v.literal('trained'),
    epochs: v.optional(integer(trainLimits.epochs.min, trainLimits.epochs.max), 1),
    dataset: v.optional(DatasetIdSchema),
  }),
  /** The network has at least so many layers, Flatten and the last one counted. */
  v.strictObject({ when: v.literal('layers'), atLeast: integer(1, networkLimits.layers.max) }),
]);
export type LessonCondition = v.InferOutput<typeof LessonConditionSchema>;

export const LessonSettingsSchema = v.strictObject({
  dataset: v.optional(DatasetIdSchema),
  /** All layers in order, as in a saved network: Flatten first or in between, softmax last. */
  layers: v.optional(
    v.pipe(
      v.array(LayerSchema),
      v.minLength(networkLimits.layers.min),
      v.maxLength(networkLimits.layers.max),
    ),
  ),
  /** Those of the training's settings that the lesson sets; the others stay. */
  train: v.optional(v.partial(v.omit(TrainSpecSchema, ['version', 'dataset']))),
});
export type LessonSettings = v.InferOutput<typeof LessonSettingsSchema>;

export const guessKinds = ['accuracy', 'confusion'] as const;
export type GuessKind = (typeof guessKinds)[number];

const StepIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

export const LessonStepSchema = v.strictObject({
  id: StepIdSchema,
  title: texts(lessonLimits.title),
  text: texts(lessonLimits.text),
  room: v.picklist(rooms),
  /** All of them, in any order; empty or left out: the student says when. */
  done: v.optional(
    v.pipe(v.array(LessonConditionSchema), v.maxLength(lessonLimits.conditions)),
    [],
  ),
  /** Asked before the step's text is shown. */
  guess: v.optional(v.picklist(guessKinds)),
  /** Set on entering the step. */
  settings: v.optional(LessonSettingsSchema),
});
export type LessonStep = v.InferOutput<typeof LessonStepSchema>;

/** A lesson as its file holds it (.mebae-lesson). */
export const LessonSchema = v.strictObject({
  format: v.literal('mebae-lesson'),
  version: v.literal(1),
  title: texts(lessonLimits.title),
  locked: v.optional(v.pipe(v.array(v.picklist(lessonLocks)), v.maxLength(4)), []),
  /** Large type and the full screen, or not, while one is in the lesson; left out: as it is. */
  presentation: v.optional(v.boolean()),
  settings: v.optional(LessonSettingsSchema),
  steps: v.pipe(v.array(LessonStepSchema), v.minLength(1), v.maxLength(lessonLimits.steps)),
});
export type Lesson = v.InferOutput<typeof LessonSchema>;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const label = integer(0, networkLimits.classes.max - 1);
const pair = v.strictTuple([label, label]);
const guessed = { step: StepIdSchema, dataset: DatasetIdSchema };

/** A guess, and how it came out (null: not known yet). */
export const GuessSchema = v.variant('about', [
  /** Which share of the validation pictures will be classified correctly. */
  v.strictObject({
    ...guessed,
    about: v.literal('accuracy'),
    guess: share,
    outcome: v.nullable(v.strictObject({ runId: RunIdSchema, accuracy: share })),
  }),
  /** Which two classes will be confused most. */
  v.strictObject({
    ...guessed,
    about: v.literal('confusion'),
    guess: pair,
    outcome: v.nullable(
      v.strictObject({
        runId: RunIdSchema,
        pair,
        /** Pictures of one taken for the other, either way: of the worst pair, and of the guessed one. */
        count: integer(0, 10_000_000),
        guessedCount: integer(0, 10_000_000),
      }),
    ),
  }),
]);
export type Guess = v.InferOutput<typeof GuessSchema>;

/** Where a student is in a lesson; kept in the settings file, with the lesson, as the stick may be gone. */
export const LessonPlaceSchema = v.strictObject({
  /** null: the lesson that comes with Mebae. */
  lesson: v.nullable(LessonSchema),
  /** Left lessons keep their place. */
  active: v.boolean(),
  folded: v.boolean(),
  /** ISO 8601; trainings before it are not this lesson's. */
  startedAt: v.pipe(v.string(), v.maxLength(40)),
  step: StepIdSchema,
  /** Steps that were done, by id. */
  done: v.pipe(v.array(StepIdSchema), v.maxLength(lessonLimits.steps)),
  /** Conditions of the current step that were met, by position. */
  met: v.pipe(v.array(integer(0, lessonLimits.conditions)), v.maxLength(lessonLimits.conditions)),
  guesses: v.pipe(v.array(GuessSchema), v.maxLength(lessonLimits.guesses)),
  /** Steps whose guess was left out. */
  skipped: v.pipe(v.array(StepIdSchema), v.maxLength(lessonLimits.steps)),
  /** What presentation mode was before the lesson set it, to come back on leaving; null: not set by it. */
  presentedBefore: v.optional(v.nullable(v.boolean()), null),
  /** For the report; empty: not told. */
  student: v.pipe(v.string(), v.maxLength(lessonLimits.studentName)),
});
export type LessonPlace = v.InferOutput<typeof LessonPlaceSchema>;

/** The report as main prints it to PDF. */
export const ReportSchema = v.strictObject({
  html: v.pipe(v.string(), v.minLength(1), v.maxLength(reportLimits.characters)),
  /** Proposed in the dialog: a name, never a path. */
  fileName: v.pipe(
    v.string(),
    v.maxLength(reportLimits.fileName),
    v.regex(/^[^\\/:*?"<>|\p{Cc}]+\.pdf$/u),
  ),
});
export type Report = v.InferOutput<typeof ReportSchema>;
