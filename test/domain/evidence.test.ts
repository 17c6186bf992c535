/** Evidence: what is taken by its bytes, where it belongs, and that what proves something stays. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import {
  decideAttach,
  decideDrop,
  type Evidence,
  type EvidenceFact,
  evolveEvidence,
  unusedOf,
  usedBy,
} from '../../src/domain/evidence.ts';
import { fileNameOf, judgeFile, printBytes } from '../../src/domain/evidence-type.ts';
import { decideReturn, decideSubmitStage, decideVerify } from '../../src/domain/lead/decide.ts';
import { type Lead, pendingStage } from '../../src/domain/lead/lead.ts';
import { bytesOf, zipOf } from '../transcripts/bytes.ts';
import { follow, fresh, TODAY } from './lead/kit.ts';
import { sanming } from './pack/sanming.ts';

const pack = sanming();
const received: EvidenceFact = {
  type: 'evidence.received',
  id: 'om_1-1',
  messageId: 'om_1',
  fileKey: 'file_1',
  kind: 'file',
  name: '合同.pdf',
  sender: 'p_anna',
  lead: null,
};
const grown = (...facts: readonly EvidenceFact[]): Evidence =>
  facts.reduce<Evidence>((state, fact) => evolveEvidence(state, fact, 2), evolveEvidence(null, received, 1));
const stored: EvidenceFact = { type: 'evidence.stored', hash: 'ab'.repeat(32), fileType: 'pdf', bytes: 10 };

describe('what a file is, by its bytes', () => {
  test.each(['pdf', 'jpg', 'png', 'docx', 'xlsx'])('a %s is taken', (ending) => {
    expect(judgeFile(bytesOf(`x.${ending}`))).toEqual({ ok: true, fileType: ending });
  });

  test.each([
    ['a.zip', '压缩包'],
    ['a.exe', '程序'],
    ['a.doc', '另存为'],
    ['a.docm', '宏'],
    ['a.txt', '类型'],
  ])('%s is refused, saying why', (name, why) => {
    expect(judgeFile(bytesOf(name))).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  test('a name says nothing: a program called .pdf is refused', () => {
    const program = bytesOf('a.exe');
    expect(judgeFile(program).ok).toBe(false);
    expect(judgeFile(new Uint8Array()).ok).toBe(false);
  });

  test('a cut or lying zip is refused and never throws', () => {
    const whole = zipOf(['[Content_Types].xml', 'word/document.xml'], 'x');
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (length, at, byte) => {
        const broken = new Uint8Array(whole.subarray(0, length));
        if (at < broken.length) broken[at] = byte;
        expect(typeof judgeFile(broken).ok).toBe('boolean');
      }),
    );
    expect(judgeFile(whole.subarray(0, whole.length - 10))).toMatchObject({ ok: false });
  });

  test('sizes and names are printed for people', () => {
    expect([printBytes(10), printBytes(2_048), printBytes(20 * 1024 * 1024)]).toEqual([
      '10 B',
      '2 KB',
      '20.0 MB',
    ]);
    expect([fileNameOf('合同', 'pdf'), fileNameOf('a.JPEG', 'jpg'), fileNameOf('a.pdf', 'pdf')]).toEqual([
      '合同.pdf',
      'a.JPEG',
      'a.pdf',
    ]);
  });
});

/** The lead with a submission that takes the file along. */
function submittedWith(file: string): Lead {
  const lead = fresh();
  const intent = { stage: 'signed', happenedOn: TODAY, evidence: null, note: null, files: [file] };
  return follow(lead, decideSubmitStage(pack, lead, intent, TODAY));
}

