import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileNameFor } from '../../../main/engine/session/run-requests.ts';

it('makes file names that every system takes', () => {
  expect(fileNameFor('Fashion-MNIST 128')).toBe('Fashion-MNIST 128.mebae');
  expect(fileNameFor('../../a:b')).toBe('a b.mebae');
  expect(fileNameFor('...')).toBe('run.mebae');
  expect(fileNameFor('con')).toBe('run.mebae');
  expect(fileNameFor('数字 128')).toBe('数字 128.mebae');
  expect(fileNameFor('\u202eaebem\u2066')).toBe('aebem.mebae');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      // eslint-disable-next-line no-control-regex -- control characters are what must not be there
      expect(fileNameFor(name)).not.toMatch(/[<>:"/\\|?*\u0000-\u001f]|^\.|[. ]\.mebae$/);
    }),
  );
});
