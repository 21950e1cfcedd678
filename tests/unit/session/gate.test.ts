import { describe, expect, it } from 'vitest';
import { Gate } from '../../../main/engine/session/gate.ts';
import { nextTurn } from '../../../main/engine/session/turn.ts';

describe('Gate', () => {
  it('lets through at once while nothing is asked', async () => {
    expect(await new Gate<string>().pass('subject')).toBe(0);
  });

  it('holds while paused, and answers meanwhile', async () => {
    const gate = new Gate<string>();
    gate.pause();
    let passed = false;
    const passing = gate.pass('subject').then(() => (passed = true));
    expect(await gate.ask(async (subject) => subject.length)).toBe(7);
    await nextTurn();
    expect(passed).toBe(false);
    gate.resume();
    await passing;
    expect(passed).toBe(true);
  });

  it('lets through when stopped while paused', async () => {
    const gate = new Gate<string>();
    gate.pause();
    const passing = gate.pass('subject');
    await nextTurn();
    gate.stop();
    await passing;
    expect(gate.stopping).toBe(true);
  });

  it('goes on while it is asked again with every answer, and hears of resuming', async () => {
    const gate = new Gate<string>();
    let answers = 0;
    const askAgain = (): void => void gate.ask(async () => (answers += 1)).then(askAgain);
    askAgain();
    await gate.pass('subject');
    expect(answers).toBe(1);
    gate.pause();
    setImmediate(() => setImmediate(() => gate.resume()));
    await gate.pass('subject');
    expect(answers).toBeGreaterThan(1);
  });

  it('hands a question’s failure to who asked, and goes on', async () => {
    const gate = new Gate<string>();
    const asked = gate.ask(() => Promise.reject(new Error('no')));
    const passing = gate.pass('subject');
    await expect(asked).rejects.toThrow('no');
    expect(await passing).toBe(0);
  });
});
