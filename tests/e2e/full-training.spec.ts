import type { DatasetId } from '../../preload/contract.ts';
import { expect, test } from './fixtures.ts';
import { SharedMebae } from './shared.ts';

/** Of the lecture's network on all 60,000 pictures: per cent of the validation pictures, and epochs at most. */
const goals: Record<DatasetId, { accuracy: number; epochs: number }> = {
  mnist: { accuracy: 97.5, epochs: 20 },
  'fashion-mnist': { accuracy: 86.5, epochs: 5 },
};

test.describe.serial('the lecture’s network on all pictures', () => {
  const mebae = new SharedMebae();

  for (const [id, { accuracy, epochs }] of Object.entries(goals)) {
    test(`reaches ${accuracy} % on ${id} within ${epochs} epochs`, async () => {
      test.setTimeout(180_000);
      const { shell, train } = mebae.pages;
      await shell.go('train');
      await train.chooseDataset(id as DatasetId);
      await expect(train.field('epochs')).toHaveValue(String(epochs));
      await expect(train.field('trainingLimit')).toHaveValue('60000');
      await expect(train.room.getByText(train.t.isLecture)).toBeVisible();
      await train.start();
      const best = async () => {
        const rows = await train.epochs();
        return Math.max(0, ...rows.map(({ valAccuracy }) => valAccuracy));
      };
      await expect.poll(best, { timeout: 150_000 }).toBeGreaterThanOrEqual(accuracy);
      const rows = await train.epochs();
      expect(rows.length).toBeLessThanOrEqual(epochs);
      const description = `${await best()} % after ${rows.length} epochs`;
      test.info().annotations.push({ type: id, description });
      console.log(`${id}: ${description}`);
      // It may come to its end at any moment, with the button under the pointer.
      await train
        .button('stop')
        .click({ timeout: 2000 })
        .catch(() => undefined);
      await expect(train.startButton).toBeEnabled();
    });
  }
});
