import { licencesDocument } from './document.ts';
import { judgeLicences } from './licences.ts';
import type { ShippedPackage } from './package-folder.ts';

const shipped = (fields: Partial<ShippedPackage> = {}): ShippedPackage => ({
  name: 'left-pad',
  version: '1.0.0',
  licence: 'MIT',
  texts: ['Copyright somebody'],
  where: ['sm-serving'],
  ...fields,
});
const rulesOf = (packages: ShippedPackage[], document = licencesDocument(packages)) =>
  judgeLicences(packages, document).map(({ rule }) => rule);

describe('judgeLicences', () => {
  it.each(['MIT', 'GPL-3.0 OR MIT', 'BSD-3-Clause AND Zlib', '(MIT AND Apache-2.0)'])(
    'lets %s pass',
    (licence) => {
      expect(rulesOf([shipped({ licence })])).toEqual([]);
    },
  );

  it.each(['GPL-3.0-only', 'MIT AND LGPL-3.0-only', 'UNKNOWN', 'SEE LICENSE IN LICENSE', ''])(
    'holds "%s" against a package',
    (licence) => {
      expect(rulesOf([shipped({ licence })])).toEqual(['licence-not-allowed']);
    },
  );

  it('holds a missing notice against a package', () => {
    expect(rulesOf([shipped({ texts: [] })])).toEqual(['no-notice']);
  });

  it('sees that the document is of another version', () => {
    const document = licencesDocument([shipped({ version: '0.9.0' })]);

    expect(rulesOf([shipped()], document)).toEqual(['out-of-date']);
  });
});

describe('licencesDocument', () => {
  it('is the same for packages in any order', () => {
    const [a, b] = [shipped({ name: 'a' }), shipped({ name: 'b', where: ['x', 'y'] })];

    expect(licencesDocument([b, a])).toBe(licencesDocument([a, b]));
  });

  it('has a notice that several packages share once, under all their names', () => {
    const document = licencesDocument([shipped({ name: 'a' }), shipped({ name: 'b' })]);

    expect(document.match(/Copyright somebody/g)).toHaveLength(1);
    expect(document).toContain('## a, b');
  });
});
