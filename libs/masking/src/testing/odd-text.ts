import fc from 'fast-check';

const NAMES = 'password token user[pass] X-Api-Key sid code q compass jwt pin'.split(' ');
const SEPARATORS = ['=', ': ', ':', '":"', '": "', '\\":\\"', '%3D', '=>', '> ', '>', '[$ne]='];
const VALUES = [
  ...['hunter2', 'P%40ss-w0rd', "' or 1=1--", '%27', '%2527', '4711', 'a+b', '../x', '$ne', ''],
  ...['a8f5f167f44f4964e6c998dee827110c', '550e8400-e29b-41d4-a716-446655440000', 'x'.repeat(40)],
  ...[
    '7Fh3kLm9QwErTy12UiOp',
    'Zm9vQ3p8LkT9vXw/R2mNcYd+7aB1eHs4G==',
    'PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg',
  ],
  ...['eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.c2ln', 'eyJhbGciOiJub25lIn0.eyJ4IjoiJyJ9.abc'],
  ...[
    '4111111111111111',
    '4111 1111 1111 1111',
    'AKIAIOSFODNN7EXAMPLE',
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  ],
  ...[
    'ann.smith@mail.example',
    'ann%40mail.example',
    'https://ann:hunter2@host.example/',
    '\u00e9\u2028',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lg\n-----END PRIVATE KEY-----',
  ],
];
const GLUE = [
  ...[
    '&',
    '; ',
    ';',
    '\r\n',
    '\n',
    '\n\n',
    ' ',
    ', ',
    '"',
    '{"',
    '"}',
    '\\"',
    '<',
    '</',
    '?',
    '/',
    '#',
  ],
  ...[
    'Cookie: ',
    'Authorization: Bearer ',
    ' HTTP/1.1\r\n',
    '%26',
    '%3F',
    '\u0000',
    '\ufeff',
    '\u{1f600}',
  ],
  ...['name="', '"\r\n\r\n', '\r\n--', '@', '%', '\\u00', '&#', '--', '..', '${', ')', '`'],
];

/** Texts of what is masked, what is not, and what makes the difference, in any order. */
export const oddText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NAMES),
      fc.constantFrom(...SEPARATORS),
      fc.constantFrom(...VALUES),
      fc.constantFrom(...GLUE),
      fc.string({ maxLength: 8 }),
      fc.stringMatching(/^[0-9a-f]{14,40}$/),
      fc.stringMatching(/^[A-Za-z0-9+/_-]{10,40}$/),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));
