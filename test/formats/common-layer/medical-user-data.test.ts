import { describe, expect, test } from 'vitest';
import {
  directionOf,
  type MedicalCase,
  medicalUserData,
  readMedicalUserData,
} from '../../../src/formats/common-layer/medical-user-data.ts';

const CASE: MedicalCase = {
  caseId: 'c7-2041',
  source: 'Trabecula 1.0.0',
  institution: null,
  study: 'cervical cage C5/C6',
  orientation: { front: [0, -1, 0], head: [0, 0, 1] },
};
const block = (text: string) => ({ uid: 'any', data: new Uint8Array(Buffer.from(text, 'latin1')) });

describe('the block that we write', () => {
  test('has its items in the order of the specification, each ended by a zero byte', () => {
    const { uid, data } = medicalUserData(CASE);
    expect(uid).toBe('MEDICAL');
    expect(Buffer.from(data).toString('latin1')).toBe(
      'source-id=Trabecula 1.0.0\0patient-id=c7-2041\0study-id=cervical cage C5/C6\0' +
        'front-vector=(0,-1,0)\0head-vector=(0,0,1)\0',
    );
  });

  test('has what is known and nothing else', () => {
    const { data } = medicalUserData({ ...CASE, study: null, orientation: null, institution: 'Clinic' });
    expect(Buffer.from(data).toString('latin1')).toBe(
      'institution-id=Clinic\0source-id=Trabecula 1.0.0\0patient-id=c7-2041\0',
    );
  });

  test('is read back', () => {
    const front = [0.6, -0.8, 0] as const;
    const read = readMedicalUserData(medicalUserData({ ...CASE, orientation: { front, head: [0, 0, -1] } }))!;
    expect(read.get('patient-id')).toBe('c7-2041');
    expect(directionOf(read.get('front-vector')!)).toEqual([0.6, -0.8, 0]);
    expect(directionOf(read.get('head-vector')!)).toEqual([0, 0, -1]);
  });

  test.each<[string, Partial<MedicalCase>, string]>([
    [
      'the example of the specification: a name and a date of birth',
      { caseId: 'Egon BadLegs I2389/94 20-Jun-1932' },
      'patient-id',
    ],
    ['an empty pseudonym', { caseId: '' }, 'patient-id'],
    ['a word of the header', { study: 'a $$HEADEREND' }, 'study-id'],
    ['a comment', { study: 'a // b' }, 'study-id'],
    ['letters beyond ASCII', { institution: 'Universit\u00e4t' }, 'institution-id'],
    ['a zero byte', { source: 'a\0b' }, 'source-id'],
    ['a direction that is not 1 long', { orientation: { front: [0, 2, 0], head: [0, 0, 1] } }, 'front-vector'],
    ['a direction of no numbers', { orientation: { front: [0, 1, 0], head: [0, 0, Number.NaN] } }, 'head-vector'],
    ['directions that are not at a right angle', { orientation: { front: [0, 0, 1], head: [0, 0, 1] } }, 'head-vector'],
  ])('refuses %s', (_, change, keyword) => {
    let error: unknown;
    try {
      medicalUserData({ ...CASE, ...change });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'case-invalid', place: ['user data', keyword] });
  });
});

describe('blocks of others', () => {
  test('the example of the specification is read whole, with and without its last zero byte', () => {
    const items = [
      'institution-id=Orthopedic Hospital University of TestTown',
      'source-id=Siemens 3D package Vx.y interactions by Dr. Bone',
      'patient-id=Egon BadLegs I2389/94 20-Jun-1932',
      'study-id=Custom prosthesis left leg',
      'examination-date=20-Jun-1994',
      'slice-thickness=2',
      'matrix-size=512',
      'pixel-size=0.218',
      'gantry-tilt=-7',
      'front-vector=(0,0,1)',
      'head-vector=(0,1,0)',
    ];
    for (const text of [items.join('\0'), `${items.join('\0')}\0`, `${items.join('\0')}\0\r\n`]) {
      const read = readMedicalUserData(block(text))!;
      expect([...read].map(([keyword, value]) => `${keyword}=${value}`)).toEqual(items);
    }
  });

  test('text of an old code page is read as Latin-1', () => {
    expect(readMedicalUserData(block('study-id=K\u00e4fig\0'))!.get('study-id')).toBe('K\u00e4fig');
  });

  test.each(['', 'hello', 'a=b\0', 'patient-id', '\0\0\0'])('%j is no medical block', (text) => {
    expect(readMedicalUserData(block(text))).toBeNull();
  });

  test.each(['(0,0)', '0,0,1', '(a,0,1)', '(0,0,1e3)', '(0,0,1,2)', '()'])('%j is no direction', (text) => {
    expect(directionOf(text)).toBeNull();
  });
});