describe('where a file belongs', () => {
  test('only its sender puts it to a lead, once', () => {
    const lead = fresh();
    expect(decideAttach(grown(), lead, null, 'p_bo')).toMatchObject({ refused: true });
    const attached = grown({ type: 'evidence.attached', lead: lead.number });
    expect(decideAttach(attached, lead, lead, 'p_anna')).toMatchObject({ refused: true });
    expect(isRefusal(decideAttach(grown(), lead, null, 'p_anna'))).toBe(false);
  });

  test('what was refused or dropped proves nothing', () => {
    const refused = grown({ type: 'evidence.refused', why: '文件是空的' });
    expect(decideAttach(refused, fresh(), null, 'p_anna')).toMatchObject({
      because: expect.stringContaining('文件是空的'),
    });
    expect(decideAttach(grown({ type: 'evidence.dropped' }), fresh(), null, 'p_anna')).toMatchObject({
      refused: true,
    });
    expect(unusedOf(fresh(), [refused])).toEqual([]);
  });

  test('in a submission that waits or was verified it stays; returned, it is free again', () => {
    const file = grown(stored, { type: 'evidence.attached', lead: fresh().number });
    const waiting = submittedWith(file.id);
    expect(usedBy(waiting, file.id)).not.toBeNull();
    expect(decideAttach(file, { ...fresh(), number: 'XS-202611-0009' }, waiting, 'p_anna')).toMatchObject({
      refused: true,
    });
    expect(decideDrop(file, waiting, 'p_anna')).toMatchObject({ refused: true });
    const id = pendingStage(waiting)?.id ?? '';
    const back = follow(waiting, decideReturn(pack, waiting, id, '模糊'), 'p_vera');
    expect(unusedOf(back, [file])).toEqual([file]);
    expect(isRefusal(decideDrop(file, back, 'p_anna'))).toBe(false);
  });
});

describe('a stage and its evidence', () => {
  test('a file alone suffices, and a stage proven by files none of which came is not verified', () => {
    const waiting = submittedWith('om_1-1');
    const id = pendingStage(waiting)?.id ?? '';
    const verify = (storedFiles: number) =>
      decideVerify(pack, waiting, id, {}, 'p_vera', 'XM-202611-0001', { storedFiles });
    expect(verify(0)).toMatchObject({ because: expect.stringContaining('文件还没有收到') });
    expect(isRefusal(verify(1))).toBe(false);
  });

  test('where the pack says `file: required` a reference does not suffice, with the clause', () => {
    const strict = {
      ...pack,
      stages: pack.stages.map((stage) =>
        stage.id === 'signed' ? { ...stage, file: 'required' as const } : stage,
      ),
    };
    const lead = fresh();
    const intent = { stage: 'signed', happenedOn: TODAY, evidence: '合同1号', note: null };
    expect(decideSubmitStage(strict, lead, intent, TODAY)).toMatchObject({ clause: 'SM 二', refused: true });
    const waiting = follow(lead, decideSubmitStage(strict, lead, { ...intent, files: ['f'] }, TODAY));
    const id = pendingStage(waiting)?.id ?? '';
    expect(decideVerify(strict, waiting, id, {}, 'p_vera', 'XM', { storedFiles: 0 })).toMatchObject({
      refused: true,
      clause: 'SM 二',
    });
  });
});

test('no stage is ever verified without a reference, an explanation or a file that was received', () => {
  const words = fc.constantFrom(null, '证');
  const step = fc.record({
    stage: fc.constantFrom('talks', 'signed', 'registered', 'started', 'operating'),
    evidence: words,
    note: words,
    files: fc.constantFrom<readonly string[]>([], ['a'], ['a', 'b']),
    storedFiles: fc.nat(2),
    isRequired: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let lead = fresh();
      for (const { stage, evidence, note, files, storedFiles, isRequired } of steps) {
        const file = isRequired ? ('required' as const) : ('optional' as const);
        const rules = { ...pack, stages: pack.stages.map((one) => ({ ...one, file })) };
        const asked = decideSubmitStage(
          rules,
          lead,
          { stage, happenedOn: TODAY, evidence, note, files },
          TODAY,
        );
        if (isRefusal(asked)) continue;
        lead = follow(lead, asked);
        const event = pendingStage(lead);
        const stored = Math.min(storedFiles, files.length);
        const more = { storedFiles: stored };
        const done = decideVerify(rules, lead, event?.id ?? '', {}, 'p_vera', 'XM-1', more);
        const isProven = isRequired ? stored > 0 : evidence !== null || note !== null || stored > 0;
        expect(isRefusal(done)).toBe(!isProven);
        const next = isRefusal(done) ? decideReturn(rules, lead, event?.id ?? '', '缺佐证') : done;
        lead = follow(lead, next, 'p_vera');
      }
    }),
  );
});

test('a history out of order is a bug, not a state', () => {
  expect(() => evolveEvidence(null, stored, 1)).toThrow(/arrival/);
  expect(() => grown(received)).toThrow(/arrived already/);
});
